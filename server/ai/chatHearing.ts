import type { ChatListener, TokenUsage } from './chat.ts'

/** Passes on what is heard. What an earlier try said is void with the first word of another, and not before. */
export class ChatHearing {
  readonly #listener: ChatListener
  #isStale = false
  #hasText = false
  #fault: { error: unknown } | undefined

  constructor(listener: ChatListener) {
    this.#listener = listener
  }

  beginTry(): void {
    this.#isStale = this.#hasText
  }

  onText(piece: string): void {
    this.#call(() => {
      if (this.#isStale) this.#listener.onRestart()
      this.#isStale = false
      this.#hasText = true
      this.#listener.onText(piece)
    })
  }

  onUsage(usage: TokenUsage): void {
    this.#call(() => this.#listener.onUsage(usage))
  }

  /** What the listener itself threw is no fault of the provider. */
  throwOwnFault(): void {
    if (this.#fault) throw this.#fault.error
  }

  #call(work: () => void): void {
    try {
      work()
    } catch (error) {
      this.#fault ??= { error }
      throw error
    }
  }
}
