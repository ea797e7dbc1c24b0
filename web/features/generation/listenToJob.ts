import type { ApolloClient } from '@apollo/client'
import { GenerationJobSubscription } from './generationDocuments.ts'

const firstWaitMs = 1000
const longestWaitMs = 30_000

/**
 * Puts every step of a job into the cache as it is told, until the returned function is called. `onHeard` hears
 * whether steps are being told at the moment. Where they are not it is tried again, each time twice as late, and
 * not by all pages at the same moment.
 */
export function listenToJob(
  client: ApolloClient,
  id: string,
  onHeard: (isHeard: boolean) => void,
): () => void {
  let waitMs = firstWaitMs
  let timer: ReturnType<typeof setTimeout>
  const listen = () => {
    const told = client.subscribe({ query: GenerationJobSubscription, variables: { id } })
    return told.subscribe({
      next: ({ error }) => {
        if (!error) waitMs = firstWaitMs
        onHeard(!error)
      },
      complete: () => {
        onHeard(false)
        timer = setTimeout(
          () => {
            listening = listen()
          },
          waitMs * (0.5 + Math.random() / 2),
        )
        waitMs = Math.min(longestWaitMs, 2 * waitMs)
      },
    })
  }
  let listening = listen()
  return () => {
    clearTimeout(timer)
    listening.unsubscribe()
  }
}
