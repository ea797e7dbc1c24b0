/** Which model is asked. */

import type { OpenAI } from 'openai'
import type { Logger } from 'pino'
import { ChatFault } from './chatFaults.ts'

/**
 * OpenAI's small model: trees and cards are short and many. Taken from the models that the openai package lists
 * (`ChatModel`), of those without an announced end. Stated in .env.example too.
 */
export const openaiModel = 'gpt-6-luna'

export interface ModelNameOptions {
  model: string | undefined
  isOpenai: boolean
  logger?: Pick<Logger, 'info'>
}

export interface ModelName {
  /** empty until it is found */
  readonly known: string
  /** @throws ChatFault when there is none, an error of the openai package when the provider does not say */
  find(client: OpenAI, timeoutMs: number, signal: AbortSignal): Promise<string>
}

/**
 * The model that was named, else OpenAI's small one, else the first one that the provider offers: vLLM, llama.cpp
 * and LM Studio mostly have one, and who has pulled a single model into Ollama need not name it.
 */
export function createModelName({ model, isOpenai, logger }: ModelNameOptions): ModelName {
  let known = model ?? (isOpenai ? openaiModel : '')
  return {
    get known() {
      return known
    },
    async find(client, timeoutMs, signal) {
      if (known) return known
      const inTime = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
      const { data } = await client.models.list({ signal: inTime })
      known = chooseModel(data ?? [])
      logger?.info(
        { model: known, offered: data?.length },
        'OPENAI_MODEL is not set: the first model offered is asked',
      )
      return known
    },
  }
}

/** The first that is not made for something else than talking. */
export function chooseModel(offered: readonly { id?: unknown }[]): string {
  const names = offered.map(({ id }) => id).filter(id => typeof id === 'string' && id !== '') as string[]
  const chosen = names.find(name => !/embed|rerank|whisper|tts|bge-|clip/i.test(name))
  if (chosen) return chosen
  throw new ChatFault(
    'The provider offers no language model. Whoever runs this server should load one, or name it in OPENAI_MODEL.',
    { detail: `models offered: ${names.join(', ').slice(0, 200) || 'none'}` },
  )
}
