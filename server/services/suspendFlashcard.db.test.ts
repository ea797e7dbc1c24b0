import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Db } from '../db/client.ts'
import { recordStatements } from '../db/sqlLog.ts'
import type { Learner } from '../domain/learner.ts'
import { useTestDatabase } from '../testing/database.ts'
import {
  createCards,
  createGoalWithTree,
  createLearner,
  createReviewCards,
  recompute,
  type TestGoal,
} from '../testing/factories.ts'
import { setFlashcardsSuspended } from './flashcards.ts'

const database = useTestDatabase()
const now = new Date('2026-03-10T10:00:00Z')

let db: Db
let learner: Learner
let goal: TestGoal

beforeAll(() => {
  db = database().db
})

beforeEach(async () => {
  learner = await createLearner(db)
  goal = await createGoalWithTree(db, learner, {
    '1.1': { cards: 1 },
    '1.1.1': { cards: 2 },
    '1.2': { isEnabled: false },
    '1.2.1': { cards: 1 },
  })
})

const suspend = (id: string, isSuspended = true) =>
  setFlashcardsSuspended(db, learner, [id], isSuspended, now)
const recomputed = () => recompute(db, learner, goal.goal.id, now)

/** All that is stored of the tree and its goal. */
async function readFigures() {
  const omit = { updatedAt: true } as const
  return {
    nodes: await db.skillNode.findMany({ where: { treeId: goal.treeId }, omit, orderBy: { path: 'asc' } }),
    goal: await db.learningGoal.findUniqueOrThrow({ where: { id: goal.goal.id }, omit }),
    days: await db.goalMasteryDay.findMany({ where: { goalId: goal.goal.id } }),
  }
}

test('every figure is as a recomputation says, whichever card it is, out and in again', async () => {
  const known = { due: now, stability: 9 }
  const cards = [
    ...(await createReviewCards(db, learner, goal.nodes['1.1.1']!.id, 1, known)),
    ...(await createReviewCards(db, learner, goal.nodes['1.2.1']!.id, 1, { due: now, stability: 40 })),
    ...goal.cards['1.1']!,
    ...goal.cards['1.1.1']!,
  ]
  await recomputed()
  const before = await readFigures()
  for (const isSuspended of [true, false]) {
    for (const { id } of cards) {
      const [card] = await suspend(id, isSuspended)
      expect(card).toMatchObject({ id, isSuspended })
      const stored = await readFigures()
      await recomputed()
      expect(stored).toEqual(await readFigures())
    }
  }
  expect(await readFigures()).toEqual(before)
})

test('twice is once', async () => {
  const { id } = goal.cards['1.1']![0]!
  await suspend(id)
  const once = await readFigures()
  await suspend(id)
  expect(await readFigures()).toEqual(once)
})

test('the goal is complete when the last card that was never mastered is put aside', async () => {
  const mastered = { due: now, stability: 40 }
  const small = await createGoalWithTree(db, learner, { '1.1': {}, '1.2': { cards: 1 } })
  await createReviewCards(db, learner, small.nodes['1.1']!.id, 1, mastered)
  await recompute(db, learner, small.goal.id, now)
  const readStatus = async () =>
    (await db.learningGoal.findUniqueOrThrow({ where: { id: small.goal.id } })).status
  expect(await readStatus()).toBe('active')
  await suspend(small.cards['1.2']![0]!.id)
  expect(await readStatus()).toBe('completed')
})

test('drafts and unlinked cards count for nothing', async () => {
  const before = await readFigures()
  const [draft] = await createCards(db, learner, goal.nodes['1.1']!.id, 1, { status: 'draft' })
  const [unlinked] = await createCards(db, learner, null, 1)
  for (const { id } of [draft!, unlinked!]) expect(await suspend(id)).toMatchObject([{ isSuspended: true }])
  expect(await readFigures()).toEqual(before)
})

describe('is refused', () => {
  test('of a card that is deleted or another learner’s', async () => {
    const { id } = goal.cards['1.1']![0]!
    const other = await createLearner(db)
    await expect(setFlashcardsSuspended(db, other, [id], true, now)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await db.flashcard.update({ where: { id }, data: { deletedAt: now } })
    await expect(suspend(id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

test('reads and writes the nodes above the card alone', async () => {
  const { statements } = await recordStatements(db, () => suspend(goal.cards['1.1.1']![0]!.id))
  expect(statements.length).toBeLessThanOrEqual(6)
  const locks = statements.filter(sql => sql.includes('FOR UPDATE'))
  expect(locks.map(sql => sql.includes('users'))).toEqual([true, false])
})
