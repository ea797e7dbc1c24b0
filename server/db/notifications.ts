import type { Database, Tx } from './client.ts'
import { cancelChannel, jobChannel } from './generationJobs.ts'

/** Says that work was put into the queue; the payload is the queue's name. */
export const queueChannel = 'job_queue'

export const channels = [jobChannel, cancelChannel, queueChannel] as const
export type Channel = (typeof channels)[number]

/** What processes tell each other through the database, and what one tells itself. */
export interface Notifications {
  /**
   * Calls `listener` with the payload of each message of a channel from now on, and with null when some may have
   * been missed: whoever relies on them must look again. It is called while the database is being read: it must
   * be quick and not throw. Returns what ends it.
   */
  subscribe(channel: Channel, listener: Listener): () => void
  close(): Promise<void>
}

export type Listener = (payload: string | null) => void

/** Listens once for the whole process, beside the pool: a transaction that takes long holds up nobody's news. */
export async function createNotifications(database: Pick<Database, 'listen'>): Promise<Notifications> {
  const listeners = new Map<string, Set<Listener>>(channels.map(channel => [channel, new Set()]))
  const close = await database.listen(channels, {
    hear(channel, payload) {
      for (const listener of listeners.get(channel) ?? []) listener(payload)
    },
    missed() {
      for (const ofChannel of listeners.values()) for (const listener of ofChannel) listener(null)
    },
  })
  return {
    subscribe(channel, listener) {
      const ofChannel = listeners.get(channel)!
      ofChannel.add(listener)
      return () => void ofChannel.delete(listener)
    },
    close,
  }
}

/** Sends a message when the transaction is committed; the same message sent twice within it arrives once. */
export async function notify(tx: Tx, channel: Channel, payload: string): Promise<void> {
  await tx.$queryRaw`SELECT pg_notify(${channel}, ${payload})::text`
}
