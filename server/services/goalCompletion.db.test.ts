import { v7 as uuidv7 } from 'uuid'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { Db } from '../db/client.ts'
import type { Learner } from '../domain/learner.ts'
import { useTestDatabase } from '../testing/database.ts'
import {
  createGoalWithTree,
  createLearner,
  createReviewCards,
  recompute,
  type TestGoal,
} from '../testing/factories.ts'
import { setGoalsStatus, updateGoal } from './goals.ts'
import { reviewFlashcard } from './reviews.ts'

const database = useTestDatabase()
const now = new Date('2026-03-10T10:00:00Z')
const later = new Date('2026-04-10T10:00:00Z')

let db: Db
let learner: Learner
let goal: TestGoal

beforeAll(() => {
  db = database().db
})

beforeEach(async () => {
  learner = await createLearner(db)
  goal = await createGoalWithTree(db, learner, { '1.1': {} })
})

const addCard = async () => {
  const due = { due: now, stability: 20, elapsedDays: 20 }
  const [card] = await createReviewCards(db, learner, goal.nodes['1.1']!.id, 1, due)
  await recompute(db, learner, goal.goal.id, now)
  return card!.id
}
const master = (flashcardId: string, at: Date) =>
  reviewFlashcard(db, learner, { reviewId: uuidv7(), flashcardId, rating: 3 }, at)
const readGoal = () =>
  db.learningGoal.findUniqueOrThrow({
    where: { id: goal.goal.id },
    select: { status: true, completedAt: true },
  })
const setStatus = (status: 'active' | 'paused') => updateGoal(db, learner, goal.goal.id, { status }, later)

test('a goal that was reopened is completed again by study, not by a change of its tree', async () => {
  await master(await addCard(), now)
  expect(await readGoal()).toEqual({ status: 'completed', completedAt: now })
  await setStatus('active')
  await recompute(db, learner, goal.goal.id, later)
  expect(await readGoal()).toEqual({ status: 'active', completedAt: now })
  await setStatus('paused')
  await setStatus('active')
  expect(await readGoal()).toEqual({ status: 'active', completedAt: now })
  await master(await addCard(), later)
  expect(await readGoal()).toEqual({ status: 'completed', completedAt: now })
})

test.each<[string, () => Promise<unknown>]>([
  ['alone', () => setStatus('active')],
  ['with others', () => setGoalsStatus(db, learner, [goal.goal.id], 'active', later)],
])('a goal that was mastered while paused is completed when it is taken up again, %s', async (_, takeUp) => {
  const cardId = await addCard()
  await setStatus('paused')
  await master(cardId, now)
  expect(await readGoal()).toEqual({ status: 'paused', completedAt: null })
  await takeUp()
  expect(await readGoal()).toEqual({ status: 'completed', completedAt: later })
})
