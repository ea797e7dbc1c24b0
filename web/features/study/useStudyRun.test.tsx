import { act, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import { a, b, card, item, outcome, reviewMock, Session, sessionMock } from '../../testing/studyFixture.tsx'
import { SuspendCards } from '../cards/cardDocuments.ts'
import { ReviewCard, UndoReview } from './studyDocuments.ts'

test('an answer shows the next card at once and is sent with what the server needs', async () => {
  const { mock, sent } = reviewMock(input => ({
    data: {
      reviewFlashcard: outcome(a, String(input.reviewId), [item(0, a, String(input.reviewId)), item(1, b)]),
    },
  }))
  await renderWithApp(<Session />, {
    mocks: [sessionMock([item(0, a), item(1, b)]), { ...mock, delay: 300 }],
  })
  await screen.findByText('Question a')
  await userEvent.keyboard(' 2')
  expect(screen.getByText('Question b')).toBeInTheDocument()
  expect(screen.queryByText('Answer b')).toBeNull()
  await waitFor(() => expect(sent).toHaveLength(1))
  expect(sent[0]).toEqual({
    reviewId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    flashcardId: 'a',
    presentation: 'FLIP',
    rating: 'HARD',
    durationMs: expect.any(Number),
    reviewedAt: expect.stringMatching(/Z$/),
    studySessionId: 's',
    studyItemPosition: 0,
  })
  await waitFor(() =>
    expect(screen.getByRole('progressbar')).toHaveAttribute('aria-valuetext', '1 of 2 answered'),
  )
})

test('an answer that cannot be sent waits quietly, and goes out unchanged when the connection is back', async () => {
  const lost: unknown[] = []
  const { mock, sent } = reviewMock(input => ({
    data: {
      reviewFlashcard: outcome(a, String(input.reviewId), [item(0, a, String(input.reviewId)), item(1, b)]),
    },
  }))
  const offline = {
    request: {
      query: ReviewCard,
      variables: (variables: Record<string, unknown>) => {
        lost.push(variables.input)
        return true
      },
    },
    error: new TypeError('Failed to fetch'),
  }
  await renderWithApp(<Session />, {
    mocks: [sessionMock([item(0, a), item(1, b)]), offline, mock],
  })
  await screen.findByText('Question a')
  await userEvent.keyboard(' 3')
  expect(await screen.findByText('1 review waiting to be sent')).toBeInTheDocument()
  expect(screen.getByText('Question b')).toBeInTheDocument()
  act(() => void window.dispatchEvent(new Event('online')))
  await waitFor(() => expect(screen.queryByText('1 review waiting to be sent')).toBeNull())
  expect(sent).toEqual([lost[0]])
})

const suspending = (flashcard: ReturnType<typeof card>, isSuspended: boolean) => ({
  request: { query: SuspendCards, variables: { ids: [flashcard.id], isSuspended, isOne: true } },
  result: {
    data: {
      setFlashcardsSuspended: {
        __typename: 'SetFlashcardsSuspendedPayload',
        flashcards: [{ ...flashcard, isSuspended, isLeech: false, skillNode: null }],
      },
    },
  },
})

test('an answer that waits is told beside a suspended card, which the next answer ends', async () => {
  const offline = {
    request: { query: ReviewCard, variables: () => true },
    error: new TypeError('Failed to fetch'),
    maxUsageCount: 9,
  }
  const c = card('c')
  await renderWithApp(<Session />, {
    mocks: [
      sessionMock([item(0, a), item(1, b), item(2, c), item(3, card('d'))]),
      offline,
      suspending(b, true),
    ],
  })
  await screen.findByText('Question a')
  await userEvent.keyboard(' 3')
  await screen.findByText('1 review waiting to be sent')
  await userEvent.keyboard('s')
  expect(await screen.findByText(/^The card is suspended/)).toBeInTheDocument()
  expect(screen.getByText('1 review waiting to be sent')).toBeInTheDocument()
  await userEvent.keyboard(' 3')
  await screen.findByText('2 reviews waiting to be sent')
  expect(screen.queryByText(/^The card is suspended/)).toBeNull()
})

test('an answer to a card that another device has answered moves on with a quiet notice', async () => {
  await renderWithApp(<Session />, {
    mocks: [
      sessionMock([item(0, a), item(1, b)]),
      {
        request: { query: ReviewCard, variables: () => true },
        result: { errors: [{ message: 'Answered already.', extensions: { code: 'CONFLICT' } }] },
      },
      sessionMock([item(0, a, 'elsewhere'), item(1, b)]),
    ],
  })
  await screen.findByText('Question a')
  await userEvent.keyboard(' 3')
  expect(
    await screen.findByText('That card was answered on another device. On to the next.'),
  ).toBeInTheDocument()
  expect(screen.getByText('Question b')).toBeInTheDocument()
})

test('an answer is taken back with Z, and its card is shown again, hidden', async () => {
  let reviewId = ''
  const { mock } = reviewMock(input => {
    reviewId = String(input.reviewId)
    return { data: { reviewFlashcard: outcome(a, reviewId, [item(0, a, reviewId), item(1, b)]) } }
  })
  const undone: unknown[] = []
  await renderWithApp(<Session />, {
    mocks: [
      sessionMock([item(0, a), item(1, b)]),
      mock,
      {
        request: { query: UndoReview, variables: () => true },
        result: ((variables: Record<string, unknown>) => {
          undone.push(variables.reviewId)
          return { data: { undoReview: outcome(a, reviewId, [item(0, a), item(1, b)]) } }
        }) as never,
      },
    ],
  })
  await screen.findByText('Question a')
  await userEvent.keyboard(' 3')
  await screen.findByText('Question b')
  await userEvent.keyboard('z')
  expect(await screen.findByText('Question a')).toBeInTheDocument()
  expect(screen.queryByText('Answer a')).toBeNull()
  await waitFor(() => expect(undone).toEqual([reviewId]))
  expect(screen.getByText('Question a')).toBeInTheDocument()
})

/** Answers wait, so that nothing but the learner moves the cards. */
const unreachable = {
  request: { query: ReviewCard, variables: () => true },
  error: new TypeError('Failed to fetch'),
  maxUsageCount: 9,
}

test('Z takes back what was done last: a suspension before the answer that was given before it', async () => {
  const mocks = [
    sessionMock([item(0, a), item(1, b), item(2, card('c'))]),
    unreachable,
    suspending(b, true),
    suspending(b, false),
  ]
  await renderWithApp(<Session />, { mocks })
  await screen.findByText('Question a')
  await userEvent.keyboard(' 3')
  await screen.findByText('Question b')
  await userEvent.keyboard('s')
  await screen.findByText(/^The card is suspended/)
  expect(screen.getByText('Question c')).toBeInTheDocument()
  await userEvent.keyboard('z')
  expect(await screen.findByText('Question b')).toBeInTheDocument()
  expect(screen.queryByText(/^The card is suspended/)).toBeNull()
  expect(screen.getByRole('progressbar')).toHaveAttribute('aria-valuetext', '1 of 3 answered')
  await userEvent.keyboard('z')
  expect(await screen.findByText('Question a')).toBeInTheDocument()
})

test('Z after an answer takes that back and leaves the suspension before it', async () => {
  const mocks = [sessionMock([item(0, a), item(1, b), item(2, card('c'))]), unreachable, suspending(a, true)]
  await renderWithApp(<Session />, { mocks })
  await screen.findByText('Question a')
  await userEvent.keyboard('s')
  await screen.findByText(/^The card is suspended/)
  await userEvent.keyboard(' 3')
  await screen.findByText('Question c')
  await userEvent.keyboard('z')
  expect(await screen.findByText('Question b')).toBeInTheDocument()
})

test('the word about an answer taken back ends with the next action', async () => {
  await renderWithApp(<Session />, {
    mocks: [sessionMock([item(0, a), item(1, b)]), unreachable],
  })
  await screen.findByText('Question a')
  await userEvent.keyboard(' 3')
  await screen.findByText('Question b')
  await userEvent.keyboard('z')
  expect(await screen.findByText('The last answer was taken back.')).toBeInTheDocument()
  await userEvent.keyboard(' ')
  expect(screen.queryByText('The last answer was taken back.')).toBeNull()
})
