import type { Logger } from 'pino'
import type { Database, Tx } from '../db/client.ts'
import { type Notifications, notify, queueChannel } from '../db/notifications.ts'
import { inTransaction, openBoss } from './boss.ts'
import { createClaims } from './claims.ts'
import { type JobWork, runJobs } from './runner.ts'

/** The one queue: work for the language model. */
const queueName = 'generation'

export interface JobQueueParts {
  database: Database
  notifications: Notifications
  logger: Logger
  /** jobs that this process does at a time */
  concurrency: number
}

/** What is to be done later, by whichever process has time: each job once. */
export interface JobQueue {
  /** Puts a job into the queue when the transaction is committed; its id is that of its row. */
  enqueue(tx: Tx, jobId: string): Promise<void>
  /** Begins to do what is in the queue. */
  start(work: JobWork): Promise<void>
  /** Stops what runs and gives it back, so that another process or the next start does it. */
  stop(patienceMs: number): Promise<void>
}

/** Makes its tables when they are missing. Work comes with `start`. */
export async function createJobQueue(parts: JobQueueParts): Promise<JobQueue> {
  const { database, logger } = parts
  const boss = await openBoss(database, logger, queueName)
  const claims = createClaims(database, boss, queueName)
  let stopRunning = async (_patienceMs: number) => {}
  return {
    async enqueue(tx, jobId) {
      // How often a job is begun again is the runner's to decide, so pg-boss may not run out of tries.
      await boss.send(queueName, {}, { id: jobId, retryLimit: 1_000_000, db: inTransaction(tx) })
      await notify(tx, queueChannel, queueName)
    },
    async start(work) {
      stopRunning = await runJobs({ ...parts, claims, work, isShared: database.kind === 'postgres' })
    },
    async stop(patienceMs) {
      await stopRunning(patienceMs)
      await boss.stop({ graceful: false })
    },
  }
}
