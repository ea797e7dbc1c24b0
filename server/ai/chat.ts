/** One question to a language model and its answer as text: what a provider must offer, and no more. */

/** A turn of the conversation. Learner text stands in `user` turns only, as delimited data. */
export interface ChatMessage {
  role: 'system' | 'user' | 'assistant'
  content: string
}

export interface ChatRequest {
  messages: readonly ChatMessage[]
  /** the shape of the answer */
  format: { name: string; schema: Record<string, unknown> }
  /** the longest answer that can make sense, in tokens */
  maxTokens: number
}

/** Tokens that one request was charged for: as the provider says, else counted at four characters a token. */
export interface TokenUsage {
  promptTokens: number
  completionTokens: number
}

export interface ChatListener {
  /** the next piece of the answer, as it comes */
  onText(piece: string): void
  /** what was heard so far is void: the answer begins again, with the text that follows at once */
  onRestart(): void
  /** of each request of which anything was heard, answered to its end or not */
  onUsage(usage: TokenUsage): void
  /** a passing fault: the same is asked again after `waitMs` */
  onRetry?(reason: string, waitMs: number): void
}

export interface Chat {
  /** its name; empty when none was given, until the first question has found one */
  readonly model: string
  /**
   * Asks and returns the whole answer as the model says it: JSON of the shape asked for from those that can be held
   * to it, else whatever stands around their JSON too. An aborted signal closes the connection.
   *
   * @throws AiFailed with words for the learner when there is no whole answer (what was heard stays as it is); the
   *   signal's reason when aborted; what the listener throws
   */
  ask(request: ChatRequest, listener: ChatListener, signal: AbortSignal): Promise<string>
}
