import { screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { createCache } from '../../apollo/client.ts'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import type { OutboxEntry } from '../study/outboxPlan.ts'
import { LearnerIdQuery } from '../study/readLearnerId.ts'
import { ReviewCard } from '../study/studyDocuments.ts'
import { UnsentReviews } from './UnsentReviews.tsx'

const answer = {
  reviewId: 'r',
  flashcardId: 'f',
  presentation: 'FLIP',
  rating: 'GOOD',
  durationMs: 900,
  reviewedAt: '2026-03-10T12:00:00Z',
  studySessionId: 's',
  studyItemPosition: 0,
} as const
const entry: OutboxEntry = {
  id: 'review.r',
  learnerId: 'ada',
  queuedAtMs: 1,
  isTried: false,
  operation: { kind: 'review', answer },
}

/** jsdom has no IndexedDB. */
vi.mock('../study/outboxStore.ts', () => ({
  hasUnsentReviews: async (learnerId: string) => learnerId === 'ada',
  openOutboxStore: (learnerId: string) => ({
    list: async () => (learnerId === 'ada' ? [entry] : []),
    put: async () => {},
    remove: async () => {},
  }),
}))

async function renderFor(learnerId: string, mocks: Parameters<typeof renderWithApp>[1] = {}) {
  const cache = createCache()
  const viewer = { __typename: 'Viewer', id: learnerId }
  cache.writeQuery({ query: LearnerIdQuery, data: { viewer } })
  return renderWithApp(<UnsentReviews />, { ...mocks, cache })
}

test('answers of an earlier visit that cannot be sent yet are mentioned', async () => {
  const offline = {
    request: { query: ReviewCard, variables: { input: answer } },
    error: new TypeError('Failed to fetch'),
  }
  await renderFor('ada', { mocks: [offline] })
  expect(
    await screen.findByText('1 review waiting to be sent', undefined, { timeout: 5000 }),
  ).toBeInTheDocument()
})

test('with nothing to send, or what another learner left, nothing is shown', async () => {
  await renderFor('grace')
  expect(screen.queryByRole('status')).toBeNull()
})
