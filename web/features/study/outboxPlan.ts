import type { Presentation, Rating } from '../../gql/graphql.ts'

/** An answer, complete from the moment it is given: what is sent again is what was sent first. */
export interface Answer {
  reviewId: string
  flashcardId: string
  presentation: Presentation
  /** FLIP: the learner's; CHOICES: only the change of a right answer to Hard or Easy */
  rating?: Rating
  /** CHOICES: null is "Not sure" */
  choiceId?: string | null
  durationMs: number
  reviewedAt: string
  studySessionId: string
  studyItemPosition: number
}

export type OutboxOperation = { kind: 'review'; answer: Answer } | { kind: 'undo'; reviewId: string }

/** An operation as it waits on the device. */
export interface OutboxEntry {
  id: string
  learnerId: string
  /** Epoch milliseconds, never the same twice in a tab: the order of sending. */
  queuedAtMs: number
  /** It was sent at least once, and may have arrived. */
  isTried: boolean
  operation: OutboxOperation
}

/** As many answers as the server takes at once. */
export const LARGEST_BATCH = 100

/** Entries that no longer need to be sent: an answer that never left, and the undo that takes it back. */
export function listCancelled(entries: readonly OutboxEntry[]): OutboxEntry[] {
  const untried = new Map(
    entries.flatMap(entry =>
      entry.operation.kind === 'review' && !entry.isTried
        ? [[entry.operation.answer.reviewId, entry] as const]
        : [],
    ),
  )
  return entries.flatMap(entry => {
    const review = entry.operation.kind === 'undo' && untried.get(entry.operation.reviewId)
    return review ? [review, entry] : []
  })
}

/** What is sent next: all answers up to the next undo, or that undo alone. */
export function takeBatch(entries: readonly OutboxEntry[]): OutboxEntry[] {
  const undoAt = entries.findIndex(({ operation }) => operation.kind === 'undo')
  if (undoAt === 0) return entries.slice(0, 1)
  return entries.slice(0, Math.min(undoAt === -1 ? entries.length : undoAt, LARGEST_BATCH))
}

/** Pause after `failures` tries in a row, in milliseconds: 1 s, 2 s, 4 s … 30 s. */
export function pauseMs(failures: number): number {
  return Math.min(30_000, 1000 * 2 ** (failures - 1))
}

export function idOfOperation(operation: OutboxOperation): string {
  return `${operation.kind}.${operation.kind === 'review' ? operation.answer.reviewId : operation.reviewId}`
}

export function compareEntries(a: OutboxEntry, b: OutboxEntry): number {
  return a.queuedAtMs - b.queuedAtMs || (a.id < b.id ? -1 : 1)
}
