import { v7 as uuidv7 } from 'uuid'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Db } from '../db/client.ts'
import { useTestDatabase } from '../testing/database.ts'
import { type Caller, callerFor, newCaller } from '../testing/execute.ts'

/** Everything that can be earned, earned through the API alone; only the time is moved. */
const database = useTestDatabase()
const dayMs = 86_400_000
/** First answered, then answered Easy a month later: mastered. */
const begin = new Date('2026-03-01T10:00:00Z')
const month = 30
const onDay = (day: number, minutes = 0) => new Date(begin.getTime() + day * dayMs + minutes * 60_000)

let db: Db
let caller: Caller

// biome-ignore lint/suspicious/noExplicitAny: what an operation answers is the test's to know
type AnyData = any
const ask = (operation: string, variables: object = {}, now = begin) =>
  caller.ask<AnyData>(operation, variables, now)

beforeAll(() => {
  db = database().db
})

beforeEach(async () => {
  caller = await newCaller(db)
  await ask(`mutation { updateStudySettings(input: {
    enableFuzz: false, dayStartHour: 0, newCardsPerDay: 9999, reviewsPerDay: 9999 }) { settings { timeZone } } }`)
})

/** A goal of several topics with cards each, made at `begin`. */
async function createGoal(
  ...cardCounts: number[]
): Promise<{ id: string; topics: string[][]; nodes: string[] }> {
  const text = cardCounts.map((_, index) => `- Topic ${index}`).join('\n')
  const { createGoal: made } = await ask(
    `mutation ($text: String!) { createGoal(input: { title: "Chess", source: { outline: { text: $text } } }) {
      goal { id skillTree { nodes { id depth } } } } }`,
    { text },
  )
  const nodes = made.goal.skillTree.nodes.filter((node: AnyData) => node.depth === 1)
  const topics: string[][] = []
  for (const [index, node] of nodes.entries()) {
    const rows = Array.from(
      { length: cardCounts[index]! },
      (_, card) => `Question ${index}.${card},Answer ${index}.${card}`,
    )
    if (rows.length === 0) {
      topics.push([])
      continue
    }
    const { importFlashcards } = await ask(
      `mutation ($input: ImportFlashcardsInput!) { importFlashcards(input: $input) { flashcards { id } } }`,
      { input: { skillNodeId: node.id, text: rows.join('\n'), format: 'CSV' } },
    )
    topics.push(importFlashcards.flashcards.map((card: AnyData) => card.id))
  }
  return { id: made.goal.id, topics, nodes: nodes.map((node: AnyData) => node.id) }
}

async function answer(cardIds: readonly string[], now: Date, more: object = {}): Promise<string[]> {
  const reviewIds: string[] = []
  for (let from = 0; from < cardIds.length; from += 100) {
    const inputs = cardIds
      .slice(from, from + 100)
      .map(flashcardId => ({ reviewId: uuidv7(), flashcardId, rating: 'EASY', durationMs: 2000, ...more }))
    reviewIds.push(...inputs.map(input => input.reviewId))
    const { reviewFlashcards } = await ask(
      `mutation ($inputs: [ReviewFlashcardInput!]!) { reviewFlashcards(inputs: $inputs) { results { errorMessage } } }`,
      { inputs },
      now,
    )
    for (const { errorMessage } of reviewFlashcards.results) expect(errorMessage).toBeNull()
  }
  return reviewIds
}

/** Masters cards; their first answers were given at `begin`. */
const master = (cardIds: readonly string[], now = onDay(month)) => answer(cardIds, now)

async function see(now = onDay(400)) {
  const { viewer } = await ask(
    `{ viewer { achievements { definition { key } unlockedAt metadata }
       title { current { title rank } next { title } progressToNext totalCardsMastered totalGoalsCompleted
               history { title earnedAt } } } }`,
    {},
    now,
  )
  const achievements = viewer.achievements.map((each: AnyData) => ({ ...each, key: each.definition.key }))
  return {
    keys: achievements.map((each: AnyData) => each.key).toReversed(),
    achievements,
    title: viewer.title,
  }
}

const start = async (input: object, now: Date) =>
  (await ask(startSession, { input: { limit: null, ...input } }, now)).startStudySession.studySession
const startSession = `mutation ($input: StartStudySessionInput!) { startStudySession(input: $input) {
  studySession { id items { position presentation choices { id text } flashcard { id answer } } } } }`
const complete = async (id: string, now: Date) =>
  (await ask(completeSession, { id }, now)).completeStudySession.studySession.summary
const completeSession = `mutation ($id: ID!) { completeStudySession(id: $id) { studySession { summary {
  achievements { definition { key } metadata } titleChange { from to } } } } }`
const setStatus = (id: string, status: string, now: Date) =>
  ask(
    `mutation ($id: ID!, $status: GoalStatus!) { updateGoal(input: { id: $id, status: $status }) { goal { status } } }`,
    { id, status },
    now,
  )
const statusOf = async (id: string) =>
  (await ask('query ($id: ID!) { goal(id: $id) { status completedAt } }', { id })).goal

test('mastering cards: three achievements and every title', async () => {
  const goal = await createGoal(1000, 0)
  const cards = goal.topics[0]!
  await answer(cards, begin)
  expect((await see()).title).toEqual({
    current: { title: 'Novice', rank: 0 },
    next: { title: 'Apprentice' },
    progressToNext: 0,
    totalCardsMastered: 0,
    totalGoalsCompleted: 0,
    history: [],
  })
  const steps: [number, string, string[]][] = [
    [9, 'Novice', []],
    [10, 'Novice', ['first_10_cards']],
    [25, 'Apprentice', ['first_10_cards']],
    [50, 'Apprentice', ['first_10_cards', 'first_50_cards']],
    [100, 'Practitioner', ['first_10_cards', 'first_50_cards', 'first_100_cards']],
    [250, 'Specialist', []],
    [499, 'Specialist', []],
    [500, 'Expert', []],
    [999, 'Expert', []],
    [1000, 'Master', []],
  ]
  let mastered = 0
  for (const [total, title, expected] of steps) {
    await master(cards.slice(mastered, total), onDay(month, mastered))
    mastered = total
    const now = await see()
    expect(now.title.current.title).toBe(title)
    expect(now.title.totalCardsMastered).toBe(total)
    if (expected.length > 0) expect(now.keys.filter((key: string) => key.includes('cards'))).toEqual(expected)
  }
  const { title, achievements } = await see()
  expect(title.history.map((entry: AnyData) => entry.title)).toEqual([
    'Apprentice',
    'Practitioner',
    'Specialist',
    'Expert',
    'Master',
  ])
  expect(title).toMatchObject({ next: null, progressToNext: 1 })
  const first = achievements.find((each: AnyData) => each.key === 'first_10_cards')
  expect(first).toMatchObject({ unlockedAt: onDay(month, 9).toISOString(), metadata: { cardCount: 10 } })
}, 240_000)

describe('a goal', () => {
  test('its quarters and its completion, each with its reason', async () => {
    const { id, topics } = await createGoal(1, 1, 1, 1)
    const expected = ['goal_25_percent', 'goal_50_percent', 'goal_75_percent', 'goal_complete']
    for (const [index, cards] of topics.entries()) {
      await answer(cards, onDay(index))
      expect((await see()).keys).toEqual(expected.slice(0, index))
      await master(cards, onDay(month, index))
      expect((await see()).keys).toEqual(expected.slice(0, index + 1))
    }
    const { achievements, title } = await see()
    expect(achievements.map((each: AnyData) => each.metadata)).toEqual(
      [100, 75, 50, 25].map(masteryPercentage => ({ goalId: id, masteryPercentage })),
    )
    expect(title.totalGoalsCompleted).toBe(1)
    expect(await statusOf(id)).toMatchObject({ status: 'COMPLETED' })
  })

  test('reopened it is completed by study, not by a change of its tree, and counts once', async () => {
    const { id, topics, nodes } = await createGoal(1)
    await answer(topics[0]!, begin)
    await master(topics[0]!)
    const { completedAt } = await statusOf(id)
    await setStatus(id, 'ACTIVE', onDay(31))
    const { createFlashcard } = await ask(
      `mutation ($input: CreateFlashcardInput!) { createFlashcard(input: $input) { flashcard { id } } }`,
      { input: { skillNodeId: nodes[0], question: 'One more?', answer: 'Yes' } },
      onDay(31),
    )
    const added = createFlashcard.flashcard.id
    const suspend = `mutation ($ids: [ID!]!) { setFlashcardsSuspended(ids: $ids, isSuspended: true) { flashcards { id } } }`
    await ask(suspend, { ids: topics[0] }, onDay(31))
    expect(await statusOf(id)).toEqual({ status: 'ACTIVE', completedAt })
    await answer([added], onDay(32))
    await master([added], onDay(62))
    expect(await statusOf(id)).toEqual({ status: 'COMPLETED', completedAt })
    expect((await see()).title.totalGoalsCompleted).toBe(1)
  })

  test('finished while it is paused it is completed when it is taken up again', async () => {
    const { id, topics } = await createGoal(2)
    await answer(topics[0]!, begin)
    await setStatus(id, 'PAUSED', begin)
    await master(topics[0]!)
    expect(await statusOf(id)).toMatchObject({ status: 'PAUSED', completedAt: null })
    const { updateGoal } = await setStatus(id, 'ACTIVE', onDay(40))
    expect(updateGoal.goal.status).toBe('COMPLETED')
    expect((await see()).keys).toContain('goal_complete')
  })

  test('five of them make a Master', async () => {
    for (let count = 1; count <= 5; count++) {
      const { topics } = await createGoal(1)
      await answer(topics[0]!, begin)
      await master(topics[0]!, onDay(month, count))
      const { title } = await see()
      expect(title).toMatchObject({
        current: { title: count === 5 ? 'Master' : 'Novice' },
        totalGoalsCompleted: count,
      })
    }
    expect((await see()).title.history).toEqual([
      { title: 'Master', earnedAt: onDay(month, 5).toISOString() },
    ])
  })
})

describe('a session', () => {
  test('perfect: ten cards, all Good or Easy; its summary says what it has earned', async () => {
    const { id: goalId } = await createGoal(20)
    const imperfect = await start({ goalId, mode: 'FLASHCARD', limit: 10 }, begin)
    const ratings = Array.from({ length: 10 }, (_, index) => (index === 4 ? 'HARD' : 'GOOD'))
    for (const [index, item] of imperfect.items.entries()) {
      await answer([item.flashcard.id], begin, { rating: ratings[index], studySessionId: imperfect.id })
    }
    expect((await complete(imperfect.id, begin)).achievements).toEqual([])

    const perfect = await start({ goalId, mode: 'FLASHCARD', limit: 10 }, onDay(1))
    const ids = perfect.items.map((item: AnyData) => item.flashcard.id)
    await answer(ids, onDay(1), { rating: 'GOOD', studySessionId: perfect.id })
    const summary = await complete(perfect.id, onDay(1, 5))
    expect(summary).toEqual({
      achievements: [
        { definition: { key: 'perfect_session' }, metadata: { sessionId: perfect.id, cardCount: 10 } },
      ],
      titleChange: null,
    })
    expect(await complete(perfect.id, onDay(2))).toEqual(summary)
  })

  test('against the clock: nine of ten right', async () => {
    const { id: goalId, topics } = await createGoal(10)
    await answer(topics[0]!, begin)
    const timed = await start({ goalId, mode: 'TIMED', durationSeconds: 300 }, onDay(20))
    expect(timed.items).toHaveLength(10)
    for (const [index, { flashcard, presentation, choices }] of timed.items.entries()) {
      const right = choices?.find((choice: AnyData) => choice.text === flashcard.answer)
      const chosen = { rating: null, presentation, choiceId: index === 3 ? null : right?.id }
      const flipped = { rating: index === 3 ? 'AGAIN' : 'GOOD' }
      const how = presentation === 'CHOICES' ? chosen : flipped
      await answer([flashcard.id], onDay(20, 1), { ...how, studySessionId: timed.id })
    }
    const { achievements } = await complete(timed.id, onDay(20, 2))
    const quick = achievements.find((each: AnyData) => each.definition.key === 'speed_demon')
    expect(quick.metadata).toEqual({ sessionId: timed.id, cardCount: 10, answerCount: 10, score: 0.9 })
  })

  test('a new title is told at its end, and what its answers have earned', async () => {
    const { id: goalId, topics } = await createGoal(30)
    await answer(topics[0]!, begin)
    const session = await start({ goalId, mode: 'FLASHCARD' }, onDay(month))
    await answer(topics[0]!, onDay(month), { studySessionId: session.id })
    const { achievements, titleChange } = await complete(session.id, onDay(month, 1))
    expect(achievements.map((each: AnyData) => each.definition.key)).toEqual(
      expect.arrayContaining(['first_10_cards', 'goal_complete', 'perfect_session']),
    )
    expect(titleChange).toEqual({ from: 'Novice', to: 'Apprentice' })
  })

  test('completed by twenty requests at once it earns once', async () => {
    const { id: goalId } = await createGoal(10)
    const session = await start({ goalId, mode: 'FLASHCARD' }, begin)
    const ids = session.items.map((item: AnyData) => item.flashcard.id)
    await answer(ids, begin, { studySessionId: session.id })
    const summaries = await Promise.all(Array.from({ length: 20 }, () => complete(session.id, onDay(0, 1))))
    for (const summary of summaries) expect(summary).toEqual(summaries[0])
    const keys = summaries[0].achievements.map((each: AnyData) => each.definition.key)
    expect(keys).toEqual(['goal_25_percent', 'perfect_session'])
    expect((await see()).keys.filter((key: string) => key === 'perfect_session')).toHaveLength(1)
  })
})

test('cards mastered by many requests at once are each counted once', async () => {
  const { topics } = await createGoal(25)
  await answer(topics[0]!, begin)
  await Promise.all(topics[0]!.map(card => master([card])))
  const { title, keys } = await see()
  expect(title).toMatchObject({ totalCardsMastered: 25, history: [{ title: 'Apprentice' }] })
  expect(keys.filter((key: string) => key === 'first_10_cards')).toHaveLength(1)
})

describe('seven days', () => {
  test('in a row; the last may be told late', async () => {
    const { topics } = await createGoal(8)
    for (const day of [0, 1, 2, 4, 5, 6]) {
      await answer([topics[0]![day]!], onDay(day))
      expect((await see()).keys).not.toContain('week_warrior')
    }
    await answer([topics[0]![3]!], onDay(9), { reviewedAt: onDay(3).toISOString() })
    const { achievements } = await see()
    expect(achievements[0]).toMatchObject({
      key: 'week_warrior',
      unlockedAt: onDay(9).toISOString(),
      metadata: { learnerDay: '2026-03-04' },
    })
  })

  test('an undone answer makes no day', async () => {
    const { topics } = await createGoal(8)
    for (let day = 0; day < 6; day++) await answer([topics[0]![day]!], onDay(day))
    const early = await answer([topics[0]![6]!], onDay(5, 5))
    await undo(early[0]!, onDay(5, 6))
    expect((await see()).keys).not.toContain('week_warrior')
    await answer([topics[0]![6]!], onDay(6))
    expect((await see()).keys).toContain('week_warrior')
  })
})

const undo = (reviewId: string, now: Date) =>
  ask('mutation ($id: ID!) { undoReview(reviewId: $id) { review { undoneAt } } }', { id: reviewId }, now)

test('undoing an answer takes no award away, and does not earn it twice', async () => {
  const { topics } = await createGoal(10)
  await answer(topics[0]!, begin)
  await master(topics[0]!.slice(0, 9))
  const [last] = await master(topics[0]!.slice(9), onDay(month, 1))
  const before = await see()
  expect(before.keys).toEqual(expect.arrayContaining(['first_10_cards', 'goal_complete']))
  await undo(last!, onDay(month, 2))
  const after = await see()
  expect(after.achievements).toEqual(before.achievements)
  expect(after.title).toEqual({ ...before.title, totalCardsMastered: 9, progressToNext: 9 / 25 })
  await master(topics[0]!.slice(9), onDay(month, 3))
  expect(await see()).toEqual(before)
})

test('definitions are open to everyone; progress is the learner’s own', async () => {
  const operation = `{ achievementDefinitions { key title description requirement icon progress }
    titleDefinitions { title rank requirement } }`
  const visitor = await callerFor(db, null).ask<AnyData>(operation)
  expect(visitor.achievementDefinitions).toHaveLength(10)
  expect(visitor.titleDefinitions.map((each: AnyData) => each.rank)).toEqual([0, 1, 2, 3, 4, 5])
  for (const { progress } of visitor.achievementDefinitions) expect(progress).toBeNull()

  const { topics } = await createGoal(5)
  await answer(topics[0]!, begin)
  await master(topics[0]!)
  const own = await ask(operation, {}, onDay(month, 1))
  const progress = Object.fromEntries(
    own.achievementDefinitions.map((each: AnyData) => [each.key, each.progress]),
  )
  expect(progress).toEqual({
    first_10_cards: 0.5,
    first_50_cards: 0.1,
    first_100_cards: 0.05,
    goal_25_percent: 1,
    goal_50_percent: 1,
    goal_75_percent: 1,
    goal_complete: 1,
    perfect_session: 0,
    speed_demon: 0,
    week_warrior: expect.closeTo(1 / 7),
  })
})
