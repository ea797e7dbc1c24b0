import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { DueCounts } from '../domain/due.ts'
import type { Learner } from '../domain/learner.ts'
import { useTestDatabase } from '../testing/database.ts'
import {
  createCards,
  createGoalWithTree,
  createLearner,
  createLearningCards,
  createReviewCards,
  type TestGoal,
} from '../testing/factories.ts'
import type { Db } from './client.ts'
import { type LazyDueCounts, loadDueFacts, loadDueOfGoals, loadDueOfTree, loadDueOfViewer } from './due.ts'
import { recordStatements } from './sqlLog.ts'
import { loadTrees, treesById } from './trees.ts'

const database = useTestDatabase()
const now = new Date('2026-03-10T10:00:00Z')
const minutes = 60_000
const hours = 60 * minutes
const days = 24 * hours
const later = (ms: number) => new Date(now.getTime() + ms)
const tomorrow = new Date('2026-03-11T00:00:00Z')

let db: Db
let learner: Learner
let goal: TestGoal

beforeAll(() => {
  db = database().db
})

beforeEach(async () => {
  learner = await createLearner(db)
  goal = await createGoalWithTree(db, learner, { '1.1': {}, '1.2': { isEnabled: false }, '1.2.1': {} })
})

async function loadFacts() {
  return loadDueFacts(db, await db.user.findUniqueOrThrow({ where: { id: learner.id } }), now)
}
async function settle({ findNextDueAt, ...counts }: LazyDueCounts): Promise<DueCounts> {
  return { ...counts, nextDueAt: await findNextDueAt() }
}
const ofViewer = async () => settle(await loadDueOfViewer(db, await loadFacts()))
const ofGoal = async (id = goal.goal.id) => settle((await loadDueOfGoals(db, await loadFacts(), [id]))[0]!)
async function ofNode(path: string) {
  const [tree] = await loadTrees(db, treesById([goal.treeId]))
  return settle((await loadDueOfTree(db, await loadFacts(), tree!)).get(goal.nodes[path]!.id)!)
}
const nodeId = (path: string) => goal.nodes[path]!.id

test('nothing is due where nothing is', async () => {
  const nothing = {
    now: 0,
    today: 0,
    thisWeek: 0,
    waiting: 0,
    new: 0,
    estimatedSeconds: 0,
    nextDueAt: null,
  }
  expect(await ofViewer()).toEqual(nothing)
  expect(await ofGoal()).toEqual(nothing)
  expect(await ofNode('1')).toEqual(nothing)
})

describe('the counts, the same for viewer, goal and node', () => {
  beforeEach(async () => {
    await createLearningCards(db, learner, nodeId('1.1'), 1, now)
    await createLearningCards(db, learner, nodeId('1.1'), 1, later(2 * hours))
    await createReviewCards(db, learner, nodeId('1.1'), 1, { due: later(-30 * days) })
    await createReviewCards(db, learner, nodeId('1.1'), 1, { due: later(13 * hours) })
    await createReviewCards(db, learner, nodeId('1.1'), 1, { due: tomorrow })
    await createReviewCards(db, learner, nodeId('1'), 1, { due: new Date('2026-03-16T23:59:59Z') })
    await createReviewCards(db, learner, nodeId('1'), 1, { due: new Date('2026-03-17T00:00:00Z') })
    await createCards(db, learner, nodeId('1.1'), 12)
    for (const path of ['1.2', '1.2.1']) {
      await createReviewCards(db, learner, nodeId(path), 1, { due: now })
      await createCards(db, learner, nodeId(path), 1)
    }
  })

  const counts = {
    now: 3,
    today: 4,
    thisWeek: 6,
    waiting: 0,
    new: 10,
    estimatedSeconds: 140,
    nextDueAt: later(2 * hours),
  }

  test('are right', async () => {
    expect(await ofViewer()).toEqual(counts)
    expect(await ofGoal()).toEqual(counts)
    expect(await ofNode('1')).toEqual(counts)
  })

  test('of a node are those of its subtree; of a disabled one nothing', async () => {
    expect(await ofNode('1.1')).toEqual({ ...counts, thisWeek: 5 })
    for (const path of ['1.2', '1.2.1'])
      expect(await ofNode(path)).toMatchObject({ now: 0, thisWeek: 0, new: 0 })
  })

  test('take a fixed number of statements', async () => {
    const facts = await loadFacts()
    const [tree] = await loadTrees(db, treesById([goal.treeId]))
    const statementsOf = async (work: () => Promise<unknown>) =>
      (await recordStatements(db, work)).statements.length
    expect(await statementsOf(loadFacts)).toBe(2)
    expect(await statementsOf(() => loadDueOfViewer(db, facts))).toBe(2)
    expect(await statementsOf(() => loadDueOfGoals(db, facts, [goal.goal.id]))).toBe(0)
    expect(await statementsOf(() => loadDueOfTree(db, facts, tree!))).toBe(1)
  })

  test('of a paused goal are nothing', async () => {
    await db.learningGoal.update({ where: { id: goal.goal.id }, data: { status: 'paused' } })
    for (const due of [await ofViewer(), await ofGoal(), await ofNode('1')]) {
      expect(due).toMatchObject({ now: 0, today: 0, thisWeek: 0, new: 0, nextDueAt: null })
    }
  })

  test('new ones are held back while more reviews are due than may be answered', async () => {
    await db.user.update({ where: { id: learner.id }, data: { reviewsPerDay: 1 } })
    for (const due of [await ofViewer(), await ofGoal(), await ofNode('1')]) {
      expect(due).toMatchObject({ now: 3, waiting: 1, new: 0, estimatedSeconds: 40 })
    }
  })

  test('new ones follow the goal’s own number', async () => {
    await db.learningGoal.update({ where: { id: goal.goal.id }, data: { newCardsPerDay: 3 } })
    const second = await createGoalWithTree(db, learner, { '1.1': { cards: 4 } })
    expect((await ofGoal()).new).toBe(3)
    expect((await ofNode('1.1')).new).toBe(3)
    expect((await ofGoal(second.goal.id)).new).toBe(4)
    expect((await ofViewer()).new).toBe(7)
  })
})

describe('when the next card is due', () => {
  test('a review: from the start of its day on, however far', async () => {
    await createReviewCards(db, learner, nodeId('1.1'), 1, { due: later(40 * days) })
    const nextDueAt = new Date('2026-04-19T00:00:00Z')
    for (const due of [await ofViewer(), await ofGoal(), await ofNode('1')])
      expect(due).toMatchObject({ nextDueAt })
  })

  test('one answered today is due again tomorrow at the earliest', async () => {
    const [card] = await createReviewCards(db, learner, nodeId('1.1'), 1, { due: later(hours) })
    await db.flashcard.update({ where: { id: card!.id }, data: { lastReviewDay: new Date('2026-03-10') } })
    for (const due of [await ofViewer(), await ofGoal(), await ofNode('1')]) {
      expect(due).toMatchObject({ now: 0, today: 0, thisWeek: 1, nextDueAt: tomorrow })
    }
  })
})

test('time is reckoned from the learner’s own answers, each up to a minute', async () => {
  const [card] = await createReviewCards(db, learner, nodeId('1.1'), 1, { due: now })
  const log = {
    userId: learner.id,
    flashcardId: card!.id,
    rating: 3,
    reviewedAt: later(-days),
    learnerDay: new Date('2026-03-09'),
    settings: {},
    stateBefore: 'new',
    stateAfter: 'new',
  }
  await db.reviewLog.createMany({
    data: [
      { ...log, clientReviewId: crypto.randomUUID(), durationMs: 20_000 },
      { ...log, clientReviewId: crypto.randomUUID(), durationMs: 3_600_000 },
      { ...log, clientReviewId: crypto.randomUUID(), durationMs: null },
      { ...log, clientReviewId: crypto.randomUUID(), durationMs: 1, undoneAt: now },
    ],
  })
  expect((await ofViewer()).estimatedSeconds).toBe(40)
})
