import { v7 as uuidv7 } from 'uuid'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Db } from '../db/client.ts'
import { recordStatements } from '../db/sqlLog.ts'
import { useTestDatabase } from '../testing/database.ts'
import { type Caller, newCaller } from '../testing/execute.ts'
import { createGoalWithTree, createReviewCards, recompute, type TestGoal } from '../testing/factories.ts'

const database = useTestDatabase()
const now = new Date('2026-03-10T10:00:00Z')

let db: Db
let caller: Caller
let goal: TestGoal

beforeAll(() => {
  db = database().db
})

beforeEach(async () => {
  caller = await newCaller(db, { enableFuzz: false, dayStartHour: 0 })
  goal = await createGoalWithTree(
    db,
    caller.learner!,
    { '1.1': { cards: 20 }, '1.2': {} },
    { createdAt: now },
  )
})

// biome-ignore lint/suspicious/noExplicitAny: what an operation answers is the test's to know
type AnyData = any
const ask = (operation: string, variables: object = {}, at = now) =>
  caller.ask<AnyData>(operation, variables, at)

const answer = (flashcardId: string, at = now) =>
  ask(
    'mutation ($input: ReviewFlashcardInput!) { reviewFlashcard(input: $input) { review { id } } }',
    { input: { reviewId: uuidv7(), flashcardId, rating: 'GOOD', durationMs: 6000 } },
    at,
  )

const everything = `
  totalCards masteredCards reviewsTotal timeSeconds knownNow cardsByState { state count }
  trueRetention { period maturity passed failed rate } forecast { date count }
  activity { date reviews timeSeconds } masteryHistory { date masteryPercentage }
  plan { newCardsPerDay minutesPerDay reachesAllTopicsOn atPresentPaceOn }`

test('a new learner has every figure, and nothing in it', async () => {
  caller = await newCaller(db)
  const { viewer } = await ask(`{ viewer { progress { ${everything} } } }`)
  const { trueRetention, forecast, activity, ...rest } = viewer.progress
  expect(rest).toEqual({
    totalCards: 0,
    masteredCards: 0,
    reviewsTotal: 0,
    timeSeconds: 0,
    knownNow: 0,
    cardsByState: ['NEW', 'LEARNING', 'REVIEW', 'RELEARNING'].map(state => ({ state, count: 0 })),
    masteryHistory: [],
    plan: null,
  })
  expect(trueRetention).toHaveLength(15)
  expect(trueRetention[0]).toEqual({ period: 'TODAY', maturity: 'YOUNG', passed: 0, failed: 0, rate: null })
  expect([forecast.length, forecast[0]]).toEqual([30, { date: '2026-03-10', count: 0 }])
  expect([activity.length, activity.at(-1)]).toEqual([
    365,
    { date: '2026-03-10', reviews: 0, timeSeconds: 0 },
  ])
})

test('what is overdue stands in the first bar', async () => {
  const node = goal.nodes['1.1']!.id
  for (const [day, count] of [
    ['2026-02-01', 2],
    ['2026-03-10', 1],
    ['2026-03-12', 3],
    ['2026-04-20', 1],
  ] as const) {
    await createReviewCards(db, caller.learner!, node, count, { due: new Date(`${day}T23:30:00Z`) })
  }
  const { viewer } = await ask(
    `{ viewer { due { today thisWeek } progress { forecast(days: 4) { date count } } } }`,
  )
  expect(viewer).toEqual({
    due: { today: 3, thisWeek: 6 },
    progress: {
      forecast: [
        { date: '2026-03-10', count: 3 },
        { date: '2026-03-11', count: 0 },
        { date: '2026-03-12', count: 3 },
        { date: '2026-03-13', count: 0 },
      ],
    },
  })
})

test('several goals and the learner cost the same few statements, however many there are', async () => {
  const goals = [goal]
  for (let count = 1; count < 6; count++) {
    goals.push(await createGoalWithTree(db, caller.learner!, { '1.1': { cards: 1 } }))
  }
  await db.learningGoal.updateMany({
    where: { userId: caller.learner!.id },
    data: { targetDate: new Date('2026-06-01T00:00:00Z') },
  })
  const operation = (
    count: number,
  ) => `{ viewer { id due { now today new } goals { edges { node { id due { now } } } }
    title { current { title } } achievements { unlockedAt } progress { ${everything} }
    ${goals
      .slice(0, count)
      .map(({ goal: { id } }, index) => `goal${index}: progress(goalId: "${id}") { ${everything} }`)
      .join(' ')} } }`
  const count = async (number: number) =>
    (await recordStatements(db, () => ask(operation(number)))).statements.length
  expect(await count(6)).toBe(await count(2))
})

test('a dashboard takes twelve statements at most', async () => {
  await answer(goal.cards['1.1']![0]!.id)
  const dashboard = `{ viewer { id due { now today thisWeek new estimatedSeconds nextDueAt }
    goals(status: [ACTIVE, PAUSED, COMPLETED], first: 50) { totalCount edges { node {
      id title status masteryPercentage cardCount masteredCardCount due { now today new } } } }
    progress { ${everything} } achievements { unlockedAt } title { current { title } progressToNext } }
    achievementDefinitions { key progress } titleDefinitions { title } }`
  const { statements } = await recordStatements(db, () => ask(dashboard))
  expect(statements.length).toBeLessThanOrEqual(12)
})

describe('the plan', () => {
  const setTarget = (targetDate: string | null) =>
    ask('mutation ($input: UpdateGoalInput!) { updateGoal(input: $input) { goal { targetDate } } }', {
      input: { id: goal.goal.id, targetDate },
    })
  const plan = async (at = now) =>
    (
      await ask(
        `query ($id: ID!) { viewer { progress(goalId: $id) { plan {
      newCardsPerDay minutesPerDay reachesAllTopicsOn atPresentPaceOn } } } }`,
        { id: goal.goal.id },
        at,
      )
    ).viewer.progress.plan

  test('is there with a target date alone', async () => {
    expect(await plan()).toBeNull()
    await setTarget('2026-04-02')
    expect(await plan()).toEqual({
      newCardsPerDay: 2,
      minutesPerDay: expect.any(Number),
      reachesAllTopicsOn: '2026-03-19',
      atPresentPaceOn: '2026-03-11',
    })
    await setTarget(null)
    expect(await plan()).toBeNull()
  })

  test('goes by what was begun, and stays the same all day', async () => {
    await setTarget('2026-04-02')
    const before = await plan()
    for (const card of goal.cards['1.1']!.slice(0, 2)) await answer(card.id)
    const after = await plan()
    expect(after).toMatchObject({ newCardsPerDay: 2, reachesAllTopicsOn: '2026-03-19' })
    expect(after.atPresentPaceOn).toBe('2026-03-19')
    expect(before.minutesPerDay).toBeGreaterThan(0)
  })

  test('leaves out switched-off and suspended cards, and ends when all are begun', async () => {
    await setTarget('2026-04-02')
    await db.flashcard.updateMany({
      where: { id: { in: goal.cards['1.1']!.slice(2).map(card => card.id) } },
      data: { isSuspended: true },
    })
    await recompute(db, caller.learner!, goal.goal.id, now)
    expect(await plan()).toMatchObject({ newCardsPerDay: 1, reachesAllTopicsOn: '2026-03-11' })
    for (const card of goal.cards['1.1']!.slice(0, 2)) await answer(card.id)
    expect(await plan()).toMatchObject({
      newCardsPerDay: 0,
      reachesAllTopicsOn: null,
      atPresentPaceOn: null,
    })
  })
})

test.each([
  ['forecast(days: 0) { count }', /Invalid days 0: expected a whole number from 1 to 366/],
  ['activity(days: 3661) { reviews }', /Invalid days 3661: expected a whole number from 1 to 3660/],
  ['masteryHistory(days: -1) { date }', /Invalid days -1/],
])('%s is refused', async (field, message) => {
  const { errors } = await caller.execute(`{ viewer { progress { ${field} } } }`, {}, now)
  expect(errors[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } })
  expect(errors[0]!.message).toMatch(message)
})

test.each(['nothing', uuidv7()])('a goal %s is not found', async goalId => {
  const { errors } = await caller.execute(
    'query ($goalId: ID) { viewer { progress(goalId: $goalId) { totalCards } } }',
    { goalId },
  )
  expect(errors[0]?.extensions.code).toBe('NOT_FOUND')
})
