import { Button } from '@mantine/core'
import { Fragment, useState } from 'react'
import classes from './StudyActions.module.css'

const storageKey = 'memoryloop.knowsHard'

/** In the order of the buttons. Hard is the one that is taken for forgotten. */
const meanings = [
  { rating: 'Again', meaning: 'I did not remember' },
  { rating: 'Hard', meaning: 'I remembered, with effort', remark: 'Hard means you did remember.' },
  { rating: 'Good', meaning: 'I remembered' },
  { rating: 'Easy', meaning: 'It was no effort' },
]

/** Whether it was read what the four buttons mean; kept on this device. */
export function useRatingHint() {
  const [isKnown, setIsKnown] = useState(() => {
    try {
      return localStorage.getItem(storageKey) !== null
    } catch {
      return true
    }
  })
  const dismiss = () => {
    if (isKnown) return
    setIsKnown(true)
    try {
      localStorage.setItem(storageKey, 'yes')
    } catch {
      // Without storage it is said again next time.
    }
  }
  return { isShown: !isKnown, dismiss }
}

/** What each of the four buttons says, before the first use. */
export function RatingHint({ onDismiss }: { onDismiss: () => void }) {
  return (
    <div className={classes.hint} role="note">
      <dl className={classes.meanings}>
        {meanings.map(({ rating, meaning, remark }) => (
          <Fragment key={rating}>
            <dt>{rating}</dt>
            <dd>
              {meaning}
              {remark && <span className={classes.remark}>{remark}</span>}
            </dd>
          </Fragment>
        ))}
      </dl>
      <Button variant="subtle" size="compact-sm" onClick={onDismiss}>
        Got it
      </Button>
    </div>
  )
}
