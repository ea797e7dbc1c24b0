import type { Logger } from 'pino'
import type { Db } from '../db/client.ts'
import { databaseFault } from '../db/databaseFault.ts'
import { type GenerationJob, Prisma } from '../db/generated/prisma/client.ts'
import { failJobs, saveJob, takeJob } from '../db/generationJobs.ts'
import { DomainError, Unavailable } from '../domain/errors.ts'
import type { JobKind } from '../domain/generationJob.ts'
import { growTree } from './growTree.ts'
import { JobEnded, type JobTools } from './jobRun.ts'
import { refineDrafts } from './refineDrafts.ts'
import { regenerateTree } from './regenerateTree.ts'
import { writeCards } from './writeCards.ts'

/** Does one kind of job and says in a few words what has come of it. */
type Work = (tools: JobTools, job: GenerationJob, signal: AbortSignal) => Promise<string>

const works: Record<JobKind, Work> = {
  skill_tree: growTree,
  flashcards: writeCards,
  refine_flashcards: refineDrafts,
  regenerate_skill_tree: regenerateTree,
}

/**
 * Does a job to its end, which its row tells: succeeded, or failed with words for the learner. A job that is over
 * already is left alone. An aborted signal leaves it as far as it has come, to be begun again or, when it was
 * cancelled, never.
 *
 * @throws the signal's reason when aborted, and what a lost database throws: the job is then to be done again
 */
export async function runGeneration(
  tools: JobTools & { logger: Logger },
  jobId: string,
  signal: AbortSignal,
): Promise<void> {
  const job = await takeJob(tools.db, jobId)
  if (!job) return
  try {
    const message = await works[job.kind as JobKind](tools, job, signal)
    await saveJob(tools.db, job, { status: 'succeeded', progress: 1, message })
  } catch (error) {
    if (error instanceof JobEnded) return
    signal.throwIfAborted()
    if (isPassing(error)) throw error
    await saveJob(tools.db, job, { status: 'failed', ...explain(error, job, tools.logger) })
  }
}

/** Says that a job failed which could not be brought to an end however often it was begun. */
export async function giveUpGeneration(db: Db, jobId: string): Promise<void> {
  await failJobs(db, Prisma.sql`id = ${jobId}::uuid`, 'INTERNAL_SERVER_ERROR', ownFault)
}

const ownFault = 'Something went wrong on our side. What has come of it so far was kept.'

/** Whether the database cannot be had just now; the model's own faults are none of these. */
function isPassing(error: unknown): boolean {
  if (error instanceof DomainError) return error instanceof Unavailable
  const fault = databaseFault(error)
  return fault !== 'other' && fault !== 'value'
}

function explain(error: unknown, { id: jobId }: GenerationJob, logger: Logger) {
  if (error instanceof DomainError) return { errorCode: error.code, message: error.message }
  logger.error({ err: error, jobId }, 'A generation job failed unexpectedly')
  return { errorCode: 'INTERNAL_SERVER_ERROR', message: ownFault }
}
