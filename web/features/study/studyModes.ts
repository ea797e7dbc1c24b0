import type { StudyMode } from '../../gql/graphql.ts'

/** The ways to study, with what each asks of the learner. */
export const studyModes: ReadonlyArray<{ mode: StudyMode; label: string; description: string }> = [
  { mode: 'FLASHCARD', label: 'Flip cards', description: 'Recall the answer, then say how it went' },
  { mode: 'MULTIPLE_CHOICE', label: 'Multiple choice', description: 'Pick the answer among four' },
  { mode: 'TIMED', label: 'Timed challenge', description: 'Cards you have met, a clock and points' },
  { mode: 'MIXED', label: 'Mixed', description: 'Choices first, flipped once a card lasts a week' },
]

/** Lengths of the clock in minutes; 0: none. */
export const clockLengths = [1, 2, 5, 10, 20, 0] as const
const usualClockMinutes = 5

const modeKey = 'memoryloop.studyMode'
const clockKey = 'memoryloop.clockMinutes'

export function parseMode(value: unknown): StudyMode | undefined {
  return studyModes.find(({ mode }) => mode === value)?.mode
}

/**
 * The mode studied last on this device, for a press of Study that names none. Flip cards after a timed
 * challenge: that has no new cards and asks for its length first, so it is only ever chosen.
 */
export function readLastMode(): StudyMode {
  const mode = parseMode(read(modeKey)) ?? 'FLASHCARD'
  return mode === 'TIMED' ? 'FLASHCARD' : mode
}

/** The clock chosen last on this device, in minutes; 0: none. */
export function readLastClock(): number {
  const stored = Number(read(clockKey) ?? usualClockMinutes)
  return clockLengths.find(minutes => minutes === stored) ?? usualClockMinutes
}

export function rememberMode(mode: StudyMode, minutes: number | undefined): void {
  try {
    localStorage.setItem(modeKey, mode)
    if (minutes !== undefined) localStorage.setItem(clockKey, String(minutes))
  } catch {
    // Without storage it is chosen again next time.
  }
}

export function describeClock(minutes: number): string {
  if (minutes === 0) return 'No clock'
  return minutes === 1 ? '1 minute' : `${minutes} minutes`
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}
