import { expect, test } from 'vitest'
import { describeLoad, describeLoadBefore, describeWaiting } from './workloadWords.ts'

const load = (reviewsPerDay: number, minutesPerDay: number, waiting = 0) => ({
  reviewsPerDay,
  minutesPerDay,
  waiting,
})

test.each([
  [load(34.4, 5.8), '34 answers and 6 minutes'],
  [load(1.2, 0.3), '1 answer and under a minute'],
  [load(1234, 95), '1,234 answers and 1\u00a0h 35\u00a0min'],
  [load(0.2, 0.03), 'less than one answer'],
  [load(0, 0), 'no answers'],
])('a load of %j is %s', (workload, words) => expect(describeLoad(workload)).toBe(words))

test('a change that rounding hides is none', () => {
  expect(describeLoadBefore(load(34.4, 5.8), load(34.1, 6.1))).toBeNull()
  expect(describeLoadBefore(load(28, 5), load(34, 6))).toBe('now 28 answers and 5 minutes')
})

test.each([
  [0, null],
  [1, 'After 90 days 1 due card would wait: the limit lets fewer through than come due.'],
  [1200, 'After 90 days 1,200 due cards would wait: the limit lets fewer through than come due.'],
])('%d cards that wait', (waiting, words) => expect(describeWaiting(load(9, 1, waiting))).toBe(words))
