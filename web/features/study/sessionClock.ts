/** The clock of a timed session, as the server started it. */
export interface SessionClock {
  startedAtMs: number
  durationMs: number
}

/** Null where nothing is timed. */
export function readClock(session: {
  mode: string
  startedAt: string
  durationSeconds: number | null
}): SessionClock | null {
  if (session.mode !== 'TIMED' || session.durationSeconds === null) return null
  return { startedAtMs: Date.parse(session.startedAt), durationMs: session.durationSeconds * 1000 }
}

/** What is left, in milliseconds. A device whose clock is behind does not get more than the whole. */
export function remainingMs({ startedAtMs, durationMs }: SessionClock, nowMs: number): number {
  return Math.min(durationMs, Math.max(0, startedAtMs + durationMs - nowMs))
}

/** `4:07` */
export function formatRemaining(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

const announcedAtSeconds = [60, 10]

/** What is read out when so much is left; empty most of the time. */
export function announceRemaining(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  const mark = announcedAtSeconds.find(at => seconds <= at && seconds > at - 5)
  if (mark === undefined) return ''
  return mark === 60 ? 'One minute left' : 'Ten seconds left'
}
