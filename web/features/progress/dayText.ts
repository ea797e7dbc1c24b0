const dayMs = 86_400_000

/** A learner day as a moment of UTC, which has neither gaps nor overlaps to trip over. */
export function dayToUtc(day: string): number {
  return Date.parse(`${day}T00:00:00Z`)
}

/** 0 for Monday to 6 for Sunday. */
export function weekdayOf(day: string): number {
  return (new Date(dayToUtc(day)).getUTCDay() + 6) % 7
}

/** Whole days from one learner day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((dayToUtc(to) - dayToUtc(from)) / dayMs)
}

/** `3 March 2026`, in the reader's own order. */
export function formatDate(day: string, locale?: string): string {
  return inUtc(day, { day: 'numeric', month: 'long', year: 'numeric' }, locale)
}

/** `Tue, 3 Mar`, for a day of this year. */
export function formatWeekday(day: string, locale?: string): string {
  return inUtc(day, { weekday: 'short', day: 'numeric', month: 'short' }, locale)
}

/** `Tuesday, 3 March 2026`, which needs no year around it. */
export function formatFullDay(day: string, locale?: string): string {
  return inUtc(day, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }, locale)
}

export function formatMonth(day: string, locale?: string): string {
  return inUtc(day, { month: 'short' }, locale)
}

/** `3 Mar`, beneath a chart. */
export function formatTickDay(day: string, locale?: string): string {
  return inUtc(day, { day: 'numeric', month: 'short' }, locale)
}

function inUtc(day: string, options: Intl.DateTimeFormatOptions, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(dayToUtc(day))
}
