import { v7 as uuidv7 } from 'uuid'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Db } from '../db/client.ts'
import type { StudySession } from '../db/generated/prisma/client.ts'
import { loadSessionItems } from '../db/sessionItems.ts'
import { recordStatements } from '../db/sqlLog.ts'
import type { ReviewInput } from '../domain/answer.ts'
import { Conflict, InvalidInput, NotFound } from '../domain/errors.ts'
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
import { updateFlashcard } from './flashcards.ts'
import { reviewFlashcard } from './reviews.ts'
import {
  abandonStudySession,
  completeStudySession,
  findActiveStudySession,
  findStudySession,
  type StartStudySessionInput,
  startStudySession,
} from './studySessions.ts'
import type { StoredSummary } from './studySummary.ts'
import { undoReview } from './undoReview.ts'

const database = useTestDatabase()
const now = new Date('2026-03-10T10:00:00Z')
const minutes = 60_000
const hours = 60 * minutes
const days = 24 * hours
const later = (ms: number) => new Date(now.getTime() + ms)

let db: Db
let learner: Learner
let goal: TestGoal

beforeAll(() => {
  db = database().db
})

beforeEach(async () => {
  learner = await createLearner(db)
  goal = await createGoalWithTree(db, learner, { '1.1': { cards: 3 } })
})

const start = (more: Partial<StartStudySessionInput> = {}, at = now) =>
  startStudySession(db, learner, { mode: 'flashcard', limit: 20, durationSeconds: 300, ...more }, at)
const itemsOf = async ({ id }: StudySession) => (await loadSessionItems(db, [id]))[0]!
const stored = ({ id }: StudySession) => db.studySession.findUniqueOrThrow({ where: { id } })
const summaryOf = (session: StudySession) => session.summary as object as StoredSummary

async function answer(session: StudySession, position: number, more: Partial<ReviewInput> = {}, at = now) {
  const item = await db.studySessionItem.findUniqueOrThrow({
    where: { sessionId_position: { sessionId: session.id, position } },
  })
  const place = { studySessionId: session.id, studyItemPosition: position, flashcardId: item.flashcardId }
  return reviewFlashcard(db, learner, { reviewId: uuidv7(), rating: 3, ...place, ...more }, at)
}

describe('starting', () => {
  test('stores the cards in order, and what waits', async () => {
    await db.user.update({ where: { id: learner.id }, data: { reviewsPerDay: 1 } })
    const due = await createReviewCards(db, learner, goal.nodes['1.1']!.id, 3, { due: now })
    const session = await start({ goalId: goal.goal.id })
    expect(session).toMatchObject({
      status: 'active',
      mode: 'flashcard',
      goalId: goal.goal.id,
      waitingCount: 2,
      startedAt: now,
      expiresAt: later(24 * hours),
      durationSeconds: null,
    })
    expect(await itemsOf(session)).toMatchObject([
      { position: 0, flashcardId: due[0]!.id, presentation: 'flip', choices: null, reviewLogId: null },
    ])
  })

  test('of a node keeps its goal too; `limit` counts cards, null is all', async () => {
    const session = await start({ skillNodeId: goal.nodes['1.1']!.id, limit: 2 })
    expect(session).toMatchObject({ goalId: goal.goal.id, skillNodeId: goal.nodes['1.1']!.id, cardLimit: 2 })
    expect(await itemsOf(session)).toHaveLength(2)
    expect(await itemsOf(await start({ limit: null }))).toHaveLength(3)
  })

  test('ends the one that ran: completed with answers, abandoned without', async () => {
    const first = await start()
    const second = await start()
    expect(await stored(first)).toMatchObject({ status: 'abandoned', summary: null, completedAt: null })
    await answer(second, 0)
    await start()
    expect(await stored(second)).toMatchObject({ status: 'completed', completedAt: now })
    expect(summaryOf(await stored(second)).cardsStudied).toBe(1)
  })

  test('at once on many devices leaves one active', async () => {
    await Promise.all(Array.from({ length: 5 }, () => start()))
    expect(await db.studySession.count({ where: { userId: learner.id, status: 'active' } })).toBe(1)
  })

  test.each<[string, Partial<StartStudySessionInput>, unknown]>([
    ['no cards', { limit: 0 }, InvalidInput],
    ['a clock of 59 s', { mode: 'timed', durationSeconds: 59 }, InvalidInput],
    ['a clock of 1201 s', { mode: 'timed', durationSeconds: 1201 }, InvalidInput],
    ['a goal that is nowhere', { goalId: uuidv7() }, NotFound],
  ])('with %s is refused and ends nothing', async (_, input, error) => {
    const running = await start()
    await expect(start(input)).rejects.toThrow(error as typeof NotFound)
    expect(await stored(running)).toMatchObject({ status: 'active' })
  })
})

describe('answering', () => {
  test('ticks the item off and logs where it was answered', async () => {
    const session = await start()
    const { review } = await answer(session, 1, { rating: 4 })
    expect((await itemsOf(session)).map(item => item.reviewLogId)).toEqual([null, review.id, null])
    expect(review).toMatchObject({ studySessionId: session.id, studyItemPosition: 1, mode: 'flashcard' })
  })

  test('appends a learning card that returns within 20 minutes, and only then', async () => {
    const session = await start()
    const returning = await answer(session, 0, { rating: 3 })
    await answer(session, 1, { rating: 4 })
    const items = await itemsOf(session)
    expect(items.map(item => item.flashcardId)).toEqual([
      ...goal.cards['1.1']!.map(card => card.id),
      returning.card.id,
    ])
    const { causedById } = await db.studySessionItem.findFirstOrThrow({
      where: { sessionId: session.id, position: 3 },
    })
    expect(causedById).toBe(returning.review.id)
    await db.user.update({ where: { id: learner.id }, data: { learningSteps: ['1h'] } })
    await answer(session, 2, { rating: 1 })
    expect(await itemsOf(session)).toHaveLength(4)
  })

  test('a card that returned may be answered without naming its place', async () => {
    const session = await start()
    const { card } = await answer(session, 0)
    const second = await answer(session, 0, { studyItemPosition: undefined }, later(10 * minutes))
    expect(second.review).toMatchObject({ flashcardId: card.id, studyItemPosition: 3 })
  })

  test('twice: the first wins, the second device hears of a conflict', async () => {
    const session = await start()
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => answer(session, 0)))
    const refused = results.filter(result => result.status === 'rejected')
    expect(refused).toHaveLength(9)
    for (const { reason } of refused) expect(reason).toBeInstanceOf(Conflict)
    expect(await db.reviewLog.count({ where: { studySessionId: session.id } })).toBe(1)
  })

  test('another card’s place, a place that is not there, and someone else’s session are refused', async () => {
    const session = await start()
    const other = goal.cards['1.1']![1]!.id
    await expect(answer(session, 0, { flashcardId: other })).rejects.toThrow(InvalidInput)
    await expect(answer(session, 0, { studyItemPosition: 99 })).rejects.toThrow(InvalidInput)
    const stranger = await createLearner(db)
    const [theirs] = await createCards(db, stranger, null, 1)
    const review = { reviewId: uuidv7(), rating: 3, flashcardId: theirs!.id, studySessionId: session.id }
    await expect(reviewFlashcard(db, stranger, review, now)).rejects.toThrow(NotFound)
  })

  test('an ended session still takes the answer, but no card returns', async () => {
    const session = await start()
    await abandonStudySession(db, learner, session.id, now)
    const { review } = await answer(session, 0)
    expect(await itemsOf(session)).toHaveLength(3)
    expect((await itemsOf(session))[0]).toMatchObject({ reviewLogId: review.id })
  })

  test('undone, the item waits again and the card that returned is gone', async () => {
    const session = await start()
    const before = await itemsOf(session)
    const { review } = await answer(session, 0)
    await undoReview(db, learner, review.clientReviewId, now)
    expect(await itemsOf(session)).toEqual(before)
    await expect(answer(session, 0)).resolves.toMatchObject({ card: { reps: 1 } })
  })

  test('takes six statements', async () => {
    const session = await start()
    // The first answer of a day takes one more: it may complete a week.
    await answer(session, 1)
    const card = goal.cards['1.1']![0]!.id
    const review = { reviewId: uuidv7(), rating: 3, flashcardId: card, studySessionId: session.id }
    const { statements } = await recordStatements(db, () =>
      reviewFlashcard(db, learner, { ...review, studyItemPosition: 0 }, now),
    )
    expect(statements).toHaveLength(6)
  })

  test('cards that can no longer be studied are no longer offered', async () => {
    const session = await start()
    const [first, second] = goal.cards['1.1']!
    await db.flashcard.update({ where: { id: first!.id }, data: { isSuspended: true } })
    await db.flashcard.update({ where: { id: second!.id }, data: { deletedAt: now } })
    expect((await itemsOf(session)).map(item => item.position)).toEqual([2])
  })
})

test('the right choice is one of those that were shown, whatever the card says by now', async () => {
  const cardMetadata = { distractors: ['Wrong 1', 'Wrong 2', 'Wrong 3'] }
  await db.flashcard.updateMany({ where: { userId: learner.id }, data: { cardMetadata } })
  const session = await start({ mode: 'multiple_choice' })
  const [item] = await itemsOf(session)
  const rightId = item!.choices!.find(choice => choice.isCorrect)!.id
  await updateFlashcard(db, learner, item!.flashcardId, { answer: 'Something else' })
  const notSure = { reviewId: uuidv7(), presentation: 'choices', rating: null, choiceId: null } as const
  const first = await answer(session, 0, notSure)
  const again = await answer(session, 0, notSure)
  expect([first.correctChoiceId, again.correctChoiceId]).toEqual([rightId, rightId])
})

describe('the summary', () => {
  test('tells what was done and what it changed, and says the same again', async () => {
    const known = await createReviewCards(db, learner, goal.nodes['1.1']!.id, 2, { due: now, stability: 15 })
    await recompute(db, learner, goal.goal.id, now)
    const before = await db.learningGoal.findUniqueOrThrow({ where: { id: goal.goal.id } })
    const session = await start({ goalId: goal.goal.id, limit: 3 })
    await answer(session, 0, { rating: 1, durationMs: 5000 })
    await answer(session, 1, { rating: 3, durationMs: 70_000 })
    await answer(session, 2, { rating: 4 })
    const completed = await completeStudySession(db, learner, session.id, later(minutes))
    const after = await db.learningGoal.findUniqueOrThrow({ where: { id: goal.goal.id } })
    expect(completed).toMatchObject({ status: 'completed', completedAt: later(minutes) })
    const forgotten = await db.flashcard.findUniqueOrThrow({ where: { id: known[0]!.id } })
    expect(summaryOf(completed)).toEqual({
      cardsStudied: 3,
      correct: 2,
      accuracy: 2 / 3,
      timeSeconds: 65,
      points: null,
      score: null,
      comingBackSooner: 1,
      nextDueAt: forgotten.due!.toISOString(),
      goalMasteryBefore: before.masteryPercentage,
      goalMasteryAfter: after.masteryPercentage,
      nodes: ['1', '1.1'].map(path => ({
        skillNodeId: goal.nodes[path]!.id,
        before: before.masteryPercentage,
        after: after.masteryPercentage,
      })),
      achievements: [],
      titleChange: null,
    })
    expect(await completeStudySession(db, learner, session.id, later(days))).toEqual(completed)
  })

  test('leaves out what was undone, and nodes that are where they were', async () => {
    const session = await start({ goalId: goal.goal.id })
    const { review } = await answer(session, 0, { rating: 4 })
    await undoReview(db, learner, review.clientReviewId, now)
    const completed = await completeStudySession(db, learner, session.id, now)
    expect(summaryOf(completed)).toMatchObject({
      cardsStudied: 0,
      accuracy: 0,
      nodes: [],
      goalMasteryBefore: 0,
    })
  })

  test('follows an answer that is taken back, or given, after the session was completed', async () => {
    const session = await start({ goalId: goal.goal.id })
    await answer(session, 0, { rating: 4, durationMs: 3000 })
    const { review } = await answer(session, 1, { rating: 4, durationMs: 5000 })
    await completeStudySession(db, learner, session.id, now)
    const first = summaryOf(await stored(session))
    await undoReview(db, learner, review.clientReviewId, now)
    const without = summaryOf(await stored(session))
    expect(without).toMatchObject({ cardsStudied: 1, timeSeconds: 3 })
    expect(without.goalMasteryAfter).toBeLessThan(first.goalMasteryAfter!)
    await answer(session, 1, { rating: 4, durationMs: 5000 })
    expect(await stored(session)).toMatchObject({ status: 'completed', completedAt: now, summary: first })
  })

  test('of everything has no goal; the next card may be far', async () => {
    const [card] = await createReviewCards(db, learner, goal.nodes['1.1']!.id, 1, {
      due: later(30 * days + hours),
    })
    const session = await start()
    const completed = await completeStudySession(db, learner, session.id, now)
    expect(card).toBeDefined()
    expect(summaryOf(completed)).toMatchObject({
      goalMasteryBefore: null,
      goalMasteryAfter: null,
      nextDueAt: '2026-04-09T00:00:00.000Z',
    })
  })

  test('of a session that was ended too early can still be had', async () => {
    const session = await start()
    await start()
    await answer(session, 0)
    expect(await completeStudySession(db, learner, session.id, now)).toMatchObject({ status: 'completed' })
  })
})

describe('offered again', () => {
  test('for 24 hours, then it ends by itself', async () => {
    const session = await start()
    await answer(session, 0)
    expect(await findActiveStudySession(db, learner, later(24 * hours - 1))).toMatchObject({ id: session.id })
    expect(await findActiveStudySession(db, learner, later(24 * hours))).toBeNull()
    expect(await stored(session)).toMatchObject({ status: 'completed', completedAt: later(24 * hours) })
  })

  test('without answers it is abandoned, also when it is asked for by its id', async () => {
    const session = await start()
    expect(await findStudySession(db, learner, session.id, later(2 * days))).toMatchObject({
      status: 'abandoned',
    })
  })

  test('nothing to study is nothing to go on with', async () => {
    await db.flashcard.deleteMany({ where: { userId: learner.id } })
    await start()
    expect(await findActiveStudySession(db, learner, now)).toBeNull()
  })

  test('only to its learner', async () => {
    const session = await start()
    const stranger = await createLearner(db)
    for (const change of [findStudySession, completeStudySession, abandonStudySession]) {
      await expect(change(db, stranger, session.id, now)).rejects.toThrow(NotFound)
      await expect(change(db, learner, 'nothing', now)).rejects.toThrow(NotFound)
    }
    expect(await findActiveStudySession(db, stranger, now)).toBeNull()
  })

  test('not once abandoned; abandoning again, or what is completed, changes nothing', async () => {
    const session = await start()
    await answer(session, 0)
    expect(await abandonStudySession(db, learner, session.id, now)).toMatchObject({ status: 'abandoned' })
    expect(await abandonStudySession(db, learner, session.id, now)).toMatchObject({ status: 'abandoned' })
    expect(await findActiveStudySession(db, learner, now)).toBeNull()
    await completeStudySession(db, learner, session.id, now)
    expect(await abandonStudySession(db, learner, session.id, now)).toMatchObject({ status: 'completed' })
  })
})

describe('modes', () => {
  const distractors = { cardType: 'multiple_choice', cardMetadata: { distractors: ['A', 'B', 'C'] } }

  test('MULTIPLE_CHOICE is graded by the choice that was stored', async () => {
    await db.flashcard.updateMany({ where: { userId: learner.id }, data: distractors })
    const session = await start({ mode: 'multiple_choice' })
    const [first, second] = await itemsOf(session)
    const right = first!.choices!.find(choice => choice.isCorrect)!.id
    const wrong = second!.choices!.find(choice => !choice.isCorrect)!.id
    const choose = (position: number, choiceId: string | null) =>
      answer(session, position, { presentation: 'choices', rating: null, choiceId })
    await expect(answer(session, 0)).rejects.toThrow(InvalidInput)
    await expect(choose(0, wrong)).rejects.toThrow(InvalidInput)
    expect(await choose(0, right)).toMatchObject({
      wasCorrect: true,
      correctChoiceId: right,
      review: { rating: 3 },
    })
    expect(await choose(1, wrong)).toMatchObject({
      wasCorrect: false,
      review: { rating: 1, mode: 'multiple_choice' },
    })
    expect(await choose(2, null)).toMatchObject({ wasCorrect: false })
    const returned = (await itemsOf(session)).slice(3)
    expect(returned.map(item => [item.presentation, item.choices!.length])).toEqual([
      ['choices', 4],
      ['choices', 4],
      ['choices', 4],
    ])
  })

  test('TIMED gives points while the clock runs', async () => {
    await createReviewCards(db, learner, goal.nodes['1.1']!.id, 3, { due: now })
    await db.flashcard.updateMany({ where: { userId: learner.id, state: 'review' }, data: distractors })
    const session = await start({ mode: 'timed', durationSeconds: 60 })
    const items = await itemsOf(session)
    expect(items).toHaveLength(3)
    const rightOf = (position: number) => items[position]!.choices!.find(choice => choice.isCorrect)!.id
    const choose = (position: number, choiceId: string | null, at: Date) =>
      answer(session, position, { presentation: 'choices', rating: null, choiceId, durationMs: 4000 }, at)
    expect((await choose(0, rightOf(0), now)).review.points).toBe(13)
    expect((await choose(1, null, later(30_000))).review.points).toBe(0)
    expect((await choose(2, rightOf(2), later(61_000))).review.points).toBeNull()
    const completed = await completeStudySession(db, learner, session.id, later(61_000))
    expect(summaryOf(completed)).toMatchObject({ points: 13, score: 0.5, cardsStudied: 3 })
  })
})
