import { type PointerEvent, type ReactNode, useId } from 'react'
import classes from './ChartReader.module.css'
import { nearestEntry } from './scales.ts'

interface ChartReaderProps {
  /** What is read, entry by entry: "Day". */
  label: string
  /** Of each entry, in px from the left. */
  positions: readonly number[]
  /** The entry that is read; none: the chart as a whole is described. */
  entry: number | undefined
  onRead: (entry: number | undefined) => void
  describe: (entry: number) => string
  summary: string
  children: ReactNode
}

/**
 * Lets a chart be read entry by entry: by pointer, by touch, and by arrow keys through a slider that lies
 * unseen over it.
 */
export function ChartReader({
  label,
  positions,
  entry,
  onRead,
  describe,
  summary,
  children,
}: ChartReaderProps) {
  const id = useId()
  const readAt = (event: PointerEvent<HTMLElement>) => {
    const { left } = event.currentTarget.getBoundingClientRect()
    onRead(nearestEntry(positions, event.clientX - left))
  }
  const last = positions.length - 1
  const shown = entry ?? 0
  return (
    <div>
      <div
        className={classes.chart}
        onPointerDown={readAt}
        onPointerMove={readAt}
        onPointerLeave={() => onRead(undefined)}
      >
        {children}
        {last > 0 && (
          <input
            type="range"
            className={classes.slider}
            min={0}
            max={last}
            step={1}
            value={shown}
            aria-label={label}
            aria-valuetext={describe(shown)}
            aria-describedby={id}
            onFocus={() => onRead(shown)}
            onBlur={() => onRead(undefined)}
            onChange={event => onRead(event.currentTarget.valueAsNumber)}
          />
        )}
      </div>
      <p className={classes.readout} id={id}>
        {entry === undefined || entry > last ? summary : describe(entry)}
      </p>
    </div>
  )
}
