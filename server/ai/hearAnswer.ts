import { AnswerStream } from './answerStream.ts'
import type { Chat, ChatRequest, TokenUsage } from './chat.ts'

export interface HearingListener {
  onItem(item: unknown): void
  onNotes?(notes: string): void
  /** what was heard so far is void: the answer begins again */
  onRestart(): void
  onUsage(usage: TokenUsage): void
  onRetry?(reason: string, waitMs: number): void
}

export interface HeardAnswer {
  text: string
  /** what is wrong with its JSON, as a sentence; null: nothing */
  fault: string | null
}

/**
 * Asks and hands over the items of the answer's list as they come.
 *
 * @param key the name of the list
 * @throws what Chat.ask throws, what the listener throws among it
 */
export async function hearAnswer(
  chat: Chat,
  request: ChatRequest,
  key: string,
  listener: HearingListener,
  signal: AbortSignal,
): Promise<HeardAnswer> {
  let stream = new AnswerStream(key, listener)
  const chatListener = {
    onText: (piece: string) => stream.write(piece),
    onRestart() {
      stream = new AnswerStream(key, listener)
      listener.onRestart()
    },
    onUsage: (usage: TokenUsage) => listener.onUsage(usage),
    onRetry: (reason: string, waitMs: number) => listener.onRetry?.(reason, waitMs),
  }
  const text = await chat.ask(request, chatListener, signal)
  return { text, fault: stream.end() }
}
