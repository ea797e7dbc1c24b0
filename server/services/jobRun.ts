import type { Generator } from '../ai/generator.ts'
import type { Db, Tx } from '../db/client.ts'
import type { GenerationJob, LearningGoal } from '../db/generated/prisma/client.ts'
import { addTokens, type JobProgress, saveJob } from '../db/generationJobs.ts'
import { NotFound, Unauthenticated } from '../domain/errors.ts'
import { type LockedLearner, lockLearner } from './locks.ts'

/** What doing a job needs; main.ts gives it. */
export interface JobTools {
  db: Db
  generator: Generator
  now(): Date
}

/** The job is no longer ours to do: cancelled, deleted, or begun again by another process. */
export class JobEnded extends Error {}

/** Saves how far a job is, in the transaction that saves what came of it. Throws JobEnded. */
export async function saveProgress(db: Db | Tx, job: GenerationJob, progress: JobProgress): Promise<void> {
  if (!(await saveJob(db, job, progress))) throw new JobEnded()
}

/** The goal a job is for. Throws NotFound when it was deleted. */
export async function findGoalOfJob(db: Db, { goalId }: GenerationJob): Promise<LearningGoal> {
  const goal = await db.learningGoal.findUnique({ where: { id: goalId ?? '', deletedAt: null } })
  if (!goal) throw new NotFound('Goal', goalId ?? '')
  return goal
}

/** Locks whoever owns the job now: what a guest has moves to their account when they sign up. */
export async function lockOwner(tx: Tx, { id }: GenerationJob): Promise<LockedLearner> {
  for (let triedId: string | null = null; ; ) {
    const job = await tx.generationJob.findUnique({ where: { id }, select: { userId: true } })
    if (!job || job.userId === triedId) throw new JobEnded()
    try {
      return await lockLearner(tx, job.userId)
    } catch (error) {
      // The guest went while their row was waited for; the job is the account's by then.
      if (!(error instanceof Unauthenticated)) throw error
      triedId = job.userId
    }
  }
}

/** What every request to the model is listened to for: what it costs, and that it is tried again. */
export class ModelLog {
  readonly #db: Db
  readonly #job: GenerationJob
  #saves: Promise<unknown> = Promise.resolve()

  constructor(db: Db, job: GenerationJob) {
    this.#db = db
    this.#job = job
  }

  /** Charged is charged, whatever becomes of the job. */
  readonly onUsage = (usage: { promptTokens: number; completionTokens: number }): void => {
    this.#save(() => addTokens(this.#db, this.#job.id, usage))
  }

  readonly onRetry = (reason: string, waitMs: number): void => {
    const message = `${reason} Trying again in ${Math.max(1, Math.round(waitMs / 1000))} s.`
    this.#save(() => saveJob(this.#db, this.#job, { message }))
  }

  /** Resolves when all of it is saved. */
  async settle(): Promise<void> {
    await this.#saves
  }

  /** Where the database cannot be had, the work itself finds out; a figure less does no harm. */
  #save(save: () => Promise<unknown>): void {
    this.#saves = this.#saves.then(save).catch(() => {})
  }
}
