import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countTicks, labelledEntries, nearestEntry } from './scales.ts'

test.each([
  [0, [0, 1]],
  [1, [0, 1]],
  [3, [0, 2, 4]],
  [9, [0, 5, 10]],
  [11, [0, 10, 20]],
  [61, [0, 50, 100]],
  [950, [0, 500, 1000]],
])('%d is drawn on %j', (greatest, ticks) => {
  expect(countTicks(greatest)).toEqual(ticks)
})

test('any count fits under the top tick, and the ticks are whole', () => {
  fc.assert(
    fc.property(fc.nat(2_000_000), greatest => {
      const ticks = countTicks(greatest)
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(greatest)
      expect(ticks.every(Number.isInteger)).toBe(true)
    }),
  )
})

test.each([
  [0, 700, []],
  [1, 700, [0]],
  [30, 288, [0, 10, 20]],
  [90, 720, [0, 10, 20, 30, 40, 50, 60, 70, 80]],
])('%d entries on %d px are labelled at %j', (count, width, entries) => {
  expect(labelledEntries(count, width)).toEqual(entries)
})

test('the entry under the pointer is the nearest one', () => {
  expect(nearestEntry([10, 20, 30], 26)).toBe(2)
  expect(nearestEntry([10, 20, 30], -5)).toBe(0)
})
