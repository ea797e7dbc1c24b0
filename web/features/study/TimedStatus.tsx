import { useEffect, useState } from 'react'
import { formatNumber } from '../../lib/formatTime.ts'
import classes from './StudyFrame.module.css'
import { announceRemaining, formatRemaining, remainingMs, type SessionClock } from './sessionClock.ts'

const TICK_MS = 500

/** Whether the time is over; a new answer is not asked for any more. */
export function useIsTimeUp(clock: SessionClock | null): boolean {
  const endsAtMs = clock && Date.now() + remainingMs(clock, Date.now())
  const [isUp, setIsUp] = useState(() => clock !== null && remainingMs(clock, Date.now()) === 0)
  const startedAtMs = clock?.startedAtMs
  useEffect(() => {
    if (startedAtMs === undefined || endsAtMs === null) return
    const timer = setTimeout(() => setIsUp(true), endsAtMs - Date.now())
    return () => clearTimeout(timer)
  }, [startedAtMs])
  return isUp
}

function useRemaining(clock: SessionClock): number {
  const [ms, setMs] = useState(() => remainingMs(clock, Date.now()))
  const { startedAtMs, durationMs } = clock
  useEffect(() => {
    const timer = setInterval(() => setMs(remainingMs({ startedAtMs, durationMs }, Date.now())), TICK_MS)
    return () => clearInterval(timer)
  }, [startedAtMs, durationMs])
  return ms
}

/** The line at the top as it empties. */
export function TimeBar({ clock }: { clock: SessionClock }) {
  const ms = useRemaining(clock)
  return (
    <div className={classes.line} aria-hidden>
      <div className={classes.timeFill} style={{ scale: `${ms / clock.durationMs} 1` }} />
    </div>
  )
}

/** `4:07 · 45 points`, and a word to the ear when the end is near. */
export function TimedStatus({ clock, points }: { clock: SessionClock | null; points: number }) {
  return (
    <span className={classes.timed}>
      {clock && <TimeLeft clock={clock} />}
      <span>{formatNumber(points)} points</span>
    </span>
  )
}

function TimeLeft({ clock }: { clock: SessionClock }) {
  const ms = useRemaining(clock)
  return (
    <>
      <span role="timer" aria-live="off" aria-label="Time left">
        {formatRemaining(ms)}
      </span>
      <span className="visuallyHidden" role="status">
        {announceRemaining(ms)}
      </span>
    </>
  )
}
