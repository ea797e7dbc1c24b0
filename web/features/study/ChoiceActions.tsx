import { Button } from '@mantine/core'
import type { StudyCardFragment } from '../../gql/graphql.ts'
import { toPlainText } from '../cards/plainText.ts'
import { describeFeedback } from './choices.ts'
import { RatingButtons } from './RatingButtons.tsx'
import classes from './StudyActions.module.css'
import type { Feedback } from './useStudyRun.ts'

interface ChoiceActionsProps {
  feedback: Feedback | null
  rightLetter: string | undefined
  rightText: string | undefined
  /** As they were when the card was answered. */
  nextReviews: StudyCardFragment['nextReviews']
  onNotSure: () => void
  onNext: () => void
  onChange: (rating: 'HARD' | 'EASY') => void
}

/** The verdict, where it is seen however long the card is, and what can be done about it. */
export function ChoiceActions(props: ChoiceActionsProps) {
  const { feedback, rightLetter, rightText } = props
  const verdict = feedback && describeFeedback(feedback, rightLetter)
  return (
    <>
      <p className={classes.verdict} aria-live="polite">
        {verdict}
        {/* The eye sees it marked. */}
        {feedback?.grade?.wasCorrect === false && rightText && (
          <span className="visuallyHidden"> {toPlainText(rightText)}</span>
        )}
      </p>
      <ChoiceButtons {...props} />
    </>
  )
}

/** Not sure; then Next, and after a right choice also that it was harder or easier than that. */
function ChoiceButtons({ feedback, nextReviews, onNotSure, onNext, onChange }: ChoiceActionsProps) {
  if (!feedback) {
    return (
      <Button variant="default" size="md" className={classes.show} onClick={onNotSure}>
        Not sure
      </Button>
    )
  }
  if (feedback.status === 'pending') {
    return (
      <Button size="md" className={classes.show} disabled>
        Next
      </Button>
    )
  }
  if (feedback.grade?.wasCorrect) {
    return (
      <RatingButtons
        legend="Right. How well did you remember?"
        choices={['HARD', 'GOOD', 'EASY']}
        nextReviews={nextReviews}
        focused="GOOD"
        onRate={rating => (rating === 'HARD' || rating === 'EASY' ? onChange(rating) : onNext())}
      />
    )
  }
  return (
    // A button of its own, not the one before with another word: only then it takes the focus.
    <Button key="next" size="md" className={classes.show} onClick={onNext} autoFocus>
      Next
    </Button>
  )
}
