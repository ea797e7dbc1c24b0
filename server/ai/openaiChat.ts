/** Questions to a language model behind the OpenAI protocol: OpenAI, Ollama, vLLM, llama.cpp, LM Studio and more. */

import { setTimeout as pause } from 'node:timers/promises'
import type { OpenAI } from 'openai'
import type { Logger } from 'pino'
import { AiFailed } from '../domain/errors.ts'
import type { Chat, ChatListener, ChatRequest } from './chat.ts'
import { createClient, openaiUrl } from './chatClient.ts'
import { type ChatFault, readFault } from './chatFaults.ts'
import { bestWays, type ChatWays, plainerWays, writeRequest } from './chatFormats.ts'
import { ChatHearing } from './chatHearing.ts'
import { createModelName } from './chatModel.ts'
import { type ChatTimeouts, chatTimeouts, makeRequest } from './chatRequest.ts'
import { decideRetry, type RetryDecision, type RetryRules, retryRules } from './chatRetries.ts'

export interface ChatOptions {
  apiKey?: string
  /** such as http://localhost:11434/v1; absent: OpenAI's own */
  baseUrl?: string
  /** absent: chatModel.ts says which */
  model?: string
  timeouts?: Partial<ChatTimeouts>
  retries?: Partial<RetryRules>
  logger?: Pick<Logger, 'info' | 'warn'>
  /** from 0 to 1 */
  random?: () => number
}

/**
 * A chat with the provider that `apiKey` or `baseUrl` names; nothing is asked, nor loaded, before the first
 * question. The ways that the provider takes are remembered.
 */
export function createChat(options: ChatOptions): Chat {
  const { apiKey, baseUrl, logger, random = Math.random } = options
  const timeouts = { ...chatTimeouts, ...options.timeouts }
  const rules = { ...retryRules, ...options.retries }
  const { host } = new URL(baseUrl ?? openaiUrl)
  const modelName = createModelName({ model: options.model, isOpenai: isOpenai(host), logger })
  let ways = bestWays({ isOpenai: isOpenai(host) })
  let loading: Promise<OpenAI> | undefined
  const loadClient = () => {
    loading ??= createClient({ apiKey, baseUrl, timeoutMs: timeouts.wholeMs })
    return loading
  }

  async function ask(request: ChatRequest, listener: ChatListener, signal: AbortSignal): Promise<string> {
    const deadline = performance.now() + timeouts.wholeMs
    const hearing = new ChatHearing(listener)
    let tried = ways
    for (let tries = 1; ; ) {
      signal.throwIfAborted()
      const outcome = await tryOnce(request, tried, hearing, deadline, signal)
      if ('text' in outcome) {
        ways = tried
        return outcome.text
      }
      const { fault } = outcome
      const facts = { provider: host, model: modelName.known, status: fault.status, detail: fault.detail }
      const plainer = fault.refusal && plainerWays(tried, fault.refusal)
      if (plainer) {
        logger?.info({ ...facts, ways: plainer }, 'The language model is asked in a plainer way')
        tried = plainer
        continue
      }
      const remainingMs = deadline - performance.now()
      const decision = decideRetry({ ...fault, tries, remainingMs }, rules, random())
      logger?.warn({ ...facts, tries, ...decision }, 'The language model failed')
      if ('stop' in decision) throw new AiFailed(explainEnd(fault, decision.stop))
      listener.onRetry?.(fault.message, decision.waitMs)
      await pause(decision.waitMs, undefined, { signal }).catch(() => signal.throwIfAborted())
      tries++
    }
  }

  /** @throws what the listener throws, and the signal's reason */
  async function tryOnce(
    request: ChatRequest,
    tried: ChatWays,
    hearing: ChatHearing,
    deadline: number,
    signal: AbortSignal,
  ): Promise<{ text: string } | { fault: ChatFault }> {
    hearing.beginTry()
    try {
      const client = await loadClient()
      const model = await modelName.find(client, timeouts.firstTokenMs, signal)
      const times = { ...timeouts, remainingMs: deadline - performance.now() }
      return { text: await makeRequest(client, writeRequest(request, tried, model), hearing, times, signal) }
    } catch (error) {
      hearing.throwOwnFault()
      signal.throwIfAborted()
      const secrets = apiKey ? [apiKey] : []
      return { fault: readFault(error, { model: modelName.known, secrets, now: new Date() }) }
    }
  }

  return {
    get model() {
      return modelName.known
    },
    ask,
  }
}

function isOpenai(host: string): boolean {
  return host === 'api.openai.com' || host.endsWith('.api.openai.com')
}

type Stop = Extract<RetryDecision, { stop: string }>['stop']

/** The words of a fault that ends the question. */
function explainEnd(fault: ChatFault, stop: Stop): string {
  if (stop === 'too_long') {
    const minutes = Math.ceil((fault.retryAfterMs ?? 0) / 60_000)
    return `${fault.message} It asks to be left alone for ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}. Try again then.`
  }
  return stop === 'final' ? fault.message : `${fault.message} Try again later.`
}
