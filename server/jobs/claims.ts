import type { PgBoss } from 'pg-boss'
import type { Database } from '../db/client.ts'
import { notify, queueChannel } from '../db/notifications.ts'

/** A claim that is not kept alive for this long is void: its process has died. */
export const claimLastsMs = 10_000

/** One try of one job, which belongs to the process that claimed it until the claim lapses or is given up. */
export interface Claim {
  jobId: string
  /** how often the job was begun before and not brought to an end; tells this try from the others */
  earlierTries: number
  /** how many of those tries ended with their process; the others were given back */
  deaths: number
}

/** The queue as a process sees it that works through it. */
export interface Claims {
  /** Claims jobs, oldest first; nobody else has them then. */
  claim(limit: number): Promise<Claim[]>
  /** Says that this process lives. Returns those that are still its own. */
  keep(claims: readonly Claim[]): Promise<Claim[]>
  /** The job is done. Nothing happens when it is no longer ours. */
  finish(claim: Claim): Promise<void>
  /** Back into the queue with it, for whoever has time. Nothing happens when it is no longer ours. */
  giveBack(claim: Claim): Promise<void>
  /** Puts back what dead processes had claimed. */
  takeBack(): Promise<void>
  /** As takeBack, where this is the only process there can be: whatever is claimed was claimed by a dead one. */
  takeBackAll(): Promise<void>
}

export function createClaims(database: Database, boss: PgBoss, queue: string): Claims {
  async function takeBackOlderThan(ms: number): Promise<void> {
    const lapsed = await database.withConnection(connection =>
      connection.query<{ id: string; retryCount: number }>(
        `SELECT id, retry_count AS "retryCount" FROM pgboss.job
          WHERE name = $1 AND state = 'active' AND heartbeat_on <= now() - $2 * interval '1 millisecond'`,
        [queue, ms],
      ),
    )
    if (lapsed.length === 0) return
    // Bound to the try that lapsed: nothing happens to one that another process has begun since.
    await boss.fail(queue, lapsed, { reason: 'its process died' })
  }

  return {
    async claim(limit) {
      const jobs = await boss.fetch<JobData>(queue, { batchSize: limit })
      return jobs.map(({ id, retryCount, data }) => ({
        jobId: id,
        earlierTries: retryCount,
        deaths: retryCount - (data.givenBack ?? 0),
      }))
    },
    async keep(claims) {
      const { settled = [] } = (await boss.touch(queue, claims.map(toAttempt))) as TouchAnswer
      return claims.filter(({ jobId }) => settled.includes(jobId))
    },
    async finish(claim) {
      await boss.deleteJob(queue, toAttempt(claim))
    },
    async giveBack(claim) {
      const { jobId, earlierTries, deaths } = claim
      // pg-boss counts every try alike. Said twice, it is the same: the number is that of the claim.
      await database.withConnection(connection =>
        connection.query(
          `UPDATE pgboss.job SET data = jsonb_build_object('givenBack', $4::int)
            WHERE name = $1 AND id = $2::uuid AND state = 'active' AND retry_count = $3::int`,
          [queue, jobId, earlierTries, earlierTries - deaths + 1],
        ),
      )
      await boss.fail(queue, toAttempt(claim), { reason: 'given back' })
      await notify(database.db, queueChannel, queue)
    },
    takeBack: () => takeBackOlderThan(claimLastsMs),
    takeBackAll: () => takeBackOlderThan(0),
  }
}

/** Whether another process is at work on a job. There is no queue yet where no process ever had work for it. */
export async function isQueueServed({ kind, withConnection }: Database): Promise<boolean> {
  if (kind === 'pglite') return false
  return withConnection(async connection => {
    const [queue] = await connection.query<{ exists: boolean }>(
      `SELECT to_regclass('pgboss.job') IS NOT NULL AS exists`,
    )
    if (!queue?.exists) return false
    const alive = await connection.query(
      `SELECT 1 FROM pgboss.job
        WHERE state = 'active' AND heartbeat_on > now() - $1 * interval '1 millisecond' LIMIT 1`,
      [claimLastsMs],
    )
    return alive.length > 0
  })
}

interface JobData {
  /** how often the job was given back, as a process that stops does; absent: never */
  givenBack?: number
}

/** pg-boss answers so, though its types do not say it: the ids whose claim was still this one. */
interface TouchAnswer {
  settled?: string[]
}

function toAttempt({ jobId, earlierTries }: Claim) {
  return { id: jobId, retryCount: earlierTries }
}
