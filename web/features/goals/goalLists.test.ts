import { gql } from '@apollo/client'
import { expect, test } from 'vitest'
import { createCache } from '../../apollo/client.ts'
import type { GoalStatus } from '../../gql/graphql.ts'
import { addGoalToLists, moveGoalBetweenLists, readListArguments, removeGoalFromLists } from './goalLists.ts'

const list = gql`
  query List($status: [GoalStatus!], $search: String) {
    viewer {
      id
      goals(status: $status, search: $search, orderBy: CREATED) {
        totalCount
        edges { cursor node { id status } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`

const lists = {
  current: {},
  paused: { status: ['PAUSED'] },
  archived: { status: ['ARCHIVED'] },
  found: { search: 'kube' },
} as const

function createLists(goals: Array<{ id: string; status: GoalStatus }>) {
  const cache = createCache()
  for (const variables of Object.values(lists)) {
    const shown = goals.filter(({ status }) =>
      'status' in variables ? variables.status.includes(status as never) : status !== 'ARCHIVED',
    )
    cache.writeQuery({
      query: list,
      variables,
      data: {
        viewer: {
          __typename: 'Viewer',
          id: 'v',
          goals: {
            __typename: 'GoalConnection',
            totalCount: shown.length,
            edges: shown.map(goal => ({
              __typename: 'GoalEdge',
              cursor: goal.id,
              node: { __typename: 'Goal', ...goal },
            })),
            pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null },
          },
        },
      },
    })
  }
  const read = (name: keyof typeof lists) => {
    const data = cache.readQuery<{
      viewer: { goals: { totalCount: number; edges: Array<{ node: { id: string } }> } }
    }>({
      query: list,
      variables: lists[name],
    })
    return [data?.viewer.goals.totalCount, ...(data?.viewer.goals.edges ?? []).map(edge => edge.node.id)]
  }
  const write = (goal: { id: string; status: GoalStatus }) =>
    cache.writeFragment({
      fragment: gql`fragment G on Goal { id status }`,
      data: { __typename: 'Goal', ...goal },
    })
  return { cache, read, write }
}

test('a new goal heads the lists it belongs to, and no search', () => {
  const { cache, read, write } = createLists([{ id: 'a', status: 'ACTIVE' }])
  const goal = { id: 'new', status: 'ACTIVE' } as const
  write(goal)
  addGoalToLists(cache, goal)
  expect(read('current')).toEqual([2, 'new', 'a'])
  expect(read('paused')).toEqual([0])
  expect(read('found')).toEqual([1, 'a'])
})

test('adding twice lists once', () => {
  const { cache, read } = createLists([{ id: 'a', status: 'ACTIVE' }])
  addGoalToLists(cache, { id: 'a', status: 'ACTIVE' })
  expect(read('current')).toEqual([1, 'a'])
})

test('an archived goal leaves the lists of the others and joins its own', () => {
  const { cache, read, write } = createLists([
    { id: 'a', status: 'ACTIVE' },
    { id: 'b', status: 'ACTIVE' },
  ])
  const goal = { id: 'a', status: 'ARCHIVED' } as const
  write(goal)
  moveGoalBetweenLists(cache, goal)
  expect(read('current')).toEqual([1, 'b'])
  expect(read('archived')).toEqual([1, 'a'])
  expect(read('found')).toEqual([1, 'b'])
})

test('a deleted goal leaves every list', () => {
  const { cache, read } = createLists([{ id: 'a', status: 'PAUSED' }])
  removeGoalFromLists(cache, 'a')
  expect(read('current')).toEqual([0])
  expect(read('paused')).toEqual([0])
})

test.each([
  ['goals', {}],
  ['goals:{"status":["PAUSED"],"orderBy":"DUE"}', { status: ['PAUSED'], orderBy: 'DUE' }],
  ['goals({"search":"x"})', { search: 'x' }],
])('%s was asked with %o', (name, expected) => {
  expect(readListArguments(name)).toEqual(expected)
})
