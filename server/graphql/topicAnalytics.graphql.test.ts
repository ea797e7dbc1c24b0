import { beforeAll, expect, test } from 'vitest'
import { moveGuestWork } from '../auth/guests.ts'
import type { Db } from '../db/client.ts'
import { transaction } from '../db/transaction.ts'
import { CuratedTrees } from '../services/curatedTrees.ts'
import { markCuratedTopics, removeTopicExamples } from '../services/topics.ts'
import { useTestDatabase } from '../testing/database.ts'
import { type Caller, callerFor, newCaller } from '../testing/execute.ts'

const database = useTestDatabase()
let db: Db
let administrator: Caller

beforeAll(async () => {
  db = database().db
  const { learner } = await newCaller(db, { isAdmin: true })
  administrator = callerFor(db, { ...learner!, isAdmin: true })
})

// biome-ignore lint/suspicious/noExplicitAny: what an operation answers is the test's to know
type AnyData = any

const create = `mutation ($title: String!) {
  createGoal(input: { title: $title, source: { manual: true } }) { goal { id } } }`
const list = `query ($first: Int, $after: String, $search: String, $minUsers: Int, $hasCuratedTree: Boolean) {
  topicAnalytics(first: $first, after: $after, search: $search, minUsers: $minUsers, hasCuratedTree: $hasCuratedTree) {
    totalCount pageInfo { hasNextPage endCursor } edges { node {
      normalizedTopic originalExamples userCount goalCount firstSeenAt lastSeenAt hasCuratedTree needsCuratedTree } } } }`

async function find(variables: object): Promise<AnyData[]> {
  const { topicAnalytics } = await administrator.ask<AnyData>(list, variables)
  return topicAnalytics.edges.map((edge: AnyData) => edge.node)
}

test('a goal counts its topic: goals, distinct learners, spellings', async () => {
  const one = await newCaller(db)
  const other = await newCaller(db)
  const at = (day: number) => new Date(`2026-03-0${day}T10:00:00Z`)
  await one.ask(create, { title: 'Learn Haskell' }, at(1))
  await one.ask(create, { title: 'haskell' }, at(2))
  await other.ask(create, { title: 'Introduction to Haskell!' }, at(3))
  await other.ask(create, { title: 'haskell' }, at(4))
  expect(await find({ search: 'I want to learn HASKELL' })).toEqual([
    {
      normalizedTopic: 'haskell',
      originalExamples: ['Learn Haskell', 'haskell', 'Introduction to Haskell!'],
      userCount: 2,
      goalCount: 4,
      firstSeenAt: at(1).toISOString(),
      lastSeenAt: at(4).toISOString(),
      hasCuratedTree: false,
      needsCuratedTree: false,
    },
  ])
})

test('C, C++ and C# are three topics', async () => {
  const { ask } = await newCaller(db)
  for (const title of ['C', 'C++', 'C#']) await ask(create, { title })
  expect((await find({ search: 'c#' })).map(topic => topic.normalizedTopic)).toEqual(['c#'])
})

test('ten spellings are kept, and go with the account', async () => {
  const first = await newCaller(db)
  const second = await newCaller(db)
  await second.ask(create, { title: 'Prolog' })
  for (let marks = 1; marks <= 12; marks++) await first.ask(create, { title: `Prolog${'!'.repeat(marks)}` })
  const [topic] = await find({ search: 'prolog' })
  expect(topic.originalExamples).toEqual([
    'Prolog',
    ...Array.from({ length: 9 }, (_, index) => `Prolog${'!'.repeat(index + 1)}`),
  ])
  await transaction(db, async tx => {
    await removeTopicExamples(tx, first.learner!.id)
    await tx.user.delete({ where: { id: first.learner!.id } })
  })
  expect(await find({ search: 'prolog' })).toMatchObject([
    { originalExamples: ['Prolog'], userCount: 2, goalCount: 13 },
  ])
})

test('a guest counts as a learner from the sign-up on, and once', async () => {
  const account = await newCaller(db)
  const guest = await newCaller(db, { isAnonymous: true })
  await guest.ask(create, { title: 'Erlang' })
  await guest.ask(create, { title: 'Elixir' })
  await account.ask(create, { title: 'Learn Elixir' })
  expect(await find({ search: 'erlang' })).toMatchObject([{ userCount: 0, goalCount: 1 }])
  expect(await find({ search: 'elixir' })).toMatchObject([{ userCount: 1, goalCount: 2 }])
  await moveGuestWork(db, guest.learner!.id, account.learner!.id, { settingsOf: 'account', now: new Date() })
  expect(await find({ search: 'erlang' })).toMatchObject([{ userCount: 1, goalCount: 1 }])
  expect(await find({ search: 'elixir' })).toMatchObject([{ userCount: 1, goalCount: 2 }])
  await transaction(db, tx => removeTopicExamples(tx, account.learner!.id))
  expect(await find({ search: 'elixir' })).toMatchObject([{ originalExamples: [] }])
})

test('many who ask at the same time are all counted', async () => {
  const callers = await Promise.all(Array.from({ length: 12 }, () => newCaller(db)))
  await Promise.all(callers.map(({ ask }) => ask(create, { title: 'Zig' })))
  expect(await find({ search: 'zig' })).toMatchObject([{ userCount: 12, goalCount: 12 }])
})

test('topics of the shipped trees say so, also after the trees have changed', async () => {
  const { ask } = await newCaller(db)
  await ask(create, { title: 'Learn Kubernetes' })
  expect(await find({ search: 'kubernetes' })).toMatchObject([{ hasCuratedTree: true }])
  expect(await find({ search: 'kubernetes', hasCuratedTree: false })).toEqual([])
  await markCuratedTopics(db, new CuratedTrees([]))
  expect(await find({ search: 'kubernetes', hasCuratedTree: false })).toHaveLength(1)
  expect(await find({ hasCuratedTree: true })).toEqual([])
})

test('most learners first, page by page; fifty without a tree need one', async () => {
  const counts = [50, 49, 120, 80]
  await db.topicAnalytics.createMany({
    data: counts.map(userCount => ({
      normalizedTopic: `ranked ${userCount}`,
      userCount,
      goalCount: userCount,
      hasCuratedTree: userCount === 80,
    })),
  })
  const first = await administrator.ask<AnyData>(list, { first: 2, search: 'ranked' })
  expect(first.topicAnalytics).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: true } })
  const after = first.topicAnalytics.pageInfo.endCursor
  const rest = await find({ first: 2, after, search: 'ranked' })
  const all = [...first.topicAnalytics.edges.map((edge: AnyData) => edge.node), ...rest]
  expect(all.map(topic => [topic.userCount, topic.needsCuratedTree])).toEqual([
    [120, true],
    [80, false],
    [50, true],
    [49, false],
  ])
  expect(await find({ search: 'ranked', minUsers: 50, hasCuratedTree: false })).toHaveLength(2)
})

test.each([
  ['a learner', () => newCaller(db), 'FORBIDDEN'],
  ['a visitor', async () => callerFor(db, null), 'UNAUTHENTICATED'],
])('%s does not see it', async (_name, call, code) => {
  const caller = await call()
  const { errors } = await caller.execute(list)
  expect(errors[0]?.extensions.code).toBe(code)
})
