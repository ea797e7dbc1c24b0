import { expect, test } from 'vitest'
import { RateLimited } from './errors.ts'

test.each([
  [1, '1 second'],
  [119, '119 seconds'],
  [121, '3 minutes'],
  [7199, '120 minutes'],
  [69_709, '20 hours'],
])('a wait of %i seconds is said as a person would, never too short', (seconds, words) => {
  expect(new RateLimited('generations today', seconds).message).toBe(
    `Too many generations today. Try again in ${words}.`,
  )
})
