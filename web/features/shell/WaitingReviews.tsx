import { useApolloClient } from '@apollo/client/react'
import { useSyncExternalStore } from 'react'
import { pluralize } from '../../lib/formatTime.ts'
import { reviewOutboxOf } from '../study/reviewOutboxOf.ts'
import classes from './AppShell.module.css'

export function WaitingReviews() {
  const outbox = reviewOutboxOf(useApolloClient())
  const { operations, isWaiting } = useSyncExternalStore(outbox.subscribe, outbox.getSnapshot)
  return (
    <p role="status" className={classes.unsent} hidden={!isWaiting}>
      {isWaiting && `${pluralize(operations.length, 'review')} waiting to be sent`}
    </p>
  )
}
