import { expect, test } from 'vitest'
import { decideRetry, type FailedTry, retryRules } from './chatRetries.ts'

const first: FailedTry = { isPassing: true, retryAfterMs: null, tries: 1, remainingMs: 600_000 }

test.each<[string, Partial<FailedTry>, number, object]>([
  ['the first wait', {}, 1, { waitMs: 2_000 }],
  ['full jitter', {}, 0.25, { waitMs: 500 }],
  ['full jitter down to nothing', {}, 0, { waitMs: 0 }],
  ['doubled', { tries: 2 }, 1, { waitMs: 4_000 }],
  ['and again', { tries: 3 }, 1, { waitMs: 8_000 }],
  ['the last try', { tries: 4 }, 1, { stop: 'tries' }],
  ['a fault that stays', { isPassing: false }, 1, { stop: 'final' }],
  ['one that stays, with a wait', { isPassing: false, retryAfterMs: 1 }, 1, { stop: 'final' }],
  ['what the provider asks', { retryAfterMs: 7_000 }, 0, { waitMs: 7_000 }],
  ['and jitter on top', { retryAfterMs: 7_000 }, 1, { waitMs: 9_000 }],
  ['a wait of nothing', { retryAfterMs: 0 }, 0.5, { waitMs: 1_000 }],
  ['the longest wait', { retryAfterMs: 60_000 }, 0, { waitMs: 60_000 }],
  ['longer than anyone waits', { retryAfterMs: 60_001 }, 0, { stop: 'too_long' }],
  ['the time that is left', { remainingMs: 2_001 }, 1, { waitMs: 2_000 }],
  ['no time left', { remainingMs: 2_000 }, 1, { stop: 'time' }],
])('%s', (_, failed, random, decision) => {
  expect(decideRetry({ ...first, ...failed }, retryRules, random)).toEqual(decision)
})

test('the wait grows no further than its cap', () => {
  const rules = { ...retryRules, maxTries: 20 }
  expect(decideRetry({ ...first, tries: 10 }, rules, 1)).toEqual({ waitMs: 20_000 })
})
