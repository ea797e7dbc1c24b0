import { useQuery } from '@apollo/client/react'
import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { createCache } from '../../apollo/client.ts'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import { a, b, item, outcome, session } from '../../testing/studyFixture.tsx'
import { SummaryGate } from './SummaryGate.tsx'
import { StudySessionQuery, SummaryQuery, UndoReview } from './studyDocuments.ts'

const due = { now: 0, today: 0, thisWeek: 0, new: 0, estimatedSeconds: 0, nextDueAt: null }

const summaryMock = (cardsStudied: number, now: number) => ({
  request: { query: SummaryQuery, variables: { id: 's' } },
  result: {
    data: {
      viewer: { __typename: 'Viewer', id: 'v', isGuest: false, due: { __typename: 'DueCounts', ...due } },
      studySession: {
        __typename: 'StudySession',
        id: 's',
        status: 'COMPLETED',
        mode: 'FLASHCARD',
        durationSeconds: null,
        waiting: 0,
        goal: {
          __typename: 'Goal',
          id: 'g',
          title: 'Kubernetes',
          masteryPercentage: 42,
          due: { __typename: 'DueCounts', ...due, now },
        },
        skillNode: null,
        summary: {
          __typename: 'StudySummary',
          cardsStudied,
          correct: cardsStudied,
          accuracy: 1,
          timeSeconds: 9,
          comingBackSooner: 0,
          points: null,
          score: null,
          nextDueAt: null,
          goalMasteryBefore: 42,
          goalMasteryAfter: 42,
          achievements: [],
          titleChange: null,
          nodes: [],
        },
      },
    },
  },
})

function Summary() {
  const { data } = useQuery(SummaryQuery, { variables: { id: 's' } })
  if (!data?.studySession || !data.viewer) return null
  return (
    <SummaryGate session={data.studySession} due={data.viewer.due} isGuest={false} isBeyondLimits={false} />
  )
}

test('Z takes the last answer back: the figures follow, the card can be continued with, and then the one before', async () => {
  const cache = createCache()
  const studied = { ...session([item(0, a, 'first'), item(1, b, 'second')]), status: 'COMPLETED' }
  cache.writeQuery({
    query: StudySessionQuery,
    variables: { id: 's' },
    data: { studySession: studied } as never,
  })
  const undone: unknown[] = []
  const undo = {
    request: { query: UndoReview, variables: () => true },
    result: (({ reviewId }: Record<string, unknown>) => {
      undone.push(reviewId)
      const led = outcome(b, String(reviewId), [item(0, a, 'first'), item(1, b)])
      return {
        data: { undoReview: { ...led, studySession: { ...led.studySession, status: 'COMPLETED' } } },
      }
    }) as never,
  }
  await renderWithApp(<Summary />, { cache, mocks: [summaryMock(2, 0), undo, summaryMock(1, 1)] })
  await screen.findByRole('button', { name: 'Undo last answer' })
  expect(screen.queryByRole('link', { name: /^Continue/ })).toBeNull()
  await userEvent.keyboard('z')
  expect(
    await screen.findByText('The last answer was taken back. The card comes again when it is due.'),
  ).toBeInTheDocument()
  expect(undone).toEqual(['second'])
  expect(await screen.findByRole('link', { name: 'Continue with 1 card' })).toBeInTheDocument()
  await waitFor(() => expect(screen.getByText('Cards').nextElementSibling).toHaveTextContent('1'))
  expect(screen.getByRole('button', { name: 'Undo last answer' })).toBeEnabled()
})

test('a summary that was not studied in this visit has nothing to take back; its ring says what it counts', async () => {
  await renderWithApp(<Summary />, { mocks: [summaryMock(2, 0)] })
  const ring = await screen.findByRole('img', { name: 'Kubernetes: 42 % mastered' })
  expect(ring).toHaveTextContent(/^42 %mastered$/)
  expect(screen.queryByRole('button', { name: 'Undo last answer' })).toBeNull()
})
