import type { MasteryEntry } from '../domain/progress.ts'
import type { AnswerCounts, AnsweredDay } from '../domain/retention.ts'
import type { CardState } from '../domain/scheduling.ts'
import type { LearnerDay } from '../domain/studyDay.ts'
import { toIsoDate } from '../domain/studyDay.ts'
import type { Db } from './client.ts'
import { isStudiedGoal } from './dayUse.ts'
import { Prisma } from './generated/prisma/client.ts'
import { isInScope, isScheduledCard, nodesOfScope, studiedNodes } from './queueSql.ts'

/**
 * The figures of progress. Each statement answers for a learner as a whole (`goalIds` null) or for several
 * of their goals at once, and reads no more than their cards, or one row for each day they answered.
 */
export interface ProgressScope {
  userId: string
  /** null: all that is the learner's */
  goalIds: readonly string[] | null
}

/** Key of what a statement says of the learner as a whole. */
export const wholeLearner = ''

const dayMs = 86_400_000

/** A learner's or a goal's active cards. */
export interface CardSums {
  total: number
  mastered: number
  /** Σ retrievability */
  known: number
  byState: Record<CardState, number>
}

/** Active cards by goal, suspended and switched-off ones included; for the learner also unlinked ones. */
export async function loadCardSums(
  db: Db,
  { userId, goalIds }: ProgressScope,
  today: LearnerDay,
  { decay, factor }: { decay: number; factor: number },
): Promise<Map<string, CardSums>> {
  const source = goalIds
    ? Prisma.sql`
        SELECT t.goal_id::text AS key, f.state, f.stability, f.last_review_day
          FROM skill_trees t JOIN skill_nodes n ON n.tree_id = t.id AND n.deleted_at IS NULL
          JOIN flashcards f ON f.skill_node_id = n.id
         WHERE t.goal_id = ANY(${goalIds}::uuid[]) AND f.status = 'active' AND f.deleted_at IS NULL`
    : Prisma.sql`
        SELECT ${wholeLearner}::text AS key, f.state, f.stability, f.last_review_day FROM flashcards f
         WHERE f.user_id = ${userId}::uuid AND f.status = 'active' AND f.deleted_at IS NULL`
  const rows = await db.$queryRaw<CardSumsRow[]>`
    SELECT key, state, count(*) AS total,
           count(*) FILTER (WHERE state = 'review' AND stability >= 21) AS mastered,
           sum(power(1 + ${factor}::float8 * GREATEST(0, ${toIsoDate(today)}::date - last_review_day) / stability,
                     ${decay}::float8)) AS known
      FROM (${source}) AS f GROUP BY key, state`
  const sums = new Map<string, CardSums>()
  for (const { key, state, total, mastered, known } of rows) {
    const sum = sums.get(key) ?? noCards()
    sum.total += Number(total)
    sum.mastered += Number(mastered)
    sum.known += known ?? 0
    sum.byState[state] = Number(total)
    sums.set(key, sum)
  }
  return sums
}

interface CardSumsRow {
  key: string
  state: CardState
  total: bigint
  mastered: bigint
  /** null while new */
  known: number | null
}

export function noCards(): CardSums {
  return { total: 0, mastered: 0, known: 0, byState: { new: 0, learning: 0, review: 0, relearning: 0 } }
}

/** Days that are told one by one; what is older is summed. */
export const recentDays = 366

/**
 * What was answered on each of the recent days, and before them in all: day by day as far as figures need
 * it, one row for the rest.
 */
export async function loadAnsweredDays(
  db: Db,
  scope: ProgressScope,
  today: LearnerDay,
): Promise<Map<string, AnsweredDay[]>> {
  const rows = await db.$queryRaw<(Record<keyof AnswerCounts, bigint> & AnsweredDayRow)[]>`
    SELECT key, day, sum(reviews) AS reviews, sum(seconds) AS seconds, sum(new_cards) AS "newCards",
           sum(young_passed) AS "youngPassed", sum(young_failed) AS "youngFailed",
           sum(mature_passed) AS "maturePassed", sum(mature_failed) AS "matureFailed"
      FROM (SELECT ${dayKey(scope)} AS key, d.*,
                   CASE WHEN d.learner_day > ${toIsoDate(today - recentDays)}::date THEN d.learner_day END AS day
              FROM ${daysOf(scope)}) AS d
     GROUP BY key, day`
  const days = rows.map(row => ({ key: row.key, day: row.day && toDay(row.day), counts: readCounts(row) }))
  return Map.groupBy(days, row => row.key)
}

interface AnsweredDayRow {
  key: string
  day: Date | null
}

function readCounts(row: Record<keyof AnswerCounts, bigint>): AnswerCounts {
  return {
    reviews: Number(row.reviews),
    seconds: Number(row.seconds),
    newCards: Number(row.newCards),
    youngPassed: Number(row.youngPassed),
    youngFailed: Number(row.youngFailed),
    maturePassed: Number(row.maturePassed),
    matureFailed: Number(row.matureFailed),
  }
}

/** What was answered on a day. */
export interface DayActivity {
  day: LearnerDay
  reviews: number
  timeSeconds: number
}

/** The days on which something was answered, of the last `days` until today. */
export async function loadActivity(
  db: Db,
  scope: ProgressScope,
  today: LearnerDay,
  days: number,
): Promise<Map<string, DayActivity[]>> {
  const rows = await db.$queryRaw<{ key: string; learner_day: Date; reviews: number; seconds: number }[]>`
    SELECT ${dayKey(scope)} AS key, d.learner_day, d.reviews, d.seconds FROM ${daysOf(scope)}
       AND d.learner_day BETWEEN ${toIsoDate(today - days + 1)}::date AND ${toIsoDate(today)}::date
       AND d.reviews > 0`
  const activity = rows.map(({ key, learner_day, reviews, seconds }) => ({
    key,
    day: toDay(learner_day),
    reviews,
    timeSeconds: seconds,
  }))
  return Map.groupBy(activity, row => row.key)
}

/**
 * How many cards become due on each coming day, by its number (0: today, with all that is overdue).
 * `starts`: the first instants of the days after today. The same cards as in the due counts.
 */
export async function loadForecast(
  db: Db,
  { userId, goalIds }: ProgressScope,
  today: LearnerDay,
  starts: readonly Date[],
): Promise<Map<string, { dayNumber: number; count: number }[]>> {
  const everything = { userId, goalId: null, skillNodeId: null }
  const ofLearner = {
    nodes: nodesOfScope(everything),
    isWanted: isInScope(everything),
    keyed: Prisma.sql`SELECT due, ${wholeLearner}::text AS key FROM due`,
  }
  const ofGoals = {
    nodes: studiedNodes(everything),
    isWanted: Prisma.sql`f.skill_node_id IN (SELECT id FROM node WHERE goal_id = ANY(${goalIds ?? []}::uuid[]))`,
    keyed: Prisma.sql`SELECT due, goal_id::text AS key FROM due JOIN node ON node.id = due.skill_node_id`,
  }
  const { nodes, isWanted, keyed } = goalIds ? ofGoals : ofLearner
  const rows = await db.$queryRaw<{ key: string; day_number: number; count: bigint }[]>`
    WITH ${nodes},
    due AS MATERIALIZED (
      -- a Review card that was answered today is not of today any more
      SELECT f.skill_node_id, CASE WHEN f.state = 'review' AND f.last_review_day >= ${toIsoDate(today)}::date
                                   THEN GREATEST(f.due, ${starts[0]!}) ELSE f.due END AS due
        FROM flashcards f
       WHERE f.user_id = ${userId}::uuid AND ${isScheduledCard} AND f.due < ${starts.at(-1)!} AND ${isWanted})
    SELECT key, width_bucket(due, ${starts.map(start => start.toISOString())}::timestamptz[]) AS day_number,
           count(*) AS count
      FROM (${keyed}) AS keyed GROUP BY 1, 2`
  const counts = rows.map(row => ({ key: row.key, dayNumber: row.day_number, count: Number(row.count) }))
  return Map.groupBy(counts, row => row.key)
}

/** Condition that goal `g` has a card in its tree: one without says nothing about what is known. */
const hasCards = Prisma.sql`
  EXISTS (SELECT FROM skill_trees t JOIN skill_nodes n ON n.tree_id = t.id
           WHERE t.goal_id = g.id AND n.deleted_at IS NULL AND n.card_count > 0)`

/**
 * Stored mastery of goals within the last `days` days, with each goal's last entry before them. Of the
 * learner: of the goals that are studied and have cards.
 */
export async function loadMasteryEntries(
  db: Db,
  { userId, goalIds }: ProgressScope,
  today: LearnerDay,
  days: number,
): Promise<MasteryEntry[]> {
  const from = toIsoDate(today - days + 1)
  const wanted = goalIds
    ? Prisma.sql`g.id = ANY(${goalIds}::uuid[])`
    : Prisma.sql`g.user_id = ${userId}::uuid AND ${isStudiedGoal} AND ${hasCards}`
  const rows = await db.$queryRaw<{ goal_id: string; learner_day: Date; mastery_percentage: number }[]>`
    SELECT m.goal_id, m.learner_day, m.mastery_percentage
      FROM learning_goals g
      CROSS JOIN LATERAL (
        SELECT COALESCE(max(before.learner_day), ${from}::date) AS day FROM goal_mastery_days before
         WHERE before.goal_id = g.id AND before.learner_day <= ${from}::date) first
      JOIN goal_mastery_days m ON m.goal_id = g.id AND m.learner_day >= first.day
     WHERE ${wanted}`
  return rows.map(row => ({
    goalId: row.goal_id,
    day: toDay(row.learner_day),
    masteryPercentage: row.mastery_percentage,
  }))
}

/** FROM clause with its WHERE: the sums of days `d`. */
function daysOf({ userId, goalIds }: ProgressScope): Prisma.Sql {
  return goalIds
    ? Prisma.sql`goal_review_days d WHERE d.goal_id = ANY(${goalIds}::uuid[])`
    : Prisma.sql`review_days d WHERE d.user_id = ${userId}::uuid`
}

function dayKey({ goalIds }: ProgressScope): Prisma.Sql {
  return goalIds ? Prisma.sql`d.goal_id::text` : Prisma.sql`${wholeLearner}::text`
}

function toDay(date: Date): LearnerDay {
  return Math.round(date.getTime() / dayMs)
}
