/**
 * Saves what comes faster than it can be saved: one save at a time, and what came during one goes together into
 * the next. After a save that failed nothing more is saved; `signal` then aborts with the failure, so that whoever
 * brings more can be stopped.
 */
export class Batches<Item> {
  readonly #save: (items: Item[]) => Promise<void>
  readonly #fault = new AbortController()
  #waiting: Item[] = []
  #saving: Promise<void> | null = null

  constructor(save: (items: Item[]) => Promise<void>) {
    this.#save = save
  }

  get signal(): AbortSignal {
    return this.#fault.signal
  }

  add(item: Item): void {
    this.#waiting.push(item)
    this.#saving ??= this.#saveAll()
  }

  /** Resolves when all that came is saved; throws what made a save fail. */
  async settle(): Promise<void> {
    await this.#saving
    this.signal.throwIfAborted()
  }

  async #saveAll(): Promise<void> {
    try {
      while (this.#waiting.length > 0 && !this.signal.aborted) {
        await this.#save(this.#waiting.splice(0))
      }
    } catch (error) {
      this.#fault.abort(error)
    } finally {
      this.#saving = null
    }
  }
}
