import { Alert, Button, Text, Title } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { describeError } from '../../apollo/describeError.ts'
import { BackLink } from '../../components/BackLink.tsx'
import { ButtonLink } from '../../components/ButtonLink.tsx'
import { usePageTitle } from '../../components/usePageTitle.ts'
import type { TreeProposalQuery } from '../../gql/graphql.ts'
import { formatNumber, pluralize } from '../../lib/formatTime.ts'
import { RegenerateDialog } from '../generation/RegenerateDialog.tsx'
import { ComparedTree } from './ComparedTree.tsx'
import { type ComparedTrees, compareTrees, type Fate } from './compareTrees.ts'
import { fateLabels } from './FateMark.tsx'
import classes from './TreeProposal.module.css'
import { useApplyProposal } from './useApplyProposal.ts'

type Job = NonNullable<TreeProposalQuery['generationJob']>

type Proposal = NonNullable<Job['treeProposal']>

interface TreeProposalPageProps {
  jobId: string
  goal: NonNullable<Job['goal']>
  proposal: Proposal
}

/** The tree that is and the one that could be. Nothing changes before it is applied; leaving keeps the proposal. */
export function TreeProposalPage({ jobId, goal, proposal }: TreeProposalPageProps) {
  const isWide = useMediaQuery('(min-width: 64em)', undefined, { getInitialValueInEffect: false })
  const [refusal, setRefusal] = useState<unknown>()
  const [isAskingAgain, setIsAskingAgain] = useState(false)
  const { apply, isApplying } = useApplyProposal(jobId)
  const navigate = useNavigate()
  usePageTitle(`Another tree for ${goal.title}`)
  const compared = compareTrees(goal.skillTree.nodes, proposal.nodes, proposal.moves)
  const applyAndLeave = async () => {
    setRefusal(undefined)
    try {
      await apply()
      await navigate({ to: '/goals/$goalId', params: { goalId: goal.id } })
    } catch (error) {
      setRefusal(error)
    }
  }
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <BackLink to="/goals/$goalId" params={{ goalId: goal.id }}>
          {goal.title}
        </BackLink>
        <Title order={1}>Another tree for “{goal.title}”</Title>
        <Text c="dimmed" mt={4}>
          {describeCards(compared.cardCount)} {describeNotes(proposal.moves)} Nothing changes before you apply
          it.
        </Text>
      </header>
      <div className={classes.columns}>
        {isWide && <ComparedTree title="Now" rows={compared.oldRows} />}
        <div>
          <ComparedTree title="The new tree" rows={compared.newRows} />
          {!isWide && compared.goneRows.length > 0 && (
            <ComparedTree title="What goes, as it has no cards" rows={compared.goneRows} isFlat />
          )}
        </div>
      </div>
      <div className={classes.bar}>
        {refusal !== undefined && (
          <Alert color="red" variant="light" role="alert" mb="sm" title="The new tree was not applied">
            {describeError(refusal).message}
          </Alert>
        )}
        <div className={classes.barRow}>
          <Text className={`tabular ${classes.sum}`}>{describeCounts(compared.counts)}</Text>
          <div className={classes.actions}>
            <ButtonLink
              to="/goals/$goalId"
              params={{ goalId: goal.id }}
              variant="subtle"
              className={classes.leave}
            >
              Not now
            </ButtonLink>
            <Button variant="default" onClick={() => setIsAskingAgain(true)}>
              Make another
            </Button>
            <Button onClick={applyAndLeave} loading={isApplying}>
              Apply
            </Button>
          </div>
        </div>
      </div>
      {isAskingAgain && <RegenerateDialog goal={goal} onClose={() => setIsAskingAgain(false)} />}
    </div>
  )
}

function describeCards(count: number): string {
  if (count === 0) return 'There are no cards yet that could move.'
  return count === 1
    ? 'Its one card moves along with its topic and its history.'
    : `All ${formatNumber(count)} cards move along with their topics and their history.`
}

/** Topics without cards go, and what was noted there goes with them. */
function describeNotes(moves: Proposal['moves']): string {
  const count = moves.filter(move => move.toPath === null && move.from?.notes).length
  if (count === 0) return ''
  const topics = count === 1 ? 'one topic that goes' : `${formatNumber(count)} topics that go`
  return `The notes of ${topics} go too; Settings → Deleted brings them back.`
}

/** `12 kept, 3 moved, 5 new` */
export function describeCounts(counts: ComparedTrees['counts']): string {
  const parts = (Object.keys(fateLabels) as Fate[]).flatMap(fate => {
    if (counts[fate] === 0) return []
    if (fate === 'gone') return [`${pluralize(counts[fate], 'goes', 'go')}`]
    return [
      `${formatNumber(counts[fate])} ${fate === 'unsorted' ? 'to Unsorted' : fateLabels[fate].toLowerCase()}`,
    ]
  })
  return parts.join(', ')
}
