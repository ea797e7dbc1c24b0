/** Which of a model's cards are taken: whole, of a type that was asked for, not asked twice, not too many. */

import { type CardContent, type CardType, normalizeText } from './cardText.ts'
import { readGeneratedCard } from './generatedCard.ts'
import { NEAR_DUPLICATE, similarity } from './similarity.ts'

/**
 * From here on the answers of two near-duplicate questions say the same. "What does status 403 mean?" and "… 404 …"
 * are near-duplicates by their letters alone; their answers tell them apart.
 */
const SAME_ANSWER = 0.5

export interface WantedCards {
  /** 1–20 */
  count: number
  cardTypes: readonly CardType[]
  /** asked by cards that there are already */
  existingQuestions: readonly string[]
}

/** What was left out of one answer. */
export class Tally {
  position = 0
  /** malformed, repeated or too many */
  droppedCount = 0
  /** why cards are malformed, each naming its card */
  readonly faults: string[] = []

  drop(): null {
    this.droppedCount++
    return null
  }

  dropMalformed(fault: string): null {
    this.faults.push(`Card ${this.position}: ${fault}`)
    return this.drop()
  }
}

/**
 * Takes the cards of an answer one by one. Left out and counted are malformed ones, those whose question is asked
 * already or near an earlier one of the answer with much the same answer, and those beyond the wanted count.
 */
export class CardSieve {
  readonly #wanted: WantedCards
  readonly #askedForms: Set<string>
  readonly #taken: CardContent[] = []
  /** taken from an answer that began again */
  #takenBefore = 0
  #tally = new Tally()

  constructor(wanted: WantedCards) {
    this.#wanted = wanted
    this.#askedForms = new Set(wanted.existingQuestions.map(normalizeText))
  }

  get takenCount(): number {
    return this.#taken.length
  }

  /** of the present answer */
  get tally(): Readonly<Tally> {
    return this.#tally
  }

  /** The card as it can be saved; null when it is left out. */
  take(item: unknown): CardContent | null {
    this.#tally.position++
    const { card, fault } = readGeneratedCard(item, this.#wanted.cardTypes)
    if (!card) return this.#tally.dropMalformed(fault)
    // The answer began again: what was taken before comes once more, in these words or in others.
    if (this.#taken.slice(0, this.#takenBefore).some(other => isNear(card, other))) return null
    const form = normalizeText(card.question)
    const isRepeated = this.#taken.some(other => isNear(card, other) && isSameAnswer(card, other))
    if (this.#askedForms.has(form) || isRepeated) return this.#tally.drop()
    if (this.#taken.length >= this.#wanted.count) return this.#takenBefore > 0 ? null : this.#tally.drop()
    this.#taken.push(card)
    this.#askedForms.add(form)
    return card
  }

  /** The answer begins again. What was taken stays taken; it is neither taken again nor counted as left out. */
  restart(): void {
    this.#takenBefore = this.#taken.length
    this.#tally = new Tally()
  }
}

function isNear(a: CardContent, b: CardContent): boolean {
  return similarity(a.question, b.question) >= NEAR_DUPLICATE
}

function isSameAnswer(a: CardContent, b: CardContent): boolean {
  return similarity(a.answer, b.answer) >= SAME_ANSWER
}
