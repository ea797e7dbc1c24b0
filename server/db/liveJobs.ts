import type { Db } from './client.ts'

/** Those of these jobs that are over: done, cancelled, or deleted with their goal. */
export async function findEndedJobs(db: Db, jobIds: readonly string[]): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT asked.id FROM unnest(${jobIds}::uuid[]) AS asked(id)
     WHERE NOT EXISTS (SELECT FROM generation_jobs j WHERE j.id = asked.id AND j.status IN ('queued', 'running'))`
  return rows.map(({ id }) => id)
}
