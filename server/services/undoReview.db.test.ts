import { v7 as uuidv7 } from 'uuid'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Db } from '../db/client.ts'
import type { Flashcard } from '../db/generated/prisma/client.ts'
import type { ReviewInput } from '../domain/answer.ts'
import { Conflict, NotFound } from '../domain/errors.ts'
import type { Learner } from '../domain/learner.ts'
import { useTestDatabase } from '../testing/database.ts'
import {
  createGoalWithTree,
  createLearner,
  createReviewCards,
  recompute,
  type TestGoal,
} from '../testing/factories.ts'
import { setFlashcardsSuspended } from './flashcards.ts'
import { resetFlashcards } from './resetFlashcards.ts'
import { reviewFlashcard } from './reviews.ts'
import { undoReview } from './undoReview.ts'

const database = useTestDatabase()
const now = new Date('2026-03-10T10:00:00Z')
const days = 86_400_000
const later = (ms: number) => new Date(now.getTime() + ms)

let db: Db
let learner: Learner
let goal: TestGoal
let card: Flashcard

beforeAll(() => {
  db = database().db
})

beforeEach(async () => {
  learner = await createLearner(db)
  goal = await createGoalWithTree(db, learner, { '1.1': { cards: 1 } })
  ;[card] = (await createReviewCards(db, learner, goal.nodes['1.1']!.id, 1, {
    due: now,
    stability: 20,
    elapsedDays: 20,
  })) as [Flashcard]
  await db.flashcard.update({ where: { id: card.id }, data: { lapses: 7 } })
  await recompute(db, learner, goal.goal.id, now)
})

const review = (more: Partial<ReviewInput> = {}, at = now) =>
  reviewFlashcard(db, learner, { reviewId: uuidv7(), flashcardId: card.id, rating: 3, ...more }, at)
const undo = (reviewId: string) => undoReview(db, learner, reviewId, later(1000))
const storedCard = (id = card.id) => db.flashcard.findUniqueOrThrow({ where: { id } })

/** Everything a review may move, without the marks that only ever grow. */
async function readFigures() {
  const { version, updatedAt, ...stored } = await storedCard()
  const nodes = await db.skillNode.findMany({
    where: { treeId: goal.treeId },
    orderBy: { path: 'asc' },
    omit: { updatedAt: true },
  })
  const { masteryPercentage, totalTimeSeconds } = await db.learningGoal.findUniqueOrThrow({
    where: { id: goal.goal.id },
  })
  return { stored, nodes, masteryPercentage, totalTimeSeconds }
}

describe('undoing a review', () => {
  test.each([1, 2, 3, 4])('of rating %i puts every figure back', async rating => {
    const before = await readFigures()
    const { review: log } = await review({ rating, durationMs: 7000 })
    expect(await readFigures()).not.toEqual(before)
    const undone = await undo(log.clientReviewId)
    expect(await readFigures()).toEqual(before)
    expect(undone.review.undoneAt).toEqual(later(1000))
    expect(undone.card).toEqual(await storedCard())
    expect(undone.card.version).toBe(2)
    expect(undone).toMatchObject({ wasCorrect: null, goalId: goal.goal.id })
  })

  test('twice is undoing once, and resending it changes nothing', async () => {
    const input = { reviewId: uuidv7(), flashcardId: card.id, rating: 3 }
    await reviewFlashcard(db, learner, input, now)
    const first = await undo(input.reviewId)
    const figures = await readFigures()
    const second = await undoReview(db, learner, input.reviewId, later(days))
    expect(second.review).toEqual(first.review)
    expect(second.card).toEqual(first.card)
    const resent = await reviewFlashcard(db, learner, input, later(days))
    expect(resent.review.undoneAt).toEqual(later(1000))
    expect(await readFigures()).toEqual(figures)
  })

  test('goes back one by one; an older one first is a conflict', async () => {
    const before = await readFigures()
    const first = await review()
    const second = await review({}, later(30 * days))
    await expect(undo(first.review.clientReviewId)).rejects.toThrow(Conflict)
    await undo(second.review.clientReviewId)
    expect(await storedCard()).toMatchObject({ due: first.card.due, stability: first.card.stability })
    await undo(first.review.clientReviewId)
    expect(await readFigures()).toEqual(before)
  })

  test('is refused after a reset, for strangers and for malformed ids', async () => {
    const { review: log } = await review()
    await resetFlashcards(db, learner, [card.id], later(1))
    await expect(undo(log.clientReviewId)).rejects.toThrow(Conflict)
    const stranger = await createLearner(db)
    await expect(undoReview(db, stranger, log.clientReviewId, now)).rejects.toThrow(NotFound)
    await expect(undo(uuidv7())).rejects.toThrow(NotFound)
    await expect(undo('nothing')).rejects.toThrow(NotFound)
  })

  test('of a late review that never moved the card takes back its time', async () => {
    const applied = await review()
    const figures = await readFigures()
    const late = await review({ reviewedAt: later(-days), durationMs: 5000 })
    await undo(late.review.clientReviewId)
    expect(await readFigures()).toEqual(figures)
    await undo(applied.review.clientReviewId)
    expect(await storedCard()).toMatchObject({ stability: 20, reps: 3 })
  })

  test('keeps what happened to the card’s place meanwhile', async () => {
    const { review: log } = await review({ durationMs: 5000 })
    await db.flashcard.update({ where: { id: card.id }, data: { skillNodeId: null, question: 'Edited' } })
    await recompute(db, learner, goal.goal.id, now)
    await undo(log.clientReviewId)
    expect(await storedCard()).toMatchObject({ skillNodeId: null, question: 'Edited', stability: 20 })
    const figures = await readFigures()
    expect(figures).toMatchObject({ totalTimeSeconds: 0, masteryPercentage: 0 })
    await recompute(db, learner, goal.goal.id, now)
    expect(await readFigures()).toEqual(figures)
  })

  test('of a card suspended meanwhile leaves mastery alone', async () => {
    const { review: log } = await review()
    await setFlashcardsSuspended(db, learner, [card.id], true, now)
    await undo(log.clientReviewId)
    const figures = await readFigures()
    await recompute(db, learner, goal.goal.id, now)
    expect(await readFigures()).toEqual(figures)
  })
})

describe('resetting cards', () => {
  test('makes them new, keeps their history and the day they were mastered', async () => {
    await review({ rating: 4 })
    const [reset] = await resetFlashcards(db, learner, [card.id], later(1000))
    expect(reset).toEqual(await storedCard())
    expect(reset).toMatchObject({
      state: 'new',
      due: null,
      stability: null,
      reps: 0,
      lapses: 0,
      masteredAt: now,
      version: 2,
    })
    const logs = await db.reviewLog.findMany({
      where: { flashcardId: card.id },
      orderBy: { createdAt: 'asc' },
    })
    expect(logs.map(log => [log.kind, log.stateAfter])).toEqual([
      ['review', 'review'],
      ['reset', 'new'],
    ])
    expect(await readFigures()).toMatchObject({ masteryPercentage: 0 })
  })

  test('leaves new cards alone and is all or none', async () => {
    const fresh = goal.cards['1.1']![0]!
    expect(await resetFlashcards(db, learner, [fresh.id], now)).toMatchObject([{ version: 0 }])
    await expect(resetFlashcards(db, learner, [card.id, uuidv7()], now)).rejects.toThrow(NotFound)
    expect(await storedCard()).toMatchObject({ state: 'review' })
  })
})
