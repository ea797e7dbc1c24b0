import type { Tx } from '../db/client.ts'
import { Prisma, type User } from '../db/generated/prisma/client.ts'
import { toModels } from '../db/rows.ts'
import { isSelfOrBelow } from '../db/subtreeSql.ts'
import {
  type ChainChange,
  computeTreeMastery,
  findUnits,
  isGoalComplete,
  type MasteryNode,
} from '../domain/mastery.ts'
import { learnerDayOf, toIsoDate } from '../domain/studyDay.ts'
import { awardMastery } from './achievements.ts'
import { completeGoal } from './goalCompletion.ts'

interface NodeFacts extends MasteryNode {
  neverMasteredCount: number
  /** as it is stored */
  masteryPercentage: number
}

/**
 * Counts and mastery of whole trees again, from their cards, after a change of cards, places or
 * switches; saves what differs, the goals' percentages and today's mastery, and completes goals.
 * Runs inside the change's transaction, under the goals' locks.
 */
export async function recomputeTrees(tx: Tx, user: User, goalIds: string[], now: Date): Promise<void> {
  for (const goalId of new Set(goalIds)) await recomputeTree(tx, user, goalId, now)
}

async function recomputeTree(tx: Tx, user: User, goalId: string, now: Date): Promise<void> {
  const nodes = await loadNodeFacts(tx, goalId)
  const root = nodes.find(node => node.parentId === null)
  if (!root) return
  const mastery = computeTreeMastery(nodes)
  const rows = nodes.map(node => {
    const { unitCount, unitMastery, masteryPercentage } = mastery.get(node.id)!
    return Prisma.sql`(${node.id}::uuid, ${node.cardCount}::int, ${node.studiedCardCount}::int,
      ${node.cardMasterySum}::bigint, ${unitCount}::int, ${unitMastery}::bigint, ${masteryPercentage}::int)`
  })
  await tx.$executeRaw`
    UPDATE skill_nodes n SET card_count = v.cards, studied_card_count = v.studied, card_mastery_sum = v.sum,
           unit_count = v.units, unit_mastery = v.unit_mastery, mastery_percentage = v.percentage, updated_at = ${now}
      FROM (VALUES ${Prisma.join(rows)}) AS v(id, cards, studied, sum, units, unit_mastery, percentage)
     WHERE n.id = v.id
       AND (n.card_count, n.studied_card_count, n.card_mastery_sum, n.unit_count, n.unit_mastery, n.mastery_percentage)
           IS DISTINCT FROM (v.cards, v.studied, v.sum, v.units, v.unit_mastery, v.percentage)`
  await tx.$executeRaw`
    UPDATE skill_trees t SET node_count = v.nodes, max_depth = v.depth, updated_at = ${now}
      FROM (SELECT count(*)::int AS nodes, max(n.depth) AS depth FROM skill_nodes n
              JOIN skill_trees of_goal ON of_goal.id = n.tree_id
             WHERE of_goal.goal_id = ${goalId}::uuid AND n.deleted_at IS NULL) v
     WHERE t.goal_id = ${goalId}::uuid AND (t.node_count, t.max_depth) IS DISTINCT FROM (v.nodes, v.depth)`
  const { masteryPercentage } = mastery.get(root.id)!
  await saveGoalMastery(
    tx,
    user,
    goalId,
    { masteryPercentage, percentageBefore: root.masteryPercentage },
    now,
  )
  if (isGoalComplete(findUnits(nodes))) {
    await completeGoal(tx, user.id, goalId, { isByStudy: false, sessionId: null }, now)
  }
}

/** Whether every unit of a goal's tree has cards and every one of them has been mastered at least once. */
export async function isTreeComplete(tx: Tx, goalId: string): Promise<boolean> {
  if (await hasUnmasteredCard(tx, goalId)) return false
  return isGoalComplete(findUnits(await loadNodeFacts(tx, goalId)))
}

/** Whether a studied card was never mastered. Its node is a unit, so that one such card is answer enough. */
async function hasUnmasteredCard(tx: Tx, goalId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<[{ found: boolean }]>`
    SELECT EXISTS (
      SELECT 1 FROM skill_trees t
        JOIN skill_nodes below ON below.tree_id = t.id AND below.deleted_at IS NULL
        JOIN flashcards f ON f.skill_node_id = below.id AND f.status = 'active' AND NOT f.is_suspended
         AND f.deleted_at IS NULL AND f.mastered_at IS NULL
       WHERE t.goal_id = ${goalId}::uuid AND NOT EXISTS (
         SELECT 1 FROM skill_nodes top
          WHERE ${isSelfOrBelow} AND NOT top.is_enabled AND top.deleted_at IS NULL)) AS found`
  return row.found
}

export interface GoalProgress {
  /** 0–100, the root's */
  masteryPercentage: number
  /** what it was until now */
  percentageBefore: number
  /** seconds of study to add, or, negative, to take back */
  addedSeconds?: number
  /** nodes whose cards or subtrees changed, saved along */
  nodes?: ChainChange[]
  /** the session of the answer that changed it */
  sessionId?: string | null
}

/** The goal's percentage with what it earns, its entry for today, and its time. */
export async function saveGoalMastery(
  tx: Tx,
  user: User,
  goalId: string,
  { masteryPercentage, percentageBefore, addedSeconds = 0, nodes = [], sessionId = null }: GoalProgress,
  now: Date,
): Promise<void> {
  const today = toIsoDate(learnerDayOf(now, user))
  await tx.$executeRaw`
    WITH ${saveNodes(nodes, now)} goal AS (
      UPDATE learning_goals SET mastery_percentage = ${masteryPercentage}, updated_at = ${now},
             total_time_seconds = GREATEST(0, total_time_seconds + ${addedSeconds}::int)
       WHERE id = ${goalId}::uuid RETURNING id)
    INSERT INTO goal_mastery_days (goal_id, learner_day, mastery_percentage)
    SELECT id, ${today}::date, ${masteryPercentage} FROM goal
    ON CONFLICT (goal_id, learner_day) DO UPDATE SET mastery_percentage = excluded.mastery_percentage`
  const change = { before: percentageBefore, after: masteryPercentage }
  await awardMastery(tx, user.id, goalId, change, sessionId, now)
}

/** CTE `node`, with the comma after it; nothing when no node changed. */
function saveNodes(nodes: readonly ChainChange[], now: Date): Prisma.Sql {
  if (nodes.length === 0) return Prisma.empty
  const rows = nodes.map(
    ({ id, cardCount, studiedCardCount, cardMasterySum, unitCount, unitMastery, masteryPercentage }) =>
      Prisma.sql`(${id}::uuid, ${cardCount}::int, ${studiedCardCount}::int, ${cardMasterySum}::bigint,
        ${unitCount}::int, ${unitMastery}::bigint, ${masteryPercentage}::int)`,
  )
  return Prisma.sql`
    node AS (
      UPDATE skill_nodes n SET card_count = v.cards, studied_card_count = v.studied, card_mastery_sum = v.sum,
             unit_count = v.units, unit_mastery = v.unit_mastery, mastery_percentage = v.percentage,
             updated_at = ${now}
        FROM (VALUES ${Prisma.join(rows)}) AS v(id, cards, studied, sum, units, unit_mastery, percentage)
       WHERE n.id = v.id),`
}

/** Live nodes of the goal's tree with their cards' sums. m(card) as in domain/mastery.ts, in SQL. */
async function loadNodeFacts(tx: Tx, goalId: string): Promise<NodeFacts[]> {
  const rows = await tx.$queryRaw<Record<string, unknown>[]>`
    SELECT n.id, n.parent_id, n.is_enabled, n.mastery_percentage, count(f.id) AS card_count,
           count(f.id) FILTER (WHERE NOT f.is_suspended) AS studied_card_count,
           COALESCE(sum(${cardMasterySql}) FILTER (WHERE NOT f.is_suspended), 0)::bigint AS card_mastery_sum,
           count(f.id) FILTER (WHERE f.mastered_at IS NULL) AS never_mastered_count
      FROM skill_trees t
      JOIN skill_nodes n ON n.tree_id = t.id AND n.deleted_at IS NULL
      LEFT JOIN flashcards f ON f.skill_node_id = n.id AND f.status = 'active' AND f.deleted_at IS NULL
     WHERE t.goal_id = ${goalId}::uuid
     GROUP BY n.id ORDER BY n.depth, n.sort_order`
  return toModels<NodeFacts>(rows)
}

/** `cardMastery` of domain/mastery.ts over flashcards `f`; a test holds the two together. */
export const cardMasterySql = Prisma.sql`
  CASE WHEN f.state = 'new' OR f.stability IS NULL THEN 0
       WHEN f.state = 'review' AND f.stability >= 21 THEN 1000000
       ELSE LEAST(999999, floor(1000000 * f.stability / 21 + 0.5)) END::bigint`
