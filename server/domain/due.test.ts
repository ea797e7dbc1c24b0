import { describe, expect, test } from 'vitest'
import { addDue, type DueSums, nextDue, nothingDue, toDueCounts } from './due.ts'
import type { LimitFacts } from './studyQueue.ts'

const berlin = { timeZone: 'Europe/Berlin', dayStartHour: 4 }
const early = new Date('2026-03-10T10:00:00Z')
const late = new Date('2026-03-12T10:00:00Z')
const limits: LimitFacts = {
  reviewDueCount: 0,
  reviewsAnsweredToday: 0,
  newAnsweredToday: new Map(),
  reviewsPerDay: 5,
  newCardsPerDay: 3,
  goalNewCardsPerDay: new Map(),
  allowsNew: true,
  beyondLimits: false,
}

describe('toDueCounts', () => {
  test.each<[string, Partial<DueSums>, [string, number][], object]>([
    ['of nothing', {}, [], { now: 0, new: 0, estimatedSeconds: 0, nextDueAt: null }],
    [
      'caps new cards by the day’s limit, due cards by none',
      { now: 9, today: 9 },
      [['a', 7]],
      { now: 9, new: 3 },
    ],
    [
      'reckons time for what is due today and new',
      { now: 1, today: 4 },
      [['a', 2]],
      { estimatedSeconds: 60 },
    ],
    ['holds new cards back behind a backlog', { reviewsToday: 6 }, [['a', 7]], { new: 0, waiting: 1 }],
    ['leaves nothing out within the day’s limit', { reviewsToday: 5 }, [], { waiting: 0 }],
  ])('%s', (_, sums, newCards, expected) => {
    expect(toDueCounts({ ...nothingDue, ...sums }, new Map(newCards), limits, 10, berlin)).toMatchObject(
      expected,
    )
  })
})

test('what was answered today leaves less room', () => {
  const sums = { ...nothingDue, now: 20, today: 20, reviewsToday: 20 }
  const answered = { ...limits, reviewsAnsweredToday: 4 }
  expect(toDueCounts(sums, new Map(), answered, 10, berlin)).toMatchObject({ now: 20, waiting: 19 })
})

describe('nextDue', () => {
  test.each<[string, Partial<DueSums>, Date | null]>([
    ['nothing', {}, null],
    ['a learning card at its minute', { nextLearning: early }, early],
    ['a review at the start of its day', { nextReview: late }, new Date('2026-03-12T03:00:00Z')],
    ['whichever is first', { nextLearning: late, nextReview: late }, new Date('2026-03-12T03:00:00Z')],
  ])('%s', (_, sums, expected) => {
    expect(nextDue({ ...nothingDue, ...sums }, berlin)).toEqual(expected)
  })
})

test('sums add up, and keep the earliest', () => {
  const one: DueSums = {
    now: 1,
    today: 2,
    thisWeek: 3,
    reviewsToday: 1,
    nextLearning: late,
    nextReview: null,
  }
  const other: DueSums = {
    now: 1,
    today: 1,
    thisWeek: 1,
    reviewsToday: 0,
    nextLearning: early,
    nextReview: late,
  }
  expect(addDue(one, other)).toEqual({
    now: 2,
    today: 3,
    thisWeek: 4,
    reviewsToday: 1,
    nextLearning: early,
    nextReview: late,
  })
})
