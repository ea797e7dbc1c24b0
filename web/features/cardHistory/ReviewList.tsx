import { Button, Center } from '@mantine/core'
import { useNow } from '../../components/useNow.ts'
import type { HistoryReviewFragment } from '../../gql/graphql.ts'
import { formatDay, formatMoment, formatRelative } from '../../lib/formatTime.ts'
import classes from './CardHistory.module.css'
import { describeDuration, describeElapsed, describeNext, ratingWords } from './describeReview.ts'

interface ReviewListProps {
  reviews: readonly HistoryReviewFragment[]
  /** Of all, also those that are not loaded yet. */
  totalCount: number
  isLoadingMore: boolean
  onMore: () => void
}

/** Every answer, newest first, with what came before it and what it led to. */
export function ReviewList({ reviews, totalCount, isLoadingMore, onMore }: ReviewListProps) {
  const now = useNow()
  return (
    <>
      <ol className={classes.reviews} aria-label="Answers, newest first">
        {reviews.map((review, index) => {
          const duration = describeDuration(review.durationMs)
          const isVoid = Boolean(review.undoneAt) || !review.appliedToSchedule
          return (
            <li key={review.id} className={classes.review} data-void={isVoid || undefined}>
              <span className={classes.rating}>
                {ratingWords[review.rating]}
                {review.undoneAt && <span className={classes.mark}>Undone</span>}
                {!review.undoneAt && isVoid && <span className={classes.mark}>Late</span>}
              </span>
              <span className={classes.when}>
                <When moment={review.reviewedAt} now={now} />
              </span>
              <span className={classes.course}>
                {describeElapsed(review, index === totalCount - 1)}, {describeNext(review)}
              </span>
              {duration && (
                <span className={classes.duration}>
                  <span className="visuallyHidden">took </span>
                  {duration}
                </span>
              )}
            </li>
          )
        })}
      </ol>
      {reviews.length < totalCount && (
        <Center mt="sm">
          <Button variant="default" loading={isLoadingMore} onClick={onMore}>
            Show earlier answers
          </Button>
        </Center>
      )}
    </>
  )
}

const weekMs = 7 * 86_400_000

/** What was this week as it is said; before, its date. */
function When({ moment, now }: { moment: string; now: Date }) {
  const date = new Date(moment)
  const isRecent = now.getTime() - date.getTime() < weekMs
  return (
    <time dateTime={moment} title={formatMoment(date)}>
      {isRecent ? formatRelative(date, now) : formatDay(date)}
    </time>
  )
}
