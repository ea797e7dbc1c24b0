import { useQuery } from '@apollo/client/react'
import { Group, Text } from '@mantine/core'
import { IconCards, IconChecks, IconPlayerPause } from '@tabler/icons-react'
import { ButtonLink } from '../../components/ButtonLink.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorState } from '../../components/ErrorState.tsx'
import { RelativeTime } from '../../components/RelativeTime.tsx'
import { usePageTitle } from '../../components/usePageTitle.ts'
import type { StudyMode } from '../../gql/graphql.ts'
import { pluralize } from '../../lib/formatTime.ts'
import { decideCaughtUp, describeWaiting } from './caughtUp.ts'
import { StudySkeleton } from './StudySkeleton.tsx'
import { CaughtUpQuery } from './studyDocuments.ts'
import type { StudyScope } from './studyScope.ts'
import { useCanStudyAhead } from './useCanStudyAhead.ts'

interface AllCaughtUpProps {
  scope: StudyScope
  mode: StudyMode
  /** Due cards left out by today's limit. */
  waiting: number
}

const icon = { size: 24, stroke: 1.75 }

/** Nothing is queued: says why, and what can be done instead. */
export function AllCaughtUp({ scope, mode, waiting }: AllCaughtUpProps) {
  const { goalId, nodeId, minutes } = scope
  const again = { goalId, nodeId, mode, minutes }
  usePageTitle('Study')
  const canGoAhead = useCanStudyAhead(scope, !scope.ahead)
  const { data, error, refetch } = useQuery(CaughtUpQuery, {
    variables: {
      goalId: goalId ?? '',
      nodeId: nodeId ?? '',
      hasGoal: goalId !== undefined,
      hasNode: nodeId !== undefined,
    },
  })
  if (!data) return error ? <ErrorState error={error} onRetry={() => refetch()} /> : <StudySkeleton />

  const state = decideCaughtUp({
    waiting,
    canGoAhead: canGoAhead !== false && !scope.ahead,
    isTimed: mode === 'TIMED',
    goal: data.goal ?? null,
    node: data.skillNode ?? null,
    due: data.skillNode?.due ?? data.goal?.due ?? data.viewer?.due ?? { new: 0, nextDueAt: null },
  })
  const back = goalId ? (
    <ButtonLink to="/goals/$goalId" params={{ goalId }} variant="default">
      To the goal
    </ButtonLink>
  ) : (
    <ButtonLink to="/" variant="default">
      To today
    </ButtonLink>
  )
  const ahead = (
    <ButtonLink to="/study" search={{ ...again, ahead: true }} variant="default">
      Study ahead
    </ButtonLink>
  )

  switch (state.kind) {
    case 'paused':
      return (
        <EmptyState
          icon={<IconPlayerPause {...icon} />}
          title={`${state.title} is ${state.status}`}
          action={back}
        >
          Its cards wait until you go on with it.
        </EmptyState>
      )
    case 'noCards':
      return (
        <EmptyState
          icon={<IconCards {...icon} />}
          title="There are no cards yet"
          action={
            goalId && nodeId ? (
              <ButtonLink to="/goals/$goalId/nodes/$nodeId" params={{ goalId, nodeId }}>
                Add cards
              </ButtonLink>
            ) : (
              back
            )
          }
        >
          Write or import the first ones; they are ready at once.
        </EmptyState>
      )
    case 'limited':
      return (
        <EmptyState
          icon={<IconChecks {...icon} />}
          title="Done for today"
          action={
            <Group justify="center" gap="xs">
              <ButtonLink to="/study" search={{ ...again, beyondLimits: true }}>
                Do more today
              </ButtonLink>
              {back}
            </Group>
          }
        >
          {describeWaiting(state.waiting)}
        </EmptyState>
      )
    case 'onlyNew':
      return (
        <EmptyState
          icon={<IconCards {...icon} />}
          title="Only new cards are left"
          action={
            <Group justify="center" gap="xs">
              <ButtonLink to="/study" search={{ goalId, nodeId, mode: 'FLASHCARD' }}>
                Study {pluralize(state.newCount, 'new card')}
              </ButtonLink>
              {back}
            </Group>
          }
        >
          A timed challenge asks only what you have met before.
        </EmptyState>
      )
    case 'caughtUp':
      return (
        <EmptyState
          icon={<IconChecks {...icon} />}
          title="All caught up"
          action={
            <Group justify="center" gap="xs">
              {state.canGoAhead && ahead}
              {goalId && nodeId ? (
                <ButtonLink to="/goals/$goalId/nodes/$nodeId" params={{ goalId, nodeId }} variant="default">
                  Add cards
                </ButtonLink>
              ) : (
                back
              )}
            </Group>
          }
        >
          {state.nextDueAt ? (
            <>
              The next card comes <RelativeTime moment={state.nextDueAt} />.
            </>
          ) : (
            <Text span>No card is waiting.</Text>
          )}
        </EmptyState>
      )
  }
}
