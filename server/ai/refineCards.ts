import { AiFailed } from '../domain/errors.ts'
import { RefinedCardSieve } from '../domain/refinedCards.ts'
import type { Chat } from './chat.ts'
import type { CardsOutcome, RefineBrief, RefineListener } from './generator.ts'
import type { HearingListener } from './hearAnswer.ts'
import { hearCards } from './hearCards.ts'
import { askForBetterCards, splitDrafts } from './refinePrompt.ts'

/** Asks for better ones of the drafts, as many at a time as one question holds. See Generator.refineCards. */
export async function refineCards(
  chat: Chat,
  brief: RefineBrief,
  listener: RefineListener,
  signal: AbortSignal,
  nonce: string,
): Promise<CardsOutcome> {
  const asked = [...brief.existingQuestions]
  const total = { takenCount: 0, droppedCount: 0, complaint: '' }
  let offset = 0
  for (const drafts of splitDrafts(brief.drafts)) {
    const firstIndex = offset
    const sieve = new RefinedCardSieve(drafts, asked)
    const hearing: HearingListener = {
      onItem(item) {
        const refined = sieve.take(item)
        if (!refined) return
        asked.push(refined.card.question)
        listener.onCard(refined.card, firstIndex + refined.draftIndex)
      },
      onRestart: () => sieve.restart(),
      onUsage: usage => listener.onUsage(usage),
      onRetry: (reason, waitMs) => listener.onRetry?.(reason, waitMs),
    }
    const request = askForBetterCards({ ...brief, drafts }, nonce)
    const { droppedCount, complaint } = await hearCards(chat, request, sieve, hearing, signal, nonce)
    total.takenCount += sieve.takenCount
    total.droppedCount += droppedCount
    total.complaint = complaint
    offset += drafts.length
  }
  if (total.takenCount > 0 || brief.drafts.length === 0) return { droppedCount: total.droppedCount }
  throw new AiFailed(`${total.complaint} Try again, or say in other words what to change.`)
}
