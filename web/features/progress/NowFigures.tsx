import type { ReactNode } from 'react'
import type { ProgressFiguresFragment } from '../../gql/graphql.ts'
import { formatDurationShort, formatNumber } from '../../lib/formatTime.ts'
import classes from './NowFigures.module.css'
import { describeAim, findRetention, formatRate } from './retention.ts'

interface NowFiguresProps {
  progress: ProgressFiguresFragment
  desiredRetention: number
}

/** The four numbers that say how it stands. */
export function NowFigures({ progress, desiredRetention }: NowFiguresProps) {
  const month = findRetention(progress.trueRetention, 'DAYS_30', 'ALL')
  return (
    <dl className={classes.figures}>
      <Figure name="Mastered" value={formatNumber(progress.masteredCards)}>
        of {formatNumber(progress.totalCards)} cards
      </Figure>
      <Figure name="Known now" value={formatNumber(Math.round(progress.knownNow))}>
        cards you would recall today
      </Figure>
      <Figure name="Time" value={formatDurationShort(progress.timeSeconds)}>
        in {formatNumber(progress.reviewsTotal)} answers
      </Figure>
      <Figure name="Remembered" value={month.rate === null ? '–' : formatRate(month.rate)}>
        {describeAim(month, desiredRetention)}
      </Figure>
    </dl>
  )
}

function Figure({ name, value, children }: { name: string; value: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={classes.value}>{value}</dd>
      <dd className={classes.note}>{children}</dd>
    </div>
  )
}
