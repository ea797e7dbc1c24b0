import { useQuery } from '@apollo/client/react'
import { Text } from '@mantine/core'
import { isLive } from '../generation/jobState.ts'
import { useGenerationJob } from '../generation/useGenerationJob.ts'
import { DraftsGoalQuery } from './draftDocuments.ts'
import { countEmptyTopics } from './emptyTopics.ts'
import { freshAnswer } from './freshAnswer.ts'
import { GenerateCardsButton } from './GenerateCardsButton.tsx'
import classes from './GoalDrafts.module.css'
import { WaitingDrafts } from './WaitingDrafts.tsx'

interface GoalDraftsProps {
  goalId: string
  rootId: string
  nodes: ReadonlyArray<{ path: string; isEnabled: boolean; cardCount: number }>
}

/** Above a goal's tree: drafts that wait, and topics that have no card. */
export function GoalDrafts({ goalId, rootId, nodes }: GoalDraftsProps) {
  const isEmptySomewhere = nodes.length > 1 && countEmptyTopics(nodes, '1') > 0
  return (
    <div className={classes.drafts}>
      <WaitingDrafts goalId={goalId} nodeId={rootId} isRoot />
      {isEmptySomewhere && <EmptyTopics goalId={goalId} nodes={nodes} />}
    </div>
  )
}

/**
 * Drafts count too: a topic that has some waits for its learner, not for cards. Until they are known the cards alone
 * say it, so that the tree below stays where it is.
 */
function EmptyTopics({ goalId, nodes }: Pick<GoalDraftsProps, 'goalId' | 'nodes'>) {
  const { data, refetch } = useQuery(DraftsGoalQuery, {
    variables: { id: goalId },
    context: freshAnswer,
  })
  const latest = data?.goal?.latestJob
  const { job } = useGenerationJob(latest?.kind === 'FLASHCARDS' ? latest.id : undefined, changed => {
    if (!isLive(changed)) refetch().catch(() => {})
  })
  const count = countEmptyTopics(data?.goal?.skillTree.nodes ?? nodes, '1')
  const isHidden = count === 0 || (job !== undefined && isLive(job))
  return (
    <section className={classes.empty} aria-label="Topics without cards" data-hidden={isHidden || undefined}>
      {!isHidden && (
        <Text size="sm" c="dimmed">
          {count === 1 ? 'One topic has no cards yet.' : `${count} topics have no cards yet.`}
        </Text>
      )}
      <GenerateCardsButton goalId={goalId} isHidden={isHidden}>
        {count === 1 ? 'Make cards for it' : 'Make cards for every empty topic'}
      </GenerateCardsButton>
    </section>
  )
}
