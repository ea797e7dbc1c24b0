import type { LearnerDay } from '../domain/studyDay.ts'

const dayMs = 86_400_000

/** A learner day as a DATE column takes it; null and absent stay null. */
export function dayToDate(day: LearnerDay | null | undefined): Date | null {
  return day == null ? null : new Date(day * dayMs)
}

/** The learner day of a DATE column. */
export function dateToDay(date: Date): LearnerDay {
  return Math.round(date.getTime() / dayMs)
}
