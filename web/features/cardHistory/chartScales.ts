/** Maps values of one range onto pixels of another. */
export interface Scale {
  (value: number): number
  ticks: number[]
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs

export function linearScale(from: number, to: number, start: number, end: number, ticks: number[]): Scale {
  const span = to - from || 1
  return Object.assign((value: number) => start + ((value - from) / span) * (end - start), { ticks })
}

/** Stabilities from the first whole power of ten below the least to that above the greatest, a decade at least. */
export function stabilityScale(stabilities: readonly number[], start: number, end: number): Scale {
  const exponents = stabilities.map(value => Math.log10(value))
  const least = Math.min(0, Math.floor(Math.min(...exponents)))
  const greatest = Math.max(least + 2, Math.ceil(Math.max(...exponents)))
  const ticks = Array.from({ length: greatest - least + 1 }, (_, index) => 10 ** (least + index))
  const scale = linearScale(least, greatest, start, end, ticks)
  return Object.assign((value: number) => scale(Math.log10(value)), { ticks })
}

/** Recall from a whole ten per cent below the least that was reached. */
export function recallScale(least: number, start: number, end: number): Scale {
  const bottom = Math.max(0, Math.min(0.8, Math.floor(least * 10) / 10))
  const middle = Math.round(((1 + bottom) / 2) * 100) / 100
  return linearScale(bottom, 1, start, end, [bottom, middle, 1])
}

/** Hours, then days. */
const tickSteps = [...[1, 3, 6, 12], ...[1, 2, 7, 14, 30, 91, 182, 365, 730, 1826].map(days => days * 24)]
const decadeMs = 3652.5 * dayMs

/** Moments at even distances, counted from the first: `most` + 1 at most, two at least. */
export function timeTicks(startMs: number, endMs: number, most: number): number[] {
  const span = endMs - startMs
  const stepHours = tickSteps.find(hours => span / (hours * hourMs) <= most)
  const stepMs = stepHours ? stepHours * hourMs : Math.ceil(span / most / decadeMs) * decadeMs
  const count = Math.floor(span / stepMs)
  if (count < 1) return [startMs, endMs]
  return Array.from({ length: count + 1 }, (_, index) => startMs + index * stepMs)
}

/** `14:00` within two days, `3 Mar` within a year, `Mar 2027` beyond. */
export function formatTick(ms: number, spanMs: number, locale?: string): string {
  const options: Intl.DateTimeFormatOptions =
    spanMs <= 2 * dayMs
      ? { hour: '2-digit', minute: '2-digit' }
      : spanMs <= 400 * dayMs
        ? { day: 'numeric', month: 'short' }
        : { month: 'short', year: 'numeric' }
  return new Intl.DateTimeFormat(locale, options).format(ms)
}
