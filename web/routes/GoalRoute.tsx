import { useQuery } from '@apollo/client/react'
import { getRouteApi } from '@tanstack/react-router'
import { isErrorCode } from '../apollo/describeError.ts'
import { ButtonLink } from '../components/ButtonLink.tsx'
import { EmptyState } from '../components/EmptyState.tsx'
import { ErrorState } from '../components/ErrorState.tsx'
import { GoalPage, GoalPageSkeleton } from '../features/skillTree/GoalPage.tsx'
import { graphql } from '../gql/index.ts'

const route = getRouteApi('/learner/shell/goals/$goalId')

const GoalPageQuery = graphql(`
  query GoalPage($id: ID!) {
    goal(id: $id) {
      id
      ...GoalPage
    }
  }
`)

export function GoalRoute() {
  const { goalId } = route.useParams()
  const { node } = route.useSearch()
  const { data, error, refetch } = useQuery(GoalPageQuery, { variables: { id: goalId } })
  if (data?.goal) return <GoalPage key={goalId} goal={data.goal} nodeId={node} />
  if (data || isErrorCode(error, 'NOT_FOUND')) {
    return (
      <EmptyState title="This goal is not here" action={<ButtonLink to="/goals">All goals</ButtonLink>}>
        It may have been deleted; a deletion can be undone for 30 days under Settings.
      </EmptyState>
    )
  }
  if (error) return <ErrorState error={error} onRetry={() => refetch()} />
  return <GoalPageSkeleton />
}
