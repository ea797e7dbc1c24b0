/** How a model is asked for the cards of a node. */

import type { CardType } from '../domain/cardText.ts'
import { flashcardsFormat } from './answerShapes.ts'
import { cardForm, cardTokens, writeCardRules } from './cardRules.ts'
import type { ChatRequest } from './chat.ts'
import type { CardsBrief } from './generator.ts'
import { cutWishes, delimit, describePlace } from './promptData.ts'

/** Tokens of some 200 words, in any script. */
const notesTokens = 1_500

/** The question for cards, and for notes where the node has none. `nonce`: see promptData.ts. */
export function askForCards(brief: CardsBrief, nonce: string): ChatRequest {
  const { count, cardTypes, wantsNotes } = brief
  const form = `{"notes":"…","cards":[${cardForm}]}`
  const task = `Write ${count === 1 ? '1 card' : `${count} cards`} for the last node of "path".`
  const notes = wantsNotes ? notesTask : 'The node needs no notes: leave "notes" empty.'
  const data = { ...describePlace(brief), wishes: cutWishes(brief.instructions) }
  return {
    messages: [
      { role: 'system', content: writeCardRules(cardTypes, nonce, form) },
      { role: 'user', content: `${task} ${notes}\n\n${delimit(data, nonce)}\n\n${describeTypes(cardTypes)}` },
    ],
    format: flashcardsFormat(cardTypes),
    maxTokens: count * cardTokens + notesTokens,
  }
}

const notesTask = `The node has no notes yet. Write them into "notes", before the cards: what to understand before being \
tested, in 100 to 200 words of Markdown without headings: the idea in plain words, one example, and what is often \
confused. No links.`

function describeTypes(types: readonly CardType[]): string {
  const [only, ...others] = types.map(type => `"${type}"`)
  if (others.length === 0) return `All cards are of the type ${only}.`
  return `Mix the types ${[only, ...others].join(', ')}, each where it suits what is asked.`
}
