import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import type { Db } from '../db/client.ts'
import type { Flashcard, ReviewLog } from '../db/generated/prisma/client.ts'
import { drawLuck } from '../domain/simulatedAnswer.ts'
import { useTestDatabase } from '../testing/database.ts'
import { callerFor } from '../testing/execute.ts'
import { createGoalWithTree, createLearner, type TestGoal } from '../testing/factories.ts'
import { moveFlashcards, setFlashcardsSuspended } from './flashcards.ts'
import { reviewFlashcard } from './reviews.ts'
import { setSkillNodesEnabled } from './skillTrees.ts'
import { undoReview } from './undoReview.ts'

/**
 * Two years of answers, then every number of progress against one that is worked out here from the log
 * and the cards alone, day by day, with nothing of the product but what was stored with each answer.
 */
const database = useTestDatabase()
const hourMs = 3_600_000
const dayMs = 24 * hourMs
const days = 730
/** From here on São Paulo sets its clocks twice more, and then never again. */
const firstDay = Date.parse('2017-10-01T00:00:00Z')
const dayStartHour = 4

// biome-ignore lint/suspicious/noExplicitAny: what an operation answers is the test's to know
type AnyData = any

/** Whole days of the wall clock since 1970, four hours late: the clocks never change at four. */
function dayOf(instant: Date, timeZone: string): number {
  const parts = formatOf(timeZone).formatToParts(instant)
  const part = (type: string) => Number(parts.find(each => each.type === type)!.value)
  const hours = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour')) / hourMs
  return Math.floor((hours - dayStartHour) / 24)
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const day = { year: 'numeric', month: '2-digit', day: '2-digit' } as const
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, ...day, hour: '2-digit', hourCycle: 'h23' })
  formats.set(timeZone, format)
  return format
}

const isoDay = (day: number) => new Date(day * dayMs).toISOString().slice(0, 10)
const storedDay = (date: Date) => Math.round(date.getTime() / dayMs)

interface World {
  db: Db
  timeZone: string
  learner: Awaited<ReturnType<typeof createLearner>>
  goals: TestGoal[]
  today: number
  now: Date
  /** goal id → day → percentage at its end, from the day the goal was made */
  history: Map<string, Map<number, number>>
}

test.each(['Pacific/Auckland', 'Asia/Kathmandu', 'America/New_York', 'America/Sao_Paulo'])(
  'in %s every number of progress is what a recomputation finds',
  async timeZone => {
    const world = await study(timeZone)
    const caller = callerFor(world.db, world.learner)
    for (const goal of [null, ...world.goals]) {
      const goalId = goal?.goal.id ?? null
      const { viewer } = await caller.ask<AnyData>(everyNumber, { goalId }, world.now)
      const { knownNow, ...expected } = await recompute(world, goal)
      expect(viewer.progress).toMatchObject(expected)
      expect(viewer.progress.knownNow).toBeCloseTo(knownNow, 5)
    }
  },
  180_000,
)

const everyNumber = `query ($goalId: ID) { viewer { progress(goalId: $goalId) {
  totalCards masteredCards reviewsTotal timeSeconds knownNow cardsByState { state count }
  trueRetention { period maturity passed failed rate }
  forecast(days: 45) { date count } activity(days: 800) { date reviews timeSeconds }
  masteryHistory(days: 760) { date masteryPercentage } week: activity(days: 7) { date }
} } }`

/** Studies for two years; some answers are undone, some come late, some are choices. */
async function study(timeZone: string): Promise<World> {
  const { db } = database()
  const learner = await createLearner(db, { timeZone, dayStartHour, enableFuzz: true })
  const tree = { '1.1': { cards: 4 }, '1.2': { cards: 3 }, '1.3': { cards: 2 }, '1.3.1': { cards: 2 } }
  const goals = [await createGoalWithTree(db, learner, tree), await createGoalWithTree(db, learner, tree)]
  // It takes no part in any number.
  const empty = await createGoalWithTree(db, learner, { '1.1': {} })
  const first = dayOf(new Date(firstDay), timeZone)
  await db.goalMasteryDay.updateMany({
    where: { goalId: { in: [...goals, empty].map(({ goal }) => goal.id) } },
    data: { learnerDay: new Date(first * dayMs) },
  })
  const history = new Map(goals.map(({ goal }) => [goal.id, new Map([[first, 0]])]))
  const now = new Date(firstDay)
  const world: World = { db, timeZone, learner, goals, today: first, now, history }

  let step = 0
  const luck = () => drawLuck(20171001, goals.length, step++)
  for (let day = 0; day < days; day++) {
    const rests = luck() < 0.5 || (day > 300 && day < 340)
    if (rests && day < days - 2) continue
    const cards = await listWanted(world, new Date(firstDay + (day + 1) * dayMs))
    let at = firstDay + day * dayMs + luck() * 20 * hourMs
    for (const card of cards.slice(0, 3)) {
      at += 60_000 + luck() * hourMs
      await answer(world, card, new Date(at), luck)
    }
  }
  await noteMastery(world)
  const [goal] = goals
  world.now = new Date(firstDay + days * dayMs + 9 * hourMs)
  world.today = dayOf(world.now, timeZone)
  const [suspended, unlinked] = goal!.cards['1.1']!
  await setFlashcardsSuspended(db, learner, [suspended!.id], true, world.now)
  await moveFlashcards(db, learner, [unlinked!.id], null, world.now)
  await setSkillNodesEnabled(db, learner, [goal!.nodes['1.3']!.id], false, world.now)
  await noteMastery(world)
  return world
}

async function listWanted({ db, learner }: World, until: Date): Promise<Flashcard[]> {
  const where = { userId: learner.id, OR: [{ state: 'new' }, { due: { lt: until } }] }
  const cards = await db.flashcard.findMany({ where, orderBy: { due: { sort: 'asc', nulls: 'last' } } })
  return cards
}

async function answer(world: World, card: Flashcard, now: Date, luck: () => number): Promise<void> {
  const { db, learner } = world
  const today = dayOf(now, world.timeZone)
  if (today !== world.today) await noteMastery(world)
  Object.assign(world, { now, today })
  const isChoice = luck() < 0.1
  const isLate = luck() < 0.1
  const chance = luck()
  const reviewId = uuidv7()
  const sent = {
    reviewId,
    flashcardId: card.id,
    durationMs: luck() < 0.1 ? null : Math.round(luck() * 90_000),
    reviewedAt: isLate ? new Date(now.getTime() - 40 * hourMs) : now,
  }
  const rating = chance < 0.15 ? 1 : chance < 0.25 ? 2 : chance < 0.9 ? 3 : 4
  // Not sure of any choice is Again.
  const how = isChoice
    ? ({ presentation: 'choices', choiceId: null } as const)
    : { rating: rating as 1 | 2 | 3 | 4 }
  await reviewFlashcard(db, learner, { ...sent, ...how }, now)
  if (luck() < 0.08) await undoReview(db, learner, reviewId, now)
}

/** The percentage of each goal by the definition: the mean of its units, each the mean of its cards. */
async function noteMastery({ db, goals, history, today }: World): Promise<void> {
  for (const { goal, nodes } of goals) {
    const cards = await db.flashcard.findMany({
      where: { skillNodeId: { in: Object.values(nodes).map(node => node.id) } },
    })
    const switched = await db.skillNode.findMany({ where: { tree: { goalId: goal.id }, isEnabled: false } })
    const isOff = (path: string) => switched.some(node => `${path}.`.startsWith(`${node.path}.`))
    const units = Object.entries(nodes)
      .filter(([path]) => path !== '1' && !isOff(path))
      .map(([, node]) => cards.filter(card => card.skillNodeId === node.id && !card.isSuspended))
      .filter(ofNode => ofNode.length > 0)
      .map(ofNode => Math.floor(ofNode.reduce((sum, card) => sum + millionths(card), 0) / ofNode.length))
    const sum = units.reduce((total, unit) => total + unit, 0)
    history.get(goal.id)!.set(today, Math.floor(sum / (10_000 * units.length)))
  }
}

function millionths({ state, stability }: Flashcard): number {
  if (state === 'new') return 0
  if (state === 'review' && stability! >= 21) return 1_000_000
  return Math.min(999_999, Math.round((1_000_000 * stability!) / 21))
}

async function recompute(world: World, goal: TestGoal | null) {
  const { db, learner, goals, timeZone, today } = world
  const nodes = (goal ? [goal] : goals).flatMap(each => Object.values(each.nodes))
  const nodeIds = new Set(nodes.map(node => node.id))
  const all = await db.flashcard.findMany({
    where: { userId: learner.id, status: 'active', deletedAt: null },
  })
  const cards = goal ? all.filter(card => card.skillNodeId !== null && nodeIds.has(card.skillNodeId)) : all
  const off = new Set([goals[0]!.nodes['1.3']!.id, goals[0]!.nodes['1.3.1']!.id])
  const studied = cards.filter(
    card =>
      card.skillNodeId !== null && !card.isSuspended && !off.has(card.skillNodeId) && card.state !== 'new',
  )
  const logs = (await db.reviewLog.findMany({ where: { userId: learner.id } })).filter(
    log => log.undoneAt === null && log.kind === 'review' && (goal === null || log.goalId === goal.goal.id),
  )
  expect(logs.length).toBeGreaterThan(200)

  const logsOfDay = Map.groupBy(logs, log => dayOf(log.reviewedAt, timeZone))
  const comingBack = studied.map(card => comesBackOn(card, today, timeZone))
  const states = ['new', 'learning', 'review', 'relearning']
  return {
    totalCards: cards.length,
    masteredCards: cards.filter(card => card.state === 'review' && card.stability! >= 21).length,
    reviewsTotal: logs.length,
    timeSeconds: sumSeconds(logs),
    knownNow: cards.reduce((sum, card) => sum + (card.state === 'new' ? 0 : chanceOfRecall(card, today)), 0),
    cardsByState: states.map(state => ({
      state: state.toUpperCase(),
      count: cards.filter(card => card.state === state).length,
    })),
    trueRetention: [1, 7, 30, 365, Number.POSITIVE_INFINITY].flatMap((length, index) => {
      const period = ['TODAY', 'DAYS_7', 'DAYS_30', 'DAYS_365', 'ALL'][index]
      const within = logs.filter(log => storedDay(log.learnerDay) > today - length)
      return ['YOUNG', 'MATURE', 'ALL'].map(maturity => ({
        period,
        maturity,
        ...retention(within, maturity),
      }))
    }),
    forecast: Array.from({ length: 45 }, (_, number) => ({
      date: isoDay(today + number),
      count: comingBack.filter(day => Math.max(today, day) === today + number).length,
    })),
    activity: Array.from({ length: 800 }, (_, index) => {
      const day = today - 799 + index
      const ofDay = logsOfDay.get(day) ?? []
      return { date: isoDay(day), reviews: ofDay.length, timeSeconds: sumSeconds(ofDay) }
    }),
    masteryHistory: recomputeHistory(world, goal),
    week: Array.from({ length: 7 }, (_, index) => ({ date: isoDay(today - 6 + index) })),
  }
}

/** Wall days of the due time; a Review card answered today waits until tomorrow at least. */
function comesBackOn(card: Flashcard, today: number, timeZone: string): number {
  const dueDay = dayOf(card.due!, timeZone)
  const isDoneToday = card.state === 'review' && storedDay(card.lastReviewDay!) >= today
  return isDoneToday ? Math.max(dueDay, today + 1) : dueDay
}

/** FSRS-6 with its default decay. */
function chanceOfRecall({ stability, lastReviewDay }: Flashcard, today: number): number {
  const decay = -0.1542
  const factor = Math.exp(Math.log(0.9) / decay) - 1
  const elapsed = Math.max(0, today - storedDay(lastReviewDay!))
  return (1 + (factor * elapsed) / stability!) ** decay
}

function retention(logs: ReviewLog[], maturity: string) {
  const counted = logs.filter(
    log =>
      log.presentation === 'flip' &&
      log.appliedToSchedule &&
      (log.stateBefore === 'review' || log.scheduledDaysBefore >= 1) &&
      (maturity === 'ALL' || (maturity === 'MATURE') === log.scheduledDaysBefore >= 21),
  )
  const passed = counted.filter(log => log.rating! >= 2).length
  const failed = counted.length - passed
  return { passed, failed, rate: counted.length === 0 ? null : passed / counted.length }
}

function sumSeconds(logs: ReviewLog[]): number {
  return logs.reduce((sum, log) => sum + Math.round(Math.min(log.durationMs ?? 0, 60_000) / 1000), 0)
}

function recomputeHistory({ goals, history, today }: World, goal: TestGoal | null) {
  const ofGoals = (goal ? [goal] : goals).map(each => history.get(each.goal.id)!)
  const first = Math.min(...ofGoals.flatMap(entries => [...entries.keys()]))
  const from = Math.max(first, today - 759)
  return Array.from({ length: today - from + 1 }, (_, index) => {
    const day = from + index
    const sum = ofGoals.reduce((total, entries) => total + lastUntil(entries, day), 0)
    return { date: isoDay(day), masteryPercentage: Math.floor(sum / ofGoals.length) }
  })
}

function lastUntil(entries: Map<number, number>, day: number): number {
  const known = [...entries.keys()].filter(each => each <= day)
  return known.length === 0 ? 0 : entries.get(Math.max(...known))!
}
