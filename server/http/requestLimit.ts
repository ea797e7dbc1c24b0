import { v7 as uuidv7 } from 'uuid'
import type { Db } from '../db/client.ts'
import { RateLimited } from '../domain/errors.ts'

const windowMs = 60_000

export interface RequestLimitOptions {
  db: Db
  /** per caller, over all processes; Infinity: none */
  requestsPerMinute: number
  now?: () => number
}

interface Lease {
  left: number
  isExhausted: boolean
}

/**
 * Counts requests per caller and minute over all processes that share the database. To keep the count off
 * the path of every request, a process takes a twentieth of a minute's requests at a time: the first such
 * share is free, so that ordinary use writes nothing, and each further one is one statement.
 */
export function createRequestLimit({ db, requestsPerMinute, now = Date.now }: RequestLimitOptions) {
  const share = Math.max(1, Math.ceil(requestsPerMinute / 20))
  let minute = 0
  let leases = new Map<string, Lease>()

  /** Throws RateLimited when `caller` has used up this minute's requests. */
  return async function countRequest(caller: string): Promise<void> {
    if (requestsPerMinute === Number.POSITIVE_INFINITY) return
    const nowMs = now()
    const thisMinute = Math.floor(nowMs / windowMs)
    if (thisMinute !== minute) {
      minute = thisMinute
      leases = new Map()
    }
    let lease = leases.get(caller)
    if (!lease) {
      lease = { left: share, isExhausted: false }
      leases.set(caller, lease)
    }
    if (lease.left === 0 && !lease.isExhausted) {
      const taken = await takeShare(db, `requests|${caller}`, share, thisMinute * windowMs)
      if (taken > requestsPerMinute) lease.isExhausted = true
      else lease.left += share
    }
    if (lease.left === 0) {
      throw new RateLimited('requests', Math.ceil(((thisMinute + 1) * windowMs - nowMs) / 1000))
    }
    lease.left--
  }
}

/**
 * Identifies a caller and counts the request: as theirs, or as their address's where they are nobody or show a
 * token that is refused. Throws what `identify` throws, and RateLimited.
 */
export async function countCaller<Caller extends { id: string } | null>(
  countRequest: (caller: string) => Promise<void>,
  network: string,
  identify: () => Promise<Caller>,
): Promise<Caller> {
  const caller = await identify().catch(async error => {
    await countRequest(network)
    throw error
  })
  await countRequest(caller?.id ?? network)
  return caller
}

/** Adds a share to what all processes took in this minute and returns the sum. */
async function takeShare(db: Db, key: string, share: number, minuteStart: number): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    INSERT INTO rate_limits (id, key, count, last_request)
    VALUES (${uuidv7()}::uuid, ${key}, ${share}, ${BigInt(minuteStart)})
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN rate_limits.last_request < EXCLUDED.last_request THEN EXCLUDED.count
              ELSE rate_limits.count + EXCLUDED.count END,
      last_request = GREATEST(rate_limits.last_request, EXCLUDED.last_request)
    RETURNING count`
  return row!.count
}
