import { formatDuration, pluralize } from '../../lib/formatTime.ts'
import { daysBetween, formatFullDay, weekdayOf } from './dayText.ts'

export interface ActiveDay {
  date: string
  reviews: number
  timeSeconds: number
}

export interface HeatmapDay extends ActiveDay {
  /** 0 nothing, 1 little to 4 much, for this learner. */
  level: number
  /** Its place among all days, which are in order. */
  index: number
}

export interface Heatmap {
  /** Seven rows from Monday; a row has one entry per week, null before the first day and after the last. */
  rows: Array<Array<HeatmapDay | null>>
  weekCount: number
  /** The week in which a month begins, for the labels above. */
  months: Array<{ week: number; date: string }>
}

/** Weeks that the label of a month takes up. */
const labelWeeks = 3

/** A year of days as a calendar: columns are weeks from Monday. */
export function layoutHeatmap(days: readonly ActiveDay[]): Heatmap {
  const first = days[0]
  if (!first) return { rows: [], weekCount: 0, months: [] }
  const reference = referenceReviews(days)
  const offset = weekdayOf(first.date)
  const weekCount = Math.ceil((offset + days.length) / 7)
  const rows = Array.from({ length: 7 }, () => new Array<HeatmapDay | null>(weekCount).fill(null))
  const months: Heatmap['months'] = []
  for (const [index, day] of days.entries()) {
    const place = offset + daysBetween(first.date, day.date)
    const week = Math.floor(place / 7)
    const row = rows[place % 7]
    if (row) row[week] = { ...day, index, level: heatLevel(day.reviews, reference) }
    const hasRoom = week <= weekCount - labelWeeks
    if (index === 0 || (day.date.endsWith('-01') && hasRoom)) months.push({ week, date: day.date })
  }
  // A month that had hardly begun when the year did gives its room to the next.
  const [begun, next] = months
  if (begun && next && next.week - begun.week < labelWeeks) months.shift()
  return { rows, weekCount, months }
}

/** What counts as much: nine of ten study days had less, so that one long day does not pale the others. */
function referenceReviews(days: readonly ActiveDay[]): number {
  const counts = days
    .map(day => day.reviews)
    .filter(count => count > 0)
    .sort((a, b) => a - b)
  return counts[Math.floor((counts.length - 1) * 0.9)] ?? 1
}

export function heatLevel(reviews: number, reference: number): number {
  return reviews <= 0 ? 0 : Math.min(4, Math.max(1, Math.ceil((4 * reviews) / reference)))
}

export function describeDay(day: ActiveDay, locale?: string): string {
  const what = day.reviews === 0 ? 'no reviews' : pluralize(day.reviews, 'review')
  const time = day.timeSeconds > 0 ? `, ${formatDuration(day.timeSeconds)}` : ''
  return `${formatFullDay(day.date, locale)}: ${what}${time}`
}

/** The year in one sentence. Days without study are nobody's business. */
export function describeYear(days: readonly ActiveDay[]): string {
  const active = days.filter(day => day.reviews > 0)
  const reviews = active.reduce((sum, day) => sum + day.reviews, 0)
  const timeSeconds = active.reduce((sum, day) => sum + day.timeSeconds, 0)
  if (reviews === 0) return 'Every day you study will be drawn here.'
  const time = timeSeconds > 0 ? `, ${formatDuration(timeSeconds)} in all` : ''
  return `${pluralize(reviews, 'review')} on ${pluralize(active.length, 'day')}${time}`
}

/** The day reached by an arrow key; a week is a step to the side. */
export function moveInHeatmap(key: string, index: number, count: number): number | undefined {
  const steps: Record<string, number> = {
    ArrowUp: -1,
    ArrowDown: 1,
    ArrowLeft: -7,
    ArrowRight: 7,
    Home: -index,
    End: count - 1 - index,
  }
  const step = steps[key]
  return step === undefined ? undefined : Math.min(count - 1, Math.max(0, index + step))
}
