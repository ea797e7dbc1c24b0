import {
  type Answer,
  compareEntries,
  idOfOperation,
  listCancelled,
  type OutboxEntry,
  type OutboxOperation,
  pauseMs,
  takeBatch,
} from './outboxPlan.ts'
import type { OutboxStore } from './outboxStore.ts'

/** What the server made of an answer by choosing. */
export interface Grade {
  wasCorrect: boolean
  correctChoiceId: string | null
}

/** What became of an operation. `refused` is dropped, `retry` is tried again. */
export type Outcome =
  | { kind: 'done'; grade: Grade | null }
  | { kind: 'refused'; verdict: 'conflict' | 'rejected' }
  | { kind: 'retry' }

export interface OutcomeReport {
  operation: OutboxOperation
  outcome: Exclude<Outcome, { kind: 'retry' }>
  /** Another tab has sent it: what it changed is not in the memory of this one. */
  isElsewhere: boolean
}

export interface OutboxSnapshot {
  /** Not yet acknowledged, oldest first. */
  operations: readonly OutboxOperation[]
  /** The server could not be reached: they wait for the next try. */
  isWaiting: boolean
  /** What an earlier visit left on the device is known. */
  isReady: boolean
}

export interface OutboxPorts {
  learnerId: string
  /** One outcome for each operation; throwing means that none is known to have arrived. */
  send: (operations: readonly OutboxOperation[]) => Promise<Outcome[]>
  /** Absent where the device may not store anything: answers then wait in memory. */
  store?: OutboxStore
  /** Runs `work` while no other tab does. */
  exclusively?: <T>(work: () => Promise<T>) => Promise<T>
  /** Tells the other tabs what became of an operation. */
  channel?: Pick<BroadcastChannel, 'postMessage' | 'onmessage' | 'close'>
  /** Whether the learner is still the one the answers belong to. */
  isCurrent?: () => boolean
}

interface Queued {
  entry: OutboxEntry
  isStored: boolean
}

/**
 * Answers on their way to the server: sent in the order they were given, several at once when they had to
 * wait, tried again with growing pauses until they are acknowledged, and kept across a reload. What is on
 * the device is shared by all tabs; one at a time sends.
 */
export class ReviewOutbox {
  #ports: OutboxPorts
  #queue: Queued[] = []
  #snapshot: OutboxSnapshot
  #listeners = new Set<() => void>()
  #reportListeners = new Set<(report: OutcomeReport) => void>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #saving: Promise<void> = Promise.resolve()
  #isSending = false
  #isStopped = false
  #failures = 0
  #lastQueuedAtMs = 0

  constructor(ports: OutboxPorts) {
    this.#ports = ports
    this.#snapshot = { operations: [], isWaiting: false, isReady: ports.store === undefined }
    if (ports.channel) ports.channel.onmessage = ({ data }) => this.#hear(data)
    if (ports.store) void this.#restore()
  }

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  onOutcome = (listener: (report: OutcomeReport) => void) => {
    this.#reportListeners.add(listener)
    return () => void this.#reportListeners.delete(listener)
  }

  getSnapshot = (): OutboxSnapshot => this.#snapshot

  review(answer: Answer): void {
    this.#add({ kind: 'review', answer })
  }

  /** Takes an answer back: silently when it never left, else by an undo that follows it. */
  undo(reviewId: string): void {
    this.#add({ kind: 'undo', reviewId })
  }

  /** Tries at once what waits for its next try, as when the connection is back. */
  retryNow = (): void => {
    clearTimeout(this.#timer)
    void this.#sendAll()
  }

  /** Sends nothing more: what waits stays on the device for its learner. */
  stop(): void {
    this.#isStopped = true
    clearTimeout(this.#timer)
    this.#ports.channel?.close()
  }

  async #restore(): Promise<void> {
    await this.#reload()
    this.#publish({ isReady: true })
    void this.#sendAll()
  }

  #add(operation: OutboxOperation): void {
    this.#lastQueuedAtMs = Math.max(this.#lastQueuedAtMs + 1, Date.now())
    const { learnerId } = this.#ports
    const queuedAtMs = this.#lastQueuedAtMs
    const entry = { id: idOfOperation(operation), learnerId, queuedAtMs, isTried: false, operation }
    this.#queue.push({ entry, isStored: false })
    this.#save([entry])
    this.#publish({})
    if (!this.#snapshot.isWaiting) void this.#sendAll()
  }

  async #sendAll(): Promise<void> {
    if (this.#isSending || this.#isStopped || this.#queue.length === 0) return
    this.#isSending = true
    const { exclusively = work => work() } = this.#ports
    const isDone = await exclusively(() => this.#drain()).catch(() => false)
    this.#isSending = false
    if (isDone) {
      // What was added while the turn was given back.
      void this.#sendAll()
      return
    }
    this.#failures += 1
    this.#publish({ isWaiting: true })
    if (!this.#isStopped) this.#timer = setTimeout(() => void this.#sendAll(), pauseMs(this.#failures))
  }

  /** Sends all there is. False when something has to be tried again. */
  async #drain(): Promise<boolean> {
    for (;;) {
      await this.#saving
      await this.#reload()
      if (this.#isStopped || this.#ports.isCurrent?.() === false) return false
      const entries = this.#queue.map(({ entry }) => entry)
      this.#remove(listCancelled(entries))
      const batch = takeBatch(this.#queue.map(({ entry }) => entry))
      if (batch.length === 0) return true
      for (const entry of batch) entry.isTried = true
      this.#save(batch)
      // So that after a crash an answer that has left is never taken for one that has not.
      await this.#saving
      if (await this.#sendBatch(batch)) continue
      await this.#saving
      return false
    }
  }

  async #sendBatch(batch: readonly OutboxEntry[]): Promise<boolean> {
    const outcomes = await this.#ports.send(batch.map(({ operation }) => operation)).catch(() => [])
    const settled = batch.filter((_, index) => (outcomes[index]?.kind ?? 'retry') !== 'retry')
    for (const [index, { operation }] of batch.entries()) {
      const outcome = outcomes[index]
      if (!outcome || outcome.kind === 'retry') continue
      this.#ports.channel?.postMessage({ operation, outcome })
      this.#report({ operation, outcome, isElsewhere: false })
    }
    if (settled.length > 0) this.#failures = 0
    this.#remove(settled)
    if (settled.length < batch.length) return false
    this.#publish({ isWaiting: false })
    return true
  }

  #hear({ operation, outcome }: Omit<OutcomeReport, 'isElsewhere'>): void {
    const id = idOfOperation(operation)
    this.#queue = this.#queue.filter(({ entry }) => entry.id !== id)
    this.#publish({})
    this.#report({ operation, outcome, isElsewhere: true })
  }

  #report(report: OutcomeReport): void {
    for (const listener of this.#reportListeners) listener(report)
  }

  #remove(entries: readonly OutboxEntry[]): void {
    if (entries.length === 0) return
    const ids = new Set(entries.map(entry => entry.id))
    this.#queue = this.#queue.filter(({ entry }) => !ids.has(entry.id))
    this.#saving = this.#saving.then(() => this.#ports.store?.remove([...ids])).catch(() => undefined)
    this.#publish({})
  }

  #save(entries: readonly OutboxEntry[]): void {
    const { store } = this.#ports
    if (!store) return
    const ids = new Set(entries.map(entry => entry.id))
    this.#saving = this.#saving
      .then(() => store.put(entries))
      .then(() => {
        for (const queued of this.#queue) if (ids.has(queued.entry.id)) queued.isStored = true
      })
      // Storage is full or forbidden: the answer still waits in memory.
      .catch(() => undefined)
  }

  /** What is on the device, and what could not be put there. */
  async #reload(): Promise<void> {
    const stored = await this.#ports.store?.list().catch(() => undefined)
    if (!stored) return
    // The clock may have gone back since: what comes next is still sent last.
    this.#lastQueuedAtMs = Math.max(this.#lastQueuedAtMs, ...stored.map(entry => entry.queuedAtMs))
    const known = new Map(stored.map(entry => [entry.id, entry]))
    const kept = this.#queue.filter(({ entry, isStored }) => known.has(entry.id) || !isStored)
    const keptIds = new Set(kept.map(({ entry }) => entry.id))
    for (const { entry } of kept) entry.isTried ||= known.get(entry.id)?.isTried ?? false
    const added = stored.filter(({ id }) => !keptIds.has(id)).map(entry => ({ entry, isStored: true }))
    this.#queue = [...kept, ...added].sort((a, b) => compareEntries(a.entry, b.entry))
    this.#publish({})
  }

  #publish(change: Partial<OutboxSnapshot>): void {
    const entries = this.#queue.map(({ entry }) => entry)
    const cancelled = new Set(listCancelled(entries))
    const operations = entries.filter(entry => !cancelled.has(entry)).map(({ operation }) => operation)
    const { isWaiting, isReady } = { ...this.#snapshot, ...change }
    this.#snapshot = { operations, isWaiting: isWaiting && operations.length > 0, isReady }
    for (const listener of this.#listeners) listener()
  }
}
