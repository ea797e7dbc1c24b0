import type { FragmentType } from '@apollo/client'
import { Text } from '@mantine/core'
import { IconPlayerPlayFilled } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useFragmentData } from '../../apollo/useFragmentData.ts'
import { ButtonLink } from '../../components/ButtonLink.tsx'
import { MasteryRing } from '../../components/MasteryRing.tsx'
import { RowsSkeleton } from '../../components/RowsSkeleton.tsx'
import type { GoalRowFragment } from '../../gql/graphql.ts'
import { graphql } from '../../gql/index.ts'
import { formatDurationShort, pluralize } from '../../lib/formatTime.ts'
import { GoalMenu } from './GoalMenu.tsx'
import classes from './GoalRow.module.css'

export const GoalRowFragmentDoc = graphql(`
  fragment GoalRow on Goal {
    id
    title
    status
    masteryPercentage
    cardCount
    due {
      now
      new
      estimatedSeconds
    }
    ...GoalMenu
  }
`)

const statusLabels = { PAUSED: 'Paused', COMPLETED: 'Completed', ARCHIVED: 'Archived' } as const

export function GoalRow({ goal: masked }: { goal: FragmentType<GoalRowFragment> }) {
  const goal = useFragmentData(GoalRowFragmentDoc, masked)
  const readyCount = goal.due.now + goal.due.new
  const canStudy = readyCount > 0 && (goal.status === 'ACTIVE' || goal.status === 'COMPLETED')
  return (
    <article className={classes.row}>
      <MasteryRing percentage={goal.masteryPercentage} size={44} of={goal.title} />
      <div className={classes.text}>
        <Link to="/goals/$goalId" params={{ goalId: goal.id }} className={classes.title}>
          {goal.title}
        </Link>
        <Text size="xs" c="dimmed" className="tabular">
          {describeGoal(goal, canStudy ? readyCount : 0)}
        </Text>
      </div>
      {canStudy && (
        <ButtonLink
          to="/study"
          search={{ goalId: goal.id }}
          variant="light"
          className={classes.study}
          aria-label={`Study ${goal.title}`}
        >
          <IconPlayerPlayFilled size={16} className={classes.studyIcon} aria-hidden />
          <span className={classes.studyLabel}>Study</span>
        </ButtonLink>
      )}
      <GoalMenu goal={goal} />
    </article>
  )
}

function describeGoal({ status, cardCount, due }: GoalRowFragment, readyCount: number): string {
  const cards =
    cardCount === 0
      ? 'No cards yet'
      : readyCount === 0
        ? pluralize(cardCount, 'card')
        : `${readyCount} of ${pluralize(cardCount, 'card')} ready`
  const time = readyCount > 0 && formatDurationShort(due.estimatedSeconds)
  return [status !== 'ACTIVE' && statusLabels[status], cards, time].filter(Boolean).join(' · ')
}

export function GoalRowsSkeleton() {
  return <RowsSkeleton height={76} label="Loading goals" />
}
