/** One request to a provider, heard piece by piece within given times. */

import type { OpenAI } from 'openai'
import type { ChatCompletionCreateParams } from 'openai/resources/chat/completions'
import type { TokenUsage } from './chat.ts'
import { type AnswerChunk, brokenOff, ChatAnswer } from './chatAnswer.ts'
import { ChatFault } from './chatFaults.ts'

export interface ChatTimeouts {
  /** until the first word, thought or said */
  firstTokenMs: number
  /** from one word to the next */
  betweenTokensMs: number
  /** for the whole question, retries and their waits among it */
  wholeMs: number
}

/**
 * A connection has the 10 s that Node's fetch gives it. A local model is first loaded from disk and reads its
 * prompt, and one that reasons may do so unheard; Node's fetch gives up after 300 s itself. Once words come, a
 * minute without one is a fault even on a slow machine. Ten minutes are enough for the largest tree at ten words
 * a second, and more than anyone waits.
 */
export const chatTimeouts: ChatTimeouts = {
  firstTokenMs: 180_000,
  betweenTokensMs: 60_000,
  wholeMs: 600_000,
}

export interface RequestListener {
  onText(piece: string): void
  onUsage(usage: TokenUsage): void
}

export interface RequestTimes extends Pick<ChatTimeouts, 'firstTokenMs' | 'betweenTokensMs'> {
  /** what is left of the whole */
  remainingMs: number
}

/**
 * Makes the request and returns the whole answer.
 *
 * @throws ChatFault, an error of the openai package, or the signal's reason
 */
export async function makeRequest(
  client: OpenAI,
  body: ChatCompletionCreateParams,
  listener: RequestListener,
  times: RequestTimes,
  signal: AbortSignal,
): Promise<string> {
  const clock = startClock(times, signal)
  const answer = new ChatAnswer(countCharacters(body))
  try {
    for await (const chunk of receive(client, body, clock.signal)) {
      const { piece, hasWords } = answer.hear(chunk)
      if (hasWords) clock.hearWord()
      if (piece) listener.onText(piece)
    }
    // A stream that was stopped ends as if it were complete.
    clock.signal.throwIfAborted()
    return answer.finish()
  } catch (error) {
    throw clock.signal.aborted ? clock.signal.reason : error
  } finally {
    clock.stop()
    if (answer.usage) listener.onUsage(answer.usage)
  }
}

/** The chunks of the answer; one that is not streamed, though it was asked to be, is a single chunk. */
async function* receive(
  client: OpenAI,
  body: ChatCompletionCreateParams,
  signal: AbortSignal,
): AsyncGenerator<AnswerChunk> {
  const { completions } = client.chat
  if (!body.stream) {
    yield await readWhole(await completions.create(body, { signal }).asResponse())
    return
  }
  const { data, response } = await completions.create(body, { signal }).withResponse()
  const type = response.headers.get('content-type') ?? ''
  if (/json|html/.test(type)) {
    yield await readWhole(response)
    return
  }
  try {
    yield* data as AsyncIterable<AnswerChunk>
  } catch (error) {
    throw isProviders(error) ? error : brokenOff(describe(error))
  }
}

async function readWhole(response: Response): Promise<AnswerChunk> {
  const text = await response.text().catch(error => {
    throw error instanceof ChatFault ? error : brokenOff(describe(error))
  })
  const said = parse(text)
  if (typeof said === 'object' && said !== null && 'error' in said && said.error) {
    throw Object.assign(new Error('An error under the status of success'), { error: said.error })
  }
  if (isAnswer(said)) return said
  throw new ChatFault(
    'What answers is no provider of language models. Whoever runs this server should look at OPENAI_BASE_URL: ' +
      'it mostly ends with /v1.',
    { detail: `${response.headers.get('content-type')} without choices` },
  )
}

function isAnswer(said: unknown): said is AnswerChunk {
  return typeof said === 'object' && said !== null && 'choices' in said && Array.isArray(said.choices)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Told by the provider within the stream, or by ourselves. */
function isProviders(error: unknown): boolean {
  return (
    error instanceof ChatFault || (error instanceof Error && 'error' in error && error.error !== undefined)
  )
}

/** `terminated (UND_ERR_SOCKET)`: never more of it, for the log. */
function describe(error: unknown): string {
  const { message, cause } = error as { message?: string; cause?: { code?: string } }
  return cause?.code ? `${message} (${cause.code})` : String(message)
}

function countCharacters({ messages }: ChatCompletionCreateParams): number {
  return messages.reduce(
    (count, { content }) => count + (typeof content === 'string' ? content.length : 0),
    0,
  )
}

interface Clock {
  /** aborted when a time has run out, or with the caller's signal, with its reason */
  signal: AbortSignal
  hearWord(): void
  stop(): void
}

function startClock(
  { firstTokenMs, betweenTokensMs, remainingMs }: RequestTimes,
  caller: AbortSignal,
): Clock {
  const controller = new AbortController()
  const onAbort = () => controller.abort(caller.reason)
  if (caller.aborted) onAbort()
  caller.addEventListener('abort', onAbort, { once: true })
  const endOf = (ms: number, fault: ChatFault) => setTimeout(() => controller.abort(fault), ms)
  const whole = endOf(remainingMs, tooSlow())
  let next = endOf(firstTokenMs, silent(`no word in ${firstTokenMs} ms`))
  return {
    signal: controller.signal,
    hearWord() {
      clearTimeout(next)
      next = endOf(betweenTokensMs, silent(`no further word in ${betweenTokensMs} ms`))
    },
    stop() {
      caller.removeEventListener('abort', onAbort)
      clearTimeout(whole)
      clearTimeout(next)
    },
  }
}

function silent(detail: string): ChatFault {
  return new ChatFault('The language model is silent.', { isPassing: true, detail })
}

/** Not passing: the next try would begin where this one did. */
export function tooSlow(): ChatFault {
  return new ChatFault('The language model did not finish in time. Try again, or ask for less.', {
    detail: 'the time for the whole answer is over',
  })
}
