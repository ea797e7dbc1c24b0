import type { Rating } from '../../gql/graphql.ts'
import { formatNumber, pluralize } from '../../lib/formatTime.ts'

/** What the history row says about an answer. */
export interface ReviewFacts {
  rating: Rating
  reviewedAt: string
  elapsedDays: number
  dueAfter: string
  stateBefore: string
  durationMs?: number | null
  undoneAt?: string | null
  appliedToSchedule: boolean
}

export const ratingWords: Record<Rating, string> = {
  AGAIN: 'Again',
  HARD: 'Hard',
  GOOD: 'Good',
  EASY: 'Easy',
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** A length of time in words, whole: `10 minutes`, `8 days`, `2.5 months`, `1.3 years`. */
export function describeSpan(spanMs: number): string {
  if (spanMs < 0.99 * hourMs) return pluralize(Math.max(1, Math.round(spanMs / minuteMs)), 'minute')
  if (spanMs < 0.95 * dayMs) return pluralize(Math.round(spanMs / hourMs), 'hour')
  const days = spanMs / dayMs
  if (Math.round(days) < 61) return pluralize(Math.round(days), 'day')
  if (days < 365.25) return `${toTenth(days / 30.4375)} months`
  const years = toTenth(days / 365.25)
  return years === '1' ? '1 year' : `${years} years`
}

/** Days of stability, also where they are hours: `2 hours`, `3.4 days`, `46 days`. */
export function describeStability(days: number): string {
  if (days < 1) return describeSpan(days * dayMs)
  if (days < 10) return days.toFixed(1) === '1.0' ? '1 day' : `${toTenth(days)} days`
  return pluralize(Math.round(days), 'day')
}

/** `after 3 days`, `the same day`; what came before it. */
export function describeElapsed({ stateBefore, elapsedDays }: ReviewFacts, isOldest: boolean): string {
  if (stateBefore === 'NEW') return isOldest ? 'First answer' : 'First answer after a reset'
  return elapsedDays === 0 ? 'The same day' : `After ${pluralize(elapsedDays, 'day')}`
}

/** `next in 8 days`; an answer that was taken back or came late led to nothing. */
export function describeNext({ reviewedAt, dueAfter, undoneAt, appliedToSchedule }: ReviewFacts): string {
  if (undoneAt) return 'taken back, it does not count'
  if (!appliedToSchedule) return 'arrived late, the card had moved on'
  return `next in ${describeSpan(Date.parse(dueAfter) - Date.parse(reviewedAt))}`
}

/** `8 s`, `1 min 20 s`; null where the time was not taken. */
export function describeDuration(durationMs: number | null | undefined): string | null {
  if (durationMs === null || durationMs === undefined) return null
  const seconds = Math.max(1, Math.round(durationMs / 1000))
  if (seconds < 60) return `${seconds}\u00a0s`
  const minutes = Math.floor(seconds / 60)
  if (minutes >= 60) return describeSpan(durationMs)
  return seconds % 60 === 0 ? `${minutes}\u00a0min` : `${minutes}\u00a0min ${seconds % 60}\u00a0s`
}

function toTenth(amount: number): string {
  return formatNumber(Math.round(amount * 10) / 10)
}
