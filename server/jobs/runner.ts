import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { databaseFault } from '../db/databaseFault.ts'
import { cancelChannel } from '../db/generationJobs.ts'
import { type Notifications, queueChannel } from '../db/notifications.ts'
import { Unavailable } from '../domain/errors.ts'
import { type Claim, type Claims, claimLastsMs } from './claims.ts'

/** What is done with a job that was claimed. */
export interface JobWork {
  /**
   * Does it and saves its outcome, a failure too; does nothing when it is over already. When `signal` is aborted
   * it stops at once and leaves the job as it is: it was cancelled, or is begun again later, maybe elsewhere.
   */
  run(jobId: string, signal: AbortSignal): Promise<void>
  /** Saves that a job failed which nobody can do: `run` threw what it should not, or took processes down with it. */
  giveUp(jobId: string): Promise<void>
  /** Those of these jobs that are over, or gone: there is nothing more to be done for them. */
  findEnded(jobIds: readonly string[]): Promise<string[]>
}

export interface RunnerParts {
  claims: Claims
  work: JobWork
  notifications: Notifications
  logger: Logger
  /** jobs at a time */
  concurrency: number
  /** other processes may work through the same queue */
  isShared: boolean
}

/** A job over which so many processes died is not begun again: it may be what they died of. */
const mostDeaths = 10
/**
 * Nor is one that was begun so often, which nobody died over: servers may stop and databases be away as they
 * like, but a job that fails by itself, and looks like one of these, may not ask the model for ever.
 */
const mostEarlierTries = 100
/** While a job runs; five fit into the life of a claim. */
const beatMs = 2_000
/** A process that cannot say that it lives stops at the next beat, before others may take over, if there are any. */
const stopUnkeptAfterMs = claimLastsMs - 2 * beatMs
/** How often the queue is looked at without being called: for what others died over, and where calls were missed. */
const lookEveryMs = { shared: 5_000, alone: 60_000 }
/** until the database may be back */
const pauseMs = 5_000

interface Run {
  claim: Claim
  stopping: AbortController
  /** when the claim was last known to hold, as performance.now() tells it */
  keptAt: number
  /** whose the job is: another process may have it once the claim has lapsed */
  state: 'ours' | 'stopped' | 'lapsed'
  done: Promise<void>
}

/** Claims jobs and does them, `concurrency` at a time, until the returned function is called. */
export async function runJobs(parts: RunnerParts): Promise<(patienceMs: number) => Promise<void>> {
  const { claims, work, notifications, logger, concurrency, isShared } = parts
  const runs = new Set<Run>()
  const stopping = new AbortController()
  let looking: Promise<void> | null = null
  let mustLookAgain = false
  let isKeeping = false
  let isAskingForEnded = false

  await (isShared ? claims.takeBack() : claims.takeBackAll())
  const unsubscribe = [
    notifications.subscribe(queueChannel, look),
    notifications.subscribe(cancelChannel, jobId => (jobId === null ? stopEnded() : stopCancelled([jobId]))),
  ]
  const timers = [
    setInterval(beat, beatMs),
    // Alone, a claim that was not kept is still ours: the database was busy, and nobody else can be doing the job.
    isShared ? setInterval(lookForLapsed, lookEveryMs.shared) : setInterval(look, lookEveryMs.alone),
  ]
  look()
  return stop

  /** Fills the free places. */
  function look(): void {
    if (looking) {
      mustLookAgain = true
      return
    }
    mustLookAgain = false
    looking = claimJobs()
      .catch(error => logger.warn({ err: error }, 'The job queue cannot be read; it is tried again'))
      .finally(() => {
        looking = null
        if (mustLookAgain) look()
      })
  }

  async function claimJobs(): Promise<void> {
    while (!stopping.signal.aborted && runs.size < concurrency) {
      const claimed = await claims.claim(concurrency - runs.size)
      if (claimed.length === 0) return
      for (const claim of claimed) begin(claim)
    }
  }

  function begin(claim: Claim): void {
    const keptAt = performance.now()
    const run: Run = {
      claim,
      stopping: new AbortController(),
      keptAt,
      state: 'ours',
      done: Promise.resolve(),
    }
    // A claim of ours that lapsed may come back to us while its first run is still stopping.
    const earlier = [...runs].filter(({ claim: { jobId } }) => jobId === claim.jobId).map(({ done }) => done)
    runs.add(run)
    if (stopping.signal.aborted) stopRun(run)
    run.done = Promise.all(earlier)
      .then(() => doJob(run))
      .catch(error => logger.warn({ err: error, jobId: claim.jobId }, 'The end of a job could not be saved'))
      .finally(() => {
        runs.delete(run)
        look()
      })
  }

  async function doJob(run: Run): Promise<void> {
    const { claim } = run
    const { jobId, earlierTries, deaths } = claim
    const startedAt = performance.now()
    try {
      if (deaths >= mostDeaths || earlierTries >= mostEarlierTries) await work.giveUp(jobId)
      else if (run.state === 'ours') await work.run(jobId, run.stopping.signal)
    } catch (error) {
      if (!run.stopping.signal.aborted && !(await survive(run, error))) return claims.giveBack(claim)
    }
    if (run.state === 'lapsed') return
    if (run.state === 'stopped') return claims.giveBack(claim)
    await claims.finish(claim)
    logger.info({ jobId, durationMs: Math.round(performance.now() - startedAt) }, 'A job is over')
  }

  /** Whether a job that threw is over with that. */
  async function survive({ claim: { jobId } }: Run, error: unknown): Promise<boolean> {
    if (error instanceof Unavailable || databaseFault(error) === 'unavailable') {
      logger.warn({ err: error, jobId }, 'A job found no database; it is begun again')
      await sleep(pauseMs, undefined, { signal: stopping.signal }).catch(() => {})
      return false
    }
    logger.error({ err: error, jobId }, 'A job failed in a way nobody expected')
    await work.giveUp(jobId)
    return true
  }

  function beat(): void {
    if (isShared) for (const run of runs) if (performance.now() - run.keptAt > stopUnkeptAfterMs) lapse(run)
    stopEnded()
    if (isKeeping) return
    isKeeping = true
    keep()
      .catch(error => logger.warn({ err: error }, 'The job queue could not be told that this process lives'))
      .finally(() => {
        isKeeping = false
      })
  }

  async function keep(): Promise<void> {
    const held = [...runs].filter(({ state }) => state === 'ours')
    if (held.length === 0) return
    const askedAt = performance.now()
    const kept = new Set(await claims.keep(held.map(({ claim }) => claim)))
    for (const run of held) {
      if (kept.has(run.claim)) run.keptAt = askedAt
      else if (runs.has(run)) lapse(run)
    }
  }

  function stopCancelled(jobIds: readonly string[]): void {
    for (const run of runs)
      if (jobIds.includes(run.claim.jobId)) run.stopping.abort(new Error('The job was cancelled'))
  }

  /** Whoever cancels a job says so, but that may be missed, and behind PgBouncer always is. */
  function stopEnded(): void {
    const goingOn = [...runs].filter(run => !run.stopping.signal.aborted)
    if (isAskingForEnded || goingOn.length === 0) return
    isAskingForEnded = true
    work
      .findEnded(goingOn.map(({ claim }) => claim.jobId))
      .then(stopCancelled)
      .catch(error => logger.warn({ err: error }, 'It cannot be told which jobs were cancelled'))
      .finally(() => {
        isAskingForEnded = false
      })
  }

  function lapse(run: Run): void {
    run.state = 'lapsed'
    run.stopping.abort(new Error('Another process may do the job now'))
  }

  function stopRun(run: Run): void {
    if (run.state === 'ours') run.state = 'stopped'
    run.stopping.abort(new Error('The server is stopping'))
  }

  function lookForLapsed(): void {
    claims.takeBack().then(look, error => logger.warn({ err: error }, 'The job queue cannot be read'))
  }

  async function stop(patienceMs: number): Promise<void> {
    stopping.abort()
    for (const timer of timers) clearInterval(timer)
    for (const end of unsubscribe) end()
    for (const run of runs) stopRun(run)
    const patience = new AbortController()
    const settled = async () => {
      await looking
      await Promise.all([...runs].map(({ done }) => done))
    }
    await Promise.race([settled(), sleep(patienceMs, undefined, { signal: patience.signal }).catch(() => {})])
    patience.abort()
    // Whatever they still save is refused once the job was begun again.
    const late = [...runs].filter(({ state }) => state === 'stopped')
    for (const run of late) run.state = 'lapsed'
    await Promise.all(late.map(({ claim }) => claims.giveBack(claim)))
  }
}
