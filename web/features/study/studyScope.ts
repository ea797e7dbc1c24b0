import type { StartStudySessionInput, StudyMode } from '../../gql/graphql.ts'

/** What is to be studied and how, as the address says it. */
export interface StudyScope {
  goalId?: string
  nodeId?: string
  /** Absent: the mode studied last. */
  mode?: StudyMode
  /** TIMED: length of the clock; 0: none. */
  minutes?: number
  /** Distinct cards; absent: all that are ready. */
  limit?: number
  ahead?: boolean
  beyondLimits?: boolean
}

interface ActiveSession {
  mode: StudyMode
  remaining: number
  goal: { id: string } | null
  skillNode: { id: string } | null
}

/**
 * A session that was left is taken up when the same is asked for again, and no more than that. A clock
 * went on while it was left, so that a timed one always begins anew.
 */
export function canResume(session: ActiveSession, scope: StudyScope): boolean {
  if (scope.limit || scope.ahead || scope.beyondLimits) return false
  if (session.mode !== (scope.mode ?? 'FLASHCARD') || session.mode === 'TIMED') return false
  if (session.remaining === 0) return false
  if (scope.nodeId) return session.skillNode?.id === scope.nodeId
  if (session.skillNode) return false
  return (session.goal?.id ?? null) === (scope.goalId ?? null)
}

/** A branch is named by its node alone: the goal follows from it. */
export function toStartInput(scope: StudyScope): StartStudySessionInput {
  const { goalId, nodeId, mode = 'FLASHCARD', minutes, limit, ahead, beyondLimits } = scope
  return {
    mode,
    ...(nodeId ? { skillNodeId: nodeId } : { goalId: goalId ?? null }),
    ...(mode === 'TIMED' && { durationSeconds: minutes ? minutes * 60 : null }),
    limit: limit ?? null,
    ahead: ahead ?? false,
    beyondLimits: beyondLimits ?? false,
  }
}
