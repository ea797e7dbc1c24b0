import type { ApolloCache, Reference } from '@apollo/client'
import { modifyViewer } from '../../apollo/modifyViewer.ts'
import type { GoalStatus } from '../../gql/graphql.ts'
import { isGoalShown } from './goalsView.ts'

interface StoredConnection {
  edges: ReadonlyArray<{ __typename?: string; cursor?: string; node: Reference }>
  totalCount?: number
  pageInfo?: unknown
}

interface ListArguments {
  status?: GoalStatus[] | null
  search?: string | null
}

/** The arguments a list was asked with, from its name in the cache: `goals:{"status":["PAUSED"]}`. */
export function readListArguments(storeFieldName: string): ListArguments {
  const start = storeFieldName.indexOf('{')
  if (start < 0) return {}
  try {
    return JSON.parse(storeFieldName.slice(start).replace(/\)$/, ''))
  } catch {
    return {}
  }
}

function changeLists(
  cache: ApolloCache,
  goalId: string,
  change: (connection: StoredConnection, goal: Reference, list: ListArguments) => StoredConnection,
) {
  const goal = { __ref: cache.identify({ __typename: 'Goal', id: goalId })! }
  modifyViewer(cache, {
    goals: (connection: StoredConnection, { storeFieldName }) =>
      change(connection, goal, readListArguments(storeFieldName)),
  })
}

function without(connection: StoredConnection, goal: Reference): StoredConnection {
  const edges = connection.edges.filter(edge => edge.node.__ref !== goal.__ref)
  const gone = connection.edges.length - edges.length
  return gone === 0
    ? connection
    : { ...connection, edges, totalCount: (connection.totalCount ?? gone) - gone }
}

function withGoal(connection: StoredConnection, goal: Reference): StoredConnection {
  if (connection.edges.some(edge => edge.node.__ref === goal.__ref)) return connection
  const edge = { __typename: 'GoalEdge', cursor: '', node: goal }
  return { ...connection, edges: [edge, ...connection.edges], totalCount: (connection.totalCount ?? 0) + 1 }
}

/** Puts a new or returned goal at the head of every list it belongs to. */
export function addGoalToLists(cache: ApolloCache, goal: { id: string; status: GoalStatus }) {
  changeLists(cache, goal.id, (connection, reference, list) =>
    isGoalShown(goal.status, list.status) && !list.search ? withGoal(connection, reference) : connection,
  )
}

export function removeGoalFromLists(cache: ApolloCache, goalId: string) {
  changeLists(cache, goalId, (connection, reference) => without(connection, reference))
}

/** After a change of status: out of the lists it left, into those it joined. */
export function moveGoalBetweenLists(cache: ApolloCache, goal: { id: string; status: GoalStatus }) {
  changeLists(cache, goal.id, (connection, reference, list) => {
    if (!isGoalShown(goal.status, list.status)) return without(connection, reference)
    return list.search ? connection : withGoal(connection, reference)
  })
}
