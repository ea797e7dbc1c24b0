import { useQuery } from '@apollo/client/react'
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import { SuspendCards } from '../cards/cardDocuments.ts'
import { StudyScreen } from './StudyScreen.tsx'
import {
  CompleteStudySession,
  ReviewCard,
  StudyNotesQuery,
  StudySessionQuery,
  UndoReview,
} from './studyDocuments.ts'

beforeEach(() => localStorage.clear())

const seconds = { AGAIN: 60, HARD: 330, GOOD: 600, EASY: 8 * 86_400 }
const nextReviews = Object.entries(seconds).map(([rating, intervalSeconds]) => ({
  __typename: 'NextReview',
  rating,
  due: '2026-03-10T12:00:00Z',
  intervalSeconds,
}))

const card = (id: string, change: Record<string, unknown> = {}) => ({
  __typename: 'Flashcard',
  id,
  question: `Question ${id}`,
  answer: `Answer ${id}`,
  explanation: null,
  cardType: 'FLASHCARD',
  sourceUrl: null,
  state: 'REVIEW',
  due: '2026-03-10T12:00:00Z',
  isSuspended: false,
  scenario: null,
  distractors: [],
  tags: [],
  nextReviews,
  skillNode: {
    __typename: 'SkillNode',
    id: 'n',
    title: 'Volumes',
    parent: {
      __typename: 'SkillNode',
      id: 'm',
      title: 'Storage',
      parent: { __typename: 'SkillNode', id: 'root', title: 'Kubernetes', parent: null },
    },
  },
  ...change,
})

const item = (position: number, flashcard: ReturnType<typeof card>, reviewId?: string) => ({
  __typename: 'StudyItem',
  position,
  presentation: 'FLIP',
  choices: null as null | { __typename: string; id: string; text: string }[],
  review: reviewId
    ? {
        __typename: 'Review',
        id: reviewId,
        reviewId,
        rating: 'GOOD',
        reviewedAt: `2026-03-10T12:0${position}:00Z`,
      }
    : null,
  flashcard,
})

const session = (items: ReturnType<typeof item>[]) => ({
  __typename: 'StudySession',
  id: 's',
  status: 'ACTIVE',
  mode: 'FLASHCARD',
  startedAt: '2026-03-10T12:00:00Z',
  durationSeconds: null as number | null,
  points: null as number | null,
  remaining: items.filter(one => !one.review).length,
  waiting: 0,
  goal: { __typename: 'Goal', id: 'g', title: 'Kubernetes' },
  skillNode: null,
  items,
})

const sessionMock = (items: ReturnType<typeof item>[]) => ({
  request: { query: StudySessionQuery, variables: { id: 's' } },
  result: { data: { studySession: session(items) } },
})

const outcome = (reviewed: ReturnType<typeof card>, reviewId: string, items: ReturnType<typeof item>[]) => ({
  __typename: 'ReviewFlashcardPayload',
  wasCorrect: true,
  correctChoiceId: null as string | null,
  review: {
    __typename: 'Review',
    id: reviewId,
    reviewId,
    rating: 'GOOD',
    reviewedAt: '2026-03-10T12:00:00Z',
  },
  flashcard: {
    ...reviewed,
    stability: 3,
    reps: 1,
    lapses: 0,
    lastReview: '2026-03-10T12:00:00Z',
    isLeech: false,
    isMastered: false,
  },
  nodes: [],
  goal: null,
  studySession: session(items),
})

/** Answers reviews with what `respond` makes of them, and remembers what was sent. */
function reviewMock(respond: (input: Record<string, unknown>) => object, count = 1) {
  const sent: Array<Record<string, unknown>> = []
  return {
    sent,
    mock: {
      request: { query: ReviewCard, variables: () => true },
      result: (variables: Record<string, unknown>) => {
        const input = variables.input as Record<string, unknown>
        sent.push(input)
        return respond(input) as never
      },
      maxUsageCount: count,
    },
  }
}

function Session({ onLeave = () => {} }: { onLeave?: () => void }) {
  const { data, refetch } = useQuery(StudySessionQuery, {
    variables: { id: 's' },
    fetchPolicy: 'cache-first',
  })
  if (!data?.studySession) return null
  return <StudyScreen session={data.studySession} onConflict={() => void refetch()} onLeave={onLeave} />
}

const a = card('a')
const b = card('b')

describe('a card', () => {
  test('Space shows the answer under the question, and says it', async () => {
    await renderWithApp(<Session />, { mocks: [sessionMock([item(0, a), item(1, b)])] })
    expect(await screen.findByText('Question a')).toBeInTheDocument()
    expect(screen.getByText('Storage / Volumes')).toBeInTheDocument()
    expect(screen.getByRole('article', { name: 'Card' })).toHaveFocus()
    expect(screen.queryByText('Answer a')).toBeNull()
    expect(screen.queryByRole('button', { name: /^Good/ })).toBeNull()
    await userEvent.keyboard('3 ')
    const answer = await screen.findByText('Answer a')
    expect(answer.closest('[aria-live="polite"]')).not.toBeNull()
    expect(screen.getByText('Question a')).toBeInTheDocument()
    const names = within(screen.getByRole('group')).getAllByRole('button')
    expect(names.map(button => button.textContent)).toEqual([
      'Again1m, comes back in 1 minute',
      'Hard6m, comes back in 6 minutes',
      'Good10m, comes back in 10 minutes',
      'Easy8d, comes back in 8 days',
    ])
  })

  test('a scenario is flipped with its situation and options; the right one is marked with the reason', async () => {
    const scenario = {
      __typename: 'Scenario',
      context: 'A pod is pending.',
      options: [
        {
          __typename: 'ScenarioOption',
          text: 'Describe it',
          isCorrect: true,
          explanation: 'Events name the reason.',
        },
        { __typename: 'ScenarioOption', text: 'Delete it', isCorrect: false, explanation: null },
      ],
    }
    await renderWithApp(<Session />, {
      mocks: [sessionMock([item(0, card('a', { cardType: 'SCENARIO', scenario }))])],
    })
    expect(await screen.findByText('A pod is pending.')).toBeInTheDocument()
    expect(screen.getByText('Describe it').closest('li')).not.toHaveAttribute('data-correct')
    expect(screen.queryByText('Events name the reason.')).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: 'Show answer' }))
    expect(screen.getByText('Describe it').closest('li')).toHaveAttribute('data-correct')
    expect(screen.getByText('Delete it').closest('li')).toHaveAttribute('data-other')
    expect(await screen.findByText('Events name the reason.')).toBeInTheDocument()
  })

  test('what the four buttons mean is said once', async () => {
    const { mock } = reviewMock(input => ({
      data: {
        reviewFlashcard: outcome(a, String(input.reviewId), [item(0, a, String(input.reviewId)), item(1, b)]),
      },
    }))
    await renderWithApp(<Session />, { mocks: [sessionMock([item(0, a), item(1, b)]), mock] })
    await screen.findByText('Question a')
    await userEvent.keyboard(' ')
    const said = within(screen.getByRole('note'))
    expect(said.getAllByRole('term').map(term => term.textContent)).toEqual(['Again', 'Hard', 'Good', 'Easy'])
    expect(said.getByText('Hard means you did remember.')).toBeInTheDocument()
    expect(said.getByRole('button', { name: 'Got it' })).toBeInTheDocument()
    await userEvent.keyboard('3')
    await screen.findByText('Question b')
    await userEvent.keyboard(' ')
    expect(screen.queryByRole('note')).toBeNull()
  })

  test('a new card offers the notes of its topic first', async () => {
    await renderWithApp(<Session />, {
      mocks: [
        sessionMock([item(0, card('a', { state: 'NEW', due: null }))]),
        {
          request: { query: StudyNotesQuery, variables: { id: 'n' } },
          result: {
            data: {
              skillNode: { __typename: 'SkillNode', id: 'n', title: 'Volumes', notes: 'A volume outlives…' },
            },
          },
        },
      ],
    })
    await userEvent.click(await screen.findByRole('button', { name: 'Show me first' }))
    expect(await screen.findByText('A volume outlives…')).toBeInTheDocument()
    expect(screen.queryByText('Answer a')).toBeNull()
    await userEvent.keyboard('{Escape}')
    await waitFor(() => expect(screen.getByRole('article', { name: 'Card' })).toHaveFocus())
    await userEvent.keyboard(' ')
    expect(await screen.findByText('Answer a')).toBeInTheDocument()
  })
})

describe('an answer', () => {
  test('shows the next card at once and is sent with what the server needs', async () => {
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

  test('that cannot be sent waits quietly, and goes out unchanged when the connection is back', async () => {
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

  test('that waits is told beside a suspended card, which the next answer ends', async () => {
    const offline = {
      request: { query: ReviewCard, variables: () => true },
      error: new TypeError('Failed to fetch'),
      maxUsageCount: 9,
    }
    const c = card('c')
    const suspend = {
      request: { query: SuspendCards, variables: { ids: ['b'], isSuspended: true, isOne: true } },
      result: {
        data: {
          setFlashcardsSuspended: {
            __typename: 'SetFlashcardsSuspendedPayload',
            flashcards: [{ ...b, isSuspended: true, isLeech: false, skillNode: null }],
          },
        },
      },
    }
    await renderWithApp(<Session />, {
      mocks: [sessionMock([item(0, a), item(1, b), item(2, c), item(3, card('d'))]), offline, suspend],
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

  test('to a card that another device has answered moves on with a quiet notice', async () => {
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

  test('is taken back with Z, and its card is shown again, hidden', async () => {
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
})

const completed = (onDone: () => void) => ({
  request: { query: CompleteStudySession, variables: { id: 's' } },
  result: () => {
    onDone()
    return {
      data: {
        completeStudySession: {
          __typename: 'StudySessionPayload',
          studySession: {
            __typename: 'StudySession',
            id: 's',
            status: 'COMPLETED',
            mode: 'FLASHCARD',
            durationSeconds: null,
            waiting: 0,
            goal: null,
            skillNode: null,
            summary: null,
          },
        },
      },
    }
  },
})

const choices = ['Alpha', 'Beta', 'Gamma', 'Delta'].map(text => ({ __typename: 'Choice', id: text, text }))
const choosing = (position: number, flashcard: ReturnType<typeof card>, reviewId?: string) => ({
  ...item(position, flashcard, reviewId),
  presentation: 'CHOICES',
  choices,
})

describe('choices', () => {
  const learned = card('a', { explanation: 'Because of beta.' })
  const waiting = [choosing(0, learned), item(1, b)]
  /** The server's word on every choice: Beta is right. */
  const grading = (count = 1) =>
    reviewMock(({ reviewId, choiceId }) => {
      const items = [choosing(0, learned, String(reviewId)), item(1, b)]
      return {
        data: {
          reviewFlashcard: {
            ...outcome(learned, String(reviewId), items),
            wasCorrect: choiceId === 'Beta',
            correctChoiceId: 'Beta',
          },
        },
      }
    }, count)

  test('a wrong one is marked beside the right one, with words, and explained; Space goes on', async () => {
    const { mock, sent } = grading()
    await renderWithApp(<Session />, { mocks: [sessionMock(waiting), { ...mock, delay: 60 }] })
    expect(await screen.findByRole('button', { name: 'C Gamma' })).toBeInTheDocument()
    expect(screen.queryByText('Answer a')).toBeNull()
    await userEvent.keyboard(' c')
    const chosen = screen.getByText('C · Your choice').closest('li')
    expect(chosen).toHaveAttribute('data-mark', 'pending')
    expect(screen.getByRole('button', { name: 'Next' })).toBeDisabled()
    const said = await screen.findByText(/^Not this one. B is right./)
    expect(said.closest('[aria-live="polite"]')).not.toBeNull()
    expect(said).toHaveTextContent('Beta')
    expect(chosen).toHaveAttribute('data-mark', 'chosenWrong')
    expect(screen.getByText('B · Right').closest('li')).toHaveTextContent('Beta')
    expect(await screen.findByText('Because of beta.')).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: /^Easy/ })).toBeNull()
    expect(sent).toEqual([expect.objectContaining({ presentation: 'CHOICES', choiceId: 'Gamma' })])
    expect(sent[0]).not.toHaveProperty('rating')
    await userEvent.keyboard(' ')
    expect(await screen.findByText('Question b')).toBeInTheDocument()
  })

  test.each([
    ['its number', '2'],
    ['its letter', 'b'],
  ])('a right one, by %s, counts as Good unless the learner says more', async (_, key) => {
    const { mock, sent } = grading()
    await renderWithApp(<Session />, { mocks: [sessionMock(waiting), mock] })
    await screen.findByText('Beta')
    await userEvent.keyboard(key)
    expect(await screen.findByText('Right.')).toBeInTheDocument()
    const names = within(screen.getByRole('group')).getAllByRole('button')
    expect(names.map(button => button.textContent?.split(',')[0])).toEqual(['Hard6m', 'Good10m', 'Easy8d'])
    expect(screen.getByRole('button', { name: /^Good/ })).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    expect(await screen.findByText('Question b')).toBeInTheDocument()
    expect(sent).toHaveLength(1)
  })

  test('a right one that was hard is taken back and sent anew, given when it was given', async () => {
    const { mock, sent } = grading(2)
    const undone: unknown[] = []
    const undo = {
      request: { query: UndoReview, variables: () => true },
      result: ((variables: Record<string, unknown>) => {
        undone.push(variables.reviewId)
        return { data: { undoReview: outcome(learned, String(variables.reviewId), waiting) } }
      }) as never,
    }
    await renderWithApp(<Session />, { mocks: [sessionMock(waiting), mock, undo] })
    await screen.findByText('Beta')
    await userEvent.keyboard('b')
    await screen.findByText('Right.')
    await userEvent.keyboard('2')
    expect(await screen.findByText('Question b')).toBeInTheDocument()
    await waitFor(() => expect(sent).toHaveLength(2))
    const [first, second] = sent
    expect(undone).toEqual([first?.reviewId])
    expect(second).toEqual({ ...first, reviewId: second?.reviewId, rating: 'HARD' })
    expect(second?.reviewId).not.toBe(first?.reviewId)
  })

  test('not sure shows the right one, and nothing of the learner as wrong', async () => {
    const { mock, sent } = grading()
    await renderWithApp(<Session />, { mocks: [sessionMock(waiting), mock] })
    await userEvent.click(await screen.findByRole('button', { name: 'Not sure' }))
    expect(await screen.findByText(/^B is right\./)).toBeInTheDocument()
    expect(screen.queryByText(/Your choice/)).toBeNull()
    expect(sent[0]).toMatchObject({ choiceId: null })
    expect(screen.getByRole('button', { name: 'Next' })).toHaveFocus()
  })

  test('without a connection the choice is kept, it says so, and the next card comes', async () => {
    const offline = {
      request: { query: ReviewCard, variables: () => true },
      error: new TypeError('Failed to fetch'),
    }
    await renderWithApp(<Session />, { mocks: [sessionMock(waiting), offline] })
    await screen.findByText('Beta')
    await userEvent.keyboard('b')
    expect(await screen.findByText(/^Kept on this device/)).toBeInTheDocument()
    expect(screen.queryByText('Right.')).toBeNull()
    await userEvent.keyboard(' ')
    expect(await screen.findByText('Question b')).toBeInTheDocument()
  })

  test('of a scenario explain themselves once it is answered', async () => {
    const option = (text: string, isCorrect: boolean) => ({
      __typename: 'ScenarioOption',
      text,
      isCorrect,
      explanation: `Why ${text}`,
    })
    const scenario = {
      __typename: 'Scenario',
      context: 'A pod is pending.',
      options: choices.map(({ text }) => option(text, text === 'Beta')),
    }
    const situation = card('a', { cardType: 'SCENARIO', scenario })
    const { mock } = grading()
    await renderWithApp(<Session />, { mocks: [sessionMock([choosing(0, situation), item(1, b)]), mock] })
    expect(await screen.findByText('A pod is pending.')).toBeInTheDocument()
    expect(screen.queryByText('Why Beta')).toBeNull()
    await userEvent.keyboard('b')
    expect(await screen.findByText('Why Beta')).toBeInTheDocument()
    expect(screen.getByText('Why Delta')).toBeInTheDocument()
  })
})

describe('a swipe', () => {
  const swipe = (dx: number, dy: number, target = screen.getByText('Question a')) => {
    const finger = { pointerId: 1, pointerType: 'touch', isPrimary: true, bubbles: true }
    fireEvent.pointerDown(target, { ...finger, clientX: 200, clientY: 300 })
    fireEvent.pointerMove(target, { ...finger, clientX: 200 + dx, clientY: 300 + dy })
    return { release: () => fireEvent.pointerUp(target, { ...finger, clientX: 200 + dx, clientY: 300 + dy }) }
  }
  const rated = () =>
    reviewMock(({ reviewId }) => ({
      data: {
        reviewFlashcard: outcome(a, String(reviewId), [item(0, a, String(reviewId)), item(1, b)]),
      },
    }))

  test('to the right is Good, once the answer is shown', async () => {
    const { mock, sent } = rated()
    const { container } = await renderWithApp(<Session />, {
      mocks: [sessionMock([item(0, a), item(1, b)]), mock],
    })
    await screen.findByText('Question a')
    swipe(150, 0).release()
    expect(screen.getByText('Question a')).toBeInTheDocument()
    await userEvent.keyboard(' ')
    await screen.findByText('Answer a')
    const drag = swipe(150, 0)
    expect(container.querySelector('[data-armed]')).toHaveTextContent('Good')
    drag.release()
    expect(await screen.findByText('Question b')).toBeInTheDocument()
    await waitFor(() => expect(sent[0]).toMatchObject({ rating: 'GOOD' }))
  })

  test('that is drawn back rates nothing', async () => {
    await renderWithApp(<Session />, { mocks: [sessionMock([item(0, a), item(1, b)])] })
    await screen.findByText('Question a')
    await userEvent.keyboard(' ')
    await screen.findByText('Answer a')
    swipe(150, 0)
    swipe(30, 0).release()
    expect(screen.getByText('Question a')).toBeInTheDocument()
  })
})

describe('a timed challenge', () => {
  const timed = (items: ReturnType<typeof item>[], secondsAgo: number) => ({
    ...session(items),
    mode: 'TIMED',
    startedAt: new Date(Date.now() - secondsAgo * 1000).toISOString(),
    durationSeconds: 60,
    points: 28,
  })
  const timedMock = (items: ReturnType<typeof item>[], secondsAgo: number) => ({
    request: { query: StudySessionQuery, variables: { id: 's' } },
    result: { data: { studySession: timed(items, secondsAgo) } },
  })

  test('shows what is left and the points', async () => {
    await renderWithApp(<Session />, { mocks: [timedMock([item(0, a)], 20)] })
    expect(await screen.findByRole('timer', { name: 'Time left' })).toHaveTextContent(/^0:(39|40)$/)
    expect(screen.getByText('28 points')).toBeInTheDocument()
  })

  test('whose time ends within a card closes without it', async () => {
    const complete = vi.fn()
    const { router } = await renderWithApp(<Session />, {
      mocks: [timedMock([item(0, a, 'r'), item(1, b)], 59.6), completed(complete)],
    })
    await screen.findByText('Question b')
    await waitFor(() => expect(router.state.location.pathname).toBe('/study/s/summary'), { timeout: 3000 })
    expect(complete).toHaveBeenCalledOnce()
  })

  test('that ended before an answer has changed nothing', async () => {
    await renderWithApp(<Session />, { mocks: [timedMock([item(0, a)], 61)] })
    expect(await screen.findByRole('heading', { name: 'Time is up' })).toBeInTheDocument()
    expect(screen.getByText('Nothing was answered, so nothing has changed.')).toBeInTheDocument()
  })
})

describe('the end', () => {
  test('waits for the last answer: a card that returns is studied before the session closes', async () => {
    const complete = vi.fn()
    const returned = card('a', { state: 'LEARNING', due: '2099-01-01T00:00:00Z' })
    const answers: string[] = []
    const { mock } = reviewMock(input => {
      answers.push(String(input.reviewId))
      const [first, second] = answers
      const items =
        answers.length === 1
          ? [item(0, returned, first), item(1, returned)]
          : [item(0, returned, first), item(1, returned, second)]
      return { data: { reviewFlashcard: outcome(returned, String(input.reviewId), items) } }
    }, 2)
    const { router } = await renderWithApp(<Session />, {
      mocks: [sessionMock([item(0, a)]), { ...mock, delay: 30 }, completed(complete)],
    })
    await screen.findByText('Question a')
    await userEvent.keyboard(' 1')
    await screen.findByText('Question a')
    expect(complete).not.toHaveBeenCalled()
    await userEvent.keyboard(' 3')
    await waitFor(() => expect(router.state.location.pathname).toBe('/study/s/summary'))
    expect(complete).toHaveBeenCalledOnce()
  })

  test('Escape leaves at once when nothing was answered', async () => {
    const onLeave = vi.fn()
    await renderWithApp(<Session onLeave={onLeave} />, { mocks: [sessionMock([item(0, a)])] })
    await screen.findByText('Question a')
    await userEvent.keyboard('{Escape}')
    expect(onLeave).toHaveBeenCalledOnce()
  })
})
