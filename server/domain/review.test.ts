import { describe, expect, test } from 'vitest'
import type { Answer } from './answer.ts'
import { Conflict, InvalidInput, NotFound } from './errors.ts'
import {
  type AnsweredCard,
  type AnsweredItem,
  type AnsweredSession,
  type AnswerFacts,
  countedSeconds,
  decideReview,
  isSessionActive,
} from './review.ts'
import { newCardSchedule } from './scheduling.ts'
import { defaultStudySettings } from './schedulingSettings.ts'

const now = new Date('2026-03-10T10:00:00Z')
const minutes = 60_000
const days = 86_400_000
const later = (ms: number) => new Date(now.getTime() + ms)

const newCard: AnsweredCard = {
  id: 'card',
  status: 'active',
  deletedAt: null,
  version: 4,
  isSuspended: false,
  isLeech: false,
  masteredAt: null,
  resetAt: null,
  schedule: newCardSchedule,
}
const knownCard: AnsweredCard = {
  ...newCard,
  schedule: {
    ...newCardSchedule,
    state: 'review',
    due: now,
    stability: 20,
    difficulty: 5,
    scheduledDays: 20,
    reps: 3,
    lapses: 7,
    lastReview: later(-20 * days),
    lastReviewDay: Math.floor(later(-20 * days).getTime() / days),
  },
}
const session: AnsweredSession = {
  id: 'session',
  mode: 'flashcard',
  status: 'active',
  startedAt: now,
  expiresAt: later(days),
  durationSeconds: null,
}
const item: AnsweredItem = { position: 2, flashcardId: 'card', presentation: 'flip', reviewLogId: null }
const answer: Answer = {
  reviewId: 'review',
  flashcardId: 'card',
  presentation: 'flip',
  rating: 3,
  choiceId: null,
  durationMs: null,
  session: null,
  reviewedAt: null,
  expectedVersion: null,
}
const inSession = { session: { id: 'session', position: 2 } }
const choices = [
  { id: 'right', text: 'Right', isCorrect: true },
  { id: 'wrong', text: 'Wrong', isCorrect: false },
]

function decide(moreAnswer: Partial<Answer> = {}, moreFacts: Partial<AnswerFacts> = {}) {
  const settings = { ...defaultStudySettings, dayStartHour: 0, enableFuzz: false }
  const facts = { card: newCard, settings, session: null, item: null, offered: null, ...moreFacts }
  return decideReview(facts, { ...answer, ...moreAnswer }, now)
}

describe('time', () => {
  test.each<[string, AnsweredCard, Date | null, { reviewedAt: Date; appliedToSchedule: boolean }]>([
    ['now when it is not said', newCard, null, { reviewedAt: now, appliedToSchedule: true }],
    ['now when it is in the future', newCard, later(1), { reviewedAt: now, appliedToSchedule: true }],
    [
      'any past time of a new card',
      newCard,
      later(-900 * days),
      { reviewedAt: later(-900 * days), appliedToSchedule: true },
    ],
    [
      'the time of the last review',
      knownCard,
      later(-20 * days),
      { reviewedAt: later(-20 * days), appliedToSchedule: true },
    ],
    [
      'older than the last review',
      knownCard,
      later(-21 * days),
      { reviewedAt: later(-21 * days), appliedToSchedule: false },
    ],
    [
      'before the card was reset',
      { ...newCard, resetAt: later(-days) },
      later(-2 * days),
      { reviewedAt: later(-2 * days), appliedToSchedule: false },
    ],
    [
      'since the card was reset',
      { ...newCard, resetAt: later(-days) },
      later(-days),
      { reviewedAt: later(-days), appliedToSchedule: true },
    ],
  ])('%s', (_, card, reviewedAt, expected) => {
    expect(decide({ reviewedAt }, { card })).toMatchObject(expected)
  })

  test('a late answer changes nothing of the card', () => {
    const decision = decide({ rating: 1, reviewedAt: later(-21 * days) }, { card: knownCard })
    expect(decision).toMatchObject({
      after: knownCard.schedule,
      masteryDelta: 0,
      isLeech: false,
      elapsedDays: 0,
    })
  })

  test.each([
    [null, 0],
    [0, 0],
    [499, 0],
    [500, 1],
    [59_999, 60],
    [3_600_000, 60],
  ])('%s ms count %i s', (durationMs, seconds) => {
    expect(countedSeconds(durationMs)).toBe(seconds)
  })
})

describe('what follows', () => {
  test('the first mastery is dated, later ones are not', () => {
    expect(decide({}, { card: knownCard }).masteredAt).toEqual(now)
    const before = { ...knownCard, masteredAt: later(-days) }
    expect(decide({}, { card: before }).masteredAt).toEqual(later(-days))
    expect(decide({ rating: 1 }, { card: before }).masteredAt).toEqual(later(-days))
  })

  test('the eighth lapse makes a leech, and it stays one', () => {
    expect(decide({ rating: 1 }, { card: knownCard }).isLeech).toBe(true)
    expect(decide({ rating: 3 }, { card: knownCard }).isLeech).toBe(false)
    expect(decide({}, { card: { ...knownCard, isLeech: true } }).isLeech).toBe(true)
  })

  test('mastery changes unless the card is suspended', () => {
    expect(decide({}, { card: knownCard }).masteryDelta).toBe(1_000_000 - 952_381)
    expect(decide({}, { card: { ...knownCard, isSuspended: true } }).masteryDelta).toBe(0)
  })
})

describe('in a session', () => {
  const facts = { session, item }

  test.each<[string, Partial<Answer>, Partial<AnswerFacts>, boolean]>([
    ['a learning card due in 10 minutes returns', {}, {}, true],
    ['a card due in days does not', { rating: 4 }, {}, false],
    ['not once the session has ended', {}, { session: { ...session, status: 'completed' } }, false],
    ['not once its time is over', {}, { session: { ...session, expiresAt: now } }, false],
  ])('%s', (_, moreAnswer, moreFacts, returnsSoon) => {
    const decision = decide({ ...inSession, ...moreAnswer }, { ...facts, ...moreFacts })
    expect(decision).toMatchObject({ returnsSoon, answeredPosition: 2 })
  })

  test('outside of one nothing returns', () => {
    expect(decide()).toMatchObject({ returnsSoon: false, answeredPosition: null, points: null })
  })

  test('it runs until its time is over', () => {
    expect(isSessionActive(session, later(days - 1))).toBe(true)
    expect(isSessionActive(session, later(days))).toBe(false)
    expect(isSessionActive({ ...session, status: 'abandoned' }, now)).toBe(false)
    expect(isSessionActive(null, now)).toBe(false)
  })

  test.each<[string, number | null, Date, number | null]>([
    ['while the clock runs', 60, later(-minutes), 10],
    ['not after it', 60, later(-minutes - 1), null],
    ['ever, without a clock', null, later(-days / 2), 10],
  ])('TIMED gives points %s', (_, durationSeconds, startedAt, points) => {
    const timed: AnsweredSession = { ...session, mode: 'timed', durationSeconds, startedAt }
    expect(decide(inSession, { session: timed, item }).points).toBe(points)
  })
})

describe('choices', () => {
  const facts = { offered: choices }

  test.each<[string, string | null, 2 | 4 | null, object]>([
    ['right is Good', 'right', null, { rating: 3, wasCorrect: true }],
    ['right may be made Hard', 'right', 2, { rating: 2, wasCorrect: true }],
    ['wrong is Again', 'wrong', null, { rating: 1, wasCorrect: false }],
    ['“Not sure” is Again', null, null, { rating: 1, wasCorrect: false }],
  ])('%s', (_, choiceId, rating, expected) => {
    expect(decide({ presentation: 'choices', choiceId, rating }, facts)).toMatchObject(expected)
  })
})

describe('is refused', () => {
  test.each<
    [string, Partial<Answer>, Partial<AnswerFacts>, typeof NotFound | typeof Conflict | typeof InvalidInput]
  >([
    ['of a deleted card', {}, { card: { ...newCard, deletedAt: now } }, NotFound],
    ['of a draft', {}, { card: { ...newCard, status: 'draft' } }, InvalidInput],
    ['of a card that has moved on', { expectedVersion: 3 }, {}, Conflict],
    ['where the session has no such place', inSession, { session }, InvalidInput],
    [
      'where another card stands',
      inSession,
      { session, item: { ...item, flashcardId: 'other' } },
      InvalidInput,
    ],
    ['where an answer was given', inSession, { session, item: { ...item, reviewLogId: 'log' } }, Conflict],
    [
      'as a flip where choices were shown',
      inSession,
      { session, item: { ...item, presentation: 'choices' } },
      InvalidInput,
    ],
    ['by choice without choices', { presentation: 'choices', rating: null }, {}, InvalidInput],
    [
      'by a choice nobody offered',
      { presentation: 'choices', rating: null, choiceId: 'x' },
      { offered: choices },
      InvalidInput,
    ],
  ])('an answer %s', (_, moreAnswer, moreFacts, error) => {
    expect(() => decide(moreAnswer, moreFacts)).toThrow(error)
  })

  test('nothing with the version that was expected', () => {
    expect(decide({ expectedVersion: 4 })).toMatchObject({ appliedToSchedule: true })
  })
})
