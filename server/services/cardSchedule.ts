import type { Flashcard } from '../db/generated/prisma/client.ts'
import type { CardSchedule, CardState } from '../domain/scheduling.ts'
import { dateToDay } from './days.ts'

/** A stored card's FSRS state as the domain reads it. */
export function readSchedule(card: Pick<Flashcard, keyof CardSchedule>): CardSchedule {
  const { due, stability, difficulty, learningStep, scheduledDays, reps, lapses, lastReview } = card
  const lastReviewDay = card.lastReviewDay === null ? null : dateToDay(card.lastReviewDay)
  const state = card.state as CardState
  return {
    state,
    due,
    stability,
    difficulty,
    learningStep,
    scheduledDays,
    reps,
    lapses,
    lastReview,
    lastReviewDay,
  }
}
