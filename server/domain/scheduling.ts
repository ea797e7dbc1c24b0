/**
 * When a card comes back (FSRS-6). ts-fsrs is given day numbers only and says what is remembered and for
 * how long; the learner's calendar, the due instant and the seed of the fuzz are ours.
 *
 * What ts-fsrs does on its own and must not here: it counts UTC days, seeds fuzz by the millisecond, turns
 * an invalid date or grade 3.5 into NaN, and throws at or accepts a review before the last one.
 */

import {
  type Card,
  CLAMP_PARAMETERS,
  default_w,
  FSRS,
  type RecordLogItem,
  type StepUnit,
  StrategyMode,
  W17_W18_Ceiling,
} from 'ts-fsrs'
import { InvalidInput } from './errors.ts'
import type { SchedulingSettings } from './schedulingSettings.ts'
import { addLearnerDays, type LearnerDay, learnerDayOf } from './studyDay.ts'
import { quoteValue } from './textFaults.ts'

export type CardState = 'new' | 'learning' | 'review' | 'relearning'

/** 1 Again, 2 Hard, 3 Good, 4 Easy. */
export type Rating = 1 | 2 | 3 | 4

/** Everything the schedule of one card consists of; one column each. */
export interface CardSchedule {
  readonly state: CardState
  /** null while new. */
  readonly due: Date | null
  /** Days until retrievability falls to 90 %; null while new. */
  readonly stability: number | null
  /** 1 (easy) to 10; null while new. */
  readonly difficulty: number | null
  /** Index into the learning or relearning steps; 0 in the other states. */
  readonly learningStep: number
  /** 0 during steps of less than a day. */
  readonly scheduledDays: number
  readonly reps: number
  readonly lapses: number
  readonly lastReview: Date | null
  /** As it was when the card was last answered; never recomputed. */
  readonly lastReviewDay: LearnerDay | null
}

/** What one rating makes of a card. */
export interface ScheduleOutcome {
  readonly after: CardSchedule
  /** The learner day the answer counts for; never before the card's last one. */
  readonly learnerDay: LearnerDay
  /** Learner days since the last answer; 0 for a new card and after travelling west. */
  readonly elapsedDays: number
  /** For the rating's button. A whole day counts 86 400 s, also in the night the clocks change. */
  readonly intervalSeconds: number
}

/** A past answer as it is kept, or a reset of the card, for `replay`. */
export type ReplayEntry =
  | {
      readonly kind?: 'review'
      readonly rating: Rating
      readonly learnerDay: LearnerDay
      readonly reviewedAt: Date
      readonly settings: SchedulingSettings
    }
  | { readonly kind: 'reset' }

/** A card nobody has answered yet. */
export const newCardSchedule: CardSchedule = Object.freeze({
  state: 'new',
  due: null,
  stability: null,
  difficulty: null,
  learningStep: 0,
  scheduledDays: 0,
  reps: 0,
  lapses: 0,
  lastReview: null,
  lastReviewDay: null,
})

/** The 21 weights of FSRS-6 that hold for learners without their own. */
export const defaultFsrsWeights: readonly number[] = default_w

/** Least and greatest value of each of the 21 weights; ts-fsrs would clamp others without a word. */
export const fsrsWeightRanges: readonly (readonly [number, number])[] = CLAMP_PARAMETERS(
  W17_W18_Ceiling,
  true,
).map(([least, greatest]) => [least!, greatest!])

const ratings = [1, 2, 3, 4] as const
/** In the order of ts-fsrs's `State`. */
const states: readonly CardState[] = ['new', 'learning', 'review', 'relearning']
const dayMs = 86_400_000
const firstInstantMs = Date.parse('0001-01-01T00:00:00Z')
const lastInstantMs = Date.UTC(9800, 0, 1)
const leastStability = 0.001

/** ts-fsrs with one learner's settings. It reads the seed while it schedules, so it is set just before. */
interface Engine {
  readonly fsrs: FSRS
  seed: string
}

/** Settings are not changed but replaced, so the object itself is the key. */
const engines = new WeakMap<SchedulingSettings, Engine>()

function findEngine(settings: SchedulingSettings): Engine {
  const known = engines.get(settings)
  if (known) return known
  const fsrs = new FSRS({
    request_retention: settings.desiredRetention,
    maximum_interval: settings.maximumIntervalDays,
    enable_fuzz: settings.enableFuzz,
    enable_short_term: true,
    learning_steps: settings.learningSteps as StepUnit[],
    relearning_steps: settings.relearningSteps as StepUnit[],
    w: settings.fsrsWeights ?? default_w,
  })
  const engine: Engine = { fsrs, seed: '' }
  fsrs.useStrategy(StrategyMode.SEED, () => engine.seed)
  engines.set(settings, engine)
  return engine
}

/**
 * Reads a rating.
 *
 * @throws InvalidInput for anything but the numbers 1 to 4
 */
export function parseRating(value: unknown): Rating {
  const rating = ratings.find(known => known === value)
  if (rating) return rating
  const shown =
    typeof value === 'number' ? ` ${value}` : typeof value === 'string' ? ` ${quoteValue(value)}` : ''
  throw new InvalidInput(
    'rating',
    `Invalid rating${shown}: expected 1 (Again), 2 (Hard), 3 (Good) or 4 (Easy)`,
  )
}

/** What is known when a card is answered, with the instant and the learner day it counts for. */
interface Answering {
  readonly engine: Engine
  readonly card: Card
  readonly at: Date
  readonly learnerDay: LearnerDay
  readonly elapsedDays: number
  readonly settings: SchedulingSettings
}

function beginAnswer(
  cardId: string,
  before: CardSchedule,
  now: Date,
  settings: SchedulingSettings,
  storedDay?: LearnerDay,
): Answering {
  checkSchedule(cardId, before)
  checkInstant(now)
  // Neither a clock that runs behind nor a journey west moves a card back in time.
  const at = before.lastReview && before.lastReview > now ? before.lastReview : now
  const today = storedDay ?? learnerDayOf(at, settings)
  const lastReviewDay = before.lastReviewDay ?? today
  const learnerDay = Math.max(today, lastReviewDay)
  const isNew = before.state === 'new'
  const engine = findEngine(settings)
  engine.seed = `${cardId}:${before.reps}`
  const card: Card = {
    due: new Date(learnerDay * dayMs),
    stability: isNew ? 0 : before.stability!,
    difficulty: isNew ? 0 : before.difficulty!,
    elapsed_days: 0,
    scheduled_days: before.scheduledDays,
    learning_steps: readStep(before, settings),
    reps: before.reps,
    lapses: before.lapses,
    state: states.indexOf(before.state),
    last_review: isNew ? undefined : new Date(lastReviewDay * dayMs),
  }
  return { engine, card, at, learnerDay, elapsedDays: isNew ? 0 : learnerDay - lastReviewDay, settings }
}

/** The card's step. Where the steps have become fewer, the last: ts-fsrs would let even Again graduate. */
function readStep({ state, learningStep }: CardSchedule, settings: SchedulingSettings): number {
  if (state === 'new' || state === 'review') return 0
  const steps = state === 'learning' ? settings.learningSteps : settings.relearningSteps
  return Math.max(0, Math.min(learningStep, steps.length - 1))
}

function finishAnswer(answering: Answering, { card }: RecordLogItem): ScheduleOutcome {
  const { at, learnerDay, elapsedDays, settings } = answering
  const intervalMs = card.due.getTime() - learnerDay * dayMs
  const days = Math.floor(intervalMs / dayMs)
  const dueMs = addLearnerDays(at, days, settings).getTime() + (intervalMs - days * dayMs)
  const after: CardSchedule = {
    state: states[card.state]!,
    due: new Date(dueMs),
    stability: card.stability,
    difficulty: card.difficulty,
    learningStep: card.learning_steps,
    scheduledDays: card.scheduled_days,
    reps: card.reps,
    lapses: card.lapses,
    lastReview: at,
    lastReviewDay: learnerDay,
  }
  return { after, learnerDay, elapsedDays, intervalSeconds: intervalMs / 1000 }
}

/**
 * Answers a card. Steps of less than a day are added to the instant, days to the learner's wall time. The
 * same card, repetitions and settings give the same fuzz, so a preview and the answer agree. Good and Easy
 * may exceed the maximum interval by a day or two: ts-fsrs keeps Hard, Good and Easy apart.
 *
 * @throws InvalidInput for an invalid rating, an invalid date or an unknown time zone
 */
export function schedule(
  cardId: string,
  before: CardSchedule,
  rating: Rating,
  now: Date,
  settings: SchedulingSettings,
): ScheduleOutcome {
  const grade = parseRating(rating)
  const answering = beginAnswer(cardId, before, now, settings)
  return finishAnswer(answering, answering.engine.fsrs.next(answering.card, answering.card.due, grade))
}

/**
 * What each rating would make of a card: Again, Hard, Good, Easy.
 *
 * @throws InvalidInput for an invalid date or an unknown time zone
 */
export function previewRatings(
  cardId: string,
  before: CardSchedule,
  now: Date,
  settings: SchedulingSettings,
): [ScheduleOutcome, ScheduleOutcome, ScheduleOutcome, ScheduleOutcome] {
  const answering = beginAnswer(cardId, before, now, settings)
  const items = answering.engine.fsrs.repeat(answering.card, answering.card.due)
  return [
    finishAnswer(answering, items[1]),
    finishAnswer(answering, items[2]),
    finishAnswer(answering, items[3]),
    finishAnswer(answering, items[4]),
  ]
}

/**
 * The chance (0 to 1) that a card is remembered on a learner day, by the forgetting curve of FSRS-6; null
 * while new.
 */
export function retrievability(
  { state, stability, lastReviewDay }: CardSchedule,
  today: LearnerDay,
  settings: SchedulingSettings,
): number | null {
  if (state === 'new' || stability === null || lastReviewDay === null) return null
  return findEngine(settings).fsrs.forgetting_curve(Math.max(0, today - lastReviewDay), stability)
}

/**
 * The schedule that a card's answers lead to, to the last bit of what answering them one by one gave: each
 * with the learner day and the settings of its time. Reviews that were undone or not applied are left out
 * by the caller.
 *
 * @throws InvalidInput for an invalid rating or date
 */
export function replay(cardId: string, log: readonly ReplayEntry[]): CardSchedule {
  let current = newCardSchedule
  for (const entry of log) {
    if (entry.kind === 'reset') {
      current = newCardSchedule
      continue
    }
    const grade = parseRating(entry.rating)
    const answering = beginAnswer(cardId, current, entry.reviewedAt, entry.settings, entry.learnerDay)
    const item = answering.engine.fsrs.next(answering.card, answering.card.due, grade)
    current = finishAnswer(answering, item).after
  }
  return current
}

const leechLapses = 8
const leechEveryLapses = 4

/** Whether so many lapses make a card a leech. */
export function isLeech(lapses: number): boolean {
  return lapses >= leechLapses
}

/** Whether an answer marks the card as a leech (again): at 8 lapses, then at every fourth. */
export function leechAt(lapsesBefore: number, lapsesAfter: number): boolean {
  const countMarks = (lapses: number) =>
    isLeech(lapses) ? 1 + Math.floor((lapses - leechLapses) / leechEveryLapses) : 0
  return countMarks(lapsesAfter) > countMarks(lapsesBefore)
}

function checkInstant(instant: Date): void {
  const instantMs = instant.getTime()
  if (instantMs >= firstInstantMs && instantMs <= lastInstantMs) return
  const shown = Number.isNaN(instantMs) ? 'Invalid date' : `Invalid date ${instant.toISOString()}`
  throw new InvalidInput('reviewedAt', `${shown}: expected a point in time between the years 1 and 9800`)
}

/** A stored schedule that breaks this is our fault, not the caller's. */
function checkSchedule(
  cardId: string,
  { state, stability, difficulty, lastReviewDay, ...rest }: CardSchedule,
) {
  if (!states.includes(state)) throw new RangeError(`Invalid state "${state}" of card ${cardId}`)
  for (const name of ['learningStep', 'scheduledDays', 'reps', 'lapses'] as const) {
    if (!(rest[name] >= 0)) throw new RangeError(`Invalid ${name} ${rest[name]} of card ${cardId}`)
  }
  if (state === 'new') return
  if (!(stability! >= leastStability && stability! < Number.POSITIVE_INFINITY)) {
    throw new RangeError(
      `Invalid stability ${stability} of card ${cardId}: expected at least ${leastStability}`,
    )
  }
  if (!(difficulty! >= 1 && difficulty! <= 10)) {
    throw new RangeError(`Invalid difficulty ${difficulty} of card ${cardId}: expected 1 to 10`)
  }
  if (!Number.isInteger(lastReviewDay)) {
    throw new RangeError(`Invalid lastReviewDay ${lastReviewDay} of card ${cardId}: expected whole days`)
  }
}
