import type { Db } from '../db/client.ts'
import type { StudyScope } from '../db/queueSql.ts'
import { InvalidInput } from '../domain/errors.ts'
import type { Learner } from '../domain/learner.ts'
import { findGoal } from './goals.ts'
import { findNode } from './skillTrees.ts'

/**
 * What a learner asks to study: a goal, a node with all below it, or everything.
 *
 * @throws NotFound for what is not the learner's, InvalidInput for a node of another goal
 */
export async function findStudyScope(
  db: Db,
  learner: Learner,
  { goalId, skillNodeId }: { goalId?: string | null; skillNodeId?: string | null },
): Promise<StudyScope> {
  const goal = goalId == null ? null : await findGoal(db, learner, goalId)
  if (skillNodeId == null) return { userId: learner.id, goalId: goal?.id ?? null, skillNodeId: null }

  const node = await findNode(db, learner, skillNodeId)
  if (goal && goal.id !== node.goalId) {
    throw new InvalidInput(
      'skillNodeId',
      `Skill node ${node.id} is of another goal: expected one of ${goal.id}`,
    )
  }
  return { userId: learner.id, goalId: node.goalId, skillNodeId: node.id }
}
