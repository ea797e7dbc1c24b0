import { expect, it } from 'vitest'
import { recordStatements } from '../db/sqlLog.ts'
import { useTestDatabase } from '../testing/database.ts'
import { newCaller } from '../testing/execute.ts'
import { createGoalWithTree } from '../testing/factories.ts'

const database = useTestDatabase()
const node = '{ path children { path children { path } } }'

it.each([
  ['asked for by name', `{ skillTree { root ${node} } }`],
  ['by another name', `{ tree: skillTree { root ${node} } }`],
  ['in an inline fragment', `{ ... on Goal { skillTree { root ${node} } } }`],
  ['in a fragment', '{ ...Tree }'],
])('loads a goal with its tree in one statement: %s', async (_, selection) => {
  const { ask, learner } = await newCaller(database().db)
  const { goal } = await createGoalWithTree(database().db, learner!, { '1.1': {}, '1.1.1': {} })
  const fragment = selection.includes('...Tree') ? `fragment Tree on Goal { skillTree { root ${node} } }` : ''
  const query = `query ($id: ID!) { goal(id: $id) ${selection} } ${fragment}`
  const { result, statements } = await recordStatements(database().db, () =>
    ask<{ goal: Record<string, unknown> }>(query, { id: goal.id }),
  )
  const root = { path: '1', children: [{ path: '1.1', children: [{ path: '1.1.1' }] }] }
  expect(Object.values(result.goal)).toEqual([{ root }])
  expect(statements).toHaveLength(1)
})

it('loads no tree that is not asked for', async () => {
  const { ask, learner } = await newCaller(database().db)
  const { goal } = await createGoalWithTree(database().db, learner!)
  const { statements } = await recordStatements(database().db, () =>
    ask('query ($id: ID!) { goal(id: $id) { title } }', { id: goal.id }),
  )
  expect(statements).toHaveLength(1)
  expect(statements[0]).not.toContain('skill_nodes')
})
