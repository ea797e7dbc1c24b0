/** What a provider of language models answers, as bodies of the OpenAI protocol. */

/** What a scripted answer says and how. */
export interface ModelAnswer {
  text: string
  /** characters of each piece */
  pieceLength?: number
  pieceDelayMs?: number
  /** what the model thinks aloud first, in the field that vLLM uses */
  thoughts?: string
  /** said instead of a text */
  refusal?: string
  /** default: `stop`; null: the stream is complete without one */
  finishReason?: string | null
  /** default: four characters a token; null: the provider does not say */
  usage?: { prompt_tokens: number; completion_tokens: number } | null
  /** answers in one piece, though a stream was asked for */
  isUnstreamed?: boolean
  /** does something else once so many characters were said */
  breaks?: { after: number; by: 'cut' | 'ending' | 'silence' | { error: unknown } }
}

/** An answer that is none; most bodies are `{ error: … }`, not all. */
export interface ModelError {
  status: number
  body: unknown
  headers?: Record<string, string>
}

/** `silence` takes the request and never answers; `reset` breaks the connection at once. */
export type ModelStep = ModelAnswer | ModelError | 'silence' | 'reset'

/** A request for a chat completion, as far as this server reads it. */
export interface CompletionBody {
  model: string
  messages: { role: string; content: string }[]
  stream?: boolean
  stream_options?: { include_usage?: boolean }
  max_tokens?: number
  max_completion_tokens?: number
  response_format?: {
    type: string
    json_schema?: { name: string; strict?: boolean; schema: Record<string, unknown> }
  }
}

export function countUsage({ messages }: CompletionBody, { text, usage }: ModelAnswer) {
  if (usage !== undefined) return usage
  const asked = messages.reduce((length, { content }) => length + content.length, 0)
  return { prompt_tokens: Math.ceil(asked / 4), completion_tokens: Math.ceil(text.length / 4) }
}

/** The whole answer in one body. */
export function writeCompletion(body: CompletionBody, answer: ModelAnswer): object {
  const { text, refusal = null, thoughts, finishReason = 'stop' } = answer
  const message = {
    role: 'assistant',
    content: refusal === null ? text : null,
    refusal,
    ...(thoughts && { reasoning_content: thoughts }),
  }
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1_700_000_000,
    model: body.model,
    choices: [{ index: 0, message, finish_reason: finishReason }],
    usage: countUsage(body, answer),
  }
}

/** The chunks of a stream: who speaks, the pieces, why it ends, and, where it was asked for, what it cost. */
export function* writeChunks(body: CompletionBody, answer: ModelAnswer): Generator<object> {
  const { text, refusal, thoughts, finishReason = 'stop', pieceLength = 12 } = answer
  const write = (delta: object, finish: string | null = null) => ({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1_700_000_000,
    model: body.model,
    choices: [{ index: 0, delta, finish_reason: finish }],
  })
  yield write({ role: 'assistant', content: '' })
  for (const piece of cut(thoughts ?? '', pieceLength)) yield write({ reasoning_content: piece })
  if (refusal) for (const piece of cut(refusal, pieceLength)) yield write({ refusal: piece })
  else for (const piece of cut(text, pieceLength)) yield write({ content: piece })
  if (finishReason !== null) yield write({}, finishReason)
  const usage = countUsage(body, answer)
  if (usage && body.stream_options?.include_usage) yield { ...write({}), choices: [], usage }
}

function* cut(text: string, length: number): Generator<string> {
  for (let start = 0; start < text.length; start += length) yield text.slice(start, start + length)
}
