import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { addCards, ask, createGoal } from './learner.ts'

export interface CoffeeOptions {
  /** Cards that were answered EASY a month ago, and have been due for three weeks. */
  known?: number
  /** Cards that were never answered. */
  unseen?: number
  /** When the known cards were answered. */
  answeredDaysAgo?: number
}

/**
 * A goal of two topics, with answers alike enough to be asked with three others. Known cards come first in
 * number; the topics take turns.
 */
export async function createCoffee(
  page: Page,
  { known = 0, unseen = 0, answeredDaysAgo = 30 }: CoffeeOptions,
): Promise<{ goalId: string; cardIds: string[] }> {
  const { goalId, nodes } = await createGoal(page, '# Coffee\n- Beans\n  - Origin\n  - Roast\n')
  const numbers = Array.from({ length: known + unseen }, (_, index) => index + 1)
  for (const [topic, remainder] of [['Origin', 1] as const, ['Roast', 0] as const]) {
    const cards = numbers.filter(number => number % 2 === remainder).map(toCard)
    if (cards.length > 0) await addCards(page, nodes[topic] ?? '', cards)
  }
  const { viewer } = await ask(
    page,
    '{ viewer { flashcards(first: 100) { edges { node { id question } } } } }',
  )
  const cards: { id: string; question: string }[] = viewer.flashcards.edges.map(
    (edge: { node: object }) => edge.node,
  )
  const cardIds = cards.toSorted((a, b) => numberOf(a.question) - numberOf(b.question)).map(({ id }) => id)
  await answerEasy(page, cardIds.slice(0, known), answeredDaysAgo)
  return { goalId, cardIds }
}

/** The number of a card, from 1, in its question. */
export function numberOf(question: string): number {
  return Number(/\d+/.exec(question)?.[0])
}

export function answerOf(question: string): string {
  return `From hill number ${numberOf(question)}`
}

function toCard(number: number): [string, string] {
  const question = `Where does bean ${number} come from?`
  return [question, answerOf(question)]
}

async function answerEasy(page: Page, cardIds: readonly string[], daysAgo: number): Promise<void> {
  if (cardIds.length === 0) return
  const reviewedAt = new Date(Date.now() - daysAgo * 86_400_000).toISOString()
  await ask(
    page,
    'mutation ($inputs: [ReviewFlashcardInput!]!) { reviewFlashcards(inputs: $inputs) { results { errorCode } } }',
    {
      inputs: cardIds.map(flashcardId => ({
        reviewId: randomUUID(),
        flashcardId,
        rating: 'EASY',
        reviewedAt,
      })),
    },
  )
}
