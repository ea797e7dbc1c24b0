import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import { CardHistoryDialog } from './CardHistoryDialog.tsx'
import { CardHistoryQuery } from './historyDocuments.ts'

const dayMs = 86_400_000
const daysAgo = (days: number) => new Date(Date.now() - days * dayMs).toISOString()

const review = (days: number, change: object = {}) => ({
  __typename: 'Review',
  id: `r${days}`,
  rating: 'GOOD',
  reviewedAt: daysAgo(days),
  elapsedDays: 7,
  scheduledDays: 8,
  dueAfter: daysAgo(days - 8),
  stabilityAfter: 8.4,
  stateBefore: 'REVIEW',
  durationMs: 6200,
  mode: 'FLASHCARD',
  undoneAt: null,
  appliedToSchedule: true,
  ...change,
})

interface Page {
  reviews: object[]
  totalCount?: number
  after?: string
  card?: object
}

const page = ({ reviews, totalCount = reviews.length, after, card }: Page) => ({
  request: { query: CardHistoryQuery, variables: after ? { id: 'c', after } : { id: 'c' } },
  result: {
    data: {
      viewer: {
        __typename: 'Viewer',
        id: 'v',
        settings: { __typename: 'StudySettings', desiredRetention: 0.9, fsrsWeights: null },
      },
      flashcard: {
        __typename: 'Flashcard',
        id: 'c',
        question: 'What holds the **state**?',
        state: 'REVIEW',
        due: daysAgo(-6),
        stability: 8.4,
        lapses: 1,
        ...card,
        reviews: {
          __typename: 'ReviewConnection',
          totalCount,
          edges: reviews.map((node, index) => ({ __typename: 'ReviewEdge', cursor: `k${index}`, node })),
          pageInfo: {
            __typename: 'PageInfo',
            hasNextPage: reviews.length < totalCount && !after,
            endCursor: 'end',
          },
        },
      },
    },
  },
})

const show = (...mocks: Array<ReturnType<typeof page>>) =>
  renderWithApp(<CardHistoryDialog cardId="c" onClose={vi.fn()} />, { mocks })

const listRows = async () =>
  within(await screen.findByRole('list', { name: 'Answers, newest first' })).getAllByRole('listitem')

test('each answer says how it went, what came before and what it led to', async () => {
  await show(
    page({
      reviews: [
        review(2, { rating: 'AGAIN', undoneAt: daysAgo(2) }),
        review(3, { appliedToSchedule: false }),
        review(4, { elapsedDays: 0, dueAfter: new Date(Date.now() - 4 * dayMs + 600_000).toISOString() }),
        review(11, { stateBefore: 'NEW', durationMs: null }),
      ],
    }),
  )
  const rows = await listRows()
  expect(rows[0]).toHaveTextContent(/AgainUndone.*taken back, it does not count/)
  expect(rows[1]).toHaveTextContent(/GoodLate.*arrived late/)
  expect(rows[2]).toHaveTextContent(/Good4 days ago.*The same day, next in 10 minutes.*took 6\ss/)
  expect(rows[3]).toHaveTextContent(/First answer, next in 8 days/)
  expect(rows[3]).not.toHaveTextContent('took')
})

test('the chart says in words what it draws, and its numbers can be read as a table', async () => {
  await show(page({ reviews: [review(2), review(12, { stabilityAfter: 2, stateBefore: 'NEW' })] }))
  const chart = await screen.findByRole('img', { name: 'Memory of this card over time' })
  expect(chart).toHaveAccessibleDescription(/stability went from 2 days to 8.4 days in 2 answers/)
  await userEvent.click(screen.getByRole('button', { name: 'Show as table' }))
  const table = screen.getByRole('table', { name: 'Memory of this card over time' })
  expect(within(table).getAllByRole('row')).toHaveLength(3)
  expect(within(table).getByText('8.4 days')).toBeInTheDocument()
  expect(screen.queryByRole('img', { name: /Memory/ })).not.toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: 'Show as chart' }))
  expect(screen.getByRole('img', { name: /Memory/ })).toBeInTheDocument()
})

test('earlier answers are fetched when they are asked for', async () => {
  await show(
    page({ reviews: [review(2)], totalCount: 2 }),
    page({ reviews: [review(9, { rating: 'EASY', stateBefore: 'NEW' })], totalCount: 2, after: 'end' }),
  )
  expect(await listRows()).toHaveLength(1)
  await userEvent.click(screen.getByRole('button', { name: 'Show earlier answers' }))
  await waitFor(async () => expect(await listRows()).toHaveLength(2))
  expect((await listRows())[1]).toHaveTextContent(/Easy.*First answer,/)
  expect(screen.queryByRole('button', { name: 'Show earlier answers' })).not.toBeInTheDocument()
})

test('a new card has no history yet, a card that was reset keeps its own', async () => {
  const { unmount } = await show(
    page({ reviews: [], card: { state: 'NEW', due: null, stability: null, lapses: 0 } }),
  )
  expect(await screen.findByText('Not answered yet')).toBeInTheDocument()
  unmount()
  await show(page({ reviews: [review(3)], card: { state: 'NEW', due: null, stability: null, lapses: 0 } }))
  expect(await screen.findByText(/Reset: the card is new again/)).toBeInTheDocument()
  expect(await listRows()).toHaveLength(1)
})
