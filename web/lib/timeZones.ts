export function detectTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'
}

/** Every zone the browser knows, with UTC and the given ones, which some browsers leave out. */
export function listTimeZones(...also: string[]): string[] {
  const known = typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : []
  return [...new Set(['UTC', ...known, ...also])].sort((a, b) => a.localeCompare(b, 'en'))
}

/** `America/New_York` as `America / New York`. */
export function printTimeZone(zone: string): string {
  return zone.replaceAll('_', ' ').replaceAll('/', ' / ')
}
