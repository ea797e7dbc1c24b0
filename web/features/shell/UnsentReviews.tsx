import { useApolloClient } from '@apollo/client/react'
import { lazy, Suspense, useEffect, useState } from 'react'
import { hasUnsentReviews } from '../study/outboxStore.ts'
import { readLearnerId } from '../study/readLearnerId.ts'

const WaitingReviews = lazy(() =>
  import('./WaitingReviews.tsx').then(module => ({ default: module.WaitingReviews })),
)

/**
 * Where answers of an earlier visit could not be sent, they are sent from any page, and it says so
 * meanwhile. The outbox is fetched only when there is something in it.
 */
export function UnsentReviews() {
  const learnerId = readLearnerId(useApolloClient())
  const [isNeeded, setIsNeeded] = useState(false)
  useEffect(() => {
    let isLeft = false
    if (learnerId !== null) {
      hasUnsentReviews(learnerId).then(isUnsent => {
        if (!isLeft && isUnsent) setIsNeeded(true)
      })
    }
    return () => {
      isLeft = true
    }
  }, [learnerId])
  return <Suspense fallback={null}>{isNeeded && <WaitingReviews />}</Suspense>
}
