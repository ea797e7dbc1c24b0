import type { Tx } from '../db/client.ts'
import { awardAchievements } from './achievements.ts'
import { addToTotals } from './titles.ts'

export interface Completion {
  /**
   * whether an answer completed it. A goal that its learner has reopened is completed again by study alone,
   * not by a change of its tree.
   */
  isByStudy: boolean
  /** the answer's session */
  sessionId: string | null
}

/**
 * Completes an active goal whose every card has been mastered once. It counts once, however often it is
 * reopened. Runs in the transaction of the cause, under the goal's lock.
 */
export async function completeGoal(
  tx: Tx,
  userId: string,
  goalId: string,
  { isByStudy, sessionId }: Completion,
  now: Date,
): Promise<void> {
  const [completed] = await tx.$queryRaw<{ is_first: boolean; percentage: number }[]>`
    WITH before AS (SELECT id, completed_at FROM learning_goals WHERE id = ${goalId}::uuid FOR UPDATE)
    UPDATE learning_goals g SET status = 'completed', completed_at = COALESCE(g.completed_at, ${now}), updated_at = ${now}
      FROM before
     WHERE g.id = before.id AND g.status = 'active' AND (${isByStudy} OR g.completed_at IS NULL)
    RETURNING before.completed_at IS NULL AS is_first, g.mastery_percentage AS percentage`
  if (!completed?.is_first) return
  const reason = { sessionId, goalId, masteryPercentage: completed.percentage }
  await awardAchievements(tx, userId, ['goal_complete'], reason, now)
  await addToTotals(tx, userId, { goals: 1 }, sessionId, now)
}
