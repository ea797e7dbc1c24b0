import type { CardState } from '../../gql/graphql.ts'

/** A session item as far as its turn depends on it. */
export interface WaitingItem {
  position: number
  state: CardState
  /** Epoch milliseconds; null while the card is new. */
  dueAtMs: number | null
  isAnswered: boolean
  /** Suspended since the session began: it has no turn any more. */
  isSkipped: boolean
}

/**
 * Whose turn it is: learning cards that are due, the longest waiting first; then the others by their
 * position; then learning cards that are not due yet, the earliest first. Null when all are answered.
 */
export function chooseNextItem<I extends WaitingItem>(items: readonly I[], nowMs: number): I | null {
  const open = items.filter(item => !item.isAnswered && !item.isSkipped)
  const learning = open.filter(isLearning).sort((a, b) => (a.dueAtMs ?? 0) - (b.dueAtMs ?? 0))
  const isDue = (item: I) => (item.dueAtMs ?? 0) <= nowMs
  const others = open.filter(item => !isLearning(item)).sort((a, b) => a.position - b.position)
  return learning.find(isDue) ?? others[0] ?? learning[0] ?? null
}

/**
 * How much of the session is behind the learner, 0 to 1: answered items among all that still have a
 * turn. A card that returns adds an item, so the caller keeps the highest value it has shown.
 */
export function measureProgress(items: readonly WaitingItem[]): number {
  const counted = items.filter(item => item.isAnswered || !item.isSkipped)
  if (counted.length === 0) return 0
  return counted.filter(item => item.isAnswered).length / counted.length
}

function isLearning(item: WaitingItem): boolean {
  return item.state === 'LEARNING' || item.state === 'RELEARNING'
}
