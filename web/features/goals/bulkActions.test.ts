import { expect, test } from 'vitest'
import type { GoalStatus } from '../../gql/graphql.ts'
import { type BulkAction, chooseFor, groupForUndo } from './bulkActions.ts'

const goals = (['ACTIVE', 'PAUSED', 'COMPLETED', 'ARCHIVED', 'ACTIVE'] as GoalStatus[]).map(
  (status, index) => ({
    id: String(index),
    status,
  }),
)

test.each<[BulkAction, string[]]>([
  ['pause', ['0', '4']],
  ['resume', ['1']],
  ['archive', ['0', '1', '2', '4']],
  ['restore', ['3']],
])('%s is for %j', (action, ids) => {
  expect(chooseFor(action, goals).map(goal => goal.id)).toEqual(ids)
})

test('undo puts each back to what it was, all but the completed', () => {
  expect(groupForUndo(goals)).toEqual([
    ['ACTIVE', ['0', '4']],
    ['PAUSED', ['1']],
    ['ARCHIVED', ['3']],
  ])
  expect(groupForUndo([])).toEqual([])
})
