import { AiFailed } from '../domain/errors.ts'
import { CardSieve } from '../domain/generatedCards.ts'
import { readGeneratedNotes } from '../domain/generatedNotes.ts'
import { askForCards } from './cardsPrompt.ts'
import type { Chat } from './chat.ts'
import type { CardsBrief, CardsListener, CardsOutcome } from './generator.ts'
import type { HearingListener } from './hearAnswer.ts'
import { hearCards } from './hearCards.ts'

/** Asks for the cards of a node, and for its notes where they are wanted. See Generator.generateCards. */
export async function generateCards(
  chat: Chat,
  brief: CardsBrief,
  listener: CardsListener,
  signal: AbortSignal,
  nonce: string,
): Promise<CardsOutcome> {
  const sieve = new CardSieve(brief)
  let wantsNotes = brief.wantsNotes
  const hearing: HearingListener = {
    onItem(item) {
      const card = sieve.take(item)
      if (card) listener.onCard(card)
    },
    onNotes(text) {
      const notes = wantsNotes ? readGeneratedNotes(text) : null
      if (notes === null) return
      // They come once, even if the answer begins again.
      wantsNotes = false
      listener.onNotes(notes)
    },
    onRestart: () => sieve.restart(),
    onUsage: usage => listener.onUsage(usage),
    onRetry: (reason, waitMs) => listener.onRetry?.(reason, waitMs),
  }
  const { droppedCount, complaint } = await hearCards(
    chat,
    askForCards(brief, nonce),
    sieve,
    hearing,
    signal,
    nonce,
  )
  if (sieve.takenCount > 0) return { droppedCount }
  throw new AiFailed(`${complaint} Try again, or say in the instructions what could be asked.`)
}
