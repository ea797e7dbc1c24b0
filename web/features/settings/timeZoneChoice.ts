import { detectTimeZone } from '../../lib/timeZones.ts'

const keptKey = 'memoryloop-kept-time-zone'

/** Browsers and servers may know a zone by its older or its newer name. */
function canonicalName(zone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
  } catch {
    return zone
  }
}

interface Zones {
  saved: string
  detected: string
  /** What was kept before, as `rememberKept` stored it. */
  kept: string | null
}

/** Whether to ask: the zones differ, and this very difference was not answered before. */
export function shouldAskForZone({ saved, detected, kept }: Zones): boolean {
  if (canonicalName(saved) === canonicalName(detected)) return false
  return kept !== describeDifference(saved, detected)
}

function describeDifference(saved: string, detected: string): string {
  return `${saved} ${detected}`
}

/** The zone of this device, if the learner is to be asked about it. */
export function findNewZone(saved: string): string | null {
  const detected = detectTimeZone()
  return shouldAskForZone({ saved, detected, kept: readKept() }) ? detected : null
}

/** On this device only: another one may be somewhere else. */
export function rememberKept(saved: string, detected: string): void {
  try {
    localStorage.setItem(keptKey, describeDifference(saved, detected))
  } catch {
    // Where nothing may be stored the learner is asked again.
  }
}

function readKept(): string | null {
  try {
    return localStorage.getItem(keptKey)
  } catch {
    return null
  }
}
