/** Which of a model's cards are taken as better ones of given drafts. */

import { type CardContent, cardTypes, normalizeText } from './cardText.ts'
import { readGeneratedCard } from './generatedCard.ts'
import { Tally } from './generatedCards.ts'
import { readFields } from './modelText.ts'

export interface RefinedCard {
  card: CardContent
  /** from 0, of the draft that it is to replace */
  draftIndex: number
}

/**
 * Takes the cards of an answer one by one; `replaces` counts drafts from 1. Each draft is replaced at most once.
 * Left out and counted are malformed cards, those that replace no draft or one that is replaced already, those that
 * say what their draft says, and those whose question another card asks. The type may change: a learner may
 * have asked for that.
 */
export class RefinedCardSieve {
  readonly #drafts: readonly CardContent[]
  readonly #askedForms: Set<string>
  readonly #replaced = new Set<number>()
  #replacedBefore = new Set<number>()
  #tally = new Tally()

  constructor(drafts: readonly CardContent[], existingQuestions: readonly string[]) {
    this.#drafts = drafts
    const ownForms = new Set(drafts.map(({ question }) => normalizeText(question)))
    const forms = existingQuestions.map(normalizeText).filter(form => !ownForms.has(form))
    this.#askedForms = new Set(forms)
  }

  get takenCount(): number {
    return this.#replaced.size
  }

  /** of the present answer */
  get tally(): Readonly<Tally> {
    return this.#tally
  }

  /** The card with its draft; null when it is left out. */
  take(item: unknown): RefinedCard | null {
    this.#tally.position++
    const { card, fault } = readGeneratedCard(item, cardTypes)
    if (!card) return this.#tally.dropMalformed(fault)
    const draftIndex = Number(readFields(item)?.replaces) - 1
    const draft = this.#drafts[draftIndex]
    if (!draft) {
      const expected = `expected the number of a draft, 1 to ${this.#drafts.length}`
      return this.#tally.dropMalformed(`It replaces no draft: ${expected}.`)
    }
    if (this.#replacedBefore.has(draftIndex)) return null
    const isRepeated = this.#replaced.has(draftIndex) || isSame(card, draft)
    const form = normalizeText(card.question)
    if (isRepeated || this.#askedForms.has(form)) return this.#tally.drop()
    this.#replaced.add(draftIndex)
    this.#askedForms.add(form)
    return { card, draftIndex }
  }

  /** The answer begins again. What was taken stays taken; it is neither taken again nor counted as left out. */
  restart(): void {
    this.#replacedBefore = new Set(this.#replaced)
    this.#tally = new Tally()
  }
}

function isSame(card: CardContent, draft: CardContent): boolean {
  return showWords(card) === showWords(draft)
}

/** What a learner would see of a card. */
function showWords({ question, answer, explanation, cardType, distractors, scenario }: CardContent): string {
  const options = scenario?.options.map(({ text, isCorrect, explanation }) => [
    text,
    isCorrect,
    explanation ?? null,
  ])
  return JSON.stringify([cardType, question, answer, explanation, distractors, scenario?.context, options])
}
