import type { Logger } from 'pino'
import { findEndedJobs } from '../db/liveJobs.ts'
import type { JobTools } from '../services/jobRun.ts'
import { giveUpGeneration, runGeneration } from '../services/runGeneration.ts'
import type { JobWork } from './runner.ts'

/** Work for the language model: each job of the queue is a row of generation_jobs. */
export function createGenerationWork(tools: JobTools & { logger: Logger }): JobWork {
  return {
    run: (jobId, signal) => runGeneration(tools, jobId, signal),
    giveUp: jobId => giveUpGeneration(tools.db, jobId),
    findEnded: jobIds => findEndedJobs(tools.db, jobIds),
  }
}
