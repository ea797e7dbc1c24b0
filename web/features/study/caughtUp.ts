import type { GoalStatus } from '../../gql/graphql.ts'
import { formatNumber } from '../../lib/formatTime.ts'

export interface CaughtUpFacts {
  /** Due cards left out by today's limit. */
  waiting: number
  /** There are cards of coming days that were not answered today. */
  canGoAhead: boolean
  /** A timed challenge asks no new cards. */
  isTimed: boolean
  goal: { title: string; status: GoalStatus; cardCount: number } | null
  node: { title: string; subtreeCardCount: number; isEffectivelyEnabled: boolean } | null
  due: { new: number; nextDueAt: string | null }
}

/** Why a session has no card; exactly one of these holds. */
export type CaughtUp =
  | { kind: 'paused'; title: string; status: 'paused' | 'archived' | 'switched off' }
  | { kind: 'noCards' }
  | { kind: 'limited'; waiting: number }
  | { kind: 'onlyNew'; newCount: number }
  | { kind: 'caughtUp'; nextDueAt: string | null; canGoAhead: boolean }

export function decideCaughtUp(facts: CaughtUpFacts): CaughtUp {
  const { waiting, canGoAhead, isTimed, goal, node, due } = facts
  if (goal?.status === 'PAUSED') return { kind: 'paused', title: goal.title, status: 'paused' }
  if (goal?.status === 'ARCHIVED') return { kind: 'paused', title: goal.title, status: 'archived' }
  if (node && !node.isEffectivelyEnabled) return { kind: 'paused', title: node.title, status: 'switched off' }
  if ((node?.subtreeCardCount ?? goal?.cardCount) === 0) return { kind: 'noCards' }
  if (waiting > 0) return { kind: 'limited', waiting }
  if (isTimed && due.new > 0) return { kind: 'onlyNew', newCount: due.new }
  return { kind: 'caughtUp', nextDueAt: due.nextDueAt, canGoAhead }
}

/** What today's limit leaves out, in words without haste. */
export function describeWaiting(waiting: number): string {
  return waiting === 1
    ? '1 more waits for the coming days.'
    : `${formatNumber(waiting)} more wait, spread over the coming days.`
}
