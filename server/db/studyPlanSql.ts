import type { CardSchedule } from '../domain/scheduling.ts'
import { type LearnerDay, toIsoDate } from '../domain/studyDay.ts'
import { paceDays } from '../domain/studyPlan.ts'
import type { Db } from './client.ts'
import { Prisma } from './generated/prisma/client.ts'
import { disabledNodes } from './queueSql.ts'
import { type Row, toModel } from './rows.ts'

/** So many answered cards of a goal tell what its reviews will take. */
const mostPickedCards = 300

/** What a goal's plan is made of. */
export interface PlanCounts {
  goalId: string
  newCards: number
  answeredCards: number
  begunToday: number
  begunLately: number
}

export type PlanCard = CardSchedule & { id: string; goalId: string }

/** Studied cards of goals, new and answered, and how many were begun lately: one statement. */
export async function loadPlanCounts(
  db: Db,
  userId: string,
  goalIds: readonly string[],
  today: LearnerDay,
): Promise<PlanCounts[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT wanted.id AS goal_id, cards.new_cards, cards.answered_cards, days.begun_today, days.begun_lately
      FROM unnest(${goalIds}::uuid[]) AS wanted(id)
      CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE f.state = 'new') AS new_cards,
               count(*) FILTER (WHERE f.state <> 'new') AS answered_cards
          FROM ${studiedCards(userId)}) cards
      CROSS JOIN LATERAL (
        SELECT COALESCE(sum(new_cards), 0) AS begun_lately,
               COALESCE(sum(new_cards) FILTER (WHERE learner_day = ${toIsoDate(today)}::date), 0) AS begun_today
          FROM goal_review_days
         WHERE goal_id = wanted.id
           AND learner_day BETWEEN ${toIsoDate(today - paceDays + 1)}::date AND ${toIsoDate(today)}::date) days`
  return rows.map(row => toModel<PlanCounts>(row))
}

/** Answered cards of goals, of each as many as are simulated, the same ones in the same order each time. */
export async function pickPlanCards(db: Db, userId: string, goalIds: readonly string[]): Promise<PlanCard[]> {
  const rows = await db.$queryRaw<(Row & { last_review_day: Date })[]>`
    SELECT wanted.id AS goal_id, picked.* FROM unnest(${goalIds}::uuid[]) AS wanted(id)
      CROSS JOIN LATERAL (
        SELECT f.id, f.state, f.due, f.stability, f.difficulty, f.learning_step, f.scheduled_days, f.reps,
               f.lapses, f.last_review, f.last_review_day
          FROM ${studiedCards(userId)} AND f.state <> 'new'
         ORDER BY uuid_hash(f.id), f.id LIMIT ${mostPickedCards}::int) picked`
  return rows.map(row => ({
    ...toModel<PlanCard>(row),
    lastReviewDay: Math.round(row.last_review_day.getTime() / 86_400_000),
  }))
}

/** FROM clause with its WHERE: studied cards `f` of the goal `wanted`, whatever its status. */
function studiedCards(userId: string): Prisma.Sql {
  return Prisma.sql`
    skill_trees t
    JOIN skill_nodes n ON n.tree_id = t.id AND n.deleted_at IS NULL AND n.id NOT IN (${disabledNodes(userId)})
    JOIN flashcards f ON f.skill_node_id = n.id
     AND f.status = 'active' AND NOT f.is_suspended AND f.deleted_at IS NULL
   WHERE t.goal_id = wanted.id`
}
