import { useQuery } from '@apollo/client/react'
import { Button, Center, Group, NativeSelect, Text } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorState } from '../../components/ErrorState.tsx'
import { Page } from '../../components/Page.tsx'
import { RowsSkeleton } from '../../components/RowsSkeleton.tsx'
import { SearchField } from '../../components/SearchField.tsx'
import { TopicsTable } from './TopicsTable.tsx'
import { TopicsQuery } from './topicDocuments.ts'
import { shows, type TopicsShow, type TopicsView, toTopicsVariables } from './topicsView.ts'

interface TopicsPageProps {
  view: TopicsView
  onView: (view: TopicsView) => void
}

/** What learners want to learn, most wanted first: the list of curated trees to make next. */
export function TopicsPage({ view, onView }: TopicsPageProps) {
  const { data, error, refetch, fetchMore } = useQuery(TopicsQuery, { variables: toTopicsVariables(view) })
  const topics = data?.topicAnalytics
  const showMore = () =>
    fetchMore({
      variables: { after: topics?.pageInfo.endCursor },
      updateQuery: (shown, { fetchMoreResult: { topicAnalytics: more } }) => ({
        ...shown,
        topicAnalytics: { ...more, edges: [...shown.topicAnalytics.edges, ...more.edges] },
      }),
    })
  return (
    <Page title="Topic demand" isWide>
      <Text c="dimmed" mb="md" maw={640}>
        What learners want to learn, in whichever spelling. A topic is marked once 50 learners want it and no
        curated tree answers it.
      </Text>
      <TopicsFilter view={view} onView={onView} />
      {topics ? (
        topics.edges.length > 0 ? (
          <>
            <TopicsTable topics={topics.edges.map(edge => edge.node)} totalCount={topics.totalCount} />
            {topics.pageInfo.hasNextPage && (
              <Center mt="md">
                <Button variant="default" onClick={showMore}>
                  Show more
                </Button>
              </Center>
            )}
          </>
        ) : (
          <NoTopics view={view} />
        )
      ) : error ? (
        <ErrorState error={error} onRetry={() => refetch()} />
      ) : (
        <RowsSkeleton rows={8} height={56} label="Loading topics" />
      )}
    </Page>
  )
}

function TopicsFilter({ view, onView }: TopicsPageProps) {
  const [search, setSearch] = useState(view.search)
  const showFound = useDebouncedCallback((found: string) => onView({ ...view, search: found.trim() }), 250)
  return (
    <Group gap={8} mb="md" role="search" aria-label="Topics">
      <SearchField
        group="Topics"
        label="Search topics"
        value={search}
        onChange={typed => {
          setSearch(typed)
          showFound(typed)
        }}
      />
      <NativeSelect
        aria-label="Show"
        style={{ flex: '1 1 220px' }}
        data={shows}
        value={view.show}
        onChange={event => onView({ search: search.trim(), show: event.currentTarget.value as TopicsShow })}
      />
    </Group>
  )
}

function NoTopics({ view }: { view: TopicsView }) {
  if (view.search) return <EmptyState title={`No topic is like “${view.search}”`} />
  if (view.show !== 'all') return <EmptyState title="No topic is like this yet" />
  return <EmptyState title="No topics yet">Each new goal counts its topic here.</EmptyState>
}
