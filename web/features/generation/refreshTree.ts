import type { ApolloClient } from '@apollo/client'
import { GrowingTreeQuery } from './generationDocuments.ts'

/**
 * Asks for a goal's tree each time something has come to it. Never twice at once: what comes during a question is
 * asked for after it, all together, so that a slow connection sees fewer steps and never an older one last. A
 * question that fails is left to the next step.
 */
export function createTreeRefresh(client: ApolloClient, goalId: string): () => void {
  let isAsking = false
  let isBehind = false
  return async function refresh() {
    if (isAsking) {
      isBehind = true
      return
    }
    isAsking = true
    do {
      isBehind = false
      await client
        .query({ query: GrowingTreeQuery, variables: { goalId }, fetchPolicy: 'network-only' })
        .catch(() => undefined)
    } while (isBehind)
    isAsking = false
  }
}
