/** The openai package, set up to decide nothing by itself. */

import type { OpenAI } from 'openai'
import { endless } from './chatAnswer.ts'

/**
 * The most bytes read of one answer. Around each streamed token stand some 300 bytes of JSON, so that this is
 * 100,000 tokens; nobody asks for as many.
 */
const maxAnswerBytes = 32 * 1024 * 1024
/** Characters read of a refusal: the wrong address may answer with a whole website. */
const maxRefusalLength = 64 * 1024

export interface ClientOptions {
  apiKey: string | undefined
  baseUrl: string | undefined
  /** for a whole answer, unstreamed */
  timeoutMs: number
}

export const openaiUrl = 'https://api.openai.com/v1'

/** A client of the provider; the package, 0.2 s and 35 MB, is loaded with the first one. */
export async function createClient({ apiKey, baseUrl, timeoutMs }: ClientOptions): Promise<OpenAI> {
  const { OpenAI } = await import('openai')
  return new OpenAI({
    // Ollama and its like want none, but the package does.
    apiKey: apiKey ?? 'none',
    baseURL: baseUrl ?? openaiUrl,
    // What is left out here the package reads from the environment.
    adminAPIKey: null,
    organization: null,
    project: null,
    logLevel: 'off',
    maxRetries: 0,
    timeout: timeoutMs,
    fetch: fetchAnswer,
  })
}

async function fetchAnswer(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, init)
  if (!response.ok) return readRefusal(response)
  return response.body ? new Response(limitBytes(response.body, maxAnswerBytes), response) : response
}

/** The package looks for `error` in a refusal; `{"object":"error","message":…}` and `{"detail":…}` exist too. */
async function readRefusal(response: Response): Promise<Response> {
  const { status, headers } = response
  const text = response.body ? await readBeginning(response.body) : ''
  const answer = (error: unknown) =>
    new Response(JSON.stringify({ error }), { status, headers: withoutLength(headers) })
  try {
    const said = JSON.parse(text)
    return answer(said?.error ?? said ?? '')
  } catch {
    return answer(text)
  }
}

function withoutLength(headers: Headers): Headers {
  const kept = new Headers(headers)
  for (const name of ['content-length', 'content-encoding']) kept.delete(name)
  return kept
}

async function readBeginning(body: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length > maxRefusalLength) break
  }
  return text
}

function limitBytes(body: ReadableStream<Uint8Array>, maxBytes: number): ReadableStream<Uint8Array> {
  let bytes = 0
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.byteLength
        if (bytes > maxBytes) throw endless(`more than ${maxBytes} bytes`)
        controller.enqueue(chunk)
      },
    }),
  )
}
