import { expect, test } from 'vitest'
import { formatTick, recallScale, stabilityScale, timeTicks } from './chartScales.ts'

const dayMs = 86_400_000

test.each([
  ['around a week', [2.3, 11], [1, 10, 100]],
  ['from minutes to years', [0.2, 498], [0.1, 1, 10, 100, 1000]],
  ['a single one', [2], [1, 10, 100]],
])('stabilities %s have a tick for each power of ten', (_what, stabilities, ticks) => {
  const scale = stabilityScale(stabilities, 100, 0)
  expect(scale.ticks.map(tick => Number(tick.toPrecision(3)))).toEqual(ticks)
  expect(scale(ticks[0]!)).toBeCloseTo(100)
  expect(scale(ticks.at(-1)!)).toBeCloseTo(0)
})

test.each([
  [0.9, [0.8, 0.9, 1]],
  [0.62, [0.6, 0.8, 1]],
  [0.05, [0, 0.5, 1]],
])('recall that fell to %d is drawn from %j', (least, ticks) => {
  expect(recallScale(least, 100, 0).ticks).toEqual(ticks)
})

test.each([
  ['an hour', 1 / 24, 2],
  ['a week', 7, 4],
  ['a year', 365, 5],
  ['a century', 36_500, 5],
])('%s has no more ticks than have room', (_what, days, most) => {
  const ticks = timeTicks(0, days * dayMs, most)
  expect(ticks.length).toBeGreaterThanOrEqual(2)
  expect(ticks.length).toBeLessThanOrEqual(most + 1)
  expect(ticks.at(-1)!).toBeLessThanOrEqual(days * dayMs)
})

test('a tick says as much as its span needs', () => {
  const at = Date.UTC(2027, 2, 3, 14)
  expect(formatTick(at, 10 * dayMs, 'en-GB')).toBe('3 Mar')
  expect(formatTick(at, 900 * dayMs, 'en-GB')).toBe('Mar 2027')
})
