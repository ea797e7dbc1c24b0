import { useElementSize } from '@mantine/hooks'
import { useId } from 'react'
import { formatDay, formatNumber } from '../../lib/formatTime.ts'
import { formatTick, linearScale, recallScale, type Scale, stabilityScale, timeTicks } from './chartScales.ts'
import { describeStability } from './describeReview.ts'
import classes from './MemoryChart.module.css'
import { type RecallStretch, sampleStretch, type Timeline, type TimelinePoint } from './timeline.ts'

interface MemoryChartProps {
  timeline: Timeline
  decayWeight: number
  /** 0–1; the line at which a card becomes due. */
  desiredRetention: number
}

const height = 280
const left = 46
const right = 14
const recallTop = 30
const recallBottom = 118
const stabilityTop = 172
const stabilityBottom = 248
/** From here on a card in review is mastered. */
const masteredDays = 21

/** Recall above and stability below, over the same time. The numbers are in the table that can be shown instead. */
export function MemoryChart({ timeline, decayWeight, desiredRetention }: MemoryChartProps) {
  const { ref, width: measured } = useElementSize()
  const id = useId()
  const width = Math.max(measured, 260)
  const { points, stretches, startMs, nowMs, endMs } = timeline
  const ticks = timeTicks(startMs, endMs, Math.max(2, Math.floor((width - left) / 110)))
  const x = linearScale(startMs, endMs, left, width - right, ticks)
  const curves = stretches.map(stretch => ({
    stretch,
    samples: sampleStretch(
      stretch,
      stretch.isFuture ? points.at(-1)!.atMs : stretch.startMs,
      decayWeight,
      32,
    ),
  }))
  const leastRecall = Math.min(...curves.flatMap(({ samples }) => samples.map(({ recall }) => recall)))
  const recallY = recallScale(Math.min(leastRecall, desiredRetention - 0.02), recallBottom, recallTop)
  const stabilityY = stabilityScale(
    [...points.map(({ stability }) => stability), masteredDays],
    stabilityBottom,
    stabilityTop,
  )
  const past = curves.filter(({ stretch }) => !stretch.isFuture)
  const future = curves.find(({ stretch }) => stretch.isFuture)
  // Beside the heading there is no room for more on a phone.
  const lineName = width > 360 ? 'dotted: ' : ''
  const radius = points.length > 24 ? 3 : 4
  const draw = (samples: (typeof curves)[number]['samples']) =>
    samples.map(({ atMs, recall }) => `${round(x(atMs))} ${round(recallY(recall))}`).join('L')

  return (
    <div ref={ref} className={classes.frame} style={{ height }}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        role="img"
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-desc`}
      >
        <title id={`${id}-title`}>Memory of this card over time</title>
        <desc id={`${id}-desc`}>{describeTimeline(timeline)}</desc>
        <text x={0} y={12} className={classes.heading}>
          Chance of remembering
        </text>
        <text x={width - right} y={12} textAnchor="end" className={classes.tick}>
          {lineName}due at {Math.round(desiredRetention * 100)} %
        </text>
        <Grid scale={recallY} width={width} format={value => `${Math.round(value * 100)} %`} />
        <line
          x1={left}
          x2={width - right}
          y1={recallY(desiredRetention)}
          y2={recallY(desiredRetention)}
          className={classes.goal}
        />
        <text x={0} y={152} className={classes.heading}>
          Stability, in days
        </text>
        <text x={width - right} y={152} textAnchor="end" className={classes.tick}>
          {lineName}mastered from {masteredDays}
        </text>
        <Grid scale={stabilityY} width={width} format={value => formatNumber(Number(value.toPrecision(3)))} />
        <line
          x1={left}
          x2={width - right}
          y1={stabilityY(masteredDays)}
          y2={stabilityY(masteredDays)}
          className={classes.goal}
        />
        {endMs > nowMs && (
          <line x1={x(nowMs)} x2={x(nowMs)} y1={recallTop - 6} y2={stabilityBottom} className={classes.now} />
        )}
        {past.map(({ stretch, samples }) => (
          <path
            key={stretch.startMs}
            className={classes.area}
            d={`M${round(x(stretch.startMs))} ${recallBottom}L${draw(samples)}L${round(x(stretch.endMs))} ${recallBottom}Z`}
          />
        ))}
        <path className={classes.curve} d={past.map(({ samples }) => `M${draw(samples)}`).join('')} />
        {future && <path className={classes.future} d={`M${draw(future.samples)}`} />}
        <path className={classes.curve} d={drawSteps(stretches, x, stabilityY)} />
        {points.toSorted(byForgotten).map(point => (
          <g key={point.id} className={classes.point} data-forgotten={point.rating === 'AGAIN' || undefined}>
            <title>{`${formatDay(new Date(point.atMs))}: ${describeStability(point.stability)}`}</title>
            <circle cx={x(point.atMs)} cy={recallY(1)} r={radius} />
            <circle cx={x(point.atMs)} cy={stabilityY(point.stability)} r={radius} />
          </g>
        ))}
        {x.ticks.map((tick, index) => (
          <text
            key={tick}
            x={x(tick)}
            y={height - 10}
            textAnchor={index === 0 ? 'start' : x(tick) > width - 50 ? 'end' : 'middle'}
            className={classes.tick}
          >
            {formatTick(tick, endMs - startMs)}
          </text>
        ))}
      </svg>
    </div>
  )
}

function Grid({ scale, width, format }: { scale: Scale; width: number; format: (value: number) => string }) {
  const sparse = scale.ticks.filter((_, index) => scale.ticks.length < 5 || index % 2 === 0)
  return sparse.map(tick => (
    <g key={tick}>
      <line x1={left} x2={width - right} y1={scale(tick)} y2={scale(tick)} className={classes.grid} />
      <text x={left - 8} y={scale(tick) + 4} textAnchor="end" className={classes.tick}>
        {format(tick)}
      </text>
    </g>
  ))
}

/** Stability holds from one answer to the next, then it changes at once. */
function drawSteps(stretches: readonly RecallStretch[], x: Scale, y: Scale): string {
  return stretches
    .filter(({ isFuture }) => !isFuture)
    .map(({ startMs, endMs, stability }, index) => {
      const level = round(y(stability))
      return `${index === 0 ? 'M' : 'L'}${round(x(startMs))} ${level}L${round(x(endMs))} ${level}`
    })
    .join('')
}

/** Forgotten ones last, that is on top: they are what one looks for. */
function byForgotten(a: TimelinePoint, b: TimelinePoint): number {
  return Number(a.rating === 'AGAIN') - Number(b.rating === 'AGAIN')
}

/** The chart in one sentence, for those who do not see it. */
function describeTimeline({ points, recallNow, startMs }: Timeline): string {
  const [first, last] = [points[0]!, points.at(-1)!]
  const now =
    recallNow === null
      ? 'The card is new again.'
      : `Now the chance of remembering it is ${Math.round(recallNow * 100)} %.`
  return `Since ${formatDay(new Date(startMs))} stability went from ${describeStability(first.stability)} to ${describeStability(last.stability)} in ${points.length} answers. ${now}`
}

const round = (value: number) => Math.round(value * 10) / 10
