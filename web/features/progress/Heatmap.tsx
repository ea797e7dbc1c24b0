import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react'
import { formatDurationShort, formatNumber } from '../../lib/formatTime.ts'
import { ChartSection } from './ChartSection.tsx'
import { formatDate, formatMonth } from './dayText.ts'
import classes from './Heatmap.module.css'
import { type ActiveDay, describeDay, describeYear, layoutHeatmap, moveInHeatmap } from './heatmap.ts'
import { NumbersTable } from './NumbersTable.tsx'

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const levels = [0, 1, 2, 3, 4]

export function HeatmapSection({ days }: { days: readonly ActiveDay[] }) {
  const active = days.filter(day => day.reviews > 0).toReversed()
  const table = (
    <NumbersTable
      caption="Days with reviews, latest first"
      columns={['Day', 'Reviews', 'Time']}
      rows={active.map(day => ({
        key: day.date,
        cells: [formatDate(day.date), formatNumber(day.reviews), formatDurationShort(day.timeSeconds)],
      }))}
    />
  )
  return (
    <ChartSection title="The past year" table={active.length > 0 ? table : undefined}>
      <Heatmap days={days} />
    </ChartSection>
  )
}

/** A year of days. Pointer, tap or arrow keys choose a day, which is put into words beneath. */
export function Heatmap({ days }: { days: readonly ActiveDay[] }) {
  const { rows, weekCount, months } = useMemo(() => layoutHeatmap(days), [days])
  const [chosen, setChosen] = useState<number>()
  const [focusIndex, setFocusIndex] = useState(days.length - 1)
  const grid = useRef<HTMLTableElement>(null)
  const frame = useRef<HTMLDivElement>(null)

  // On a narrow screen the latest weeks are the ones to be seen first.
  useEffect(() => {
    if (frame.current) frame.current.scrollLeft = frame.current.scrollWidth
  }, [])

  const moveByKey = (event: KeyboardEvent) => {
    const next = moveInHeatmap(event.key, focusIndex, days.length)
    if (next === undefined) return
    event.preventDefault()
    setFocusIndex(next)
    grid.current?.querySelector<HTMLElement>(`[data-day="${next}"]`)?.focus()
  }
  const choose = (event: PointerEvent | React.FocusEvent) => {
    const place = (event.target as HTMLElement).dataset.day
    setChosen(place === undefined ? undefined : Number(place))
  }
  const day = chosen === undefined ? undefined : days[chosen]

  return (
    <div>
      <div ref={frame} className={classes.frame}>
        <table
          ref={grid}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: cells are walked by arrow keys
          role="grid"
          className={classes.grid}
          aria-label={`Reviews by day. ${describeYear(days)}`}
          aria-readonly
          onKeyDown={moveByKey}
          onPointerOver={choose}
          onPointerDown={choose}
          onPointerLeave={() => setChosen(undefined)}
          onFocus={choose}
          onBlur={() => setChosen(undefined)}
        >
          <thead aria-hidden>
            <tr>
              <td className={classes.weekday} />
              {Array.from({ length: weekCount }, (_, week) => {
                const month = months.find(entry => entry.week === week)
                return (
                  <td key={week} className={classes.month}>
                    {month && <span>{formatMonth(month.date)}</span>}
                  </td>
                )
              })}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, weekday) => (
              <tr key={weekdays[weekday]}>
                <th scope="row" className={classes.weekday}>
                  <span aria-hidden>{weekday % 2 === 0 ? weekdays[weekday]?.slice(0, 3) : ''}</span>
                  <span className="visuallyHidden">{weekdays[weekday]}</span>
                </th>
                {row.map((entry, week) =>
                  entry ? (
                    <td
                      key={entry.date}
                      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of the grid
                      role="gridcell"
                      className={classes.day}
                      data-day={entry.index}
                      data-level={entry.level}
                      tabIndex={entry.index === focusIndex ? 0 : -1}
                      aria-label={describeDay(entry)}
                      onFocus={() => setFocusIndex(entry.index)}
                    />
                  ) : (
                    <td key={`empty-${week}`} />
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={classes.footer}>
        <p className={classes.readout}>{day ? describeDay(day) : describeYear(days)}</p>
        <p className={classes.legend} aria-hidden>
          less
          {levels.map(level => (
            <span key={level} className={classes.day} data-level={level} />
          ))}
          more
        </p>
      </div>
    </div>
  )
}
