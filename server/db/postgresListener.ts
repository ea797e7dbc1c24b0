import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Ears } from './client.ts'

/** for connecting, and for an answer to a probe */
const patienceMs = 10_000
/** A connection that a router dropped in silence shows only when something is asked of it. */
const probeEveryMs = 15_000
const firstPauseMs = 250
const longestPauseMs = 5_000

interface Warner {
  warn(fields: object, message: string): void
}

/**
 * Listens on a connection of its own, outside of the pool: LISTEN belongs to one session. When the connection is
 * lost it is made again, for as long as that takes, and `missed` is called. Behind PgBouncer, which lends sessions
 * by the transaction, nothing is ever heard.
 *
 * Resolves with what ends it. Rejects when the first connection cannot be made.
 */
export async function listenToPostgres(
  databaseUrl: string,
  channels: readonly string[],
  ears: Ears,
  logger?: Warner,
): Promise<() => Promise<void>> {
  const stopping = new AbortController()
  let line = await connect(databaseUrl, channels, ears)
  const done = keepListening()
  return async () => {
    stopping.abort()
    await line.close()
    await done
  }

  async function keepListening(): Promise<void> {
    await line.lost
    while (!stopping.signal.aborted) {
      logger?.warn({}, 'The connection that hears of changes was lost; it is made again')
      const again = await reconnect()
      if (!again) return
      // Whoever stopped it meanwhile closed the line before this one.
      if (stopping.signal.aborted) return again.close()
      line = again
      ears.missed()
      await line.lost
    }
  }

  async function reconnect(): Promise<Line | null> {
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
      // So that many processes do not come back in the same moment.
      await sleep(pauseMs * (0.5 + Math.random()), undefined, { signal: stopping.signal }).catch(() => {})
      if (stopping.signal.aborted) return null
      try {
        return await connect(databaseUrl, channels, ears)
      } catch {
        // The loss was logged; that it lasts shows wherever else the database is needed.
      }
    }
  }
}

/** A connection that listens. */
interface Line {
  /** resolves when it is gone or closed */
  lost: Promise<void>
  close(): Promise<void>
}

async function connect(databaseUrl: string, channels: readonly string[], ears: Ears): Promise<Line> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: patienceMs,
    query_timeout: patienceMs,
    keepAlive: true,
    application_name: 'memoryloop listener',
  })
  const lost = Promise.withResolvers<void>()
  // Without a listener an error would end the process.
  client.on('error', () => lost.resolve())
  client.on('end', () => lost.resolve())
  client.on('notification', ({ channel, payload = '' }) => ears.hear(channel, payload))
  const close = () => client.end().catch(() => {})
  try {
    await client.connect()
    await client.query(channels.map(channel => `LISTEN ${pg.escapeIdentifier(channel)}`).join('; '))
  } catch (error) {
    void close()
    throw error
  }
  let isProbing = false
  const probe = setInterval(async () => {
    if (isProbing) return
    isProbing = true
    await client.query('SELECT 1').catch(() => lost.resolve())
    isProbing = false
  }, probeEveryMs)
  void lost.promise.then(() => {
    clearInterval(probe)
    void close()
  })
  return { lost: lost.promise, close }
}
