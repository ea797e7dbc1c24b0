import { expect, test } from 'vitest'
import { defaultDecayWeight } from '../../lib/forgettingCurve.ts'
import { readTimeline, sampleStretch, type TimelineReview } from './timeline.ts'

const day = (number: number) => new Date(Date.UTC(2026, 0, 1 + number))
const dayMs = 86_400_000

const review = (
  at: number,
  stabilityAfter: number,
  change: Partial<TimelineReview> = {},
): TimelineReview => ({
  id: `r${at}`,
  rating: 'GOOD',
  reviewedAt: day(at).toISOString(),
  stabilityAfter,
  stateBefore: at === 0 ? 'NEW' : 'REVIEW',
  appliedToSchedule: true,
  ...change,
})
const read = (reviews: TimelineReview[], now: number, due: number | null) =>
  readTimeline({
    reviews,
    now: day(now),
    due: due === null ? null : day(due),
    decayWeight: defaultDecayWeight,
  })

test('without an answer that counts there is nothing to draw', () => {
  expect(read([], 1, null)).toBeNull()
  expect(read([review(0, 2, { undoneAt: day(0).toISOString() })], 1, null)).toBeNull()
  expect(read([review(0, 2, { appliedToSchedule: false })], 1, null)).toBeNull()
})

test('recall falls to 90 % after as many days as the stability, and starts again with each answer', () => {
  const timeline = read([review(12, 46), review(2, 10), review(0, 2)], 20, 58)!
  expect(timeline.points.map(point => [point.id, point.recallBefore])).toEqual([
    ['r0', null],
    ['r2', expect.closeTo(0.9, 10)],
    ['r12', expect.closeTo(0.9, 10)],
  ])
  expect(timeline.stretches.map(({ stability, isFuture }) => [stability, isFuture])).toEqual([
    [2, false],
    [10, false],
    [46, false],
    [46, true],
  ])
  expect(timeline.recallNow).toBeCloseTo(0.98, 1)
})

test.each([
  ['until the card is due', 20, 25, 25],
  ['half of it what is to come, at most', 20, 400, 40],
  ['until now where the card is overdue', 30, 25, 30],
  ['until now where the card is new again', 20, null, 20],
])('it ends: %s', (_what, now, due, end) => {
  expect(read([review(0, 2)], now, due)!.endMs).toBe(day(end).getTime())
})

test('after a reset the card has no recall to fall back from', () => {
  const timeline = read([review(0, 2), review(5, 3, { stateBefore: 'NEW' })], 6, 8)!
  expect(timeline.points.map(({ isFirst, recallBefore }) => [isFirst, recallBefore])).toEqual([
    [true, null],
    [true, null],
  ])
  expect(read([review(0, 2)], 6, null)!.recallNow).toBeNull()
})

test('a device whose clock runs behind does not turn time around', () => {
  const timeline = read([review(5, 2)], 4, 7)!
  expect(timeline.nowMs).toBe(day(5).getTime())
  expect(timeline.endMs).toBeGreaterThan(timeline.startMs)
})

test('a stretch is sampled from its answer on', () => {
  const stretch = { startMs: 0, endMs: 10 * dayMs, stability: 10, isFuture: false }
  const samples = sampleStretch(stretch, 0, defaultDecayWeight, 4)
  expect(samples).toHaveLength(5)
  expect(samples[0]).toEqual({ atMs: 0, recall: 1 })
  expect(samples[4]!.recall).toBeCloseTo(0.9, 10)
})
