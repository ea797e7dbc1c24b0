import { jobChannel } from '../db/generationJobs.ts'
import type { Notifications } from '../db/notifications.ts'
import { isOver, type JobStatus } from '../domain/generationJob.ts'

/** Who wants to know of which job that it has changed, whichever process changed it. */
export interface JobEvents {
  /** Calls `onChange` after each change, and whenever one may have been missed. Returns what ends it. */
  watch(jobId: string, onChange: () => void): () => void
}

export function createJobEvents(notifications: Pick<Notifications, 'subscribe'>): JobEvents {
  const watchers = new Map<string, Set<() => void>>()
  notifications.subscribe(jobChannel, jobId => {
    const concerned = jobId === null ? [...watchers.values()] : [watchers.get(jobId) ?? []]
    for (const ofJob of concerned) for (const onChange of ofJob) onChange()
  })
  return {
    watch(jobId, onChange) {
      const ofJob = watchers.get(jobId) ?? new Set()
      watchers.set(jobId, ofJob.add(onChange))
      return () => {
        ofJob.delete(onChange)
        if (ofJob.size === 0 && watchers.get(jobId) === ofJob) watchers.delete(jobId)
      }
    },
  }
}

/** A job that changes more often is told of this often: what it has become meanwhile comes together. */
const pauseMs = 100
/** A job nothing was heard of is looked at again: what comes through the database may get lost. */
const lookAgainAfterMs = 10_000

/**
 * A job as it is now and after each change, until it is over: what a subscription is made of. Whoever takes their
 * time gets the latest state next, not all that lay between. Ends with an error of `load`.
 */
export function followJob<Job extends { status: string }>(
  events: JobEvents,
  jobId: string,
  load: () => Promise<Job>,
): AsyncIterableIterator<Job> {
  return new JobFollower(events, jobId, load)
}

/** By hand: a generator that waits for a change could not be ended before the change comes. */
class JobFollower<Job extends { status: string }> implements AsyncIterableIterator<Job> {
  readonly #load: () => Promise<Job>
  readonly #stopWatching: () => void
  #isOver = false
  #hasChanged = true
  #lastAt = Number.NEGATIVE_INFINITY
  #wake = () => {}

  constructor(events: JobEvents, jobId: string, load: () => Promise<Job>) {
    this.#load = load
    this.#stopWatching = events.watch(jobId, () => {
      this.#hasChanged = true
      this.#wake()
    })
  }

  async next(): Promise<IteratorResult<Job, undefined>> {
    await this.#untilDue()
    if (this.#isOver) return { done: true, value: undefined }
    this.#hasChanged = false
    this.#lastAt = performance.now()
    try {
      const job = await this.#load()
      if (this.#isOver) return { done: true, value: undefined }
      if (isOver(job.status as JobStatus)) this.#end()
      return { done: false, value: job }
    } catch (error) {
      this.#end()
      throw error
    }
  }

  async return(): Promise<IteratorResult<Job, undefined>> {
    this.#end()
    return { done: true, value: undefined }
  }

  [Symbol.asyncIterator]() {
    return this
  }

  async #untilDue(): Promise<void> {
    while (!this.#isOver) {
      const waitMs = this.#lastAt + (this.#hasChanged ? pauseMs : lookAgainAfterMs) - performance.now()
      if (waitMs <= 0) return
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, waitMs)
        this.#wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  }

  #end(): void {
    this.#isOver = true
    this.#stopWatching()
    this.#wake()
  }
}
