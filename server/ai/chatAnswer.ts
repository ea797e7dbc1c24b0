/** What a provider answers to one request, gathered from its chunks. */

import type { TokenUsage } from './chat.ts'
import { ChatFault } from './chatFaults.ts'

/** The longest answer taken, in characters. */
export const maxAnswerLength = 1_000_000

/** A chunk of a stream, or a whole answer that was not streamed; nothing in it can be relied on. */
export interface AnswerChunk {
  choices?: { delta?: Saying | null; message?: Saying | null; finish_reason?: string | null }[]
  usage?: { prompt_tokens?: unknown; completion_tokens?: unknown } | null
}

interface Saying {
  content?: unknown
  refusal?: unknown
  /** what a model thinks: vLLM and DeepSeek, and Ollama */
  reasoning_content?: unknown
  reasoning?: unknown
}

export class ChatAnswer {
  readonly #promptLength: number
  #text = ''
  #thoughtLength = 0
  #refusal = ''
  #finishReason: string | null = null
  #usage: TokenUsage | null = null

  /** @param promptLength characters of the question */
  constructor(promptLength: number) {
    this.#promptLength = promptLength
  }

  /** Takes a chunk; returns what it adds to the answer, and whether it holds words at all, thought or said. */
  hear(chunk: AnswerChunk | null): { piece: string; hasWords: boolean } {
    this.#hearUsage(chunk?.usage)
    const choice = chunk?.choices?.[0]
    const saying = choice?.delta ?? choice?.message ?? {}
    const content = toText(saying.content)
    const thought = toText(saying.reasoning_content) || toText(saying.reasoning)
    const refusal = toText(saying.refusal)
    if (typeof choice?.finish_reason === 'string') this.#finishReason = choice.finish_reason
    this.#thoughtLength += thought.length
    this.#refusal += refusal
    this.#text += content
    if (this.#text.length > maxAnswerLength) throw endless(`more than ${maxAnswerLength} characters`)
    return { piece: content, hasWords: content + thought + refusal !== '' }
  }

  /** What the answer cost: as the provider says, else at four characters a token; null when nothing was heard. */
  get usage(): TokenUsage | null {
    if (this.#usage) return this.#usage
    const heard = this.#text.length + this.#thoughtLength + this.#refusal.length
    if (heard === 0) return null
    return { promptTokens: Math.ceil(this.#promptLength / 4), completionTokens: Math.ceil(heard / 4) }
  }

  /**
   * The whole answer, once nothing follows.
   *
   * @throws ChatFault when it is none, or not whole
   */
  finish(): string {
    if (this.#refusal !== '') {
      throw new ChatFault('The language model declined to answer this. Try to say it in other words.', {
        detail: 'refusal',
      })
    }
    // Small models go on with blanks behind their JSON until they are cut off, and not every server gives a reason.
    if (this.#finishReason !== 'stop' && isJson(this.#text)) return this.#text
    switch (this.#finishReason) {
      case null:
        throw brokenOff('the answer ended without a finish_reason')
      case 'length':
        throw new ChatFault(
          "The language model's answer was cut off because it grew too long. Ask for less at once, " +
            'or whoever runs this server should choose a model with a larger context (OPENAI_MODEL).',
          { detail: 'finish_reason "length"' },
        )
      case 'content_filter':
        throw new ChatFault(
          "The filter of the language model's provider stopped the answer. Try to say it in other words.",
          { detail: 'finish_reason "content_filter"' },
        )
    }
    if (this.#text.trim() === '') throw brokenOff('an empty answer')
    return this.#text
  }

  #hearUsage(usage: AnswerChunk['usage']): void {
    const { prompt_tokens: promptTokens, completion_tokens: completionTokens } = usage ?? {}
    if (isCount(promptTokens) && isCount(completionTokens) && promptTokens + completionTokens > 0) {
      this.#usage = { promptTokens, completionTokens }
    }
  }
}

/** An answer that began, or should have, and does not go on: Ollama's are empty at times. */
export function brokenOff(detail: string): ChatFault {
  return new ChatFault("The language model's answer broke off.", { isPassing: true, detail })
}

export function endless(detail: string): ChatFault {
  return new ChatFault("The language model's answer did not come to an end. Try again, or ask for less.", {
    detail,
  })
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}
