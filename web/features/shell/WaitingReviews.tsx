import { useApolloClient } from '@apollo/client/react'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { pluralize } from '../../lib/formatTime.ts'
import { reviewOutboxOf } from '../study/reviewOutboxOf.ts'
import classes from './AppShell.module.css'

/** Sends what waits, says so while it cannot, and brings the page up to date once all has arrived. */
export function WaitingReviews() {
  const client = useApolloClient()
  const outbox = reviewOutboxOf(client)
  const { operations, isWaiting } = useSyncExternalStore(outbox.subscribe, outbox.getSnapshot)
  const hadSome = useRef(false)
  const hasSome = operations.length > 0
  useEffect(() => outbox.retryNow(), [outbox])
  useEffect(() => {
    if (hadSome.current && !hasSome) client.refetchQueries({ include: 'active' })
    hadSome.current = hasSome
  }, [client, hasSome])
  return (
    <p role="status" className={classes.unsent} hidden={!isWaiting}>
      {isWaiting && `${pluralize(operations.length, 'review')} waiting to be sent`}
    </p>
  )
}
