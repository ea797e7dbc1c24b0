import { v7 as uuidv7 } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Db } from '../db/client.ts'
import { countStudiedCards, pickAnsweredCards } from '../db/workloadDeck.ts'
import { InvalidInput } from '../domain/errors.ts'
import type { Learner } from '../domain/learner.ts'
import type { StudySettings, StudySettingsChange } from '../domain/schedulingSettings.ts'
import { mostSimulatedCards } from '../domain/workload.ts'
import { useTestDatabase } from '../testing/database.ts'
import {
  createCards,
  createGoalWithTree,
  createLearner,
  createLearningCards,
  createReviewCards,
  recompute,
} from '../testing/factories.ts'
import { previewScheduling } from './previewScheduling.ts'
import { reviewFlashcard } from './reviews.ts'
import { updateStudySettings } from './studySettings.ts'

const database = useTestDatabase()
const now = new Date('2026-03-10T10:00:00Z')
const dayMs = 86_400_000

let db: Db
beforeAll(() => {
  db = database().db
})

const preview = (learner: Learner, change: StudySettingsChange = {}, at = now) =>
  previewScheduling(db, learner, change, at)

/** A learner with `new` new cards and `review` Review cards that become due over the coming days. */
async function learnerWith(cards: { new?: number; review?: number }, settings: Partial<StudySettings> = {}) {
  const learner = await createLearner(db, settings)
  const goal = await createGoalWithTree(db, learner, { '1.1': { cards: cards.new ?? 0 }, '1.2': {} })
  for (let index = 0; index < (cards.review ?? 0); index++) {
    const due = new Date(now.getTime() + (index % 10) * dayMs)
    await createReviewCards(db, learner, goal.nodes['1.1']!.id, 1, { due })
  }
  await recompute(db, learner, goal.goal.id, now)
  return { learner, goal }
}

describe('a learner without cards', () => {
  test('sees what new cards alone would mean, and the intervals of a new card', async () => {
    const learner = await createLearner(db)
    const { reviewsPerDay, minutesPerDay, waiting, nextReviews } = await preview(learner)
    expect(reviewsPerDay).toBeGreaterThan(30)
    expect(minutesPerDay).toBeCloseTo(reviewsPerDay / 6, 10)
    expect(waiting).toBe(0)
    expect(nextReviews.map(outcome => outcome.intervalSeconds)).toEqual([60, 360, 600, 8 * 86_400])
    expect(nextReviews[2]!.after.due).toEqual(new Date(now.getTime() + 600_000))

    expect(await preview(learner, { newCardsPerDay: 0 })).toMatchObject({
      reviewsPerDay: 0,
      minutesPerDay: 0,
    })
    const twice = await preview(learner, { newCardsPerDay: 20 })
    expect(twice.reviewsPerDay / reviewsPerDay).toBeCloseTo(2, 0)
  })
})

describe('a learner with cards', () => {
  test('gets the same answer twice, nothing is changed, and the change is laid over their settings', async () => {
    const { learner } = await learnerWith({ new: 5, review: 40 }, { desiredRetention: 0.8 })
    const first = await preview(learner)
    expect(await preview(learner)).toEqual(first)
    const higher = await preview(learner, { desiredRetention: 0.95 })
    expect(higher.reviewsPerDay).toBeGreaterThan(first.reviewsPerDay * 1.3)
    expect(await preview(learner)).toEqual(first)

    await updateStudySettings(db, learner, { desiredRetention: 0.95 })
    expect(await preview(learner)).toEqual(higher)
    expect(await preview(learner, { desiredRetention: 0.8 })).toEqual(first)
    // null is the default
    expect(await preview(learner, { desiredRetention: null })).toEqual(
      await preview(learner, { desiredRetention: 0.9 }),
    )
  })

  test('sees the next intervals of a Review card answered when due', async () => {
    const { learner } = await learnerWith({ new: 5, review: 3 })
    const { nextReviews } = await preview(learner)
    const days = nextReviews.map(({ intervalSeconds }) => intervalSeconds / 86_400)
    expect(days[0]).toBeCloseTo(600 / 86_400, 10)
    // stability 10, asked after 10 days: Hard keeps it about there, Good and Easy go on
    expect(days[1]).toBeGreaterThan(10)
    expect(days).toEqual([...days].sort((a, b) => a - b))
    expect(nextReviews[2]!.after.due).toEqual(new Date(now.getTime() + days[2]! * dayMs))
    const strict = await preview(learner, { desiredRetention: 0.97, relearningSteps: ['3h'] })
    expect(strict.nextReviews[0]!.intervalSeconds).toBe(3 * 3600)
    expect(strict.nextReviews[2]!.intervalSeconds).toBeLessThan(nextReviews[2]!.intervalSeconds)
  })

  test('has their new cards used up, at most as many a day as the settings or the goal say', async () => {
    const { learner, goal } = await learnerWith({ new: 12 })
    const answers = async (newCardsPerDay: number) =>
      (await preview(learner, { newCardsPerDay })).reviewsPerDay
    expect(await answers(0)).toBe(0)
    expect(await answers(1)).toBeGreaterThan(0)
    expect(await answers(12)).toBeGreaterThanOrEqual(await answers(1))
    expect(await answers(5000)).toBe(await answers(12))

    await db.learningGoal.update({ where: { id: goal.goal.id }, data: { newCardsPerDay: 0 } })
    expect(await answers(10)).toBe(0)
  })

  test('studies only what a queue would hold', async () => {
    const { learner, goal } = await learnerWith({ review: 2 })
    const alone = await preview(learner)
    const other = await createGoalWithTree(db, learner, {
      '1.1': { isEnabled: false },
      '1.1.1': { cards: 5 },
    })
    const paused = await createGoalWithTree(db, learner, { '1.1': { cards: 5 } }, { status: 'paused' })
    for (const skillNodeId of [other.nodes['1.1.1']!.id, paused.nodes['1.1']!.id, null]) {
      await createReviewCards(db, learner, skillNodeId, 2, { due: now })
    }
    const [suspended] = await createReviewCards(db, learner, goal.nodes['1.2']!.id, 1, { due: now })
    await db.flashcard.update({ where: { id: suspended!.id }, data: { isSuspended: true } })
    await createCards(db, learner, goal.nodes['1.2']!.id, 2, { status: 'draft' })
    for (const { goal: changed } of [goal, other, paused]) await recompute(db, learner, changed.id, now)
    expect(await preview(learner)).toEqual(alone)

    await db.skillNode.update({ where: { id: other.nodes['1.1']!.id }, data: { isEnabled: true } })
    expect((await preview(learner)).reviewsPerDay).toBeGreaterThan(alone.reviewsPerDay)
  })

  test('has learning cards answered too, and limits said to be too low', async () => {
    const { learner, goal } = await learnerWith({ review: 30 }, { reviewsPerDay: 0 })
    expect(await preview(learner)).toMatchObject({ reviewsPerDay: 0, waiting: 30 })
    await createLearningCards(db, learner, goal.nodes['1.2']!.id, 9, now)
    await recompute(db, learner, goal.goal.id, now)
    const held = await preview(learner)
    expect(held.reviewsPerDay).toBeGreaterThanOrEqual(9 / 90)
    expect(await preview(learner, { reviewsPerDay: 200 })).toMatchObject({ waiting: 0 })
  })

  test('has minutes by their own answer times, each up to 60 s', async () => {
    const { learner, goal } = await learnerWith({ new: 2, review: 30 })
    const answer = (flashcardId: string, durationMs: number) =>
      reviewFlashcard(db, learner, { reviewId: uuidv7(), flashcardId, rating: 3, durationMs }, now)
    await answer(goal.cards['1.1']![0]!.id, 20_000)
    const { reviewsPerDay, minutesPerDay } = await preview(learner)
    expect((60 * minutesPerDay) / reviewsPerDay).toBeCloseTo(20, 10)
    await answer(goal.cards['1.1']![1]!.id, 3_600_000)
    const slower = await preview(learner)
    expect((60 * slower.minutesPerDay) / slower.reviewsPerDay).toBeCloseTo(40, 10)
  })
})

test('a change that could not be made is refused as it is there', async () => {
  const learner = await createLearner(db)
  const change: StudySettingsChange = {
    timeZone: 'Mars/Base',
    desiredRetention: 1,
    reviewsPerDay: -1,
    learningSteps: ['10', '-5m', 'm'],
    relearningSteps: new Array<string>(200).fill('1m'),
    fsrsWeights: new Array<number>(20).fill(1),
  }
  const faultOf = async (work: Promise<unknown>) => {
    const fault = await work.then(
      () => null,
      (error: unknown) => error,
    )
    expect(fault).toBeInstanceOf(InvalidInput)
    return (fault as InvalidInput).issues
  }
  const issues = await faultOf(preview(learner, change))
  expect(issues).toHaveLength(8)
  expect(issues).toEqual(await faultOf(updateStudySettings(db, learner, change)))
})

test('of many cards some are picked, without favour and always the same', async () => {
  const { learner, goal } = await learnerWith({})
  const count = 12_000
  await db.$executeRaw`
    INSERT INTO flashcards (id, user_id, skill_node_id, question, answer, state, due, stability, difficulty,
                            scheduled_days, reps, last_review, last_review_day, updated_at)
    SELECT gen_random_uuid(), ${learner.id}::uuid, ${goal.nodes['1.1']!.id}::uuid, 'Question', 'Answer', 'review',
           ${now}::timestamptz + i % 30 * interval '1 day', 30, 5, 1 + i % 2, 4, ${now}::timestamptz,
           '2026-03-10'::date, ${now}::timestamptz
      FROM generate_series(1, ${count}::int) AS i`
  await recompute(db, learner, goal.goal.id, now)

  expect(await countStudiedCards(db, learner.id, 10)).toEqual({ answered: count, newCards: [] })
  const picked = await pickAnsweredCards(db, learner.id, count)
  expect(picked).toHaveLength(mostSimulatedCards)
  expect(new Set(picked.map(card => card.id)).size).toBe(mostSimulatedCards)
  expect((await pickAnsweredCards(db, learner.id, count)).map(card => card.id)).toEqual(
    picked.map(card => card.id),
  )
  const half = picked.slice(0, 1000).filter(card => card.scheduledDays === 1).length
  expect(Math.abs(half - 500)).toBeLessThan(80)

  // 30 days' worth of cards, each due once and, with a stability of 30 days, hardly twice
  const { reviewsPerDay } = await preview(learner, { reviewsPerDay: 9999 })
  expect(reviewsPerDay).toBeGreaterThan(count / 90)
  expect(reviewsPerDay).toBeLessThan((3 * count) / 90)
})
