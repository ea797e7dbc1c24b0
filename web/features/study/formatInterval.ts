const MINUTE = 60
const HOUR = 3600
const DAY = 86_400

/** An interval as it stands on a rating button: `1m`, `6h`, `8d`, `5wk`, `3mo`, `1.4y`. */
export function formatInterval(intervalSeconds: number): string {
  const minutes = Math.max(1, Math.round(intervalSeconds / MINUTE))
  if (minutes < 60) return `${minutes}m`
  const hours = Math.round(intervalSeconds / HOUR)
  if (hours < 24) return `${hours}h`
  const days = Math.round(intervalSeconds / DAY)
  if (days < 14) return `${days}d`
  if (days < 50) return `${Math.round(days / 7)}wk`
  if (days < 350) return `${Math.round(days / 30.44)}mo`
  const years = days / 365.25
  return `${years < 9.95 ? Math.round(years * 10) / 10 : Math.round(years)}y`
}
