import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Db } from '../db/client.ts'
import { recordStatements } from '../db/sqlLog.ts'
import { transaction } from '../db/transaction.ts'
import { Unauthenticated } from '../domain/errors.ts'
import type { Learner } from '../domain/learner.ts'
import { useTestDatabase } from '../testing/database.ts'
import { createCards, createGoalWithTree, createLearner } from '../testing/factories.ts'
import { deleteFlashcards, deleteGoal, deleteSkillNode, listDeletions } from './deletions.ts'
import { lockLearner } from './locks.ts'
import { purgeDeletions } from './purgeDeletions.ts'
import { reviewFlashcard } from './reviews.ts'
import { undoDeletion } from './undoDeletion.ts'

const database = useTestDatabase()
const now = new Date('2026-03-10T10:00:00Z')
const daysAgo = (count: number) => new Date(now.getTime() - count * 86_400_000)

let db: Db
let learner: Learner

beforeAll(() => {
  db = database().db
})

beforeEach(async () => {
  learner = await createLearner(db)
})

test('a goal that was deleted is listed however many cards went since', async () => {
  const { goal, nodes } = await createGoalWithTree(db, learner, { '1.1': {} })
  await deleteSkillNode(db, learner, nodes['1.1']!.id, false, daysAgo(20))
  await deleteGoal(db, learner, goal.id, false, daysAgo(19))
  const cards = { userId: learner.id, kind: 'cards', title: 'a card', createdAt: daysAgo(1) }
  await db.deletion.createMany({ data: Array.from({ length: 250 }, () => cards) })
  const listed = await listDeletions(db, learner, now)
  expect(listed.map(({ kind }) => kind)).toEqual([...Array(200).fill('cards'), 'goal', 'node'])
})

test('a learner who is gone is not signed in', async () => {
  await db.user.delete({ where: { id: learner.id } })
  await expect(transaction(db, tx => lockLearner(tx, learner.id))).rejects.toThrow(Unauthenticated)
})

describe('purging', () => {
  beforeEach(() => db.deletion.deleteMany())

  test('removes what went with a deletion after 30 days, and nothing else; reviews stay', async () => {
    const { goal, cards, nodes } = await createGoalWithTree(db, learner, {
      '1.1': { cards: 3 },
      '1.2': { cards: 1 },
    })
    const [reviewed, recent, restored] = cards['1.1']!
    const reviewId = '00000000-0000-4000-8000-000000000001'
    await reviewFlashcard(db, learner, { reviewId, flashcardId: reviewed!.id, rating: 3 }, daysAgo(40))
    await deleteFlashcards(db, learner, [reviewed!.id], daysAgo(31))
    await deleteSkillNode(db, learner, nodes['1.2']!.id, true, daysAgo(31))
    await deleteFlashcards(db, learner, [recent!.id], daysAgo(29))
    const { deletion } = await deleteFlashcards(db, learner, [restored!.id], daysAgo(31))
    await undoDeletion(db, learner, deletion.id, daysAgo(31))

    expect(await purgeDeletions(db, now)).toBe(3)
    const left = await db.flashcard.findMany({ where: { userId: learner.id }, orderBy: { id: 'asc' } })
    expect(left.map(card => card.id)).toEqual([recent!.id, restored!.id])
    expect(await db.skillNode.count({ where: { treeId: nodes['1']!.treeId } })).toBe(2)
    expect(await db.learningGoal.count({ where: { id: goal.id } })).toBe(1)
    expect(await db.reviewLog.count({ where: { userId: learner.id, flashcardId: null } })).toBe(1)
    expect(await db.deletion.count()).toBe(1)
  })

  test('takes more deletions than it looks up at a time, each under its learner’s lock', async () => {
    const other = await createLearner(db)
    const [card] = await createCards(db, other, null, 1)
    await deleteFlashcards(db, other, [card!.id], daysAgo(31))
    const old = { userId: learner.id, kind: 'cards', title: 'a card', createdAt: daysAgo(31) }
    await db.deletion.createMany({ data: Array.from({ length: 120 }, () => old) })
    const { result, statements } = await recordStatements(db, () => purgeDeletions(db, now))
    expect(result).toBe(121)
    expect(statements.filter(sql => sql.includes('FOR UPDATE'))).toHaveLength(121)
    expect(await db.deletion.count()).toBe(0)
    expect(await db.flashcard.count({ where: { userId: other.id } })).toBe(0)
  })
})
