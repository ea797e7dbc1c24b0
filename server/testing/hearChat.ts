import type { Chat, ChatRequest, TokenUsage } from '../ai/chat.ts'

export interface HeardChat {
  /** what was heard since the last restart */
  text: string
  restartCount: number
  usages: TokenUsage[]
  retries: { reason: string; waitMs: number }[]
  /** resolves with the first piece */
  begun: Promise<void>
  answer: Promise<string>
}

/** Asks and notes all that the listener hears. */
export function hearChat(chat: Chat, request: ChatRequest, signal = new AbortController().signal): HeardChat {
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
  const heard: HeardChat = {
    text: '',
    restartCount: 0,
    usages: [],
    retries: [],
    begun,
    answer: Promise.resolve(''),
  }
  heard.answer = chat.ask(
    request,
    {
      onText(piece) {
        heard.text += piece
        begin()
      },
      onRestart() {
        heard.text = ''
        heard.restartCount++
      },
      onUsage: usage => void heard.usages.push(usage),
      onRetry: (reason, waitMs) => void heard.retries.push({ reason, waitMs }),
    },
    signal,
  )
  return heard
}
