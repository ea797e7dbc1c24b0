/** How a goal with a target date can be reached: how many new cards a day, and when that is done. */

import type { LearnerDay } from './studyDay.ts'

/** Days before the target by which every card was begun, so that what is new last can still settle. */
export const settlingDays = 14
/** The present pace is the mean of so many days. */
export const paceDays = 14
/** A day further ahead says no more than that it is far. */
const farthestDays = 36_500

export interface PlanFacts {
  today: LearnerDay
  targetDay: LearnerDay
  /** new cards that are studied, at this moment */
  newCards: number
  /** cards of the goal answered for the first time today */
  begunToday: number
  /** the same, in the last 14 days until today */
  begunLately: number
  /** the day the goal was created */
  createdDay: LearnerDay
  /** what the settings allow */
  newCardsPerDay: number
}

export interface PlanDates {
  newCardsPerDay: number
  /** when every card was begun at that number; null: all have been */
  reachesAllTopicsOn: LearnerDay | null
  /** the same at the present pace; also null when nothing moves */
  atPresentPaceOn: LearnerDay | null
}

/**
 * The fewest new cards a day that begin every card 14 days before the target: the same all day long,
 * however many were begun today. With less than 14 days left, until the target itself; after it, at the
 * present pace.
 */
export function planStudy(facts: PlanFacts): PlanDates {
  const { today, targetDay, newCards, begunToday } = facts
  if (newCards === 0) return { newCardsPerDay: 0, reachesAllTopicsOn: null, atPresentPaceOn: null }
  const pace = presentPace(facts)
  const atPresentPaceOn = dayAt(pace, facts)
  if (targetDay < today) {
    return { newCardsPerDay: Math.ceil(pace), reachesAllTopicsOn: atPresentPaceOn, atPresentPaceOn }
  }
  const lastDay = targetDay - settlingDays >= today ? targetDay - settlingDays : targetDay
  const newCardsPerDay = Math.ceil((newCards + begunToday) / (lastDay - today + 1))
  return { newCardsPerDay, reachesAllTopicsOn: dayAt(newCardsPerDay, facts), atPresentPaceOn }
}

/** New cards a day: the mean of the last 14 days, or of the goal's own; without any, what the settings allow. */
export function presentPace({ today, createdDay, begunLately, newCardsPerDay }: PlanFacts): number {
  if (begunLately === 0) return newCardsPerDay
  const days = Math.min(paceDays, Math.max(1, today - createdDay + 1))
  return begunLately / days
}

function dayAt(perDay: number, { today, newCards, begunToday }: PlanFacts): LearnerDay | null {
  if (perDay <= 0) return null
  const days = Math.ceil((newCards + begunToday) / perDay)
  return days > farthestDays ? null : today + days - 1
}
