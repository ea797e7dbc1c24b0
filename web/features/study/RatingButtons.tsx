import type { Rating, StudyCardFragment } from '../../gql/graphql.ts'
import { formatRelative } from '../../lib/formatTime.ts'
import { formatInterval } from './formatInterval.ts'
import classes from './StudyActions.module.css'

interface RatingButtonsProps {
  nextReviews: StudyCardFragment['nextReviews']
  onRate: (rating: Rating) => void
  legend?: string
  choices?: readonly Rating[]
  /** Takes the focus when the buttons appear. */
  focused?: Rating
}

export const ratings: ReadonlyArray<{ rating: Rating; label: string }> = [
  { rating: 'AGAIN', label: 'Again' },
  { rating: 'HARD', label: 'Hard' },
  { rating: 'GOOD', label: 'Good' },
  { rating: 'EASY', label: 'Easy' },
]

/** `Again 1m · Hard 6m · Good 10m · Easy 8d`: each says when the card comes back. */
export function RatingButtons({ nextReviews, onRate, legend, choices, focused }: RatingButtonsProps) {
  const offered = choices ? ratings.filter(({ rating }) => choices.includes(rating)) : ratings
  return (
    <fieldset className={classes.ratings} data-count={offered.length}>
      <legend className="visuallyHidden">{legend ?? 'How well did you remember?'}</legend>
      {offered.map(({ rating, label }) => {
        const seconds = nextReviews.find(next => next.rating === rating)?.intervalSeconds
        return (
          <button
            key={rating}
            type="button"
            className={classes.rating}
            data-rating={rating}
            ref={rating === focused ? focusWithoutScrolling : undefined}
            onClick={() => onRate(rating)}
          >
            <span className={classes.ratingLabel}>{label}</span>
            {seconds !== undefined && (
              <>
                <span className={classes.interval} aria-hidden>
                  {formatInterval(seconds)}
                </span>
                <span className="visuallyHidden">, comes back {sayInterval(seconds)}</span>
              </>
            )}
          </button>
        )
      })}
    </fieldset>
  )
}

function focusWithoutScrolling(button: HTMLButtonElement | null) {
  button?.focus({ preventScroll: true })
}

function sayInterval(seconds: number): string {
  return formatRelative(new Date(seconds * 1000), new Date(0))
}
