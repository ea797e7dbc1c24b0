import { expect, it } from 'vitest'
import { formatInterval } from './formatInterval.ts'

const day = 86_400
it.each([
  [20, '1m'],
  [60, '1m'],
  [330, '6m'],
  [600, '10m'],
  [3590, '1h'],
  [12 * 3600, '12h'],
  [23.8 * 3600, '1d'],
  [8 * day, '8d'],
  [13 * day, '13d'],
  [14 * day, '2wk'],
  [46 * day, '7wk'],
  [50 * day, '2mo'],
  [163 * day, '5mo'],
  [355 * day, '1y'],
  [498 * day, '1.4y'],
  [36_500 * day, '100y'],
])('%d s is %s', (seconds, text) => {
  expect(formatInterval(seconds)).toBe(text)
})
