import type { DueSums } from '../domain/due.ts'
import { defaultAnswerSeconds } from '../domain/due.ts'
import type { Db, Tx } from './client.ts'
import {
  type DayBounds,
  type DayUse,
  type DayUseRow,
  dayUseColumns,
  isStudiedGoal,
  readDayUse,
} from './dayUse.ts'
import { Prisma } from './generated/prisma/client.ts'
import {
  isEverything,
  isInScope,
  isScheduledCard,
  nodesOfScope,
  type StudyScope,
  studiedNodes,
} from './queueSql.ts'
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

/** Columns of cards `f` that {@link dueColumns} counts by. */
function duePlaces({ today, endsAt }: DayBounds): Prisma.Sql {
  return Prisma.sql`
    f.due, f.state <> 'review' AS is_learning,
    -- due before the day ends and not answered on it
    f.state = 'review' AND f.due < ${endsAt} AND f.last_review_day < ${today}::date AS is_of_today`
}

/** Sums over such cards; new ones have no due time and count for nothing. */
function dueColumns({ now, endsAt, weekEndsAt }: DayBounds): Prisma.Sql {
  return Prisma.sql`
    count(*) FILTER (WHERE is_of_today OR is_learning AND due <= ${now}) AS now,
    count(*) FILTER (WHERE is_of_today OR is_learning AND due < ${endsAt}) AS today,
    count(*) FILTER (WHERE due < ${weekEndsAt}) AS this_week,
    count(*) FILTER (WHERE is_of_today) AS reviews_today,
    min(due) FILTER (WHERE is_learning AND due > ${now}) AS next_learning,
    min(GREATEST(due, ${endsAt})) FILTER (WHERE NOT is_learning AND NOT is_of_today) AS next_review`
}

/** What is due until a week from today, by goal: one statement over the index of due cards. */
export async function loadDueByGoal(db: Db | Tx, scope: StudyScope, day: DayBounds): Promise<DueRow[]> {
  // Of everything the join is enough, and does not lead; a part of a tree may.
  const inScope = isEverything(scope) ? Prisma.sql`TRUE` : isInScope(scope)
  const rows = await db.$queryRaw<Row[]>`
    WITH ${studiedNodes(scope)},
    due AS MATERIALIZED (
      SELECT f.skill_node_id, ${duePlaces(day)} FROM flashcards f
       WHERE f.user_id = ${scope.userId}::uuid AND ${isScheduledCard} AND f.due < ${day.weekEndsAt}
         AND ${inScope})
    SELECT node.goal_id AS id, ${dueColumns(day)} FROM due JOIN node ON node.id = due.skill_node_id
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
    WITH ${nodesOfScope(scope)}
    SELECT f.due FROM flashcards f
     WHERE f.user_id = ${scope.userId}::uuid AND ${isScheduledCard} AND f.due >= ${weekEndsAt}
       AND ${isInScope(scope)}
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
    SELECT id, count(*) FILTER (WHERE is_new) AS new_cards, ${dueColumns(day)}
      FROM (SELECT n.id, f.state = 'new' AS is_new, ${duePlaces(day)}
              FROM skill_trees t
              JOIN learning_goals g ON g.id = t.goal_id
              JOIN skill_nodes n ON n.tree_id = t.id
              JOIN flashcards f ON f.skill_node_id = n.id
             WHERE t.id = ${treeId}::uuid AND ${isStudiedGoal}
               AND f.status = 'active' AND NOT f.is_suspended AND f.deleted_at IS NULL) AS card
     GROUP BY id`
  return rows.map(row => toModel<NodeDueRow>(row))
}

/** What today's limits have been used for, and how long an answer takes: one statement. */
export async function loadUseAndPace(
  db: Db | Tx,
  userId: string,
  day: DayBounds,
): Promise<{ use: DayUse; answerSeconds: number }> {
  const [row] = await db.$queryRaw<[DayUseRow & PaceRow]>`
    SELECT ${dayUseColumns(userId, day)}, ${averageSeconds(userId)} AS seconds`
  return { use: readDayUse(row), answerSeconds: row.seconds ?? defaultAnswerSeconds }
}

/** How long the learner's latest answers took, each counted up to 60 s. */
export async function loadAnswerSeconds(db: Db | Tx, userId: string): Promise<number> {
  const [row] = await db.$queryRaw<[PaceRow]>`SELECT ${averageSeconds(userId)} AS seconds`
  return row.seconds ?? defaultAnswerSeconds
}

interface PaceRow {
  /** null: nothing was answered yet */
  seconds: number | null
}

function averageSeconds(userId: string): Prisma.Sql {
  return Prisma.sql`
    (SELECT avg(LEAST(duration_ms, 60000))::float8 / 1000
       FROM (SELECT duration_ms FROM review_logs
              WHERE user_id = ${userId}::uuid AND kind = 'review' AND undone_at IS NULL
                AND duration_ms IS NOT NULL
              ORDER BY reviewed_at DESC, id DESC LIMIT 200) AS latest)`
}
