import { useQuery } from '@apollo/client/react'
import { getRouteApi } from '@tanstack/react-router'
import { isErrorCode } from '../apollo/describeError.ts'
import { ButtonLink } from '../components/ButtonLink.tsx'
import { EmptyState } from '../components/EmptyState.tsx'
import { ErrorState } from '../components/ErrorState.tsx'
import { PageFrame } from '../components/Page.tsx'
import { GoalProgressPage } from '../features/progress/GoalProgressPage.tsx'
import { ProgressSkeleton } from '../features/progress/ProgressPage.tsx'
import { GoalProgressQuery } from '../features/progress/progressDocuments.ts'

const route = getRouteApi('/learner/shell/goals/$goalId/progress')

export function GoalProgressRoute() {
  const { goalId } = route.useParams()
  const { data, error, refetch } = useQuery(GoalProgressQuery, { variables: { id: goalId } })
  const isGone = (data && !data.goal) || isErrorCode(error, 'NOT_FOUND')
  return (
    <PageFrame title={data?.goal ? `Progress of ${data.goal.title}` : 'Progress'}>
      {data?.goal && data.viewer ? (
        <GoalProgressPage goal={data.goal} viewer={data.viewer} onPlanChange={refetch} />
      ) : isGone ? (
        <EmptyState
          title="This goal is not here"
          order={1}
          action={<ButtonLink to="/goals">All goals</ButtonLink>}
        >
          It may have been deleted; a deletion can be undone for 30 days under Settings.
        </EmptyState>
      ) : error ? (
        <ErrorState order={1} error={error} kept="Your answers are safe." onRetry={() => refetch()} />
      ) : (
        <ProgressSkeleton />
      )}
    </PageFrame>
  )
}
