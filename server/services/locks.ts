import type { Tx } from '../db/client.ts'
import type { Flashcard, LearningGoal, User } from '../db/generated/prisma/client.ts'
import { type Row, toModel, toModels } from '../db/rows.ts'
import { NotFound, Unauthenticated } from '../domain/errors.ts'

/**
 * Every write locks, in this order, the learner's row, the goal rows by id, the card rows by id, and
 * only then reads. Goals and cards belong to one learner, so the first lock already puts a learner's
 * writes in a row; the others protect against work done for them by jobs.
 */

/** A learner whose row is locked, with the study settings. */
export interface LockedLearner extends User {
  /**
   * Since when, by the database's clock. It stamps the cards written under the lock (`updated_at`): a later
   * write never bears an earlier time, whatever process it comes from and however long it waited, so that a
   * client that asks for what has changed since the latest it knows misses nothing.
   */
  lockedAt: Date
}

/** Unauthenticated for a learner who is gone since they were identified. */
export async function lockLearner(tx: Tx, learnerId: string): Promise<LockedLearner> {
  // The clock is read of the row that was waited for, not of the one that was found.
  const rows = await tx.$queryRaw<Row[]>`
    WITH learner AS MATERIALIZED (SELECT * FROM users WHERE id = ${learnerId}::uuid FOR UPDATE)
    SELECT *, clock_timestamp() AS locked_at FROM learner`
  if (!rows[0]) throw new Unauthenticated()
  return toModel<LockedLearner>(rows[0])
}

/** The learner's live goals with these ids, all of them or NotFound. Ids are well-formed by then. */
export async function lockGoals(tx: Tx, learnerId: string, ids: string[]): Promise<LearningGoal[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT * FROM learning_goals
     WHERE id = ANY(${ids}::uuid[]) AND user_id = ${learnerId}::uuid AND deleted_at IS NULL
     ORDER BY id FOR UPDATE`
  const goals = toModels<LearningGoal>(rows)
  requireAll('Goal', ids, goals)
  return goals
}

export async function lockGoal(tx: Tx, learnerId: string, id: string): Promise<LearningGoal> {
  const [goal] = await lockGoals(tx, learnerId, [id])
  return goal!
}

/** The goals that these live nodes of the learner stand in; every node or NotFound. */
export async function lockGoalsOfNodes(
  tx: Tx,
  learnerId: string,
  nodeIds: string[],
): Promise<LearningGoal[]> {
  return lockGoals(tx, learnerId, await findGoalsOfNodes(tx, learnerId, nodeIds))
}

/** As {@link lockGoalsOfNodes}, for goals that are locked together with others: their ids. */
export async function findGoalsOfNodes(tx: Tx, learnerId: string, nodeIds: string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ node_id: string; goal_id: string }[]>`
    SELECT n.id AS node_id, t.goal_id FROM skill_nodes n
      JOIN skill_trees t ON t.id = n.tree_id JOIN learning_goals g ON g.id = t.goal_id
     WHERE n.id = ANY(${nodeIds}::uuid[]) AND n.deleted_at IS NULL
       AND g.user_id = ${learnerId}::uuid AND g.deleted_at IS NULL`
  requireAll(
    'Skill node',
    nodeIds,
    rows.map(row => ({ id: row.node_id })),
  )
  return [...new Set(rows.map(row => row.goal_id))]
}

/**
 * The learner's live cards with these ids, locked after the goals they stand in and the other goals that are
 * named; all of them or NotFound.
 */
export async function lockCards(
  tx: Tx,
  learnerId: string,
  ids: string[],
  otherGoalIds: readonly string[] = [],
): Promise<Flashcard[]> {
  const goals = await tx.$queryRaw<{ goal_id: string }[]>`
    SELECT DISTINCT t.goal_id FROM flashcards f
      JOIN skill_nodes n ON n.id = f.skill_node_id JOIN skill_trees t ON t.id = n.tree_id
     WHERE f.id = ANY(${ids}::uuid[]) AND f.user_id = ${learnerId}::uuid`
  const goalIds = [...otherGoalIds, ...goals.map(goal => goal.goal_id)]
  await tx.$queryRaw`SELECT id FROM learning_goals WHERE id = ANY(${goalIds}::uuid[]) ORDER BY id FOR UPDATE`
  const rows = await tx.$queryRaw<Row[]>`
    SELECT * FROM flashcards
     WHERE id = ANY(${ids}::uuid[]) AND user_id = ${learnerId}::uuid AND deleted_at IS NULL
     ORDER BY id FOR UPDATE`
  const cards = toModels<Flashcard>(rows)
  requireAll('Flashcard', ids, cards)
  return cards
}

/** Throws NotFound for the first id that is missing among `found`. */
export function requireAll(kind: string, ids: string[], found: { id: string }[]): void {
  const known = new Set(found.map(row => row.id))
  const missing = ids.find(id => !known.has(id))
  if (missing !== undefined) throw new NotFound(kind, missing)
}
