import { useQuery } from '@apollo/client/react'
import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { ButtonLink } from '../components/ButtonLink.tsx'
import { ErrorState } from '../components/ErrorState.tsx'
import { lazyPart, usePreload } from '../components/lazyPart.ts'
import { Page } from '../components/Page.tsx'
import { GoalList } from '../features/goals/GoalList.tsx'
import { GoalRowsSkeleton } from '../features/goals/GoalRow.tsx'
import { GoalsFilter } from '../features/goals/GoalsFilter.tsx'
import { GoalsQuery } from '../features/goals/goalsQuery.ts'
import { readGoalsView, toGoalsVariables } from '../features/goals/goalsView.ts'

const route = getRouteApi('/learner/shell/goals')

/** Choosing several goals comes with its code when it is asked for. */
const GoalSelection = lazyPart(() => import('../features/goals/GoalSelection.tsx'), 'GoalSelection')

export function GoalsRoute() {
  const view = readGoalsView(route.useSearch())
  const { data, error, refetch, fetchMore } = useQuery(GoalsQuery, { variables: toGoalsVariables(view) })
  const viewer = data?.viewer
  usePreload(GoalSelection)
  const [isChoosing, setIsChoosing] = useState(false)
  const edges = viewer?.goals.edges ?? []
  return (
    <Page
      title="Goals"
      actions={
        <>
          {edges.length > 1 && !isChoosing && (
            <Button variant="default" onClick={() => setIsChoosing(true)}>
              Select
            </Button>
          )}
          <ButtonLink to="/goals/new" leftSection={<IconPlus size={18} aria-hidden />}>
            New goal
          </ButtonLink>
        </>
      }
    >
      <GoalsFilter view={view} />
      {isChoosing && edges.length > 0 ? (
        <Suspense fallback={<GoalRowsSkeleton />}>
          <GoalSelection edges={edges} onClose={() => setIsChoosing(false)} />
        </Suspense>
      ) : viewer ? (
        <GoalList
          connection={viewer.goals}
          view={view}
          onMore={() => fetchMore({ variables: { after: viewer.goals.pageInfo.endCursor } })}
        />
      ) : error ? (
        <ErrorState error={error} onRetry={() => refetch()} />
      ) : (
        <GoalRowsSkeleton />
      )}
    </Page>
  )
}
