/**
 * A provider of language models over HTTP, for tests and for working without a key: speaks chat completions,
 * streamed or not, and misbehaves as its script says.
 *
 *     const server = await startModelServer()
 *     server.script('reset', { text: '{"nodes":[]}' })
 *     const chat = createChat({ baseUrl: server.url })
 *
 * Each request takes the next step of the script; without one it is answered as practiceAnswers.ts can.
 */

import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  type CompletionBody,
  type ModelAnswer,
  type ModelError,
  type ModelStep,
  writeChunks,
  writeCompletion,
} from './modelProtocol.ts'
import { answerPractice } from './practiceAnswers.ts'

/** A step may look at the request first. */
export type ScriptedStep = ModelStep | ((body: CompletionBody) => ModelStep)

export interface ModelRequest {
  body: CompletionBody
  headers: IncomingHttpHeaders
  /** `performance.now()` of its arrival */
  at: number
  /** once its connection is done with: when, and whether the answer had been sent to its end */
  closed: Promise<{ at: number; isAnswered: boolean }>
  isOpen: boolean
}

export interface ModelServerOptions {
  /** default: any free one */
  port?: number
  /** what `GET /models` offers; a request for another is answered 404 */
  models?: string[]
  /** refuses every other key */
  apiKey?: string
  /** what this kind of provider refuses always, without taking a step of the script; see modelMisbehaviour.ts */
  refuses?: (body: CompletionBody) => ModelError | null
  /** of answers that do not say themselves */
  pieceLength?: number
  pieceDelayMs?: number
  /** answers what the script does not; default: practiceAnswers.ts */
  answer?: (body: CompletionBody) => ModelStep
}

export interface ModelServer {
  /** for OPENAI_BASE_URL */
  url: string
  /** every chat completion asked for, refused ones among them, in order of arrival */
  requests: ModelRequest[]
  /** Adds steps that the next requests take. */
  script(...steps: ScriptedStep[]): void
  /** Resolves once so many requests have arrived, with the last of them. */
  received(count: number): Promise<ModelRequest>
  close(): Promise<void>
}

export const practiceModelName = 'practice-model'

export async function startModelServer(options: ModelServerOptions = {}): Promise<ModelServer> {
  const { models = [practiceModelName], answer = answerPractice } = options
  const requests: ModelRequest[] = []
  const steps: ScriptedStep[] = []
  let waiting: { count: number; resolve: (request: ModelRequest) => void }[] = []

  const record = (request: ModelRequest) => {
    requests.push(request)
    for (const { count, resolve } of waiting) if (count <= requests.length) resolve(requests[count - 1]!)
    waiting = waiting.filter(({ count }) => count > requests.length)
  }
  const chooseStep = (body: CompletionBody): ModelStep => {
    const refusal = options.refuses?.(body)
    if (refusal) return refusal
    if (!models.includes(body.model)) return unknownModel(body.model)
    const step = steps.shift() ?? answer
    return typeof step === 'function' ? step(body) : step
  }
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    if (options.apiKey && request.headers.authorization !== `Bearer ${options.apiKey}`) {
      return sendJson(response, 401, { error: wrongKey(request.headers.authorization) })
    }
    if (request.method === 'GET' && request.url === '/v1/models') {
      const data = models.map(id => ({ id, object: 'model', created: 1_700_000_000, owned_by: 'library' }))
      return sendJson(response, 200, { object: 'list', data })
    }
    if (request.method !== 'POST' || request.url !== '/v1/chat/completions') {
      return sendJson(response, 404, { error: { message: '404 page not found' } })
    }
    const body = JSON.parse(await readBody(request)) as CompletionBody
    record(describe(body, request, response))
    await perform(chooseStep(body), body, response, options)
  }
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    script: (...added) => void steps.push(...added),
    received: count =>
      new Promise(resolve => {
        if (count <= requests.length) resolve(requests[count - 1]!)
        else waiting.push({ count, resolve })
      }),
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function describe(body: CompletionBody, request: IncomingMessage, response: ServerResponse): ModelRequest {
  const described: ModelRequest = {
    body,
    headers: request.headers,
    at: performance.now(),
    isOpen: true,
    closed: new Promise(resolve => {
      response.once('close', () => {
        described.isOpen = false
        resolve({ at: performance.now(), isAnswered: response.writableFinished })
      })
    }),
  }
  return described
}

async function perform(
  step: ModelStep,
  body: CompletionBody,
  response: ServerResponse,
  { pieceLength, pieceDelayMs }: ModelServerOptions,
): Promise<void> {
  if (step === 'silence') return
  if (step === 'reset') return void response.socket?.resetAndDestroy()
  if ('status' in step) return sendJson(response, step.status, step.body, step.headers)
  const answer = { pieceLength, pieceDelayMs, ...step }
  if (!body.stream || answer.isUnstreamed) return sendJson(response, 200, writeCompletion(body, answer))
  await stream(answer, body, response)
}

async function stream(answer: ModelAnswer, body: CompletionBody, response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
  const breaks = answer.breaks
  let said = 0
  for (const chunk of writeChunks(body, answer)) {
    if (breaks && said >= breaks.after) return breakOff(breaks.by, response)
    if (response.closed) return
    response.write(`data: ${JSON.stringify(chunk)}\n\n`)
    said += contentOf(chunk).length
    if (answer.pieceDelayMs) await wait(answer.pieceDelayMs, response)
  }
  response.end('data: [DONE]\n\n')
}

function breakOff(by: NonNullable<ModelAnswer['breaks']>['by'], response: ServerResponse): void {
  // What was said is still delivered; a reset could overtake it.
  if (by === 'cut') response.socket?.destroySoon()
  else if (by === 'ending') response.end()
  else if (by !== 'silence') response.end(`data: ${JSON.stringify({ error: by.error })}\n\n`)
}

/** Until the time is over, or nobody listens any more. */
function wait(ms: number, response: ServerResponse): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      clearTimeout(timer)
      response.off('close', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    response.once('close', done)
  })
}

function contentOf(chunk: object): string {
  return (chunk as { choices: { delta: { content?: string } }[] }).choices[0]?.delta.content ?? ''
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts).toString()
}

function sendJson(response: ServerResponse, status: number, body: unknown, headers: object = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(body))
}

/** Repeats the key, as some do. */
function wrongKey(authorization = ''): object {
  const message = `Incorrect API key provided: ${authorization.replace('Bearer ', '')}.`
  return { message, type: 'invalid_request_error', param: null, code: 'invalid_api_key' }
}

/** As Ollama says it. */
function unknownModel(model: string): ModelError {
  const message = `model "${model}" not found, try pulling it first`
  return { status: 404, body: { error: { message, type: 'not_found_error', param: null, code: null } } }
}
