import type { JobUse } from '../domain/generationJob.ts'
import type { Db, Tx } from './client.ts'
import type { Flashcard, GenerationJob } from './generated/prisma/client.ts'
import { Prisma } from './generated/prisma/client.ts'
import { type Row, toModel, toModels } from './rows.ts'

/** Says which job has changed; the payload is its id. */
export const jobChannel = 'generation_job'
/** Says which job was cancelled, to whoever does it; the payload is its id. */
export const cancelChannel = 'generation_cancelled'

/** Live jobs on the tree of a goal. */
export const isLiveTreeJob = Prisma.sql`
  kind IN ('skill_tree', 'regenerate_skill_tree') AND status IN ('queued', 'running')`

/** What a learner asked of the model in the 24 hours before `now`. */
export async function loadJobUse(tx: Tx, userId: string, now: Date): Promise<JobUse> {
  const since = new Date(now.getTime() - 86_400_000)
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT count(*) FILTER (WHERE status IN ('queued', 'running')) AS live_count, count(*) AS count,
           COALESCE(sum(prompt_tokens + completion_tokens), 0)::bigint AS tokens, min(created_at) AS first_at
      FROM generation_jobs WHERE user_id = ${userId}::uuid AND created_at > ${since}`
  return toModel<JobUse>(row!)
}

/** What a job's row may tell while it runs. */
export interface JobProgress {
  /** 0–1; never goes back */
  progress?: number
  message?: string
  payload?: object
  proposal?: object
  /** added to what was dropped before */
  droppedCount?: number
}

/**
 * Saves what a running job has come to and tells those who watch it. False when it is no longer ours to do:
 * cancelled, or begun again by another process.
 */
export async function saveJob(
  db: Db | Tx,
  job: Pick<GenerationJob, 'id' | 'startedAt'>,
  change: JobProgress & { status?: 'succeeded' | 'failed'; errorCode?: string },
): Promise<boolean> {
  const { progress = 0, message, payload, proposal, droppedCount = 0, status, errorCode } = change
  const rows = await db.$queryRaw<Row[]>`
    WITH saved AS (
      UPDATE generation_jobs
         SET progress = GREATEST(progress, ${progress}), message = COALESCE(${message}, message),
             payload = COALESCE(${toJson(payload)}::jsonb, payload),
             proposal = COALESCE(${toJson(proposal)}::jsonb, proposal),
             dropped_count = dropped_count + ${droppedCount}::int,
             status = COALESCE(${status}, status), error_code = ${errorCode},
             finished_at = CASE WHEN ${status}::text IS NULL THEN NULL ELSE clock_timestamp() END
       WHERE id = ${job.id}::uuid AND status = 'running' AND started_at = ${job.startedAt}
       RETURNING id)
    SELECT pg_notify(${jobChannel}, id::text)::text FROM saved`
  return rows.length > 0
}

/** Adds tokens that a job was charged for. */
export async function addTokens(
  db: Db,
  jobId: string,
  { promptTokens, completionTokens }: { promptTokens: number; completionTokens: number },
): Promise<void> {
  await db.$executeRaw`
    UPDATE generation_jobs SET prompt_tokens = prompt_tokens + ${promptTokens}::int,
           completion_tokens = completion_tokens + ${completionTokens}::int
     WHERE id = ${jobId}::uuid`
}

/** Takes a job that is not over to be done; null for any other. */
export async function takeJob(db: Db, jobId: string): Promise<GenerationJob | null> {
  const rows = await db.$queryRaw<Row[]>`
    WITH taken AS (
      UPDATE generation_jobs
         SET status = 'running', started_at = clock_timestamp(), message = 'Asking the model'
       WHERE id = ${jobId}::uuid AND status IN ('queued', 'running') RETURNING *)
    SELECT taken.*, pg_notify(${jobChannel}, id::text)::text AS notice FROM taken`
  if (!rows[0]) return null
  const { notice: _, ...row } = rows[0]
  return toModel<GenerationJob>(row)
}

/** Stops the live jobs among those that `where` selects, and tells who does them and who watches them. */
export async function cancelJobs(tx: Tx, where: Prisma.Sql, now: Date): Promise<GenerationJob[]> {
  const rows = await tx.$queryRaw<Row[]>`
    WITH cancelled AS (
      UPDATE generation_jobs SET status = 'cancelled', message = 'Stopped', finished_at = ${now}
       WHERE ${where} AND status IN ('queued', 'running') RETURNING *)
    SELECT cancelled.*, pg_notify(${cancelChannel}, id::text)::text AS notice,
           pg_notify(${jobChannel}, id::text)::text AS told
      FROM cancelled`
  return rows.map(({ notice: _, told: __, ...row }) => toModel<GenerationJob>(row))
}

/** Ends the live jobs among those that `where` selects as failed, and tells who watches them. How many. */
export async function failJobs(
  db: Db,
  where: Prisma.Sql,
  errorCode: string,
  message: string,
): Promise<number> {
  const rows = await db.$queryRaw<Row[]>`
    WITH failed AS (
      UPDATE generation_jobs SET status = 'failed', error_code = ${errorCode}, message = ${message},
             finished_at = clock_timestamp()
       WHERE ${where} AND status IN ('queued', 'running') RETURNING id)
    SELECT pg_notify(${jobChannel}, id::text)::text FROM failed`
  return rows.length
}

/** The job of each goal that is to be shown: one that still runs, of its tree first, or else the latest. */
export async function loadLatestJobs(db: Db, goalIds: readonly string[]): Promise<(GenerationJob | null)[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT j.* FROM unnest(${goalIds}::uuid[]) AS of_goal(id)
      JOIN LATERAL (SELECT * FROM generation_jobs WHERE goal_id = of_goal.id
                     ORDER BY (${isLiveTreeJob}) DESC, status IN ('queued', 'running') DESC, created_at DESC, id DESC
                     LIMIT 1) j ON TRUE`
  const byGoal = new Map(toModels<GenerationJob>(rows).map(job => [job.goalId, job]))
  return goalIds.map(id => byGoal.get(id) ?? null)
}

/** The drafts of each job that wait for a decision, in the order they came. */
export async function loadDraftsOfJobs(db: Db, jobIds: readonly string[]): Promise<Flashcard[][]> {
  const drafts = await db.flashcard.findMany({
    where: { jobId: { in: [...jobIds] }, status: 'draft', deletedAt: null },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  const byJob = Map.groupBy(drafts, draft => draft.jobId!)
  return jobIds.map(id => byJob.get(id) ?? [])
}

/** How many drafts of each node wait for a decision; several versions of one count once. */
export async function countDraftsOfNodes(db: Db, nodeIds: readonly string[]): Promise<number[]> {
  const rows = await db.$queryRaw<{ id: string; count: bigint }[]>`
    SELECT f.skill_node_id AS id, count(*) AS count FROM flashcards f
     WHERE f.skill_node_id = ANY(${nodeIds}::uuid[]) AND f.status = 'draft' AND f.deleted_at IS NULL
       AND NOT EXISTS (SELECT FROM flashcards newer
                        WHERE newer.status = 'draft' AND newer.deleted_at IS NULL
                          AND (newer.replaces_id = f.id OR newer.replaces_id = f.replaces_id AND newer.id > f.id))
     GROUP BY f.skill_node_id`
  const counts = new Map(rows.map(row => [row.id, Number(row.count)]))
  return nodeIds.map(id => counts.get(id) ?? 0)
}

function toJson(value: object | undefined): string | null {
  return value === undefined ? null : JSON.stringify(value)
}
