/** What a day's answers come to, and what share of it was remembered. True retention as Anki defines it. */

import type { Presentation } from './grading.ts'
import { MASTERED_STABILITY_DAYS } from './mastery.ts'
import { countedSeconds } from './review.ts'
import type { CardState } from './scheduling.ts'
import type { LearnerDay } from './studyDay.ts'

/** From this interval (days) on a card is mature. The same number as for mastery, of another quantity. */
const matureIntervalDays = MASTERED_STABILITY_DAYS

/** One live answer, as it was logged. */
export interface LoggedAnswer {
  readonly rating: number
  readonly presentation: Presentation
  readonly durationMs: number | null
  readonly stateBefore: CardState
  /** the interval before, days */
  readonly scheduledDaysBefore: number
  readonly appliedToSchedule: boolean
}

/** Answers that were remembered or not, by the interval before. */
export interface RecallCounts {
  youngPassed: number
  youngFailed: number
  maturePassed: number
  matureFailed: number
}

/** Answers of some days, or of one, summed. */
export interface AnswerCounts extends RecallCounts {
  reviews: number
  /** each answer counted up to 60 s */
  seconds: number
  /** first answers of cards */
  newCards: number
}

export const retentionPeriods = ['today', 'days_7', 'days_30', 'days_365', 'all'] as const
export type RetentionPeriod = (typeof retentionPeriods)[number]

/** How many learner days each period has, today included; null: all there are. */
export const retentionPeriodDays: Readonly<Record<RetentionPeriod, number | null>> = {
  today: 1,
  days_7: 7,
  days_30: 30,
  days_365: 365,
  all: null,
}

export const maturities = ['young', 'mature', 'all'] as const
export type Maturity = (typeof maturities)[number]

export interface RetentionRow {
  period: RetentionPeriod
  maturity: Maturity
  passed: number
  failed: number
  /** passed ÷ all, 0–1; null without answers */
  rate: number | null
}

/**
 * What one answer adds to its day. Late answers that moved no card count for time and number, but not for
 * retention: their interval before is of another time.
 */
export function countAnswer(answer: LoggedAnswer): AnswerCounts {
  const isYoung = answer.scheduledDaysBefore < matureIntervalDays
  const hasPassed = answer.rating >= 2
  const recall = isRecall(answer) ? 1 : 0
  return {
    reviews: 1,
    seconds: countedSeconds(answer.durationMs),
    newCards: answer.stateBefore === 'new' && answer.appliedToSchedule ? 1 : 0,
    youngPassed: isYoung && hasPassed ? recall : 0,
    youngFailed: isYoung && !hasPassed ? recall : 0,
    maturePassed: !isYoung && hasPassed ? recall : 0,
    matureFailed: !isYoung && !hasPassed ? recall : 0,
  }
}

/** Whether an answer tells of memory over days: shown without choices, to a card that was away for a day. */
function isRecall({ appliedToSchedule, presentation, stateBefore, scheduledDaysBefore }: LoggedAnswer) {
  return (
    appliedToSchedule && presentation === 'flip' && (stateBefore === 'review' || scheduledDaysBefore >= 1)
  )
}

/** The answers of a day; `day` null: of all days before those that are told one by one. */
export interface AnsweredDay {
  day: LearnerDay | null
  counts: AnswerCounts
}

/** All answers, and what was remembered in each period. */
export interface AnswerSums {
  reviews: number
  seconds: number
  recall: Record<RetentionPeriod, RecallCounts>
}

/** Sums days up. One that has not begun where the learner is now belongs to no period but to all. */
export function sumDays(days: readonly AnsweredDay[], today: LearnerDay): AnswerSums {
  const within = (length: number | null) =>
    length === null ? days : days.filter(({ day }) => day !== null && day <= today && day > today - length)
  const recall = retentionPeriods.map(period => [period, sumRecall(within(retentionPeriodDays[period]))])
  return {
    reviews: sumOf(days, 'reviews'),
    seconds: sumOf(days, 'seconds'),
    recall: Object.fromEntries(recall) as Record<RetentionPeriod, RecallCounts>,
  }
}

function sumRecall(days: readonly AnsweredDay[]): RecallCounts {
  return {
    youngPassed: sumOf(days, 'youngPassed'),
    youngFailed: sumOf(days, 'youngFailed'),
    maturePassed: sumOf(days, 'maturePassed'),
    matureFailed: sumOf(days, 'matureFailed'),
  }
}

function sumOf(days: readonly AnsweredDay[], name: keyof AnswerCounts): number {
  return days.reduce((sum, { counts }) => sum + counts[name], 0)
}

/** True retention of every period, by maturity: young, mature, both. */
export function tabulateRetention(counts: Readonly<Record<RetentionPeriod, RecallCounts>>): RetentionRow[] {
  return retentionPeriods.flatMap(period => {
    const { youngPassed, youngFailed, maturePassed, matureFailed } = counts[period]
    return [
      toRow(period, 'young', youngPassed, youngFailed),
      toRow(period, 'mature', maturePassed, matureFailed),
      toRow(period, 'all', youngPassed + maturePassed, youngFailed + matureFailed),
    ]
  })
}

function toRow(period: RetentionPeriod, maturity: Maturity, passed: number, failed: number): RetentionRow {
  const answered = passed + failed
  return { period, maturity, passed, failed, rate: answered === 0 ? null : passed / answered }
}
