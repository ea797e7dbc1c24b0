import type { Db, Tx } from './client.ts'
import { type DayBounds, isStudiedGoal } from './dayUse.ts'
import { Prisma } from './generated/prisma/client.ts'
import { type Row, toModel, toModels } from './rows.ts'
import { isSelfOrBelow, subtreeOf } from './subtreeSql.ts'

/** What is studied: everything, one goal, or a node with all below it. */
export interface StudyScope {
  userId: string
  goalId: string | null
  skillNodeId: string | null
}

/** Nodes of the learner that are switched off, themselves or by an ancestor: few, so asked for once. */
export function disabledNodes(userId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT below.id FROM learning_goals g
      JOIN skill_trees t ON t.goal_id = g.id
      JOIN skill_nodes top ON top.tree_id = t.id AND NOT top.is_enabled AND top.deleted_at IS NULL
      JOIN skill_nodes below ON ${isSelfOrBelow} AND below.deleted_at IS NULL
     WHERE g.user_id = ${userId}::uuid`
}

/** Cards `f` that may be in a queue at all once they are not new; worded as the partial index is. */
export const isScheduledCard = Prisma.sql`
  f.status = 'active' AND NOT f.is_suspended AND f.state <> 'new' AND f.deleted_at IS NULL
  AND f.skill_node_id IS NOT NULL`

/** Cards `f` that may be in a queue and have never been answered. */
export const isNewCard = Prisma.sql`
  f.status = 'active' AND NOT f.is_suspended AND f.state = 'new' AND f.deleted_at IS NULL`

/** Joins from cards `f` to what they stand in, `n`, `t` and `g`. */
export const placeOfCard = Prisma.sql`
  JOIN skill_nodes n ON n.id = f.skill_node_id
  JOIN skill_trees t ON t.id = n.tree_id
  JOIN learning_goals g ON g.id = t.goal_id`

/** CTE `node`: the learner's nodes in scope whose cards are studied, with their goal. */
export function studiedNodes({ userId, goalId, skillNodeId }: StudyScope): Prisma.Sql {
  const inGoal = goalId === null ? Prisma.sql`TRUE` : Prisma.sql`g.id = ${goalId}::uuid`
  return Prisma.sql`
    node AS MATERIALIZED (
      SELECT n.id, g.id AS goal_id FROM learning_goals g
        JOIN skill_trees t ON t.goal_id = g.id
        JOIN skill_nodes n ON n.tree_id = t.id AND n.deleted_at IS NULL
       WHERE g.user_id = ${userId}::uuid AND ${isStudiedGoal} AND ${inGoal} AND ${inSubtree(skillNodeId)}
         AND n.id NOT IN (${disabledNodes(userId)}))`
}

/**
 * CTE of the nodes that decide which cards are in scope, for {@link isInScope}. Of everything these are the
 * few that are not studied, so that the index of due cards leads: the planner takes cards of one learner
 * and cards of their nodes for independent, and would rather visit every node. For a part of a tree it may.
 */
export function nodesOfScope(scope: StudyScope): Prisma.Sql {
  return isEverything(scope) ? excludedNodes(scope.userId) : studiedNodes(scope)
}

/** Condition that cards `f`, which stand in some node, are in scope. */
export function isInScope(scope: StudyScope): Prisma.Sql {
  return isEverything(scope)
    ? Prisma.sql`f.skill_node_id NOT IN (SELECT id FROM excluded)`
    : Prisma.sql`f.skill_node_id IN (SELECT id FROM node)`
}

export function isEverything({ goalId, skillNodeId }: StudyScope): boolean {
  return goalId === null && skillNodeId === null
}

/** CTE `excluded`: nodes of the learner whose cards are not studied. Live cards stand in live nodes alone. */
function excludedNodes(userId: string): Prisma.Sql {
  return Prisma.sql`
    excluded AS MATERIALIZED (
      SELECT n.id FROM learning_goals g
        JOIN skill_trees t ON t.goal_id = g.id
        JOIN skill_nodes n ON n.tree_id = t.id
       WHERE g.user_id = ${userId}::uuid AND NOT (${isStudiedGoal})
       UNION ALL ${disabledNodes(userId)})`
}

function inSubtree(skillNodeId: string | null): Prisma.Sql {
  if (skillNodeId === null) return Prisma.sql`TRUE`
  return Prisma.sql`n.id IN (${subtreeOf(Prisma.sql`${skillNodeId}::uuid`)})`
}

export interface DueCard {
  id: string
  skillNodeId: string
  state: 'learning' | 'relearning' | 'review'
  due: Date
  stability: number
  lastReviewDay: Date
}

export interface DueCards {
  /** learning cards due within 20 minutes, earliest first */
  learning: DueCard[]
  /** due Review cards, lowest retrievability first; `reviewLimit` at most */
  reviews: DueCard[]
  /** all due Review cards in scope */
  reviewCount: number
}

/**
 * Cards that are due in a scope: one statement over the index of due cards. Retrievability falls with
 * elapsed days ÷ stability, so that is what Review cards are ordered by.
 */
export async function loadDueCards(
  db: Db | Tx,
  scope: StudyScope,
  { today, endsAt, soon }: DayBounds,
  reviewLimit: number,
): Promise<DueCards> {
  const horizon = soon > endsAt ? soon : endsAt
  const rows = await db.$queryRaw<Row[]>`
    WITH ${nodesOfScope(scope)},
    due AS MATERIALIZED (
      SELECT f.id, f.skill_node_id, f.state, f.due, f.stability, f.last_review_day
        FROM flashcards f
       WHERE f.user_id = ${scope.userId}::uuid AND f.due < ${horizon} AND ${isScheduledCard}
         AND CASE WHEN f.state = 'review' THEN f.due < ${endsAt} AND f.last_review_day < ${today}::date
                  ELSE f.due <= ${soon} END
         AND ${isInScope(scope)})
    (SELECT due.*, NULL::bigint AS review_count FROM due WHERE state <> 'review' ORDER BY due, id)
    UNION ALL
    (SELECT due.*, NULL FROM due WHERE state = 'review'
      ORDER BY (${today}::date - last_review_day) / stability DESC, id LIMIT ${reviewLimit}::int)
    UNION ALL
    -- how many there are, also when none may be answered any more
    (SELECT NULL, NULL, 'count', NULL, NULL, NULL, count(*) FROM due WHERE state = 'review')`
  const cards = rows.filter(row => row.state !== 'count')
  return {
    learning: toModels<DueCard>(cards.filter(row => row.state !== 'review')),
    reviews: toModels<DueCard>(cards.filter(row => row.state === 'review')),
    reviewCount: Number(rows.find(row => row.state === 'count')!.review_count),
  }
}

export interface NewCard {
  id: string
  skillNodeId: string
  goalId: string
}

/** A goal and how many of its new cards are wanted at most. */
export interface NewCardsWanted {
  goalId: string
  limit: number
}

/** New cards in tree order, goals in the order given, a node's in the order they were made: one statement. */
export async function loadNewCards(
  db: Db | Tx,
  scope: StudyScope,
  wanted: readonly NewCardsWanted[],
  limit: number,
): Promise<NewCard[]> {
  const goals = wanted.filter(goal => goal.limit > 0)
  if (goals.length === 0) return []
  const rows = await db.$queryRaw<Row[]>`
    SELECT card.id, card.skill_node_id, g.id AS goal_id
      FROM ${wantedGoals(goals)}
      CROSS JOIN LATERAL (
        SELECT f.id, f.skill_node_id, f.created_at, n.ranks ${newCardsOfGoal(scope)}
         ORDER BY n.ranks, f.created_at, f.id LIMIT g.wanted) card
     ORDER BY g.place, card.ranks, card.created_at, card.id LIMIT ${limit}::int`
  return rows.map(row => toModel<NewCard>(row))
}

/** How many new cards each goal has, up to the number wanted: one statement. */
export async function countNewCards(
  db: Db | Tx,
  scope: StudyScope,
  wanted: readonly NewCardsWanted[],
): Promise<Map<string, number>> {
  const goals = wanted.filter(goal => goal.limit > 0)
  if (goals.length === 0) return new Map()
  const rows = await db.$queryRaw<{ id: string; count: bigint }[]>`
    SELECT g.id, (
      SELECT count(*) FROM (
        SELECT 1 FROM ${nodesOfGoal(scope)}
         CROSS JOIN LATERAL (
           SELECT 1 FROM flashcards f WHERE f.skill_node_id = n.id AND ${isNewCard} LIMIT g.wanted) f
         LIMIT g.wanted) card) AS count
      FROM ${wantedGoals(goals)}`
  return new Map(rows.map(row => [row.id, Number(row.count)]))
}

function wantedGoals(goals: readonly NewCardsWanted[]): Prisma.Sql {
  const ids = goals.map(goal => goal.goalId)
  const limits = goals.map(goal => goal.limit)
  return Prisma.sql`unnest(${ids}::uuid[], ${limits}::int[]) WITH ORDINALITY AS g(id, wanted, place)`
}

/** FROM clause: new cards `f` of the nodes `n` (with `ranks`, their path as numbers) of the goal `g`. */
function newCardsOfGoal(scope: StudyScope): Prisma.Sql {
  return Prisma.sql`
    FROM (SELECT n.id, string_to_array(n.path, '.')::int[] AS ranks FROM ${nodesOfGoal(scope)} ORDER BY ranks) n
    CROSS JOIN LATERAL (
      SELECT f.id, f.skill_node_id, f.created_at FROM flashcards f
       WHERE f.skill_node_id = n.id AND ${isNewCard}
       ORDER BY f.created_at, f.id LIMIT g.wanted) f`
}

/** FROM item: nodes `n` in scope of the goal `g` that are switched on. */
function nodesOfGoal({ userId, skillNodeId }: StudyScope): Prisma.Sql {
  return Prisma.sql`
    (SELECT n.id, n.path FROM skill_trees t JOIN skill_nodes n ON n.tree_id = t.id AND n.deleted_at IS NULL
      WHERE t.goal_id = g.id AND ${inSubtree(skillNodeId)} AND n.id NOT IN (${disabledNodes(userId)})) n`
}

/** Cards by the time they are due, also those of coming days, but none answered today: for studying ahead. */
export async function loadCardsAhead(
  db: Db | Tx,
  scope: StudyScope,
  { today }: DayBounds,
  limit: number,
): Promise<DueCard[]> {
  const rows = await db.$queryRaw<Row[]>`
    WITH ${nodesOfScope(scope)}
    SELECT f.id, f.skill_node_id, f.state, f.due, f.stability, f.last_review_day
      FROM flashcards f
     WHERE f.user_id = ${scope.userId}::uuid AND ${isScheduledCard} AND ${isInScope(scope)}
       AND (f.state <> 'review' OR f.last_review_day < ${today}::date)
     ORDER BY f.due, f.id LIMIT ${limit}::int`
  return toModels<DueCard>(rows)
}
