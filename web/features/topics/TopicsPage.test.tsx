import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import { TopicsPage } from './TopicsPage.tsx'
import { TopicsQuery } from './topicDocuments.ts'
import { readTopicsView, toTopicsVariables } from './topicsView.ts'

const topic = (normalizedTopic: string, userCount: number, hasCuratedTree: boolean) => ({
  __typename: 'TopicAnalyticsEdge',
  cursor: normalizedTopic,
  node: {
    __typename: 'TopicAnalytics',
    normalizedTopic,
    originalExamples: [`Learn ${normalizedTopic}`],
    userCount,
    goalCount: userCount + 1,
    firstSeenAt: '2026-01-01T12:00:00Z',
    lastSeenAt: '2026-03-01T12:00:00Z',
    hasCuratedTree,
    needsCuratedTree: userCount >= 50 && !hasCuratedTree,
  },
})

const topicsMock = (
  search: { show?: string; search?: string },
  edges: Array<ReturnType<typeof topic>>,
  { after, hasNextPage = false }: { after?: string; hasNextPage?: boolean } = {},
) => ({
  request: {
    query: TopicsQuery,
    variables: { ...toTopicsVariables(readTopicsView(search)), ...(after && { after }) },
  },
  result: {
    data: {
      topicAnalytics: {
        __typename: 'TopicAnalyticsConnection',
        totalCount: 4,
        edges,
        pageInfo: { __typename: 'PageInfo', hasNextPage, endCursor: edges.at(-1)?.cursor ?? null },
      },
    },
  },
})

test('topics are ranked, and one that many want without a tree is marked', async () => {
  await renderWithApp(<TopicsPage view={readTopicsView({})} onView={() => {}} />, {
    mocks: [
      topicsMock({}, [topic('kubernetes', 120, true), topic('c++', 77, false), topic('latin', 3, false)], {
        hasNextPage: true,
      }),
      topicsMock({}, [topic('go', 1, false)], { after: 'latin' }),
    ],
  })
  const row = async (name: RegExp) => within(await screen.findByRole('row', { name }))
  expect((await row(/^kubernetes/)).getByText('Exists')).toBeInTheDocument()
  expect((await row(/^c\+\+/)).getByText('Wanted')).toBeInTheDocument()
  expect((await row(/^c\+\+/)).getByText('“Learn c++”')).toBeInTheDocument()
  expect((await row(/^latin/)).getByText('None')).toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: 'Show more' }))
  expect(await screen.findByRole('row', { name: /^go/ })).toBeInTheDocument()
  expect(screen.getAllByRole('row')).toHaveLength(5)
})

test('search and filter change what is asked for', async () => {
  const user = userEvent.setup()
  const onView = vi.fn()
  await renderWithApp(<TopicsPage view={readTopicsView({})} onView={onView} />, {
    mocks: [topicsMock({}, [])],
  })
  expect(await screen.findByText('No topics yet')).toBeInTheDocument()
  await user.selectOptions(screen.getByRole('combobox', { name: 'Show' }), 'wanted')
  expect(onView).toHaveBeenCalledWith({ show: 'wanted', search: '' })
  await user.type(screen.getByRole('searchbox', { name: 'Search topics' }), 'latin')
  await vi.waitFor(() => expect(onView).toHaveBeenLastCalledWith({ show: 'all', search: 'latin' }))
})
