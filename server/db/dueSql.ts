import type { DueSums } from '../domain/due.ts'
import { defaultAnswerSeconds } from '../domain/due.ts'
import type { Db, Tx } from './client.ts'
import { type DayBounds, isStudiedGoal } from './dayUse.ts'
import { Prisma } from './generated/prisma/client.ts'
import { isScheduledCard, type StudyScope, standsInNodes, studiedNodes } from './queueSql.ts'
import { type Row, toModel } from './rows.ts'

/** Due cards of one goal or node. */
export interface DueRow extends DueSums {
  /** of the goal or node */
  id: string
}

/** Of each node's cards, also how many are new. */
export interface NodeDueRow extends DueRow {
  newCards: number
}

/** Whether a Review card `f` is of today: due before the day ends and not answered on it. */
function isReviewOfToday({ today, endsAt }: DayBounds): Prisma.Sql {
  return Prisma.sql`(f.state = 'review' AND f.due < ${endsAt} AND f.last_review_day < ${today}::date)`
}

function dueColumns(day: DayBounds): Prisma.Sql {
  const ofToday = isReviewOfToday(day)
  const isLearning = Prisma.sql`f.state IN ('learning', 'relearning')`
  return Prisma.sql`
    count(*) FILTER (WHERE ${ofToday} OR ${isLearning} AND f.due <= ${day.now}) AS now,
    count(*) FILTER (WHERE ${ofToday} OR ${isLearning} AND f.due < ${day.endsAt}) AS today,
    count(*) FILTER (WHERE f.due < ${day.weekEndsAt}) AS this_week,
    count(*) FILTER (WHERE ${ofToday}) AS reviews_today,
    min(f.due) FILTER (WHERE ${isLearning} AND f.due > ${day.now}) AS next_learning,
    min(GREATEST(f.due, ${day.endsAt})) FILTER (WHERE f.state = 'review' AND NOT ${ofToday}) AS next_review`
}

/** What is due until a week from today, by goal: one statement over the index of due cards. */
export async function loadDueByGoal(db: Db | Tx, scope: StudyScope, day: DayBounds): Promise<DueRow[]> {
  const rows = await db.$queryRaw<Row[]>`
    WITH ${studiedNodes(scope)},
    due AS MATERIALIZED (
      SELECT f.skill_node_id, f.state, f.due, f.last_review_day FROM flashcards f
       WHERE f.user_id = ${scope.userId}::uuid AND ${isScheduledCard} AND f.due < ${day.weekEndsAt}
         AND ${standsInNodes(scope)})
    SELECT node.goal_id AS id, ${dueColumns(day)} FROM due f JOIN node ON node.id = f.skill_node_id
     GROUP BY node.goal_id`
  return rows.map(row => toModel<DueRow>(row))
}

/** The first card due after the coming week: one walk along the index that stops at the first. */
export async function findNextDueAfterWeek(
  db: Db | Tx,
  scope: StudyScope,
  { weekEndsAt }: DayBounds,
): Promise<Date | null> {
  const [row] = await db.$queryRaw<{ due: Date }[]>`
    WITH ${studiedNodes(scope)}
    SELECT f.due FROM flashcards f
     WHERE f.user_id = ${scope.userId}::uuid AND ${isScheduledCard} AND f.due >= ${weekEndsAt}
       AND ${standsInNodes(scope)}
     ORDER BY f.due LIMIT 1`
  return row?.due ?? null
}

/** The same for several goals, by goal. */
export async function loadNextDueAfterWeek(
  db: Db | Tx,
  userId: string,
  goalIds: readonly string[],
  { weekEndsAt }: DayBounds,
): Promise<Map<string, Date>> {
  if (goalIds.length === 0) return new Map()
  const rows = await db.$queryRaw<{ id: string; due: Date }[]>`
    WITH ${studiedNodes({ userId, goalId: null, skillNodeId: null })}
    SELECT node.goal_id AS id, min(f.due) AS due
      FROM node JOIN flashcards f ON f.skill_node_id = node.id
     WHERE node.goal_id = ANY(${goalIds}::uuid[]) AND ${isScheduledCard} AND f.due >= ${weekEndsAt}
     GROUP BY node.goal_id`
  return new Map(rows.map(row => [row.id, row.due]))
}

/** What is due of each node's own cards, and how many are new: one statement for a whole tree. */
export async function loadDueOfNodes(db: Db | Tx, treeId: string, day: DayBounds): Promise<NodeDueRow[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT n.id, count(*) FILTER (WHERE f.state = 'new') AS new_cards, ${dueColumns(day)}
      FROM skill_trees t
      JOIN learning_goals g ON g.id = t.goal_id
      JOIN skill_nodes n ON n.tree_id = t.id
      JOIN flashcards f ON f.skill_node_id = n.id
     WHERE t.id = ${treeId}::uuid AND ${isStudiedGoal}
       AND f.status = 'active' AND NOT f.is_suspended AND f.deleted_at IS NULL
     GROUP BY n.id`
  return rows.map(row => toModel<NodeDueRow>(row))
}

/** How long the learner's latest answers took, each counted up to 60 s. */
export async function loadAnswerSeconds(db: Db | Tx, userId: string): Promise<number> {
  const [row] = await db.$queryRaw<[{ seconds: number | null }]>`
    SELECT avg(LEAST(duration_ms, 60000))::float8 / 1000 AS seconds
      FROM (SELECT duration_ms FROM review_logs
             WHERE user_id = ${userId}::uuid AND kind = 'review' AND undone_at IS NULL
               AND duration_ms IS NOT NULL
             ORDER BY reviewed_at DESC, id DESC LIMIT 200) AS latest`
  return row.seconds ?? defaultAnswerSeconds
}
