import { type ComponentType, useEffect, useState } from 'react'

/** On its own, since Vite takes a `.then` at the import itself for a part of it. */
const loadToaster = () => import('./Toaster.tsx')

/** Milliseconds after which the page has its own code and data, and this may follow. */
const settledMs = 1500

/** Where toasts appear. Its code comes after the page's, and before anyone has done anything to be told of. */
export function LazyToaster() {
  const [Toaster, setToaster] = useState<ComponentType>()
  const [failureCount, setFailureCount] = useState(0)
  useEffect(() => {
    const timer = setTimeout(() => {
      // Without a connection it is tried again: toasts wait, and the page must not fall with them.
      loadToaster().then(
        module => setToaster(() => module.Toaster),
        () => setFailureCount(failureCount + 1),
      )
    }, settledMs)
    return () => clearTimeout(timer)
  }, [failureCount])
  return Toaster ? <Toaster /> : null
}
