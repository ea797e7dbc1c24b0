import { expect, test } from 'vitest'
import {
  type AnswerCounts,
  countAnswer,
  type LoggedAnswer,
  retentionPeriods,
  sumDays,
  tabulateRetention,
} from './retention.ts'

const answer: LoggedAnswer = {
  rating: 3,
  presentation: 'flip',
  durationMs: 4400,
  stateBefore: 'review',
  scheduledDaysBefore: 10,
  appliedToSchedule: true,
}
const nothing: AnswerCounts = {
  reviews: 0,
  seconds: 0,
  newCards: 0,
  youngPassed: 0,
  youngFailed: 0,
  maturePassed: 0,
  matureFailed: 0,
}

test.each<[string, Partial<LoggedAnswer>, Partial<AnswerCounts>]>([
  ['a young card', {}, { youngPassed: 1 }],
  ['a young card, forgotten', { rating: 1 }, { youngFailed: 1 }],
  ['Hard is remembered', { rating: 2 }, { youngPassed: 1 }],
  ['21 days are mature', { scheduledDaysBefore: 21 }, { maturePassed: 1 }],
  ['20 are not', { scheduledDaysBefore: 20 }, { youngPassed: 1 }],
  ['a mature card, forgotten', { scheduledDaysBefore: 40, rating: 1 }, { matureFailed: 1 }],
  ['choices tell nothing of recall', { presentation: 'choices' }, {}],
  ['nor do learning steps', { stateBefore: 'learning', scheduledDaysBefore: 0 }, {}],
  ['but a step of a day does', { stateBefore: 'relearning', scheduledDaysBefore: 1 }, { youngPassed: 1 }],
  ['a first answer', { stateBefore: 'new', scheduledDaysBefore: 0 }, { newCards: 1 }],
  ['a late answer that moved nothing', { appliedToSchedule: false }, {}],
  ['a long pause', { durationMs: 500_000 }, { youngPassed: 1, seconds: 60 }],
  ['an unknown time', { durationMs: null }, { youngPassed: 1, seconds: 0 }],
])('%s', (_name, more, expected) => {
  expect(countAnswer({ ...answer, ...more })).toEqual({ ...nothing, reviews: 1, seconds: 4, ...expected })
})

test('each period holds the days until today; a day that has not begun is only of all', () => {
  const today = 1000
  const days = [1001, 1000, 994, 993, 971, 970, 636, 635, null]
  const sums = sumDays(
    days.map(day => ({ day, counts: { ...nothing, reviews: 2, seconds: 9, youngPassed: 1 } })),
    today,
  )
  expect([sums.reviews, sums.seconds]).toEqual([18, 81])
  expect(retentionPeriods.map(period => sums.recall[period].youngPassed)).toEqual([1, 2, 4, 6, 9])
})

test('a row for each period and maturity; no rate without answers', () => {
  const none = { youngPassed: 0, youngFailed: 0, maturePassed: 0, matureFailed: 0 }
  const week = { youngPassed: 8, youngFailed: 2, maturePassed: 10, matureFailed: 0 }
  const rows = tabulateRetention({ today: none, days_7: week, days_30: week, days_365: week, all: week })
  expect(rows).toHaveLength(15)
  expect(rows.slice(2, 6)).toEqual([
    { period: 'today', maturity: 'all', passed: 0, failed: 0, rate: null },
    { period: 'days_7', maturity: 'young', passed: 8, failed: 2, rate: 0.8 },
    { period: 'days_7', maturity: 'mature', passed: 10, failed: 0, rate: 1 },
    { period: 'days_7', maturity: 'all', passed: 18, failed: 2, rate: 0.9 },
  ])
})
