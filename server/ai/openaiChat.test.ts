import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { AiFailed } from '../domain/errors.ts'
import { hearChat } from '../testing/hearChat.ts'
import { crowded, faults, spoiled } from '../testing/modelMisbehaviour.ts'
import { providers } from '../testing/modelProviders.ts'
import {
  type ModelServer,
  type ModelServerOptions,
  practiceModelName,
  startModelServer,
} from '../testing/modelServer.ts'
import type { ChatRequest } from './chat.ts'
import { type ChatOptions, createChat } from './openaiChat.ts'

const key = 'sk-hunter2-hunter2'
const schema = {
  type: 'object',
  properties: { nodes: { type: 'array', items: { type: 'string' } } },
  required: ['nodes'],
  additionalProperties: false,
}
const request: ChatRequest = {
  messages: [
    { role: 'system', content: 'You name things.' },
    { role: 'user', content: 'Name three.' },
  ],
  format: { name: 'skill_tree', schema },
  maxTokens: 500,
}
const text = '{"nodes":["a","b","c"]}'
const answer = { text, pieceLength: 5 }

let server: ModelServer
let log: object[]
const restart = async (options: ModelServerOptions) => {
  await server.close()
  server = await startModelServer(options)
}
beforeEach(async () => {
  log = []
  server = await startModelServer()
})
afterEach(() => server.close())

/** Waits as long as the provider asks and no longer. */
function open(options: Partial<ChatOptions> = {}) {
  const note = (facts: object, words: string) => void log.push({ ...facts, words })
  return createChat({
    apiKey: key,
    baseUrl: server.url,
    model: practiceModelName,
    random: () => 0,
    logger: { info: note, warn: note } as ChatOptions['logger'],
    ...options,
  })
}

const failure = (asked: Promise<string>): Promise<Error> =>
  asked.then(
    heard => new Error(`answered ${heard}`),
    error => error,
  )

describe('a question', () => {
  test('is streamed, with the schema, its limit and the key', async () => {
    server.script({ ...answer, usage: { prompt_tokens: 11, completion_tokens: 7 } })
    const chat = open()
    const heard = hearChat(chat, request)
    expect(await heard.answer).toBe(text)
    expect(heard).toMatchObject({ text, restartCount: 0, retries: [] })
    expect(heard.usages).toEqual([{ promptTokens: 11, completionTokens: 7 }])
    expect(chat.model).toBe(practiceModelName)
    expect(server.requests[0]).toMatchObject({
      headers: { authorization: `Bearer ${key}` },
      body: {
        model: practiceModelName,
        messages: request.messages,
        max_tokens: 500 + 16_000,
        stream: true,
        stream_options: { include_usage: true },
        response_format: { type: 'json_schema', json_schema: { name: 'skill_tree', strict: true, schema } },
      },
    })
  })

  test('is heard before it ends', async () => {
    server.script({ ...answer, breaks: { after: 10, by: 'silence' } })
    const stop = new AbortController()
    const heard = hearChat(open(), request, stop.signal)
    await heard.begun
    expect(text.startsWith(heard.text)).toBe(true)
    stop.abort()
    await failure(heard.answer)
  })

  test('is answered in one piece by a provider that does not stream', async () => {
    server.script({ ...answer, isUnstreamed: true })
    const heard = hearChat(open(), request)
    expect(await heard.answer).toBe(text)
    expect(heard).toMatchObject({ text, usages: [{ promptTokens: 7, completionTokens: 6 }] })
  })

  test('costs about what was said where the provider does not tell', async () => {
    server.script({ ...answer, usage: null })
    const heard = hearChat(open(), request)
    await heard.answer
    expect(heard.usages).toEqual([{ promptTokens: 7, completionTokens: 6 }])
  })

  test('may be thought about first', async () => {
    server.script({ ...answer, thoughts: 'Three letters will do.' })
    expect(await hearChat(open(), request).answer).toBe(text)
  })

  test('needs no key', async () => {
    server.script(answer)
    expect(await hearChat(open({ apiKey: undefined }), request).answer).toBe(text)
  })

  test('goes to the first model offered when none is named', async () => {
    await restart({ models: ['nomic-embed-text', 'llama3.1', 'qwen3'] })
    server.script(answer, answer)
    const chat = open({ model: undefined })
    expect(chat.model).toBe('')
    await hearChat(chat, request).answer
    await hearChat(chat, request).answer
    expect(server.requests.map(({ body }) => body.model)).toEqual(['llama3.1', 'llama3.1'])
    expect(chat.model).toBe('llama3.1')
  })
})

describe('the ways of asking', () => {
  /** What is asked with each request, and again with a second question. */
  const waysOf = async (refuses: ModelServerOptions['refuses']) => {
    await restart({ refuses })
    const chat = open()
    server.script(answer, answer)
    const heard = hearChat(chat, request)
    expect(await heard.answer).toBe(text)
    const asked = server.requests.length
    expect(await hearChat(chat, request).answer).toBe(text)
    expect(server.requests, 'the way that worked is remembered').toHaveLength(asked + 1)
    expect(heard).toMatchObject({ text, restartCount: 0, retries: [] })
    return server.requests.map(({ body }) => body)
  }
  const formatsOf = async (refuses: ModelServerOptions['refuses']) =>
    (await waysOf(refuses)).map(body => body.response_format?.type ?? 'text')

  test.each([
    ['DeepSeek', providers.deepseek],
    ['llama.cpp', providers.llamaCpp],
    ['vLLM', providers.vllm],
  ])('%s: JSON mode', async (_, refuses) => {
    expect(await formatsOf(refuses)).toEqual(['json_schema', 'json_object', 'json_object'])
  })

  test('Ollama without constrained output: words', async () => {
    expect(await formatsOf(providers.ollama)).toEqual(['json_schema', 'json_object', 'text', 'text'])
  })

  test('LM Studio: JSON Schema', async () => {
    expect(await formatsOf(providers.lmStudio)).toEqual(['json_schema', 'json_schema'])
  })

  test('without its format a request holds the schema in words, in one system message', async () => {
    const [, , last] = await waysOf(providers.deepseek)
    expect(last?.messages.map(({ role }) => role)).toEqual(['system', 'user'])
    expect(last?.messages[0]?.content).toMatch(/^You name things\.\n\nAnswer with one JSON object/)
    expect(last?.messages[0]?.content.endsWith(JSON.stringify(schema))).toBe(true)
  })

  test('Mistral: no stream_options', async () => {
    const bodies = await waysOf(providers.mistral)
    expect(bodies.map(body => [body.stream, body.stream_options])).toEqual([
      [true, { include_usage: true }],
      [true, undefined],
      [true, undefined],
    ])
  })

  test('models that reason: max_completion_tokens', async () => {
    const [, second] = await waysOf(providers.reasoning)
    expect(second).toMatchObject({ max_completion_tokens: 16_500, response_format: { type: 'json_schema' } })
    expect(second).not.toHaveProperty('max_tokens')
  })

  test('a small context: no limit', async () => {
    const bodies = await waysOf(providers.smallContext)
    expect(bodies.map(body => body.max_tokens ?? body.max_completion_tokens)).toEqual([
      16_500,
      undefined,
      undefined,
    ])
  })

  test('OpenAI before verification: no stream', async () => {
    const bodies = await waysOf(providers.unverified)
    expect(bodies.map(body => body.stream)).toEqual([true, false, false])
  })

  test('an error within the stream that names the format counts too', async () => {
    const error = { message: 'failed to parse grammar', type: 'server_error' }
    server.script({ ...answer, breaks: { after: 0, by: { error } } }, answer)
    expect(await hearChat(open(), request).answer).toBe(text)
    expect(server.requests[1]?.body.response_format).toEqual({ type: 'json_object' })
  })
})

describe('a passing fault is tried again', () => {
  test.each([
    ['429', crowded('0'), 'The language model has too many requests just now.'],
    ['500', faults.broken, 'The language model has a fault just now.'],
    ['a reset', 'reset', 'The language model cannot be reached.'],
    ['an empty answer', { text: '' }, "The language model's answer broke off."],
  ] as const)('%s', async (_, fault, reason) => {
    server.script(fault, answer)
    const heard = hearChat(open(), request)
    expect(await heard.answer).toBe(text)
    expect(heard).toMatchObject({ text, restartCount: 0, retries: [{ reason, waitMs: 0 }] })
  })

  test.each([
    ['cut by the connection', spoiled.cutMidJson, "The language model's answer broke off."],
    ['ended too early', spoiled.endedMidJson, "The language model's answer broke off."],
    [
      'with an error in it',
      { ...answer, breaks: { after: 5, by: { error: { message: 'out of memory', code: 500 } } } },
      'The language model has a fault just now.',
    ],
  ] as const)('an answer %s begins again', async (_, fault, reason) => {
    server.script(fault, answer)
    const heard = hearChat(open(), request)
    expect(await heard.answer).toBe(text)
    expect(heard).toMatchObject({ text, restartCount: 1, retries: [{ reason }] })
    expect(heard.usages, 'what was heard in vain was paid for').toHaveLength(2)
  })

  test('a whole answer needs no reason for its end', async () => {
    server.script({ ...answer, finishReason: null })
    expect(await hearChat(open(), request).answer).toBe(text)
  })

  test('a whole answer may be cut off behind its end', async () => {
    server.script({ text: `${text}\n\n\n`, finishReason: 'length' })
    expect(JSON.parse(await hearChat(open(), request).answer)).toEqual(JSON.parse(text))
  })

  test('four times in all; what was heard stays', async () => {
    server.script(spoiled.cutMidJson, faults.broken, faults.broken, faults.broken)
    const heard = hearChat(open(), request)
    const error = await failure(heard.answer)
    expect(error).toBeInstanceOf(AiFailed)
    expect(error.message).toBe('The language model has a fault just now. Try again later.')
    expect(server.requests).toHaveLength(4)
    expect(heard.restartCount).toBe(0)
    expect(heard.text).not.toBe('')
  })

  test('no sooner than the provider asks', async () => {
    server.script({ ...crowded(''), headers: { 'retry-after-ms': '120' } }, answer)
    const heard = hearChat(open(), request)
    await heard.answer
    const [first, second] = server.requests
    expect(heard.retries).toMatchObject([{ waitMs: 120 }])
    expect(second!.at - first!.at).toBeGreaterThanOrEqual(119)
  })

  test('not at all when the provider asks for longer than anyone waits', async () => {
    server.script(crowded('600'))
    const error = await failure(hearChat(open(), request).answer)
    expect(error.message).toBe(
      'The language model has too many requests just now. It asks to be left alone for 10 minutes. Try again then.',
    )
    expect(server.requests).toHaveLength(1)
  })

  test('a server that is not there', async () => {
    const { url } = server
    await server.close()
    const heard = hearChat(open({ baseUrl: url, retries: { maxTries: 2 } }), request)
    expect((await failure(heard.answer)).message).toBe(
      'The language model cannot be reached. Try again later.',
    )
    expect(log).toMatchObject([
      { detail: 'ECONNREFUSED', tries: 1 },
      { tries: 2, stop: 'tries' },
    ])
    server = await startModelServer()
  })
})

describe('time runs out', () => {
  test('before the first word', async () => {
    server.script('silence', answer)
    const heard = hearChat(open({ timeouts: { firstTokenMs: 500 } }), request)
    expect(await heard.answer).toBe(text)
    expect(heard.retries).toEqual([{ reason: 'The language model is silent.', waitMs: 0 }])
    expect(await server.requests[0]?.closed).toMatchObject({ isAnswered: false })
  })

  test('between two words', async () => {
    server.script(spoiled.silentMidJson, answer)
    const heard = hearChat(open({ timeouts: { betweenTokensMs: 500 } }), request)
    expect(await heard.answer).toBe(text)
    expect(heard).toMatchObject({ restartCount: 1, retries: [{ reason: 'The language model is silent.' }] })
    expect(await server.requests[0]?.closed).toMatchObject({ isAnswered: false })
  })

  test('not while it thinks', async () => {
    server.script({ ...answer, thoughts: 'x'.repeat(60), pieceLength: 6, pieceDelayMs: 150 })
    const heard = hearChat(open({ timeouts: { firstTokenMs: 1_000, betweenTokensMs: 1_000 } }), request)
    expect(await heard.answer).toBe(text)
    expect(heard.retries).toEqual([])
  })

  test('for the whole answer', async () => {
    server.script({ text: 'x'.repeat(10_000), pieceDelayMs: 10 })
    const error = await failure(hearChat(open({ timeouts: { wholeMs: 1_500 } }), request).answer)
    expect(error.message).toBe('The language model did not finish in time. Try again, or ask for less.')
    expect(server.requests).toHaveLength(1)
    expect(await server.requests[0]?.closed).toMatchObject({ isAnswered: false })
  })

  test('for another try', async () => {
    server.script(crowded('5'))
    const error = await failure(hearChat(open({ timeouts: { wholeMs: 1_000 } }), request).answer)
    expect(error.message).toBe('The language model has too many requests just now. Try again later.')
  })
})

describe('a fault that stays is told at once', () => {
  test.each([
    ['the key', faults.wrongKey, /does not accept the key.*OPENAI_API_KEY/],
    ['access', faults.denied, /denies access to the model "practice-model"/],
    ['credit', faults.outOfCredit, /no credit left/],
    ['the length of the prompt', faults.longPrompt, /more to read than the model "practice-model" takes/],
    ['something else', faults.unknown, /refused the request.*log/],
    ['a refusal', spoiled.refusal, /declined to answer/],
    ['the filter', spoiled.filtered, /filter of the language model's provider/],
    ['an answer that grew too long', spoiled.tooLong, /cut off because it grew too long/],
    ['an endless answer', { text: 'x'.repeat(1_100_000), pieceLength: 200_000 }, /did not come to an end/],
    [
      'endless thoughts',
      { text, thoughts: 'x'.repeat(34_000_000), pieceLength: 2_000_000 },
      /did not come to an end/,
    ],
  ])('%s', async (_, step, words) => {
    server.script(step)
    const error = await failure(hearChat(open(), request).answer)
    expect(error).toBeInstanceOf(AiFailed)
    expect(error.message).toMatch(words)
    expect(server.requests).toHaveLength(1)
  })

  test('an unknown model', async () => {
    const error = await failure(hearChat(open({ model: 'gpt-0' }), request).answer)
    expect(error.message).toMatch(/does not know the model "gpt-0".*OPENAI_MODEL/)
  })

  test('an address that answers with a website', async () => {
    const page = `<html>${'<p>Welcome</p>'.repeat(100_000)}</html>`
    server.script({ status: 404, body: page })
    const error = await failure(hearChat(open(), request).answer)
    expect(error.message).toMatch(/OPENAI_BASE_URL/)
    expect(JSON.stringify(log).length).toBeLessThan(1_000)
  })

  test('no model at all', async () => {
    await restart({ models: ['nomic-embed-text'] })
    const error = await failure(hearChat(open({ model: undefined }), request).answer)
    expect(error.message).toMatch(/offers no language model/)
  })

  test('a server of something else', async () => {
    server.script({ status: 200, body: { hello: 'world' } })
    const error = await failure(hearChat(open(), request).answer)
    expect(error.message).toMatch(/no provider of language models.*OPENAI_BASE_URL/)
  })

  test('what the listener throws is no fault of the provider', async () => {
    const own = new Error('enough')
    server.script({ ...answer, breaks: { after: 20, by: 'silence' } })
    const listener = { onText: () => { throw own }, onRestart() {}, onUsage() {} } // biome-ignore format: short
    await expect(open().ask(request, listener, new AbortController().signal)).rejects.toBe(own)
    expect(await server.requests[0]?.closed).toMatchObject({ isAnswered: false })
    expect(server.requests).toHaveLength(1)
  })
})

describe('stopping', () => {
  test.each([
    ['while the provider is silent', 'silence'],
    ['in the middle of the answer', spoiled.silentMidJson],
  ] as const)('%s closes the connection within a second', async (_, step) => {
    server.script(step)
    const stop = new AbortController()
    const reason = new Error('cancelled')
    const heard = hearChat(open(), request, stop.signal)
    const asked = await server.received(1)
    if (step !== 'silence') await heard.begun
    const stoppedAt = performance.now()
    stop.abort(reason)
    expect(await failure(heard.answer)).toBe(reason)
    const { at, isAnswered } = await asked.closed
    expect(isAnswered).toBe(false)
    expect(at - stoppedAt).toBeLessThan(1_000)
    expect(log).toEqual([])
  })

  test('in the middle of an answer is charged for what was heard', async () => {
    server.script(spoiled.silentMidJson)
    const stop = new AbortController()
    const heard = hearChat(open(), request, stop.signal)
    await heard.begun
    stop.abort()
    await failure(heard.answer)
    expect(heard.usages).toHaveLength(1)
  })

  test('behind the last word, before the answer is known to be whole', async () => {
    server.script({ ...answer, breaks: { after: text.length, by: 'silence' } })
    const stop = new AbortController()
    const reason = new Error('cancelled')
    const heard = hearChat(open(), request, stop.signal)
    await expect.poll(() => heard.text).toBe(text)
    stop.abort(reason)
    expect(await failure(heard.answer)).toBe(reason)
  })

  test('while waiting for another try', async () => {
    server.script(crowded('30'))
    const stop = new AbortController()
    const reason = new Error('cancelled')
    const chat = open()
    const listener = { onText() {}, onRestart() {}, onUsage() {}, onRetry: () => stop.abort(reason) }
    await expect(chat.ask(request, listener, stop.signal)).rejects.toBe(reason)
    expect(server.requests).toHaveLength(1)
  })

  test('before it begins', async () => {
    const reason = new Error('cancelled')
    await expect(hearChat(open(), request, AbortSignal.abort(reason)).answer).rejects.toBe(reason)
    expect(server.requests).toEqual([])
  })
})

test('the key reaches neither errors nor the log', async () => {
  await restart({ apiKey: 'another' })
  const heard = hearChat(open(), request)
  const error = await failure(heard.answer)
  expect(error).toBeInstanceOf(AiFailed)
  expect(log).toMatchObject([{ status: 401, detail: expect.stringContaining('[secret]') }])
  expect(JSON.stringify([log, error, heard, error.message, error.stack])).not.toContain('hunter2')
})
