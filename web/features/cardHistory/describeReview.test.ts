import { expect, test } from 'vitest'
import {
  describeDuration,
  describeElapsed,
  describeNext,
  describeSpan,
  describeStability,
  type ReviewFacts,
} from './describeReview.ts'

const minute = 60_000
const day = 86_400_000

test.each([
  [0, '1 minute'],
  [10 * minute, '10 minutes'],
  [60 * minute, '1 hour'],
  [23 * 60 * minute, '1 day'],
  [8 * day, '8 days'],
  [76 * day, '2.5 months'],
  [365.25 * day, '1 year'],
  [1369 * day, '3.7 years'],
])('%d ms are %s', (span, words) => expect(describeSpan(span)).toBe(words))

test.each([
  [0.1, '2 hours'],
  [1, '1 day'],
  [2.31, '2.3 days'],
  [46.4, '46 days'],
])('a stability of %d is %s', (days, words) => expect(describeStability(days)).toBe(words))

test.each([
  [null, null],
  [0, '1\u00a0s'],
  [8_400, '8\u00a0s'],
  [80_000, '1\u00a0min 20\u00a0s'],
  [120_000, '2\u00a0min'],
  [7_200_000, '2 hours'],
])('an answer that took %s ms took %s', (ms, words) => expect(describeDuration(ms)).toBe(words))

const review: ReviewFacts = {
  rating: 'GOOD',
  reviewedAt: '2026-01-01T12:00:00Z',
  dueAfter: '2026-01-09T12:00:00Z',
  elapsedDays: 3,
  stateBefore: 'REVIEW',
  appliedToSchedule: true,
}

test.each([
  ['one that counts', {}, 'next in 8 days'],
  ['one that was taken back', { undoneAt: '2026-01-01T12:01:00Z' }, 'taken back, it does not count'],
  ['one that came late', { appliedToSchedule: false }, 'arrived late, the card had moved on'],
])('%s', (_what, change, words) => expect(describeNext({ ...review, ...change })).toBe(words))

test.each([
  ['days later', {}, false, 'After 3 days'],
  ['a day later', { elapsedDays: 1 }, false, 'After 1 day'],
  ['on the same day', { elapsedDays: 0 }, false, 'The same day'],
  ['the first', { stateBefore: 'NEW', elapsedDays: 0 }, true, 'First answer'],
  ['the first after a reset', { stateBefore: 'NEW', elapsedDays: 0 }, false, 'First answer after a reset'],
])('an answer %s', (_what, change, isOldest, words) =>
  expect(describeElapsed({ ...review, ...change }, isOldest)).toBe(words),
)
