import { recallAfter } from '../../lib/forgettingCurve.ts'

const dayMs = 86_400_000

/** What the timeline reads of an answer. */
export interface TimelineReview {
  id: string
  rating: string
  reviewedAt: string
  stabilityAfter: number
  stateBefore: string
  undoneAt?: string | null
  appliedToSchedule: boolean
}

export interface TimelineFacts {
  /** In any order; undone and late ones moved nothing and are left out. */
  reviews: readonly TimelineReview[]
  now: Date
  /** When the card is due; null while new, or again new. */
  due: Date | null
  decayWeight: number
}

/** An answer that moved the card. */
export interface TimelinePoint {
  id: string
  rating: string
  atMs: number
  /** Days, from this answer on. */
  stability: number
  /** Chance of recall just before the answer; null for a first one. */
  recallBefore: number | null
  /** The card was new, or new again. */
  isFirst: boolean
}

/** Recall from one answer to the next, or to where the drawing ends. */
export interface RecallStretch {
  startMs: number
  endMs: number
  stability: number
  /** Still to come: drawn as what will be, not as what was. */
  isFuture: boolean
}

export interface Timeline {
  startMs: number
  nowMs: number
  endMs: number
  points: TimelinePoint[]
  stretches: RecallStretch[]
  /** Chance of recall now; null while the card is new. */
  recallNow: number | null
}

/**
 * A card's memory over time. It ends when the card is due, but the time to come takes no more than half of it,
 * so that a long interval does not squeeze what has been. Null while there is nothing to draw.
 */
export function readTimeline({ reviews, now, due, decayWeight }: TimelineFacts): Timeline | null {
  const answers = reviews
    .filter(review => !review.undoneAt && review.appliedToSchedule)
    .map(review => ({ ...review, atMs: Date.parse(review.reviewedAt) }))
    .sort((a, b) => a.atMs - b.atMs)
  const first = answers[0]
  const last = answers.at(-1)
  if (!first || !last) return null

  const points = answers.map((answer, index): TimelinePoint => {
    const before = answers[index - 1]
    const isFirst = answer.stateBefore === 'NEW' || !before
    const recallBefore = isFirst
      ? null
      : recallAfter((answer.atMs - before.atMs) / dayMs, before.stabilityAfter, decayWeight)
    const { id, rating, atMs, stabilityAfter: stability } = answer
    return { id, rating, atMs, stability, recallBefore, isFirst }
  })

  const nowMs = Math.max(now.getTime(), last.atMs)
  const futureMs = Math.max(nowMs - first.atMs, dayMs)
  const endMs = due ? Math.min(Math.max(due.getTime(), nowMs), nowMs + futureMs) : nowMs
  const stretches: RecallStretch[] = points.map(({ atMs, stability }, index) => ({
    startMs: atMs,
    endMs: points[index + 1]?.atMs ?? nowMs,
    stability,
    isFuture: false,
  }))
  if (due && endMs > nowMs) {
    stretches.push({ startMs: nowMs, endMs, stability: last.stabilityAfter, isFuture: true })
  }
  const recallNow = due ? recallAfter((nowMs - last.atMs) / dayMs, last.stabilityAfter, decayWeight) : null
  return { startMs: first.atMs, nowMs, endMs: Math.max(endMs, first.atMs + 1), points, stretches, recallNow }
}

/** Recall along a stretch, `steps` + 1 points, denser where it falls fastest. `sinceMs` is when its answer was given. */
export function sampleStretch(
  { startMs, endMs, stability }: RecallStretch,
  sinceMs: number,
  decayWeight: number,
  steps: number,
): Array<{ atMs: number; recall: number }> {
  return Array.from({ length: steps + 1 }, (_, step) => {
    const atMs = startMs + (endMs - startMs) * (step / steps) ** 2
    return { atMs, recall: recallAfter((atMs - sinceMs) / dayMs, stability, decayWeight) }
  })
}
