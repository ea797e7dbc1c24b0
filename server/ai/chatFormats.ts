/**
 * The ways of asking a provider. All say "OpenAI-compatible" and differ in what they take, so the first question
 * goes the best way, and a refusal that names a part of it leads to the next plainer one.
 */

import type { ChatCompletionCreateParams } from 'openai/resources/chat/completions'
import type { ChatMessage, ChatRequest } from './chat.ts'

export interface ChatWays {
  /** how the shape of the answer is asked for; `text` is a request in words alone */
  format: 'json_schema' | 'json_object' | 'text'
  /** the name of the limit; null: none is sent, and the model's context is the limit */
  tokenLimit: 'max_completion_tokens' | 'max_tokens' | null
  isStreamed: boolean
  /** whether a stream is asked to end with what it cost */
  asksUsage: boolean
}

/** What a provider said no to: its words, and the field of the request that it names, if any. */
export interface Refusal {
  param: string | null
  text: string
}

/**
 * Models that reason count their reasoning as part of the answer, unheard, and would be cut off by the length of
 * the answer alone.
 */
export const reasoningTokens = 16_000

/** The best way: OpenAI's newer models refuse `max_tokens`, Ollama does not know `max_completion_tokens`. */
export function bestWays({ isOpenai }: { isOpenai: boolean }): ChatWays {
  return {
    format: 'json_schema',
    tokenLimit: isOpenai ? 'max_completion_tokens' : 'max_tokens',
    isStreamed: true,
    asksUsage: true,
  }
}

/**
 * The next plainer way after a refusal, or null when what was refused is none of these. Each answer below is one
 * that a provider really gives.
 */
export function plainerWays(ways: ChatWays, { param, text }: Refusal): ChatWays | null {
  const names = (pattern: RegExp) => (param ? pattern.test(param) : pattern.test(text))

  // Mistral: 422 "extra_forbidden", ["body", "stream_options", "include_usage"]
  if (names(/stream_options|include_usage/i)) return ways.asksUsage ? { ...ways, asksUsage: false } : null
  // OpenAI: "Unsupported parameter: 'max_tokens' … Use 'max_completion_tokens' instead."
  // vLLM: "'max_tokens' or 'max_completion_tokens' is too large: 16384. This model's maximum context length is …"
  if (names(/max_(completion_)?tokens/i)) return plainerTokenLimit(ways, text)
  // OpenAI: param "stream", "Your organization must be verified to stream this model."
  if (
    param === 'stream' ||
    /\bstream(ing)?\b.{0,40}\bnot\b|\bnot\b.{0,40}\bstream|to stream this/i.test(text)
  ) {
    return ways.isStreamed ? { ...ways, isStreamed: false, asksUsage: false } : null
  }
  // OpenAI: "… 'response_format' of type 'json_schema' is not supported with this model"
  // DeepSeek: "This response_format type is unavailable now"
  // LM Studio: "'response_format.type' must be 'json_schema' or 'text'"
  // llama.cpp: "response_format type must be one of "text" or "json_object"", "failed to parse grammar"
  // vLLM: "The provided JSON schema contains features not supported by xgrammar."
  // Ollama: "invalid JSON schema in format", "failed to load model vocabulary required for format"
  if (
    names(/response_format|json_?schema|json_object/i) ||
    /json[ _-]?(schema|mode|object)|structured output|grammar|guided|required for format/i.test(text)
  ) {
    return plainerFormat(ways)
  }
  // "Extra inputs are not permitted", "Unrecognized request argument": of all we send, the format is the least common.
  return /extra_forbidden|not permitted|unrecogni[sz]ed|unknown (field|parameter|argument)/i.test(text)
    ? plainerFormat(ways)
    : null
}

function plainerFormat(ways: ChatWays): ChatWays | null {
  switch (ways.format) {
    case 'json_schema':
      return { ...ways, format: 'json_object' }
    case 'json_object':
      return { ...ways, format: 'text' }
    case 'text':
      return null
  }
}

function plainerTokenLimit(ways: ChatWays, text: string): ChatWays | null {
  if (ways.tokenLimit === null) return null
  const wantsOther = ways.tokenLimit === 'max_tokens' && /use '?max_completion_tokens|unsupported/i.test(text)
  return { ...ways, tokenLimit: wantsOther ? 'max_completion_tokens' : null }
}

/** The body of the request. */
export function writeRequest(
  { messages, format, maxTokens }: ChatRequest,
  ways: ChatWays,
  model: string,
): ChatCompletionCreateParams {
  return {
    model,
    messages: ways.format === 'json_schema' ? [...messages] : describeFormat(messages, format),
    ...(ways.format === 'json_schema' && {
      response_format: { type: 'json_schema', json_schema: { ...format, strict: true } },
    }),
    ...(ways.format === 'json_object' && { response_format: { type: 'json_object' } }),
    ...(ways.tokenLimit && { [ways.tokenLimit]: maxTokens + reasoningTokens }),
    stream: ways.isStreamed,
    ...(ways.asksUsage && ways.isStreamed && { stream_options: { include_usage: true } }),
  }
}

/**
 * The shape in words, at the end of the first message: some models' templates know one system message only, and
 * OpenAI takes `json_object` only where the word JSON stands in a message.
 */
function describeFormat(messages: readonly ChatMessage[], format: ChatRequest['format']): ChatMessage[] {
  const words =
    'Answer with one JSON object and nothing else: no introduction, no code fence. ' +
    `It fits the JSON Schema "${format.name}":\n${JSON.stringify(format.schema)}`
  const [first, ...others] = messages
  return first?.role === 'system'
    ? [{ ...first, content: `${first.content}\n\n${words}` }, ...others]
    : [{ role: 'system', content: words }, ...messages]
}
