/** Which lines of an imported text are cards that there are already, and which are much like one. */

import { type CardContent, normalizeText } from './cardText.ts'
import type { LineProblem } from './lineProblem.ts'
import { compareInSteps } from './similarity.ts'
import { quoteValue } from './textFaults.ts'

export interface ImportedCard {
  line: number
  content: CardContent
}

/** A card that the goal has. */
export interface KnownCard {
  id: string
  question: string
  answer: string
}

/** Under which two cards are the same: question and answer once normalised. */
export function cardKey({ question, answer }: { question: string; answer: string }): string {
  return normalizeText(`${question}\n${answer}`)
}

/**
 * Sets aside what there is already: the same card in the goal (`knownKeys`, see {@link cardKey}), a taken
 * external id, or the same on an earlier line.
 */
export function setAsideDuplicates(
  cards: readonly ImportedCard[],
  knownKeys: ReadonlySet<string>,
  takenExternalIds: ReadonlySet<string>,
): { fresh: ImportedCard[]; duplicates: LineProblem[] } {
  const lineOfKey = new Map<string, number>()
  const lineOfId = new Map<string, number>()
  const duplicates: LineProblem[] = []

  function findReason(key: string, externalId: string | null): string | null {
    if (knownKeys.has(key)) return 'the goal has this card already'
    if (lineOfKey.has(key)) return `the same as line ${lineOfKey.get(key)}`
    if (externalId === null) return null
    if (takenExternalIds.has(externalId)) return 'a card with this id exists already'
    if (lineOfId.has(externalId)) return `the same id as line ${lineOfId.get(externalId)}`
    return null
  }

  const fresh = cards.filter(({ line, content }) => {
    const key = cardKey(content)
    const reason = findReason(key, content.externalId)
    if (reason !== null) {
      duplicates.push({ line, message: `Skipped ${quoteValue(content.question)}: ${reason}.` })
      return false
    }
    lineOfKey.set(key, line)
    if (content.externalId !== null) lineOfId.set(content.externalId, line)
    return true
  })
  return { fresh, duplicates }
}

/**
 * Points out the lines whose question is much like that of a card the goal has or of an earlier line, each
 * with the one it is most like; bit by bit, since there may be thousands of both.
 */
export function* pointOutSimilar(
  cards: readonly ImportedCard[],
  known: readonly KnownCard[],
): Generator<void, LineProblem[]> {
  const lineOf = new Map(cards.map(({ line }) => [`line ${line}`, line]))
  const lines = cards.map(({ line, content }) => ({ id: `line ${line}`, text: content.question }))
  const candidates = [...known.map(({ id, question }) => ({ id, text: question })), ...lines]
  const textOf = new Map(candidates.map(({ id, text }) => [id, text]))
  const isCompared = (id: string, candidateId: string) => (lineOf.get(candidateId) ?? 0) < lineOf.get(id)!
  const named = new Map<string, LineProblem>()
  for (const { id, candidateId } of yield* compareInSteps(lines, candidates, { isCompared })) {
    // The most similar comes first.
    if (named.has(id)) continue
    const other = lineOf.has(candidateId) ? candidateId : 'a card the goal has'
    const message = `Much like ${other}: ${quoteValue(textOf.get(candidateId)!, 80)}.`
    named.set(id, { line: lineOf.get(id)!, message })
  }
  return [...named.values()]
}
