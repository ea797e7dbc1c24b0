/** How much there is to study, of whatever is asked about. */

import type { LearnerClock } from './studyDay.ts'
import { learnerDayOf, startOfLearnerDay } from './studyDay.ts'
import { countReviewsLeft, type LimitFacts, newCardsAllowed } from './studyQueue.ts'

/** Due cards as they were counted, and the new cards of each goal, suspended and disabled ones left out. */
export interface DueSums {
  /** learning cards due now and Review cards of today */
  now: number
  /** all that is due before the day ends */
  today: number
  /** today and six more days */
  thisWeek: number
  /** the Review cards among `today` */
  reviewsToday: number
  /** next learning card that is not due yet */
  nextLearning: Date | null
  /** next Review card that is not of today */
  nextReview: Date | null
}

export interface DueCounts {
  now: number
  today: number
  thisWeek: number
  /** Review cards among `now` that today's limit leaves out */
  waiting: number
  /** new cards still allowed today */
  new: number
  /** for what is due today and new */
  estimatedSeconds: number
  /** when the next card becomes due; null: none is scheduled */
  nextDueAt: Date | null
}

/** An answer takes so long until the learner's own times are known. */
export const defaultAnswerSeconds = 10

export const nothingDue: DueSums = {
  now: 0,
  today: 0,
  thisWeek: 0,
  reviewsToday: 0,
  nextLearning: null,
  nextReview: null,
}

export function addDue(a: DueSums, b: DueSums): DueSums {
  return {
    now: a.now + b.now,
    today: a.today + b.today,
    thisWeek: a.thisWeek + b.thisWeek,
    reviewsToday: a.reviewsToday + b.reviewsToday,
    nextLearning: earlier(a.nextLearning, b.nextLearning),
    nextReview: earlier(a.nextReview, b.nextReview),
  }
}

/**
 * What a learner is told. `newCardCounts`: new cards by goal; `limits` with the Review cards due today in
 * what is asked about.
 */
export function toDueCounts(
  sums: DueSums,
  newCardCounts: ReadonlyMap<string, number>,
  limits: LimitFacts,
  answerSeconds: number,
  clock: LearnerClock,
): DueCounts {
  const { now, today, thisWeek } = sums
  const allowed = newCardsAllowed({ ...limits, reviewDueCount: sums.reviewsToday }, newCardCounts)
  return {
    now,
    today,
    thisWeek,
    waiting: Math.max(0, sums.reviewsToday - countReviewsLeft(limits)),
    new: allowed,
    estimatedSeconds: Math.round((today + allowed) * answerSeconds),
    nextDueAt: nextDue(sums, clock),
  }
}

/** A Review card is due from the start of its due day. */
export function nextDue({ nextLearning, nextReview }: DueSums, clock: LearnerClock): Date | null {
  const review = nextReview && startOfLearnerDay(learnerDayOf(nextReview, clock), clock)
  return earlier(nextLearning, review)
}

function earlier(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b
  return a < b ? a : b
}
