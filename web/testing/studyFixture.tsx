import { useQuery } from '@apollo/client/react'
import { cleanup, render, waitFor } from '@testing-library/react'
import { beforeAll, beforeEach } from 'vitest'
import { Markdown } from '../components/Markdown.tsx'
import { StudyScreen } from '../features/study/StudyScreen.tsx'
import { CompleteStudySession, ReviewCard, StudySessionQuery } from '../features/study/studyDocuments.ts'

// It comes a moment after the first text it draws, and a test that held that text would lose it.
beforeAll(async () => {
  const { container } = render(<Markdown text="**drawn**" />)
  await waitFor(() => container.querySelector('strong') ?? Promise.reject(new Error('No Markdown yet')))
  cleanup()
})

beforeEach(() => localStorage.clear())

const seconds = { AGAIN: 60, HARD: 330, GOOD: 600, EASY: 8 * 86_400 }
const nextReviews = Object.entries(seconds).map(([rating, intervalSeconds]) => ({
  __typename: 'NextReview',
  rating,
  due: '2026-03-10T12:00:00Z',
  intervalSeconds,
}))

/** A card as the server tells it. */
export const card = (id: string, change: Record<string, unknown> = {}) => ({
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

/** Its place in the session, answered where a review is given. */
export const item = (position: number, flashcard: ReturnType<typeof card>, reviewId?: string) => ({
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

export const session = (items: ReturnType<typeof item>[]) => ({
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

export const sessionMock = (items: ReturnType<typeof item>[]) => ({
  request: { query: StudySessionQuery, variables: { id: 's' } },
  result: { data: { studySession: session(items) } },
})

/** What an answer led to. */
export const outcome = (
  reviewed: ReturnType<typeof card>,
  reviewId: string,
  items: ReturnType<typeof item>[],
) => ({
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
export function reviewMock(respond: (input: Record<string, unknown>) => object, count = 1) {
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

/** The study screen with its session, as its page shows it. */
export function Session({ onLeave = () => {} }: { onLeave?: () => void }) {
  const { data, refetch } = useQuery(StudySessionQuery, {
    variables: { id: 's' },
    fetchPolicy: 'cache-first',
  })
  if (!data?.studySession) return null
  return (
    <StudyScreen
      session={data.studySession}
      onConflict={() => void refetch()}
      onEnding={() => {}}
      onLeave={onLeave}
    />
  )
}

export const a = card('a')
export const b = card('b')

/** The session closes; `onDone` hears of it. */
export const completed = (onDone: () => void) => ({
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
