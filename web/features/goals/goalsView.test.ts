import { expect, test } from 'vitest'
import { isGoalShown, readGoalsView, toGoalsSearch, toGoalsVariables } from './goalsView.ts'

test.each([
  [{}, { show: 'current', order: 'CREATED', search: '' }],
  [
    { show: 'archived', order: 'title' },
    { show: 'archived', order: 'TITLE', search: '' },
  ],
  [
    { show: 'nonsense', order: 'nonsense' },
    { show: 'current', order: 'CREATED', search: '' },
  ],
  [{ search: '  kube ' }, { show: 'current', order: 'CREATED', search: 'kube' }],
])('the address %o shows %o', (search, view) => {
  expect(readGoalsView(search)).toEqual(view)
})

test('the address of a view leads back to it, and is empty for the plain page', () => {
  const view = { show: 'paused', order: 'MASTERY', search: 'kube' } as const
  expect(readGoalsView(toGoalsSearch(view))).toEqual(view)
  expect(Object.values(toGoalsSearch(readGoalsView({}))).every(value => value === undefined)).toBe(true)
})

test('without a choice the server decides which statuses are shown', () => {
  expect(toGoalsVariables(readGoalsView({})).status).toBeUndefined()
  expect(toGoalsVariables(readGoalsView({ show: 'paused' })).status).toEqual(['PAUSED'])
})

test.each([
  ['ACTIVE', undefined, true],
  ['ARCHIVED', undefined, false],
  ['ARCHIVED', ['ARCHIVED'], true],
  ['ACTIVE', ['PAUSED'], false],
] as const)('%s in the list of %o: %s', (status, statuses, expected) => {
  expect(isGoalShown(status, statuses)).toBe(expected)
})
