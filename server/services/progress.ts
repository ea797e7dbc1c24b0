import type { LearningGoal } from '../db/generated/prisma/client.ts'
import { NotFound } from '../domain/errors.ts'
import { parseId } from '../domain/ids.ts'
import type { Learner } from '../domain/learner.ts'

/** What progress is asked about: one goal, or null for everything of the learner. */
export interface ProgressSubject {
  goal: LearningGoal | null
}

/** @throws NotFound for a goal that is not the learner's */
export async function findProgressSubject(
  learner: Learner,
  goalId: string | null | undefined,
  loadGoal: (id: string) => Promise<LearningGoal>,
): Promise<ProgressSubject> {
  if (goalId == null) return { goal: null }
  const goal = await loadGoal(parseId('Goal', goalId)).catch(() => null)
  if (goal === null || goal.userId !== learner.id || goal.deletedAt) throw new NotFound('Goal', goalId)
  return { goal }
}
