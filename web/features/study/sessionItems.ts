import type { CardState } from '../../gql/graphql.ts'
import type { WaitingItem } from './nextItem.ts'
import type { OutboxOperation } from './outboxPlan.ts'

/** An item as the server last told it. */
export interface SavedItem {
  position: number
  review: { reviewId: string; reviewedAt: string } | null
  flashcard: { id: string; state: CardState; due: string | null; isSuspended: boolean }
}

/** What was done on this device and may not be in the saved items yet. */
export interface LocalAnswers {
  /** Review id by position. */
  answered: ReadonlyMap<number, string>
  undoneReviewIds: ReadonlySet<string>
  /** Positions that were answered elsewhere, or whose card is gone. */
  givenUp: ReadonlySet<number>
  /** Cards being suspended. */
  suspendedCardIds: ReadonlySet<string>
}

export const noLocalAnswers: LocalAnswers = {
  answered: new Map(),
  undoneReviewIds: new Set(),
  givenUp: new Set(),
  suspendedCardIds: new Set(),
}

export interface RunItem<S extends SavedItem = SavedItem> extends WaitingItem {
  saved: S
}

/** The saved items with what this device has done since laid over them: a card answered here is answered. */
export function overlayItems<S extends SavedItem>(
  items: readonly S[],
  sessionId: string,
  operations: readonly OutboxOperation[],
  local: LocalAnswers,
): RunItem<S>[] {
  const queued = queuedReviews(sessionId, operations, local)
  return items.map(item => {
    const { position, review, flashcard } = item
    const isSaved = review !== null && !local.undoneReviewIds.has(review.reviewId)
    return {
      saved: item,
      position,
      state: flashcard.state,
      dueAtMs: flashcard.due === null ? null : Date.parse(flashcard.due),
      isAnswered:
        isSaved || local.answered.has(position) || queued.has(position) || local.givenUp.has(position),
      isSkipped: flashcard.isSuspended || local.suspendedCardIds.has(flashcard.id),
    }
  })
}

/**
 * Whether the server has confirmed all that was answered here: only then is it known that no card comes
 * back, and the session may end.
 */
export function isSettled(
  items: readonly SavedItem[],
  operations: readonly OutboxOperation[],
  local: LocalAnswers,
): boolean {
  if (operations.length > 0) return false
  const saved = new Map(items.map(item => [item.position, item.review]))
  return [...local.answered.keys()].every(
    position => local.givenUp.has(position) || saved.get(position) != null,
  )
}

/** The answer that an undo takes back: the latest one that still stands. */
export function findLastAnswer(
  items: readonly SavedItem[],
  sessionId: string,
  operations: readonly OutboxOperation[],
  local: LocalAnswers,
): { reviewId: string; position: number; atMs: number } | null {
  const waiting = [...queuedReviews(sessionId, operations, local)].map(
    ([position, { reviewId, reviewedAt }]) => {
      return { position, reviewId, atMs: Date.parse(reviewedAt) }
    },
  )
  const saved = items.flatMap(({ position, review }) =>
    review && !local.undoneReviewIds.has(review.reviewId)
      ? [{ position, reviewId: review.reviewId, atMs: Date.parse(review.reviewedAt) }]
      : [],
  )
  return [...saved, ...waiting].sort((a, b) => a.atMs - b.atMs).at(-1) ?? null
}

function queuedReviews(sessionId: string, operations: readonly OutboxOperation[], local: LocalAnswers) {
  const queued = new Map<number, { reviewId: string; reviewedAt: string }>()
  for (const operation of operations) {
    if (operation.kind !== 'review' || operation.answer.studySessionId !== sessionId) continue
    const { reviewId, reviewedAt, studyItemPosition } = operation.answer
    if (!local.undoneReviewIds.has(reviewId)) queued.set(studyItemPosition, { reviewId, reviewedAt })
  }
  return queued
}
