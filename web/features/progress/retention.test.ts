import { expect, test } from 'vitest'
import type { ProgressFiguresFragment } from '../../gql/graphql.ts'
import { describeAim, describeCell, findRetention, formatRate } from './retention.ts'

const rows: ProgressFiguresFragment['trueRetention'] = [
  { period: 'DAYS_30', maturity: 'MATURE', passed: 184, failed: 16, rate: 0.92 },
  { period: 'TODAY', maturity: 'ALL', passed: 0, failed: 0, rate: null },
]

test.each([
  ['DAYS_30', 'MATURE', { rate: 0.92, passed: 184, total: 200 }, '184 of 200'],
  ['TODAY', 'ALL', { rate: null, passed: 0, total: 0 }, 'no answers'],
  ['ALL', 'YOUNG', { rate: null, passed: 0, total: 0 }, 'no answers'],
] as const)('%s, %s', (period, maturity, expected, words) => {
  const cell = findRetention(rows, period, maturity)
  expect(cell).toEqual(expected)
  expect(describeCell(cell)).toBe(words)
})

test.each([
  [0.9, '90\u00a0%'],
  [0.904, '90\u00a0%'],
  [0.999, '99\u00a0%'],
  [1, '100\u00a0%'],
  [0, '0\u00a0%'],
])('%d is written %s', (rate, text) => {
  expect(formatRate(rate)).toBe(text)
})

test('the aim stands beside the figure, and nothing is judged', () => {
  expect(describeAim({ rate: 0.8, passed: 8, total: 10 }, 0.9)).toBe(
    'of 10 answers in 30 days; your aim is 90\u00a0%',
  )
  expect(describeAim({ rate: null, passed: 0, total: 0 }, 0.9)).toBe('in 30 days; your aim is 90\u00a0%')
})
