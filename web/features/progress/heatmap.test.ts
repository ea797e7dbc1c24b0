import { expect, test } from 'vitest'
import { describeDay, describeYear, heatLevel, layoutHeatmap, moveInHeatmap } from './heatmap.ts'

const dayMs = 86_400_000

/** So many days that end on one, each with the reviews its index is given. */
const daysUntil = (end: string, count: number, reviewsOf: (index: number) => number = () => 0) =>
  Array.from({ length: count }, (_, index) => ({
    date: new Date(Date.parse(`${end}T00:00:00Z`) - (count - 1 - index) * dayMs).toISOString().slice(0, 10),
    reviews: reviewsOf(index),
    timeSeconds: reviewsOf(index) * 10,
  }))

test('a year is laid out by weeks from Monday, each day once and in its row', () => {
  const days = daysUntil('2026-03-10', 365) // a Tuesday
  const { rows, weekCount } = layoutHeatmap(days)
  expect(weekCount).toBe(53)
  expect(rows.flat().filter(Boolean)).toHaveLength(365)
  expect(rows[1]?.at(-1)?.date).toBe('2026-03-10')
  expect(rows[2]?.at(-1)).toBeNull()
  expect(rows[0]?.at(-1)?.date).toBe('2026-03-09')
})

test('days on both sides of a clock change stay in their columns', () => {
  const { rows } = layoutHeatmap(daysUntil('2026-04-05', 28)) // Sunday; Europe's clocks go forward on 29 March
  expect(rows[6]?.map(day => day?.date)).toEqual(['2026-03-15', '2026-03-22', '2026-03-29', '2026-04-05'])
})

test('months are named where they begin, and never so near that they touch', () => {
  const { months } = layoutHeatmap(daysUntil('2026-03-10', 365))
  expect(months.length).toBeGreaterThanOrEqual(12)
  for (const [index, month] of months.entries()) {
    if (index > 0) expect(month.week - (months[index - 1]?.week ?? 0)).toBeGreaterThanOrEqual(3)
  }
})

test.each([
  [0, 40, 0],
  [1, 40, 1],
  [10, 40, 1],
  [11, 40, 2],
  [40, 40, 4],
  [400, 40, 4],
])('%d reviews where %d are much: level %d', (reviews, reference, level) => {
  expect(heatLevel(reviews, reference)).toBe(level)
})

test('one long day does not pale the others', () => {
  const { rows } = layoutHeatmap(daysUntil('2026-03-10', 60, index => (index === 30 ? 900 : 20)))
  expect(rows.flat().find(day => day?.reviews === 20)?.level).toBe(4)
})

test.each([
  ['ArrowDown', 10, 11],
  ['ArrowUp', 10, 9],
  ['ArrowRight', 10, 17],
  ['ArrowLeft', 3, 0],
  ['ArrowRight', 362, 364],
  ['Home', 10, 0],
  ['End', 10, 364],
  ['Enter', 10, undefined],
])('%s on day %d goes to %s', (key, index, expected) => {
  expect(moveInHeatmap(key, index, 365)).toBe(expected)
})

test('a day and the year are put into words without counting what was not done', () => {
  const days = daysUntil('2026-03-10', 3, index => [0, 34, 1][index] ?? 0)
  expect(describeDay(days[1]!, 'en-GB')).toBe('Monday, 9 March 2026: 34 reviews, 6 minutes')
  expect(describeDay(days[0]!, 'en-GB')).toBe('Sunday, 8 March 2026: no reviews')
  expect(describeYear(days)).toBe('35 reviews on 2 days, 6 minutes in all')
  expect(describeDay({ ...days[2]!, timeSeconds: 0 }, 'en-GB')).toBe('Tuesday, 10 March 2026: 1 review')
  expect(describeYear([])).toBe('Every day you study will be drawn here.')
})
