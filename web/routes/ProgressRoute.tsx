import { useQuery } from '@apollo/client/react'
import { ErrorState } from '../components/ErrorState.tsx'
import { Page } from '../components/Page.tsx'
import { ProgressPage, ProgressSkeleton } from '../features/progress/ProgressPage.tsx'
import { MoreProgressGoalsQuery, ProgressQuery } from '../features/progress/progressDocuments.ts'

export function ProgressRoute() {
  const { data, error, refetch, fetchMore } = useQuery(ProgressQuery)
  return (
    <Page title="Progress">
      {data?.viewer ? (
        <ProgressPage
          viewer={data.viewer}
          achievementDefinitions={data.achievementDefinitions}
          titleDefinitions={data.titleDefinitions}
          onMoreGoals={() =>
            fetchMore({
              query: MoreProgressGoalsQuery,
              variables: { after: data.viewer?.goals.pageInfo.endCursor },
            })
          }
        />
      ) : error ? (
        <ErrorState error={error} kept="Your answers are safe." onRetry={() => refetch()} />
      ) : (
        <ProgressSkeleton />
      )}
    </Page>
  )
}
