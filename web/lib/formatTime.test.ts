import { expect, test } from 'vitest'
import { formatDuration, formatDurationShort, formatNumber, formatRelative, pluralize } from './formatTime.ts'

test.each([
  [0, '0 minutes', '0 min'],
  [20, 'under a minute', '<1 min'],
  [60, '1 minute', '1 min'],
  [370, '6 minutes', '6 min'],
  [3600, '1 hour', '1 h'],
  [4800, '1 h 20 min', '1 h 20 min'],
  [7200, '2 hours', '2 h'],
])('%i seconds take %s, in short %s', (seconds, long, short) => {
  expect(formatDuration(seconds).replaceAll('\u00a0', ' ')).toBe(long)
  expect(formatDurationShort(seconds).replaceAll('\u00a0', ' ')).toBe(short)
})

const now = new Date('2026-03-10T12:00:00Z')

test.each([
  ['2026-03-10T11:59:40Z', 'just now'],
  ['2026-03-10T12:00:20Z', 'in under a minute'],
  ['2026-03-10T12:01:00Z', 'in 1 minute'],
  ['2026-03-10T12:10:00Z', 'in 10 minutes'],
  ['2026-03-10T09:00:00Z', '3 hours ago'],
  ['2026-03-11T12:00:00Z', 'tomorrow'],
  ['2026-03-07T12:00:00Z', '3 days ago'],
  ['2026-03-31T12:00:00Z', 'in 3 weeks'],
  ['2026-06-10T12:00:00Z', 'in 3 months'],
  ['2024-03-10T12:00:00Z', '2 years ago'],
])('%s is %s', (moment, expected) => {
  expect(formatRelative(new Date(moment), now)).toBe(expected)
})

test('one card, two cards, many cards', () => {
  expect(pluralize(1, 'card')).toBe('1 card')
  expect(pluralize(0, 'card')).toBe('0 cards')
  expect(pluralize(2, 'category', 'categories')).toBe('2 categories')
  expect(formatNumber(12_345)).toBe('12,345')
})
