/** What the figures of progress are made of: windows of learner days, and the days between stored ones. */

import { InvalidInput } from './errors.ts'
import { defaultFsrsWeights } from './scheduling.ts'
import type { SchedulingSettings } from './schedulingSettings.ts'
import type { LearnerDay } from './studyDay.ts'

/** So many days can be asked for at once: ten years. */
export const mostProgressDays = 3660
/** A forecast further ahead would say little: cards that come back are not in it. */
export const mostForecastDays = 366

/** @throws InvalidInput for a number of days that is not offered */
export function checkDays(days: number, most: number): number {
  if (Number.isInteger(days) && days >= 1 && days <= most) return days
  throw new InvalidInput('days', `Invalid days ${days}: expected a whole number from 1 to ${most}`)
}

/** A day for each of `days` days until today, filled with what there is and else with nothing. */
export function fillDays<T extends { day: LearnerDay }>(
  known: readonly T[],
  today: LearnerDay,
  days: number,
  nothing: (day: LearnerDay) => T,
): T[] {
  const byDay = new Map(known.map(entry => [entry.day, entry]))
  return Array.from({ length: days }, (_, index) => {
    const day = today - days + 1 + index
    return byDay.get(day) ?? nothing(day)
  })
}

/** A goal's mastery at the end of a day on which it changed. */
export interface MasteryEntry {
  goalId: string
  day: LearnerDay
  masteryPercentage: number
}

export interface DayMastery {
  day: LearnerDay
  masteryPercentage: number
}

/**
 * Mastery at the end of each of the last `days` days until today, from the first day that is known. Of
 * several goals the mean, rounded down; a goal counts as 0 before it was begun, so that beginning another
 * makes no fall. `entries`: those within the days, and of each goal the last one before them.
 */
export function traceMastery(
  entries: readonly MasteryEntry[],
  goalCount: number,
  today: LearnerDay,
  days: number,
): DayMastery[] {
  const sorted = entries.filter(entry => entry.day <= today).sort((a, b) => a.day - b.day)
  const first = sorted[0]
  if (!first) return []
  const current = new Map<string, number>()
  let sum = 0
  let next = 0
  const from = Math.max(today - days + 1, first.day)
  return Array.from({ length: today - from + 1 }, (_, index) => {
    const day = from + index
    for (; next < sorted.length && sorted[next]!.day <= day; next++) {
      const { goalId, masteryPercentage } = sorted[next]!
      sum += masteryPercentage - (current.get(goalId) ?? 0)
      current.set(goalId, masteryPercentage)
    }
    return { day, masteryPercentage: Math.floor(sum / goalCount) }
  })
}

/**
 * The forgetting curve of FSRS-6 for the learner's weights: the chance of recall `t` days after an answer
 * is (1 + factor · t ÷ stability)^decay. As `retrievability` of scheduling.ts, for sums in the database.
 */
export function forgettingCurve({ fsrsWeights }: Pick<SchedulingSettings, 'fsrsWeights'>): {
  decay: number
  factor: number
} {
  const decay = -(fsrsWeights ?? defaultFsrsWeights)[20]!
  return { decay, factor: 0.9 ** (1 / decay) - 1 }
}
