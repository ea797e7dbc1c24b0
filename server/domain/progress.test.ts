import { describe, expect, test } from 'vitest'
import { checkDays, fillDays, forgettingCurve, traceMastery } from './progress.ts'
import { type CardSchedule, newCardSchedule, retrievability } from './scheduling.ts'
import { defaultStudySettings } from './schedulingSettings.ts'

test.each([0, -1, 1.5, 31, Number.NaN])('%d days of 30 at most are refused', days => {
  expect(() => checkDays(days, 30)).toThrow(`Invalid days ${days}: expected a whole number from 1 to 30`)
})

test('days without anything are filled', () => {
  const known = [
    { day: 7, count: 5 },
    { day: 10, count: 1 },
    { day: 11, count: 9 },
  ]
  expect(fillDays(known, 10, 3, day => ({ day, count: 0 }))).toEqual([
    { day: 8, count: 0 },
    { day: 9, count: 0 },
    { day: 10, count: 1 },
  ])
})

describe('mastery over time', () => {
  const entry = (goalId: string, day: number, masteryPercentage: number) => ({
    goalId,
    day,
    masteryPercentage,
  })
  test.each([
    ['nothing known', [], 5, []],
    ['from the first day on', [entry('a', 9, 0), entry('a', 10, 12)], 5, [0, 12]],
    ['the last before the days', [entry('a', 3, 7), entry('a', 9, 8)], 3, [7, 8, 8]],
    ['a fall', [entry('a', 8, 50), entry('a', 10, 40)], 3, [50, 50, 40]],
    ['a day that has not begun', [entry('a', 10, 5), entry('a', 11, 90)], 2, [5]],
    ['a goal begun later', [entry('a', 8, 50), entry('b', 9, 0), entry('b', 10, 31)], 3, [25, 25, 40]],
  ])('%s', (_name, entries, days, expected) => {
    const goalCount = new Set(entries.map(({ goalId }) => goalId)).size
    const traced = traceMastery(entries, goalCount, 10, days)
    expect(traced.map(day => day.masteryPercentage)).toEqual(expected)
    if (traced.length > 0) expect(traced.at(-1)!.day).toBe(10)
  })
})

test.each([null, defaultWeights({ 20: 0.3 })])('the forgetting curve is that of scheduling', fsrsWeights => {
  const settings = { ...defaultStudySettings, fsrsWeights }
  const { decay, factor } = forgettingCurve(settings)
  for (const [elapsed, stability] of [
    [0, 5],
    [3, 1.2],
    [21, 21],
    [400, 90],
  ] as const) {
    const card: CardSchedule = { ...newCardSchedule, state: 'review', stability, lastReviewDay: 100 }
    const expected = retrievability(card, 100 + elapsed, settings)
    expect((1 + (factor * elapsed) / stability) ** decay).toBeCloseTo(expected!, 6)
  }
})

function defaultWeights(changed: Record<number, number>): number[] {
  const weights = [
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614,
    0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
  ]
  return weights.map((weight, index) => changed[index] ?? weight)
}
