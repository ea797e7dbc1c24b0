import { v7 as uuidv7 } from 'uuid'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Db } from '../db/client.ts'
import type { Flashcard } from '../db/generated/prisma/client.ts'
import { recordStatements } from '../db/sqlLog.ts'
import type { ReviewInput } from '../domain/answer.ts'
import { Conflict, InvalidInput, LimitExceeded, NotFound } from '../domain/errors.ts'
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
import { resetFlashcards } from './resetFlashcards.ts'
import { reviewFlashcard, reviewFlashcards } from './reviews.ts'
import { undoReview } from './undoReview.ts'

const database = useTestDatabase()
const now = new Date('2026-03-10T10:00:00Z')
const minutes = 60_000
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
  goal = await createGoalWithTree(db, learner, { '1.1': { cards: 2 }, '1.2': {}, '1.2.1': { cards: 1 } })
  card = goal.cards['1.2.1']![0]!
})

const answer = (more: Partial<ReviewInput> = {}): ReviewInput => ({
  reviewId: uuidv7(),
  flashcardId: card.id,
  rating: 3,
  ...more,
})
const review = (more: Partial<ReviewInput> = {}, at = now) => reviewFlashcard(db, learner, answer(more), at)
const storedCard = (id = card.id) => db.flashcard.findUniqueOrThrow({ where: { id } })
const storedGoal = () => db.learningGoal.findUniqueOrThrow({ where: { id: goal.goal.id } })
const countLogs = () => db.reviewLog.count({ where: { userId: learner.id } })

describe('an answer', () => {
  test('moves the card, is logged with both states, and counts its time', async () => {
    const result = await review({ durationMs: 12_400 })
    const stored = await storedCard()
    expect(result.card).toEqual(stored)
    expect(stored).toMatchObject({
      state: 'learning',
      learningStep: 1,
      reps: 1,
      version: 1,
      due: later(10 * minutes),
    })
    const log = await db.reviewLog.findFirstOrThrow({ where: { userId: learner.id } })
    expect(result.review).toEqual(log)
    expect(log).toMatchObject({
      kind: 'review',
      rating: 3,
      wasCorrect: true,
      stateBefore: 'new',
      stabilityBefore: null,
      stateAfter: 'learning',
      stabilityAfter: stored.stability,
      difficultyAfter: stored.difficulty,
      lastReviewDayAfter: new Date('2026-03-10'),
      learnerDay: new Date('2026-03-10'),
      elapsedDays: 0,
      durationMs: 12_400,
      mode: null,
      presentation: 'flip',
      appliedToSchedule: true,
      goalId: goal.goal.id,
      skillNodeId: goal.nodes['1.2.1']!.id,
      settings: { timeZone: 'UTC', dayStartHour: 0, learningSteps: ['1m', '10m'], fsrsWeights: null },
    })
    expect(await storedGoal()).toMatchObject({ totalTimeSeconds: 12 })
    expect(result).toMatchObject({ goalId: goal.goal.id, wasCorrect: true, correctChoiceId: null })
  })

  test('raises mastery from the node to the goal, and nowhere else', async () => {
    const rated = await review({ rating: 4 })
    const percentage = Math.floor((rated.card.stability! / 21) * 100)
    const nodes = await db.skillNode.findMany({ where: { treeId: goal.treeId }, orderBy: { path: 'asc' } })
    expect(nodes.map(node => [node.path, node.masteryPercentage])).toEqual([
      ['1', Math.floor(percentage / 2)],
      ['1.1', 0],
      ['1.2', percentage],
      ['1.2.1', percentage],
    ])
    expect((await storedGoal()).masteryPercentage).toBe(Math.floor(percentage / 2))
    expect(
      await db.goalMasteryDay.findMany({
        where: { goalId: goal.goal.id, learnerDay: new Date('2026-03-10') },
      }),
    ).toMatchObject([{ masteryPercentage: Math.floor(percentage / 2) }])
    await recompute(db, learner, goal.goal.id, now)
    expect(await db.skillNode.findMany({ where: { treeId: goal.treeId }, orderBy: { path: 'asc' } })).toEqual(
      nodes,
    )
  })

  test('takes four statements', async () => {
    // The first answer of a day takes one more: it may complete a week.
    await review()
    const { statements } = await recordStatements(db, () => review({ durationMs: 3000 }))
    expect(statements).toHaveLength(4)
  })

  test('counts long answers as 60 s and stores at most 24 h', async () => {
    await review({ durationMs: 90_000_000 })
    expect(await db.reviewLog.findFirst({ where: { userId: learner.id } })).toMatchObject({
      durationMs: 86_400_000,
    })
    expect((await storedGoal()).totalTimeSeconds).toBe(60)
  })

  test('completes the goal when the last card is mastered for the first time', async () => {
    const [known] = await createReviewCards(db, learner, goal.nodes['1.2.1']!.id, 1, {
      due: now,
      stability: 20,
      elapsedDays: 20,
    })
    await db.flashcard.updateMany({
      where: { userId: learner.id, id: { not: known!.id } },
      data: { masteredAt: now },
    })
    await recompute(db, learner, goal.goal.id, now)
    expect(await storedGoal()).toMatchObject({ status: 'active' })
    const { card: after } = await review({ flashcardId: known!.id })
    expect(after.stability).toBeGreaterThan(21)
    expect(after.masteredAt).toEqual(now)
    expect(await storedGoal()).toMatchObject({ status: 'completed', completedAt: now })
  })

  test('completes no goal with a card to master, but does when that is switched off; one card tells', async () => {
    const goal = await createGoalWithTree(db, learner, {
      '1.1': {},
      '1.2': { isEnabled: false },
      '1.2.1': { cards: 1 },
    })
    const known = await createReviewCards(db, learner, goal.nodes['1.1']!.id, 2, {
      due: now,
      stability: 20,
      elapsedDays: 20,
    })
    await recompute(db, learner, goal.goal.id, now)
    const statusAfter = async (flashcardId: string) => {
      const { statements } = await recordStatements(db, () => review({ flashcardId }))
      const { status } = await db.learningGoal.findUniqueOrThrow({ where: { id: goal.goal.id } })
      return [status, statements.some(sql => sql.includes('never_mastered_count'))]
    }
    expect(await statusAfter(known[0]!.id)).toEqual(['active', false])
    expect(await statusAfter(known[1]!.id)).toEqual(['completed', true])
  })

  test('marks a leech at the eighth lapse', async () => {
    const [known] = await createReviewCards(db, learner, goal.nodes['1.1']!.id, 1, { due: now })
    await db.flashcard.update({ where: { id: known!.id }, data: { lapses: 7 } })
    await recompute(db, learner, goal.goal.id, now)
    const { card: after } = await review({ flashcardId: known!.id, rating: 1 })
    expect(after).toMatchObject({ lapses: 8, isLeech: true, state: 'relearning' })
    expect((await storedCard(known!.id)).isLeech).toBe(true)
  })

  test('of a suspended card leaves mastery as it is; of an unlinked one there is no goal', async () => {
    await db.flashcard.update({ where: { id: card.id }, data: { isSuspended: true } })
    await recompute(db, learner, goal.goal.id, now)
    await review({ rating: 4 })
    expect((await storedGoal()).masteryPercentage).toBe(0)
    const [unlinked] = await createCards(db, learner, null, 1)
    const result = await review({ flashcardId: unlinked!.id })
    expect(result).toMatchObject({ goalId: null, card: { state: 'learning' } })
  })

  test('is accepted for a disabled node and a paused goal', async () => {
    await db.skillNode.update({ where: { id: goal.nodes['1.2']!.id }, data: { isEnabled: false } })
    await db.learningGoal.update({ where: { id: goal.goal.id }, data: { status: 'paused' } })
    await recompute(db, learner, goal.goal.id, now)
    await review({ rating: 4 })
    const [root, disabled] = await Promise.all(
      ['1', '1.2'].map(path => db.skillNode.findUniqueOrThrow({ where: { id: goal.nodes[path]!.id } })),
    )
    expect(root!.masteryPercentage).toBe(0)
    expect(disabled!.masteryPercentage).toBeGreaterThan(0)
  })
})

describe('exactly once', () => {
  test('a resend returns the first review with the card as it is now', async () => {
    const first = answer()
    await reviewFlashcard(db, learner, first, now)
    await review({}, later(days))
    const again = await reviewFlashcard(db, learner, { ...first, durationMs: 5 }, later(2 * days))
    expect(again.review).toMatchObject({ clientReviewId: first.reviewId, reviewedAt: now })
    expect(again.card).toMatchObject({ version: 2, reps: 2 })
    expect(await countLogs()).toBe(2)
  })

  test('the same id with another card or rating is a conflict', async () => {
    const first = answer()
    await reviewFlashcard(db, learner, first, now)
    const other = goal.cards['1.1']![0]!.id
    await expect(reviewFlashcard(db, learner, { ...first, rating: 4 }, now)).rejects.toThrow(Conflict)
    await expect(reviewFlashcard(db, learner, { ...first, flashcardId: other }, now)).rejects.toThrow(
      Conflict,
    )
    await expect(
      reviewFlashcard(db, learner, { ...first, rating: null, presentation: 'choices' }, now),
    ).rejects.toThrow(Conflict)
  })

  test('a resend of a deleted card’s review is still answered', async () => {
    const first = answer()
    await reviewFlashcard(db, learner, first, now)
    await db.flashcard.update({ where: { id: card.id }, data: { deletedAt: now } })
    await expect(reviewFlashcard(db, learner, first, now)).resolves.toMatchObject({
      card: { deletedAt: now },
    })
    await expect(review()).rejects.toThrow(NotFound)
  })

  test('two learners may use the same id', async () => {
    const other = await createLearner(db)
    const [theirs] = await createCards(db, other, null, 1)
    const first = answer()
    await reviewFlashcard(db, learner, first, now)
    await reviewFlashcard(db, other, { ...first, flashcardId: theirs!.id }, now)
    expect(await db.reviewLog.count({ where: { clientReviewId: first.reviewId } })).toBe(2)
  })

  test('50 submissions of one id at once are one review', async () => {
    const once = answer()
    const results = await Promise.all(
      Array.from({ length: 50 }, () => reviewFlashcard(db, learner, once, now)),
    )
    expect(new Set(results.map(result => result.review.id)).size).toBe(1)
    expect(await countLogs()).toBe(1)
    expect(await storedCard()).toMatchObject({ version: 1, reps: 1 })
  })

  test('50 ids with one expected version at once are one review and 49 conflicts', async () => {
    const results = await Promise.allSettled(Array.from({ length: 50 }, () => review({ expectedVersion: 0 })))
    const refused = results.filter(result => result.status === 'rejected')
    expect(refused).toHaveLength(49)
    for (const { reason } of refused) expect(reason).toBeInstanceOf(Conflict)
    expect(await countLogs()).toBe(1)
  })
})

describe('time', () => {
  test('a review from the future is one of now', async () => {
    const { review: log } = await review({ reviewedAt: later(days) })
    expect(log.reviewedAt).toEqual(now)
  })

  test('a late review of a card never reviewed is taken at its time', async () => {
    const { review: log, card: after } = await review({ reviewedAt: later(-30 * days) })
    expect(log).toMatchObject({ reviewedAt: later(-30 * days), appliedToSchedule: true })
    expect(after.lastReviewDay).toEqual(new Date('2026-02-08'))
  })

  test('older than the card’s last review it is logged and the card does not move', async () => {
    const { card: before } = await review({ rating: 4 })
    const late = await review({ rating: 1, reviewedAt: later(-days), durationMs: 4000 })
    expect(late.review).toMatchObject({
      appliedToSchedule: false,
      learnerDay: new Date('2026-03-09'),
      elapsedDays: 0,
      stateBefore: 'review',
      stateAfter: 'review',
      dueAfter: before.due,
    })
    expect(late.card).toEqual(before)
    expect(await storedCard()).toEqual(before)
    expect((await storedGoal()).totalTimeSeconds).toBe(4)
  })

  test('made before the card was reset it is logged, and the card stays new', async () => {
    await review({ rating: 4 }, later(-3 * days))
    const [reset] = await resetFlashcards(db, learner, [card.id], later(-days))
    const late = await review({ rating: 4, reviewedAt: later(-2 * days) })
    expect(late.review).toMatchObject({
      appliedToSchedule: false,
      stateBefore: 'new',
      stateAfter: 'new',
      stabilityAfter: null,
    })
    expect(late.card).toEqual(reset)
    const undone = await undoReview(db, learner, late.review.clientReviewId, now)
    expect(undone.card).toEqual(reset)
    const first = await review({ reviewedAt: later(-days) })
    expect(first.review).toMatchObject({ appliedToSchedule: true, stateBefore: 'new' })
  })

  test('reviews made offline are replayed in their order', async () => {
    const [first, second] = [
      answer({ reviewedAt: later(-3 * days) }),
      answer({ reviewedAt: later(-2 * days) }),
    ]
    const outcomes = await reviewFlashcards(db, learner, [first, second], now)
    expect(outcomes.map(outcome => outcome.reviewed?.review.appliedToSchedule)).toEqual([true, true])
    expect(outcomes[1]!.reviewed!.review.elapsedDays).toBe(1)
  })

  test('the learner’s day and settings of the time are kept', async () => {
    await db.user.update({
      where: { id: learner.id },
      data: { timeZone: 'America/New_York', dayStartHour: 4 },
    })
    const { review: log } = await review({}, new Date('2026-03-10T07:59:00Z'))
    expect(log).toMatchObject({
      learnerDay: new Date('2026-03-09'),
      settings: { timeZone: 'America/New_York' },
    })
  })
})

describe('what is refused changes nothing', () => {
  test.each<[string, () => Promise<Partial<ReviewInput>> | Partial<ReviewInput>, unknown]>([
    ['no rating', () => ({ rating: null }), InvalidInput],
    ['rating 5', () => ({ rating: 5 }), InvalidInput],
    ['rating 2.5', () => ({ rating: 2.5 }), InvalidInput],
    ['a choice for a flipped card', () => ({ choiceId: 'x' }), InvalidInput],
    [
      'choices where there are none',
      () => ({ presentation: 'choices', rating: null, choiceId: 'x' }),
      InvalidInput,
    ],
    ['a negative duration', () => ({ durationMs: -1 }), InvalidInput],
    ['an id that is no UUID', () => ({ reviewId: 'first' }), InvalidInput],
    ['a card id that is no UUID', () => ({ flashcardId: 'first' }), NotFound],
    ['a card that is nowhere', () => ({ flashcardId: uuidv7() }), NotFound],
    ['a stale version', () => ({ expectedVersion: 7 }), Conflict],
    ['a position without a session', () => ({ studyItemPosition: 0 }), InvalidInput],
    ['a session that is nowhere', () => ({ studySessionId: uuidv7() }), NotFound],
    ['an invalid date', () => ({ reviewedAt: new Date(Number.NaN) }), InvalidInput],
    [
      'a draft',
      async () => ({
        flashcardId: (await createCards(db, learner, goal.nodes['1']!.id, 1, { status: 'draft' }))[0]!.id,
      }),
      InvalidInput,
    ],
    [
      'another learner’s card',
      async () => ({ flashcardId: (await createCards(db, await createLearner(db), null, 1))[0]!.id }),
      NotFound,
    ],
  ])('%s', async (_, input, error) => {
    await expect(review(await input())).rejects.toThrow(error as typeof NotFound)
    expect(await countLogs()).toBe(0)
    expect(await storedCard()).toMatchObject({ version: 0, state: 'new' })
  })
})

describe('a batch', () => {
  test('is answered in order, each with its result or its error', async () => {
    const first = answer()
    const other = goal.cards['1.1']![0]!.id
    const inputs = [
      first,
      first,
      { ...first, rating: 1 },
      answer({ flashcardId: uuidv7() }),
      answer({ flashcardId: other }),
    ]
    const outcomes = await reviewFlashcards(db, learner, inputs, now)
    expect(outcomes.map(({ reviewId }) => reviewId)).toEqual(inputs.map(({ reviewId }) => reviewId))
    expect(outcomes.map(({ error }) => error?.code ?? null)).toEqual([
      null,
      null,
      'CONFLICT',
      'NOT_FOUND',
      null,
    ])
    expect(await countLogs()).toBe(2)
  })

  test('ends where the database does: what comes after waits too, so that it is sent again in order', async () => {
    const inputs = [answer(), answer(), answer()]
    let calls = 0
    const failing = new Proxy(db, {
      get(target, name) {
        if (name !== '$transaction') return Reflect.get(target, name)
        return (work: () => Promise<unknown>) =>
          ++calls === 2 ? Promise.reject({ code: 'P1001' }) : target.$transaction(work)
      },
    })
    const outcomes = await reviewFlashcards(failing, learner, inputs, now)
    expect(outcomes.map(({ error }) => error?.code ?? null)).toEqual([null, 'UNAVAILABLE', 'UNAVAILABLE'])
    expect(outcomes.map(({ reviewId }) => reviewId)).toEqual(inputs.map(({ reviewId }) => reviewId))
    expect(await countLogs()).toBe(1)
    const again = await reviewFlashcards(db, learner, inputs, now)
    expect(again.map(({ error }) => error)).toEqual([null, null, null])
  })

  test('of more than 100 is refused', async () => {
    const inputs = Array.from({ length: 101 }, () => answer())
    await expect(reviewFlashcards(db, learner, inputs, now)).rejects.toThrow(LimitExceeded)
    expect(await countLogs()).toBe(0)
  })
})

describe('choices without a session', () => {
  const choose = (more: Partial<ReviewInput>) =>
    review({ presentation: 'choices', rating: null, flashcardId: chosen.id, ...more })
  let chosen: Flashcard
  let rightId: string

  beforeEach(async () => {
    const cardMetadata = { distractors: ['Wrong 1', 'Wrong 2', 'Wrong 3'] }
    const data = { cardType: 'multiple_choice', cardMetadata }
    chosen = (await createCards(db, learner, goal.nodes['1.1']!.id, 1, data))[0]!
    rightId = (await choose({ choiceId: null })).correctChoiceId!
  })

  test('“Not sure” is Again, and the right one is told', async () => {
    const log = await db.reviewLog.findFirstOrThrow({ where: { flashcardId: chosen.id } })
    expect(log).toMatchObject({ rating: 1, wasCorrect: false, choiceId: null, presentation: 'choices' })
  })

  test('the right one is Good, or Hard when the learner says so', async () => {
    const good = await choose({ choiceId: rightId })
    expect(good).toMatchObject({ wasCorrect: true, review: { rating: 3, choiceId: rightId } })
    const hard = await choose({ choiceId: rightId, rating: 2 })
    expect(hard.review.rating).toBe(2)
  })

  test('a resend without a rating is the same answer', async () => {
    const input = answer({ presentation: 'choices', rating: null, flashcardId: chosen.id, choiceId: rightId })
    const first = await reviewFlashcard(db, learner, input, now)
    expect((await reviewFlashcard(db, learner, input, now)).review.id).toBe(first.review.id)
    await expect(reviewFlashcard(db, learner, { ...input, choiceId: null }, now)).rejects.toThrow(Conflict)
  })

  test('a choice nobody offered, or a rating for a wrong one, is refused', async () => {
    await expect(choose({ choiceId: 'nothing' })).rejects.toThrow(InvalidInput)
    await expect(choose({ choiceId: null, rating: 3 })).rejects.toThrow(InvalidInput)
  })
})
