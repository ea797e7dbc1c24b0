import type { Db } from './client.ts'
import { jobChannel } from './generationJobs.ts'

/** Those of these jobs that are over: done, cancelled, or deleted with their goal. */
export async function findEndedJobs(db: Db, jobIds: readonly string[]): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT asked.id FROM unnest(${jobIds}::uuid[]) AS asked(id)
     WHERE NOT EXISTS (SELECT FROM generation_jobs j WHERE j.id = asked.id AND j.status IN ('queued', 'running'))`
  return rows.map(({ id }) => id)
}

/** Ends every job that is not over as failed. Returns how many there were. */
export async function failLiveJobs(db: Db, errorCode: string, message: string): Promise<number> {
  const rows = await db.$queryRaw<unknown[]>`
    WITH failed AS (
      UPDATE generation_jobs SET status = 'failed', error_code = ${errorCode}, message = ${message},
             finished_at = clock_timestamp()
       WHERE status IN ('queued', 'running') RETURNING id)
    SELECT pg_notify(${jobChannel}, id::text)::text FROM failed`
  return rows.length
}
