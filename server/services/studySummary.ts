import type { Tx } from '../db/client.ts'
import { findNextDue } from '../db/due.ts'
import type { Prisma, StudySession, User } from '../db/generated/prisma/client.ts'
import { type AnswerSums, type SessionAnswer, sumAnswers } from '../domain/sessionSummary.ts'
import { awardSession, findSessionAwards } from './achievements.ts'
import { findTitleChange } from './titles.ts'

/** A node whose percentage changed during a session. */
export interface StoredMasteryChange {
  skillNodeId: string
  before: number
  after: number
}

/** A summary as it is kept with its session. */
export interface StoredSummary extends AnswerSums {
  /** ISO 8601 */
  nextDueAt: string | null
  /** of the session's goal; null for a session over everything */
  goalMasteryBefore: number | null
  goalMasteryAfter: number | null
  /** in tree order */
  nodes: StoredMasteryChange[]
  /** keys, in the order they were earned; absent in summaries of before there were any */
  achievements?: string[]
  titleChange?: { from: string; to: string } | null
}

/** Sums a session up as it stands, with what it has earned; what its end earns is given here. */
export async function summarise(
  tx: Tx,
  user: User,
  session: StudySession,
  now: Date,
): Promise<StoredSummary> {
  const answers = await loadAnswers(tx, session.id)
  const before = session.masteryBefore as Record<string, number>
  const nodes = await loadChangedNodes(tx, session, Object.keys(before))
  const scope = { userId: user.id, goalId: session.goalId, skillNodeId: session.skillNodeId }
  const nextDueAt = await findNextDue(tx, user, scope, now)
  const root = nodes.find(node => node.isGoal)
  await awardSession(tx, session, answers, now)
  return {
    ...sumAnswers(answers, session.mode === 'timed'),
    nextDueAt: nextDueAt?.toISOString() ?? null,
    goalMasteryBefore: root ? (before[root.id] ?? root.percentage) : null,
    goalMasteryAfter: root?.percentage ?? null,
    nodes: nodes
      .map(({ id, percentage }) => ({ skillNodeId: id, before: before[id] ?? percentage, after: percentage }))
      .filter(change => change.before !== change.after),
    achievements: await findSessionAwards(tx, user.id, session.id),
    titleChange: await findTitleChange(tx, user.id, session.id),
  }
}

/** The kept summary of a completed session follows an answer that came, or was taken back, after its end. */
export async function refreshSummary(tx: Tx, user: User, sessionId: string, now: Date): Promise<void> {
  const session = await tx.studySession.findFirst({ where: { id: sessionId, status: 'completed' } })
  if (!session) return
  const summary = (await summarise(tx, user, session, now)) as object as Prisma.InputJsonObject
  await tx.studySession.update({ where: { id: sessionId }, data: { summary } })
}

async function loadAnswers(tx: Tx, studySessionId: string): Promise<SessionAnswer[]> {
  const logs = await tx.reviewLog.findMany({
    where: { studySessionId, kind: 'review', undoneAt: null },
    select: {
      flashcardId: true,
      rating: true,
      wasCorrect: true,
      durationMs: true,
      points: true,
      stateBefore: true,
      id: true,
    },
  })
  return logs.map(log => ({
    ...log,
    // A purged card's answer is one of a card of its own.
    flashcardId: log.flashcardId ?? log.id,
    rating: log.rating!,
    wasCorrect: log.wasCorrect ?? log.rating! > 1,
  }))
}

interface ChangedNode {
  id: string
  percentage: number
  /** the root of the session's goal */
  isGoal: boolean
}

/** The nodes that changed, and the root of the session's goal, in tree order. */
async function loadChangedNodes(tx: Tx, { goalId }: StudySession, nodeIds: string[]): Promise<ChangedNode[]> {
  const rows = await tx.$queryRaw<{ id: string; percentage: number; is_goal: boolean }[]>`
    SELECT n.id, n.mastery_percentage AS percentage,
           n.parent_id IS NULL AND g.id IS NOT DISTINCT FROM ${goalId}::uuid AS is_goal
      FROM skill_nodes n JOIN skill_trees t ON t.id = n.tree_id JOIN learning_goals g ON g.id = t.goal_id
     WHERE n.deleted_at IS NULL
       AND (n.id = ANY(${nodeIds}::uuid[]) OR n.parent_id IS NULL AND g.id = ${goalId}::uuid)
     ORDER BY g.created_at, g.id, string_to_array(n.path, '.')::int[]`
  return rows.map(({ id, percentage, is_goal }) => ({ id, percentage, isGoal: is_goal }))
}
