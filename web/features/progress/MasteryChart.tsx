import { Text } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { useId, useState } from 'react'
import { linearScale } from '../cardHistory/chartScales.ts'
import { ChartReader } from './ChartReader.tsx'
import { ChartSection } from './ChartSection.tsx'
import classes from './chart.module.css'
import { formatDate, formatTickDay } from './dayText.ts'
import { NumbersTable } from './NumbersTable.tsx'
import { labelledEntries, round } from './scales.ts'

export interface MasteryDay {
  date: string
  masteryPercentage: number
}

const height = 200
const left = 48
const right = 10
const top = 10
const bottom = 168

export function MasterySection({ title, days }: { title: string; days: readonly MasteryDay[] }) {
  const table = (
    <NumbersTable
      caption={`${title}, latest first`}
      columns={['Day', 'Mastery']}
      rows={days.toReversed().map(day => ({
        key: day.date,
        cells: [formatDate(day.date), `${day.masteryPercentage} %`],
      }))}
    />
  )
  return (
    <ChartSection title={title} table={days.length > 1 ? table : undefined}>
      {days.length > 1 ? (
        <MasteryChart days={days} title={title} />
      ) : (
        <Text c="dimmed">
          {describeMastery(days)} It is kept for every day, and drawn here from tomorrow on.
        </Text>
      )}
    </ChartSection>
  )
}

/** Mastery day by day, always on the whole scale, so that a small step looks like one. */
export function MasteryChart({ days, title }: { days: readonly MasteryDay[]; title: string }) {
  const { ref, width: measured } = useElementSize()
  const [entry, setEntry] = useState<number>()
  const id = useId()
  const width = Math.max(measured, 260)
  const x = linearScale(0, Math.max(1, days.length - 1), left, width - right, [])
  const y = linearScale(0, 100, bottom, top, [0, 50, 100])
  const positions = days.map((_, index) => x(index))
  const path = drawMastery(days, x, y)
  const summary = describeMastery(days)
  const marked = entry ?? days.length - 1
  const markedDay = days[marked]
  return (
    <ChartReader
      label={`Day of ${title.toLowerCase()}`}
      positions={positions}
      entry={entry}
      onRead={setEntry}
      describe={index => describeMasteryDay(days[index])}
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
          <title id={`${id}-title`}>{title}</title>
          <desc id={`${id}-desc`}>{summary}</desc>
          {y.ticks.map(tick => (
            <g key={tick}>
              <line x1={left} x2={width - right} y1={y(tick)} y2={y(tick)} className={classes.grid} />
              <text x={left - 8} y={y(tick) + 4} textAnchor="end" className={classes.tick}>
                {tick} %
              </text>
            </g>
          ))}
          <path
            className={classes.area}
            d={`${path}L${round(x(days.length - 1))} ${bottom}L${left} ${bottom}Z`}
          />
          <path className={classes.line} d={path} />
          {entry !== undefined && (
            <line x1={x(entry)} x2={x(entry)} y1={top} y2={bottom} className={classes.rule} />
          )}
          {markedDay && (
            <circle cx={x(marked)} cy={y(markedDay.masteryPercentage)} r={5} className={classes.mark} />
          )}
          {labelledEntries(days.length, width - left).map(index => (
            <text
              key={index}
              x={x(index)}
              y={height - 8}
              textAnchor={index === 0 ? 'start' : index === days.length - 1 ? 'end' : 'middle'}
              className={classes.tick}
            >
              {formatTickDay(days[index]?.date ?? '')}
            </text>
          ))}
        </svg>
      </div>
    </ChartReader>
  )
}

/** The line alone, also for the small ones beside a goal's name. */
export function drawMastery(
  days: readonly MasteryDay[],
  x: (index: number) => number,
  y: (percentage: number) => number,
): string {
  return days
    .map((day, index) => `${index === 0 ? 'M' : 'L'}${round(x(index))} ${round(y(day.masteryPercentage))}`)
    .join('')
}

export function describeMastery(days: readonly MasteryDay[]): string {
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) return 'Nothing mastered yet.'
  if (first === last) return `${last.masteryPercentage} % mastered today.`
  return `${last.masteryPercentage} % mastered today, ${first.masteryPercentage} % on ${formatDate(first.date)}.`
}

function describeMasteryDay(day: MasteryDay | undefined): string {
  return day ? `${formatDate(day.date)}: ${day.masteryPercentage} % mastered` : ''
}
