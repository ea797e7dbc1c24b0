import { describe, expect, it, test } from 'vitest'
import { earnedTitles, nextTitle, titleDefinitions, uniteTitleHistories } from './titles.ts'

const totals = (totalCardsMastered: number, totalGoalsCompleted = 0) => ({
  totalCardsMastered,
  totalGoalsCompleted,
})

test.each([
  ['Novice', totals(24), []],
  ['Novice', totals(25), ['Apprentice']],
  ['Novice', totals(100), ['Apprentice', 'Practitioner']],
  ['Apprentice', totals(99, 4), []],
  ['Apprentice', totals(100), ['Practitioner']],
  ['Practitioner', totals(250), ['Specialist']],
  ['Specialist', totals(500), ['Expert']],
  ['Expert', totals(999), []],
  ['Expert', totals(1000), ['Master']],
  ['Novice', totals(5, 5), ['Master']],
  ['Practitioner', totals(80), []],
  ['Master', totals(0), []],
])('from %s with %j: %j', (current, now, expected) => {
  expect(earnedTitles(current, now).map(definition => definition.title)).toEqual(expected)
})

test.each([
  ['Novice', totals(10), 'Apprentice', 0.4],
  ['Apprentice', totals(20), 'Practitioner', 0.2],
  ['Expert', totals(600, 4), 'Master', 0.8],
  ['Expert', totals(900, 1), 'Master', 0.9],
])('after %s with %j comes %s, %d of it done', (current, now, next, progress) => {
  expect(nextTitle(current, now)).toEqual({
    next: titleDefinitions.find(definition => definition.title === next),
    progress,
  })
})

test('after Master comes nothing', () => {
  expect(nextTitle('Master', totals(1000))).toBeNull()
})

test('a title nobody can have is refused', () => {
  expect(() => nextTitle('King', totals(0))).toThrow('Unknown title "King"')
})

describe('uniteTitleHistories', () => {
  const earned = (title: string, month: number) => ({ title, earnedAt: `2030-0${month}-01T00:00:00.000Z` })
  it.each([
    [[], [], []],
    [[earned('Apprentice', 2)], [], [earned('Apprentice', 2)]],
    [[earned('Apprentice', 2)], [earned('Apprentice', 1)], [earned('Apprentice', 1)]],
    [
      [earned('Apprentice', 1)],
      [earned('Apprentice', 2), earned('Practitioner', 3)],
      [earned('Apprentice', 1), earned('Practitioner', 3)],
    ],
    [
      [earned('Master', 1)],
      [earned('Apprentice', 2), earned('Practitioner', 3)],
      [earned('Apprentice', 2), earned('Practitioner', 3), earned('Master', 1)],
    ],
  ])('%j and %j', (one, other, both) => {
    expect(uniteTitleHistories(one, other)).toEqual(both)
    expect(uniteTitleHistories(other, one)).toEqual(both)
  })
})
