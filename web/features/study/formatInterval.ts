const MINUTE = 60
const HOUR = 3600
const DAY = 86_400
const MONTH = 30.4375 * DAY
const YEAR = 365.25 * DAY

/** An interval as it stands on a rating button: `1m`, `6h`, `8d`, `2.5mo`, `1.2y`. */
export function formatInterval(intervalSeconds: number): string {
  const minutes = Math.max(1, Math.round(intervalSeconds / MINUTE))
  if (minutes < 60) return `${minutes}m`
  const hours = Math.round(intervalSeconds / HOUR)
  if (hours < 24) return `${hours}h`
  const days = Math.round(intervalSeconds / DAY)
  if (days < 31) return `${days}d`
  if (intervalSeconds < YEAR) return `${toTenth(intervalSeconds / MONTH)}mo`
  return `${toTenth(intervalSeconds / YEAR)}y`
}

function toTenth(amount: number): number {
  return Math.round(amount * 10) / 10
}
