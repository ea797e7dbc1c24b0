import type { ApolloClient } from '@apollo/client'
import { openOutboxStore } from './outboxStore.ts'
import { readLearnerId } from './readLearnerId.ts'
import { ReviewOutbox } from './reviewOutbox.ts'
import { sendOperations } from './sendOperations.ts'

interface Owned {
  learnerId: string | null
  outbox: ReviewOutbox
}

const current = new WeakMap<ApolloClient, Owned>()

/**
 * The outbox of the learner who is here. It outlives the study page, so that answers go on being sent
 * after it is left, and takes up what an earlier visit could not send. Another learner has another one.
 */
export function reviewOutboxOf(client: ApolloClient): ReviewOutbox {
  const learnerId = readLearnerId(client)
  const existing = current.get(client)
  if (existing && (learnerId === null || existing.learnerId === learnerId)) return existing.outbox
  existing?.outbox.stop()
  const name = `memoryloop.unsent.${learnerId}`
  const isShared = learnerId !== null
  const outbox = new ReviewOutbox({
    learnerId: learnerId ?? '',
    send: operations => sendOperations(client, learnerId, operations),
    store: isShared ? openOutboxStore(learnerId) : undefined,
    exclusively: isShared && 'locks' in navigator ? work => navigator.locks.request(name, work) : undefined,
    channel: isShared && typeof BroadcastChannel !== 'undefined' ? new BroadcastChannel(name) : undefined,
    isCurrent: () => readLearnerId(client) === learnerId,
  })
  if (!existing) window.addEventListener('online', () => current.get(client)?.outbox.retryNow())
  current.set(client, { learnerId, outbox })
  return outbox
}
