const minuteSeconds = 60
const hourSeconds = 3600
const daySeconds = 86_400

export function pluralize(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatNumber(count)} ${count === 1 ? noun : plural}`
}

const numberFormat = new Intl.NumberFormat('en')
export function formatNumber(value: number): string {
  return numberFormat.format(value)
}

/** How long something takes: `under a minute`, `6 minutes`, `1 h 20 min`. */
export function formatDuration(seconds: number): string {
  if (seconds <= 0) return '0 minutes'
  if (seconds < 45) return 'under a minute'
  const minutes = Math.round(seconds / minuteSeconds)
  if (minutes < 60) return pluralize(minutes, 'minute')
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  return rest === 0 ? pluralize(hours, 'hour') : `${hours}\u00a0h ${rest}\u00a0min`
}

/** The same for a narrow place: `<1 min`, `6 min`, `1 h 20 min`. */
export function formatDurationShort(seconds: number): string {
  if (seconds <= 0) return '0 min'
  if (seconds < 45) return '<1 min'
  const minutes = Math.round(seconds / minuteSeconds)
  if (minutes < 60) return `${minutes}\u00a0min`
  return minutes % 60 === 0
    ? `${minutes / 60}\u00a0h`
    : `${Math.floor(minutes / 60)}\u00a0h ${minutes % 60}\u00a0min`
}

const relativeFormat = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

/** A moment as seen from `now`: `just now`, `in 10 minutes`, `tomorrow`, `3 weeks ago`. */
export function formatRelative(moment: Date, now: Date): string {
  const seconds = (moment.getTime() - now.getTime()) / 1000
  const size = Math.abs(seconds)
  if (size < 45) return seconds > 0 ? 'in under a minute' : 'just now'
  if (size < hourSeconds * 0.99) return relativeFormat.format(roundAway(seconds / minuteSeconds), 'minute')
  if (size < daySeconds * 0.95) return relativeFormat.format(Math.round(seconds / hourSeconds), 'hour')
  if (size < daySeconds * 13.5) return relativeFormat.format(Math.round(seconds / daySeconds), 'day')
  if (size < daySeconds * 50) return relativeFormat.format(Math.round(seconds / daySeconds / 7), 'week')
  if (size < daySeconds * 350) return relativeFormat.format(Math.round(seconds / daySeconds / 30.44), 'month')
  return relativeFormat.format(Math.round(seconds / daySeconds / 365.25), 'year')
}

function roundAway(minutes: number): number {
  return Math.sign(minutes) * Math.max(1, Math.round(Math.abs(minutes)))
}

/** Date and time in the reader's own place, for titles and details. */
export function formatMoment(moment: Date): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(moment)
}

/** A day without its time, from `YYYY-MM-DD` or an instant. */
export function formatDay(day: string | Date): string {
  const date = typeof day === 'string' ? new Date(`${day.slice(0, 10)}T12:00:00`) : day
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }).format(date)
}
