import { useElementSize } from '@mantine/hooks'
import { useId, useState } from 'react'
import { formatNumber, pluralize } from '../../lib/formatTime.ts'
import { linearScale } from '../cardHistory/chartScales.ts'
import { ChartReader } from './ChartReader.tsx'
import { ChartSection } from './ChartSection.tsx'
import classes from './chart.module.css'
import { formatTickDay, formatWeekday } from './dayText.ts'
import { NumbersTable } from './NumbersTable.tsx'
import { countTicks, labelledEntries, round } from './scales.ts'

export interface ForecastDay {
  date: string
  count: number
}

const height = 180
const left = 40
const right = 4
const top = 8
const bottom = 150

export function ForecastSection({ days }: { days: readonly ForecastDay[] }) {
  const table = (
    <NumbersTable
      caption="Cards that come back in the next 30 days"
      columns={['Day', 'Cards']}
      rows={days.map((day, index) => ({
        key: day.date,
        cells: [index === 0 ? 'Today' : formatWeekday(day.date), formatNumber(day.count)],
      }))}
    />
  )
  return (
    <ChartSection title="The next 30 days" table={table}>
      <ForecastChart days={days} />
    </ChartSection>
  )
}

/** Cards that come back, day by day; today's bar holds all that wait already. */
export function ForecastChart({ days }: { days: readonly ForecastDay[] }) {
  const { ref, width: measured } = useElementSize()
  const [entry, setEntry] = useState<number>()
  const id = useId()
  const width = Math.max(measured, 260)
  const ticks = countTicks(Math.max(0, ...days.map(day => day.count)))
  const y = linearScale(0, ticks.at(-1) ?? 1, bottom, top, ticks)
  const slot = (width - left - right) / Math.max(1, days.length)
  const positions = days.map((_, index) => left + (index + 0.5) * slot)
  const barWidth = Math.max(2, Math.min(18, slot * 0.72))
  const summary = describeForecast(days)
  return (
    <ChartReader
      label="Day of the forecast"
      positions={positions}
      entry={entry}
      onRead={setEntry}
      describe={index => describeForecastDay(days, index)}
      summary={summary}
    >
      <div ref={ref} className={classes.frame} style={{ height }}>
        <svg
          viewBox={`0 0 ${width} ${height}`}
          width={width}
          height={height}
          role="img"
          aria-labelledby={`${id}-title`}
          aria-describedby={`${id}-desc`}
        >
          <title id={`${id}-title`}>Cards that come back in the next 30 days</title>
          <desc id={`${id}-desc`}>{summary}</desc>
          {ticks.map(tick => (
            <g key={tick}>
              <line x1={left} x2={width - right} y1={y(tick)} y2={y(tick)} className={classes.grid} />
              <text x={left - 8} y={y(tick) + 4} textAnchor="end" className={classes.tick}>
                {formatNumber(tick)}
              </text>
            </g>
          ))}
          {days.map((day, index) => (
            <rect
              key={day.date}
              className={classes.bar}
              data-today={index === 0 || undefined}
              data-read={index === entry || undefined}
              x={round((positions[index] ?? 0) - barWidth / 2)}
              y={round(y(day.count))}
              width={round(barWidth)}
              height={round(bottom - y(day.count))}
              rx={Math.min(2, barWidth / 2)}
            />
          ))}
          {labelledEntries(days.length, width - left).map(index => (
            <text
              key={index}
              x={index === 0 ? left : positions[index]}
              y={height - 8}
              textAnchor={index === 0 ? 'start' : 'middle'}
              className={classes.tick}
            >
              {index === 0 ? 'Today' : formatTickDay(days[index]?.date ?? '')}
            </text>
          ))}
        </svg>
      </div>
    </ChartReader>
  )
}

export function describeForecast(days: readonly ForecastDay[]): string {
  const total = days.reduce((sum, day) => sum + day.count, 0)
  if (total === 0) return 'No card comes back in this time.'
  const today = days[0]?.count ?? 0
  const later = total - today
  const perDay = Math.round(later / Math.max(1, days.length - 1))
  const pace = perDay > 1 ? `, about ${formatNumber(perDay)} a day` : ''
  return `${pluralize(today, 'card')} today, ${formatNumber(later)} in the days after${pace}. New cards come on top.`
}

function describeForecastDay(days: readonly ForecastDay[], index: number): string {
  const day = days[index]
  if (!day) return ''
  return `${index === 0 ? 'Today' : formatWeekday(day.date)}: ${pluralize(day.count, 'card')}`
}
