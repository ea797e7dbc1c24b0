import { learnAheadMs } from '../domain/review.ts'
import { learnerDayOf, startOfLearnerDay, toIsoDate } from '../domain/studyDay.ts'
import type { LimitFacts } from '../domain/studyQueue.ts'
import type { Db, Tx } from './client.ts'
import { Prisma, type User } from './generated/prisma/client.ts'

/** The learner's day as the statements of queue and due counts need it. */
export interface DayBounds {
  now: Date
  /** until when learning cards may be taken early */
  soon: Date
  /** 'YYYY-MM-DD' */
  today: string
  /** first instant of the next learner day */
  endsAt: Date
  /** first instant of the learner day a week from today */
  weekEndsAt: Date
}

export function readDay(clock: Pick<User, 'timeZone' | 'dayStartHour'>, now: Date): DayBounds {
  const today = learnerDayOf(now, clock)
  return {
    now,
    soon: new Date(now.getTime() + learnAheadMs),
    today: toIsoDate(today),
    endsAt: startOfLearnerDay(today + 1, clock),
    weekEndsAt: startOfLearnerDay(today + 7, clock),
  }
}

/** Goals `g` whose cards are studied. */
export const isStudiedGoal = Prisma.sql`g.deleted_at IS NULL AND g.status IN ('active', 'completed')`

/** What today's limits have been used for, and which goals are studied, in their order. */
export interface DayUse {
  reviewsAnswered: number
  /** first answers by goal; '' for those of no goal */
  newAnswered: Map<string, number>
  /** ids of the goals that are studied, in their order */
  goalIds: string[]
  /** of the goals that set their own */
  ownNewCardsPerDay: Map<string, number>
}

/** One statement; reads today's reviews and the goals. */
export async function loadDayUse(db: Db | Tx, userId: string, day: DayBounds): Promise<DayUse> {
  const [row] = await db.$queryRaw<[DayUseRow]>`SELECT ${dayUseColumns(userId, day)}`
  return readDayUse(row)
}

/** Columns that {@link readDayUse} reads. */
export function dayUseColumns(userId: string, { today }: DayBounds): Prisma.Sql {
  return Prisma.sql`
    (SELECT json_agg(json_build_object('goalId', goal_id, 'reviews', reviews, 'firsts', firsts))
       FROM (SELECT r.goal_id, count(*) FILTER (WHERE r.state_before = 'review') AS reviews,
                    count(*) FILTER (WHERE r.state_before = 'new' AND r.applied_to_schedule) AS firsts
               FROM review_logs r
              WHERE r.user_id = ${userId}::uuid AND r.learner_day = ${today}::date
                AND r.kind = 'review' AND r.undone_at IS NULL
              GROUP BY r.goal_id) AS by_goal) AS answered,
    (SELECT json_agg(json_build_object('id', g.id, 'perDay', g.new_cards_per_day, 'isStudied', ${isStudiedGoal})
              ORDER BY g.created_at, g.id)
       FROM learning_goals g WHERE g.user_id = ${userId}::uuid) AS goals`
}

export function readDayUse(row: DayUseRow): DayUse {
  const answered = row.answered ?? []
  const goals = row.goals ?? []
  return {
    reviewsAnswered: answered.reduce((sum, { reviews }) => sum + reviews, 0),
    newAnswered: new Map(answered.map(({ goalId, firsts }) => [goalId ?? '', firsts])),
    goalIds: goals.filter(goal => goal.isStudied).map(goal => goal.id),
    ownNewCardsPerDay: new Map(goals.flatMap(({ id, perDay }) => (perDay === null ? [] : [[id, perDay]]))),
  }
}

export interface DayUseRow {
  answered: AnsweredRow[] | null
  goals: GoalRow[] | null
}

interface AnsweredRow {
  goalId: string | null
  reviews: number
  firsts: number
}

interface GoalRow {
  id: string
  perDay: number | null
  isStudied: boolean
}

/** Today's limits as the queue is decided by. */
export function buildLimitFacts(
  user: Pick<User, 'reviewsPerDay' | 'newCardsPerDay'>,
  use: DayUse,
  reviewDueCount: number,
  { allowsNew = true, beyondLimits = false } = {},
): LimitFacts {
  return {
    reviewDueCount,
    reviewsAnsweredToday: use.reviewsAnswered,
    newAnsweredToday: use.newAnswered,
    reviewsPerDay: user.reviewsPerDay,
    newCardsPerDay: user.newCardsPerDay,
    goalNewCardsPerDay: use.ownNewCardsPerDay,
    allowsNew,
    beyondLimits,
  }
}
