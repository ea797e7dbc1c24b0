import fc from 'fast-check'
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, expect, test } from 'vitest'
import type { Db } from '../db/client.ts'
import { loadDayUse, readDay } from '../db/dayUse.ts'
import type { ReviewLog } from '../db/generated/prisma/client.ts'
import { loadTrees, treesById } from '../db/trees.ts'
import { Conflict, DomainError } from '../domain/errors.ts'
import type { Learner } from '../domain/learner.ts'
import type { AnswerCounts } from '../domain/retention.ts'
import { countedSeconds } from '../domain/review.ts'
import { type Rating, type ReplayEntry, replay } from '../domain/scheduling.ts'
import type { SchedulingSettings } from '../domain/schedulingSettings.ts'
import { toIsoDate } from '../domain/studyDay.ts'
import { useTestDatabase } from '../testing/database.ts'
import { createGoalWithTree, createLearner, recompute, type TestGoal } from '../testing/factories.ts'
import { readSchedule } from './cardSchedule.ts'
import { dateToDay } from './days.ts'
import { deleteFlashcards } from './deletions.ts'
import { moveFlashcards, setFlashcardsSuspended } from './flashcards.ts'
import { resetFlashcards } from './resetFlashcards.ts'
import { reviewFlashcard } from './reviews.ts'
import { setSkillNodesEnabled } from './skillTrees.ts'
import { loadQueue } from './studyQueue.ts'
import { findActiveStudySession, startStudySession } from './studySessions.ts'
import { updateStudySettings } from './studySettings.ts'
import { undoDeletion } from './undoDeletion.ts'
import { undoReview } from './undoReview.ts'

const database = useTestDatabase()
const hours = 3_600_000
let db: Db

beforeAll(() => {
  db = database().db
})

type Step =
  | {
      do: 'review'
      card: number
      rating: Rating
      lateHours: number
      durationMs: number | null
      inSession: boolean
    }
  | { do: 'undo' }
  | { do: 'suspend'; card: number; isSuspended: boolean }
  | { do: 'move'; card: number; node: number | null }
  | { do: 'enable'; node: number; isEnabled: boolean }
  | { do: 'delete'; card: number }
  | { do: 'undelete' }
  | { do: 'reset'; card: number }
  | { do: 'start' }
  | { do: 'settings'; retention: number; steps: string[] }
  | { do: 'wait'; hours: number }

const card = fc.nat(4)
const node = fc.nat(4)
const review: fc.Arbitrary<Step> = fc.record({
  do: fc.constant('review'),
  card,
  rating: fc.constantFrom<Rating>(1, 2, 3, 3, 4),
  lateHours: fc.constantFrom(0, 0, 0, 30),
  durationMs: fc.option(fc.nat(200_000), { nil: null }),
  inSession: fc.boolean(),
})
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 20, arbitrary: review },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('undo') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('suspend'), card, isSuspended: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('move'), card, node: fc.option(node) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('enable'), node, isEnabled: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('delete'), card }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('undelete') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reset'), card }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('start') }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('settings'),
      retention: fc.double({ min: 0.7, max: 0.97, noNaN: true }),
      steps: fc.constantFrom(['1m', '10m'], ['5m'], []),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('wait'), hours: fc.constantFrom(1, 7, 24, 26, 100, 800) }),
  },
) as fc.Arbitrary<Step>

/** Days on which the clocks of these zones change follow soon after. */
const begin = fc.constantFrom(
  ['Europe/Berlin', '2026-03-27T20:00:00Z'],
  ['America/New_York', '2026-10-30T20:00:00Z'],
  ['Australia/Lord_Howe', '2026-04-03T20:00:00Z'],
  ['UTC', '2026-01-01T00:00:00Z'],
)

test('after any history every stored figure equals a recomputation from the log', async () => {
  await fc.assert(
    fc.asyncProperty(
      begin,
      fc.array(step, { minLength: 40, maxLength: 60 }),
      async ([zone, start], steps) => {
        const learner = await createLearner(db, {
          timeZone: zone,
          dayStartHour: 4,
          enableFuzz: true,
          newCardsPerDay: 20,
        })
        const goal = await createGoalWithTree(db, learner, {
          '1.1': { cards: 2 },
          '1.2': { cards: 1 },
          '1.2.1': { cards: 1 },
          '1.3': {},
        })
        const other = await createGoalWithTree(db, learner, { '1.1': { cards: 1 } })
        const world = { learner, goals: [goal, other], now: new Date(start!) }
        for (const each of [{ do: 'start' } as const, ...steps]) await take(world, each)

        await expectMasteryHolds(world)
        await expectTimeHolds(world)
        await expectDaysHold(world)
        await expectTotalsHold(world)
        await expectLimitsHold(world)
        await expectReplayHolds(world)
        await expectQueueHolds(world)
      },
    ),
    { numRuns: 6 },
  )
}, 120_000)

interface World {
  learner: Learner
  goals: TestGoal[]
  now: Date
}

/** What a step asks for may be refused (a deleted card, a conflict): that must change nothing either. */
async function take(world: World, each: Step): Promise<void> {
  const { learner, goals } = world
  const nodes = goals.flatMap(goal => Object.values(goal.nodes))
  const cards = goals.flatMap(goal => Object.values(goal.cards).flat())
  const nodeId = (index: number) => nodes[index % nodes.length]!.id
  const cardId = 'card' in each ? cards[each.card % cards.length]!.id : ''
  world.now = new Date(world.now.getTime() + (each.do === 'wait' ? each.hours * hours : 20_000))
  const { now } = world
  const run: Record<Step['do'], () => Promise<unknown>> = {
    review: () => takeReview(world, cardId, each as Extract<Step, { do: 'review' }>),
    undo: () => undoLast(world),
    suspend: () =>
      setFlashcardsSuspended(db, learner, [cardId], (each as { isSuspended: boolean }).isSuspended, now),
    move: () => {
      const target = (each as { node: number | null }).node
      return moveFlashcards(db, learner, [cardId], target === null ? null : nodeId(target), now)
    },
    enable: () => {
      const { node, isEnabled } = each as Extract<Step, { do: 'enable' }>
      return setSkillNodesEnabled(db, learner, [nodeId(node)], isEnabled, now)
    },
    delete: () => deleteFlashcards(db, learner, [cardId], now),
    undelete: async () => {
      const last = await db.deletion.findFirst({
        where: { userId: learner.id, undoneAt: null },
        orderBy: { id: 'desc' },
      })
      if (last) await undoDeletion(db, learner, last.id, now)
    },
    reset: () => resetFlashcards(db, learner, [cardId], now),
    start: () => startStudySession(db, learner, { mode: 'flashcard', limit: 5, durationSeconds: null }, now),
    settings: () => {
      const { retention, steps } = each as Extract<Step, { do: 'settings' }>
      return updateStudySettings(db, learner, { desiredRetention: retention, learningSteps: steps })
    },
    wait: async () => {},
  }
  try {
    await run[each.do]()
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
  }
}

async function takeReview({ learner, now }: World, cardId: string, each: Extract<Step, { do: 'review' }>) {
  const session = each.inSession ? await findActiveStudySession(db, learner, now) : null
  const input = {
    reviewId: uuidv7(),
    flashcardId: cardId,
    rating: each.rating,
    durationMs: each.durationMs,
    reviewedAt: new Date(now.getTime() - each.lateHours * hours),
    studySessionId: session?.id,
  }
  const sent = await reviewFlashcard(db, learner, input, now)
  const resent = await reviewFlashcard(db, learner, input, now)
  expect(resent.review).toEqual(sent.review)
}

async function undoLast({ learner, now }: World) {
  const last = await db.reviewLog.findFirst({
    where: { userId: learner.id, kind: 'review', undoneAt: null },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  })
  if (!last) return
  const before = await db.flashcard.findUniqueOrThrow({ where: { id: last.flashcardId! } })
  try {
    await undoReview(db, learner, last.clientReviewId, now)
  } catch (error) {
    expect(error).toBeInstanceOf(Conflict)
    expect(await db.flashcard.findUniqueOrThrow({ where: { id: before.id } })).toEqual(before)
  }
}

async function expectMasteryHolds({ learner, goals, now }: World) {
  const read = async () => ({
    nodes: await db.skillNode.findMany({
      where: { treeId: { in: goals.map(goal => goal.treeId) } },
      omit: { updatedAt: true },
      orderBy: { id: 'asc' },
    }),
    goals: await db.learningGoal.findMany({
      where: { userId: learner.id },
      select: { id: true, masteryPercentage: true, status: true },
      orderBy: { id: 'asc' },
    }),
  })
  const stored = await read()
  for (const { goal } of goals) await recompute(db, learner, goal.id, now)
  const afresh = await read()
  expect(stored.nodes).toEqual(afresh.nodes)
  expect(stored.goals).toEqual(afresh.goals)
}

async function loadLiveLogs({ learner }: World): Promise<ReviewLog[]> {
  return db.reviewLog.findMany({
    where: { userId: learner.id, undoneAt: null },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
}

async function expectTimeHolds(world: World) {
  const logs = await loadLiveLogs(world)
  for (const { goal } of world.goals) {
    const ofGoal = logs.filter(log => log.goalId === goal.id)
    const seconds = ofGoal.reduce((sum, log) => sum + countedSeconds(log.durationMs), 0)
    const stored = await db.learningGoal.findUniqueOrThrow({ where: { id: goal.id } })
    expect(stored.totalTimeSeconds).toBe(seconds)
  }
}

/** Days whose reviews were all undone have a row of zeros. */
async function expectDaysHold(world: World) {
  const logs = (await loadLiveLogs(world)).filter(log => log.kind === 'review')
  const stored = await db.reviewDay.findMany({ where: { userId: world.learner.id } })
  expectDays(stored, logs)
  for (const { goal } of world.goals) {
    const ofGoal = await db.goalReviewDay.findMany({ where: { goalId: goal.id } })
    expectDays(
      ofGoal,
      logs.filter(log => log.goalId === goal.id),
    )
  }
}

function expectDays(stored: (AnswerCounts & { learnerDay: Date })[], logs: ReviewLog[]) {
  const days = Map.groupBy(logs, log => log.learnerDay.getTime())
  for (const { learnerDay, ...counts } of stored) {
    const ofDay = days.get(learnerDay.getTime()) ?? []
    const recalled = ofDay.filter(
      log =>
        log.appliedToSchedule &&
        log.presentation === 'flip' &&
        (log.stateBefore === 'review' || log.scheduledDaysBefore >= 1),
    )
    const count = (isMature: boolean, hasPassed: boolean) =>
      recalled.filter(log => log.scheduledDaysBefore >= 21 === isMature && log.rating! >= 2 === hasPassed)
        .length
    expect(counts).toMatchObject({
      reviews: ofDay.length,
      seconds: ofDay.reduce((sum, log) => sum + countedSeconds(log.durationMs), 0),
      newCards: ofDay.filter(isFirstAnswer).length,
      youngPassed: count(false, true),
      youngFailed: count(false, false),
      maturePassed: count(true, true),
      matureFailed: count(true, false),
    })
  }
  expect(stored.reduce((sum, day) => sum + day.reviews, 0)).toBe(logs.length)
}

/** A late answer from before a reset meets a new card and moves nothing: it is no first answer. */
function isFirstAnswer({ stateBefore, appliedToSchedule }: ReviewLog): boolean {
  return stateBefore === 'new' && appliedToSchedule
}

async function expectTotalsHold({ learner }: World) {
  const mastered = await db.flashcard.count({ where: { userId: learner.id, masteredAt: { not: null } } })
  const completed = await db.learningGoal.count({ where: { userId: learner.id, completedAt: { not: null } } })
  const title = await db.userTitle.findUnique({ where: { userId: learner.id } })
  expect([title?.totalCardsMastered ?? 0, title?.totalGoalsCompleted ?? 0]).toEqual([mastered, completed])
}

async function expectLimitsHold(world: World) {
  const user = await db.user.findUniqueOrThrow({ where: { id: world.learner.id } })
  const day = readDay(user, world.now)
  const use = await loadDayUse(db, user.id, day)
  const logs = await loadLiveLogs(world)
  const today = logs.filter(
    log => log.kind === 'review' && toIsoDate(dateToDay(log.learnerDay)) === day.today,
  )
  expect(use.reviewsAnswered).toBe(today.filter(log => log.stateBefore === 'review').length)
  const firsts = [...use.newAnswered.values()].reduce((sum, count) => sum + count, 0)
  expect(firsts).toBe(today.filter(isFirstAnswer).length)
}

async function expectReplayHolds(world: World) {
  const logs = Map.groupBy(await loadLiveLogs(world), log => log.flashcardId)
  const cards = await db.flashcard.findMany({ where: { userId: world.learner.id } })
  for (const card of cards) {
    const applied = (logs.get(card.id) ?? []).filter(log => log.appliedToSchedule)
    expect(replay(card.id, applied.map(toEntry))).toEqual(readSchedule(card))
  }
}

function toEntry(log: ReviewLog): ReplayEntry {
  if (log.kind === 'reset') return { kind: 'reset' }
  const settings = log.settings as object as SchedulingSettings
  const { reviewedAt } = log
  return { rating: log.rating as Rating, learnerDay: dateToDay(log.learnerDay), reviewedAt, settings }
}

/** Without limits the queue holds every card that may be studied, and no other. */
async function expectQueueHolds({ learner, goals, now }: World) {
  const user = await db.user.findUniqueOrThrow({ where: { id: learner.id } })
  const { today, endsAt } = readDay(user, now)
  const trees = await loadTrees(db, treesById(goals.map(goal => goal.treeId)))
  const enabled = new Set(
    trees.flatMap(tree => tree.nodes.filter(node => node.isEffectivelyEnabled)).map(node => node.id),
  )
  const cards = await db.flashcard.findMany({ where: { userId: learner.id } })
  const wanted = cards.filter(card => {
    if (card.deletedAt || card.isSuspended || !card.skillNodeId || !enabled.has(card.skillNodeId))
      return false
    if (card.state === 'new') return true
    if (card.state !== 'review') return card.due! <= now
    return card.due! < endsAt && toIsoDate(dateToDay(card.lastReviewDay!)) < today
  })
  const scope = { userId: learner.id, goalId: null, skillNodeId: null }
  const request = { scope, mode: 'flashcard', limit: null, ahead: false, beyondLimits: true } as const
  const queue = await loadQueue(db, user, request, now)
  if (wanted.length > 0) {
    expect(queue.cards.map(card => card.flashcardId).sort()).toEqual(wanted.map(card => card.id).sort())
  }
}
