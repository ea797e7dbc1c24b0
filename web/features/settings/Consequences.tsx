import { Skeleton } from '@mantine/core'
import { formatRelative } from '../../lib/formatTime.ts'
import { formatInterval } from '../study/formatInterval.ts'
import { ratings } from '../study/RatingButtons.tsx'
import classes from './Consequences.module.css'
import type { PreviewState, SchedulingPreview } from './useSchedulingPreview.ts'
import { describeLoad, describeLoadBefore, describeWaiting } from './workloadWords.ts'

/** How much a day takes with these settings, beside how much it takes now. `isBrief`: without where it comes from. */
export function WorkloadNote({ preview, isBrief }: { preview: PreviewState; isBrief?: boolean }) {
  const { current, planned, isChanged, isInvalid, isLoading, error } = preview
  if (!planned || isInvalid || error) {
    return (
      <div className={classes.note} aria-busy={!isInvalid && !error}>
        {isInvalid ? (
          <p className={classes.detail}>What this means for your days is shown once every field is right.</p>
        ) : error ? (
          <p className={classes.detail}>What this means for your days cannot be shown right now.</p>
        ) : (
          <>
            <Skeleton height={14} my={4} width="75%" />
            <Skeleton height={12} my={4} width="55%" />
          </>
        )}
      </div>
    )
  }
  const before = current && isChanged ? describeLoadBefore(current, planned) : null
  const waiting = describeWaiting(planned)
  return (
    <div className={classes.note} aria-busy={isLoading} data-stale={isLoading || undefined}>
      <p className={classes.load}>
        About <strong>{describeLoad(planned)}</strong> a day
      </p>
      {before && <p className={classes.detail}>{before}</p>}
      {waiting && <p className={classes.detail}>{waiting}</p>}
      {!before && !waiting && !isBrief && (
        <p className={classes.detail}>Over 90 days with your own cards, learning steps included</p>
      )}
    </div>
  )
}

/** The same for those who do not see it change: said once, when it has settled. */
export function WorkloadAnnouncement({ preview }: { preview: PreviewState }) {
  const { planned, isChanged, isInvalid, isLoading, error } = preview
  const isSettled = isChanged && !isInvalid && !isLoading && !error
  return (
    <div className="visuallyHidden" role="status">
      {planned && isSettled && `About ${describeLoad(planned)} a day`}
    </div>
  )
}

/** When a typical card would come back, by how it is answered. */
export function IntervalsNote({ preview }: { preview: PreviewState }) {
  const { current, planned, isChanged, isInvalid, isLoading, error } = preview
  if (isInvalid || error) return null
  return (
    <figure className={classes.intervals} aria-busy={isLoading} data-stale={isLoading || undefined}>
      <figcaption className={classes.detail}>
        A typical card of yours, answered now, would come back after
      </figcaption>
      <dl className={classes.ratings}>
        {ratings.map(({ rating, label }) => {
          const interval = findInterval(planned, rating)
          const before = isChanged ? findInterval(current, rating) : undefined
          const isOther =
            before !== undefined &&
            interval !== undefined &&
            formatInterval(before) !== formatInterval(interval)
          return (
            <div key={rating} className={classes.rating}>
              <dt>{label}</dt>
              <dd>
                {interval === undefined ? (
                  <Skeleton height={15} my={4} width={36} />
                ) : (
                  <Interval seconds={interval} />
                )}
                <span className={classes.before}>
                  {isOther && (
                    <>
                      now <Interval seconds={before} />
                    </>
                  )}
                </span>
              </dd>
            </div>
          )
        })}
      </dl>
    </figure>
  )
}

function Interval({ seconds }: { seconds: number }) {
  return (
    <>
      <span aria-hidden>{formatInterval(seconds)}</span>
      <span className="visuallyHidden">{formatRelative(new Date(seconds * 1000), new Date(0))}</span>
    </>
  )
}

function findInterval(preview: SchedulingPreview | undefined, rating: string): number | undefined {
  return preview?.nextReviews.find(next => next.rating === rating)?.intervalSeconds
}
