import { Text } from '@mantine/core'
import { recallAfter } from '../../lib/forgettingCurve.ts'
import classes from './WelcomePage.module.css'

/**
 * Days between reviews of one card that is answered Good each time it is due, at the default settings of
 * FSRS-6: the reference vector of ts-fsrs and py-fsrs.
 */
const gapDays = [2, 11, 46, 163, 498]

const width = 720
const height = 150
const top = 16
const bottom = 112
const startX = 12
/** The root of the days: a scale on which both the first gap and the last can be seen. */
const scaleOf = (days: number) => Math.sqrt(days)
const totalDays = gapDays.reduce((sum, days) => sum + days, 0)
const xOf = (days: number) => startX + (scaleOf(days) / scaleOf(totalDays)) * (width - 2 * startX - 10)

/** From 100 % at the top to 88 % at the bottom, so that the falls can be seen. */
const yOf = (recall: number) => top + ((1 - recall) / 0.12) * (bottom - top)

function drawCurve(): string {
  let day = 0
  const parts: string[] = []
  for (const gap of gapDays) {
    parts.push(`${parts.length === 0 ? 'M' : 'L'}${xOf(day).toFixed(1)} ${yOf(1).toFixed(1)}`)
    for (let step = 1; step <= 24; step++) {
      const passed = (gap * step) / 24
      parts.push(`L${xOf(day + passed).toFixed(1)} ${yOf(recallAfter(passed, gap)).toFixed(1)}`)
    }
    day += gap
  }
  parts.push(`L${xOf(day).toFixed(1)} ${yOf(1).toFixed(1)}`)
  return parts.join('')
}

const reviews = gapDays.map((gap, index) => ({
  gap,
  x: xOf(gapDays.slice(0, index + 1).reduce((sum, days) => sum + days, 0)),
}))

export function SpacingFigure() {
  return (
    <figure className={classes.figure}>
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden focusable="false">
        <line x1={startX} x2={width} y1={yOf(0.9)} y2={yOf(0.9)} className={classes.threshold} />
        <path d={drawCurve()} className={classes.curve} />
        <circle cx={startX} cy={yOf(1)} r="5" className={classes.review} />
        {reviews.map(({ gap, x }) => (
          <g key={gap}>
            <circle cx={x} cy={yOf(1)} r="5" className={classes.review} />
            <text
              x={x}
              y={height - 8}
              textAnchor={x > width - 40 ? 'end' : 'middle'}
              className={classes.tick}
            >
              {gap > 5 ? `${gap} d` : gap}
            </text>
          </g>
        ))}
      </svg>
      <Text component="figcaption" size="xs" c="dimmed">
        One card, answered “Good” each time: it comes back after 2, 11, 46, 163 and 498 days, whenever your
        chance of knowing it has fallen to 90 %.
      </Text>
    </figure>
  )
}
