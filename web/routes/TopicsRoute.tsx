import { useQuery } from '@apollo/client/react'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { ButtonLink } from '../components/ButtonLink.tsx'
import { EmptyState } from '../components/EmptyState.tsx'
import { ErrorState } from '../components/ErrorState.tsx'
import { PageFrame } from '../components/Page.tsx'
import { RowsSkeleton } from '../components/RowsSkeleton.tsx'
import { TopicsPage } from '../features/topics/TopicsPage.tsx'
import { TopicViewerQuery } from '../features/topics/topicDocuments.ts'
import { readTopicsView, toTopicsSearch } from '../features/topics/topicsView.ts'

const route = getRouteApi('/learner/shell/topics')

/** For administrators; for everyone else there is no such page. */
export function TopicsRoute() {
  const view = readTopicsView(route.useSearch())
  const navigate = useNavigate()
  const { data, error, refetch } = useQuery(TopicViewerQuery)
  if (data?.viewer?.isAdmin) {
    return (
      <TopicsPage
        view={view}
        onView={changed => navigate({ to: '/topics', search: toTopicsSearch(changed), replace: true })}
      />
    )
  }
  if (data) {
    return (
      <PageFrame title="Not found">
        <EmptyState
          title="There is no such page"
          order={1}
          action={<ButtonLink to="/">Go to today</ButtonLink>}
        >
          It may have been deleted, or the address has a slip in it.
        </EmptyState>
      </PageFrame>
    )
  }
  if (error) return <ErrorState order={1} error={error} onRetry={() => refetch()} />
  return (
    <PageFrame title="Memoryloop" isWide>
      <RowsSkeleton rows={8} height={56} />
    </PageFrame>
  )
}
