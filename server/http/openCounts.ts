/** How many of something each owner has open in this process. */
export class OpenCounts {
  readonly #counts = new Map<string, number>()

  of(owner: string): number {
    return this.#counts.get(owner) ?? 0
  }

  /** Counts one more. Returns what counts it off again. */
  add(owner: string): () => void {
    this.#counts.set(owner, this.of(owner) + 1)
    return () => {
      const left = this.of(owner) - 1
      if (left > 0) this.#counts.set(owner, left)
      else this.#counts.delete(owner)
    }
  }
}
