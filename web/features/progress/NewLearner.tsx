import { IconChartLine } from '@tabler/icons-react'
import { ButtonLink } from '../../components/ButtonLink.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import type { ProgressQuery } from '../../gql/graphql.ts'

type Viewer = NonNullable<ProgressQuery['viewer']>

/** Before the first answer: what will be drawn, and the one step that leads there. */
export function NewLearner({ viewer }: { viewer: Viewer }) {
  const goals = viewer.goals.edges.map(edge => edge.node)
  return (
    <EmptyState
      icon={<IconChartLine size={24} stroke={1.75} />}
      title="Your progress will be drawn here"
      action={nextStep(goals)}
    >
      How many cards you know and have mastered, a calendar of your study days, what comes back and when, how
      well you remember, and the mastery of each goal over time.
    </EmptyState>
  )
}

function nextStep(goals: Viewer['goals']['edges'][number]['node'][]) {
  const [first] = goals
  if (!first) {
    return (
      <ButtonLink to="/goals/new" size="md">
        New goal
      </ButtonLink>
    )
  }
  if (goals.every(goal => goal.cardCount === 0)) {
    return (
      <ButtonLink to="/goals/$goalId" params={{ goalId: first.id }} size="md">
        Add cards to “{first.title}”
      </ButtonLink>
    )
  }
  return (
    <ButtonLink to="/study" size="md">
      Study the first cards
    </ButtonLink>
  )
}
