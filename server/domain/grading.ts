/** How a card is shown, which choices it offers, and what an answer is worth. Answer time never lowers a grade. */

import { InvalidInput } from './errors.ts'
import type { Rating } from './scheduling.ts'
import { countCharacters, quoteValue } from './textFaults.ts'

export type StudyMode = 'flashcard' | 'multiple_choice' | 'timed' | 'mixed'
export type Presentation = 'flip' | 'choices'

/** One choice as it is kept with a session item; only `id` and `text` are shown before the answer. */
export interface Choice {
  /** The same for the same card and text. */
  readonly id: string
  readonly text: string
  readonly isCorrect: boolean
}

/** A card to be answered by choosing; `distractors` are its author's. */
export interface ChoosableCard {
  readonly id: string
  readonly reps: number
  readonly answer: string
  readonly distractors: readonly string[]
}

/** Answers of other cards, in any order: of the card's node, and of its whole tree. */
export interface AnswerPool {
  readonly nodeAnswers: readonly string[]
  readonly treeAnswers: readonly string[]
}

export interface ScenarioCard {
  readonly id: string
  readonly reps: number
  readonly options: readonly { readonly text: string; readonly isCorrect: boolean }[]
}

const distractorCount = 3
const leastOptions = 2
const mostOptions = 6
const longestName = 200
/** MIXED: choices for what is not yet known for a week. */
const mixedFlipStabilityDays = 7
const timedPointsPerAnswer = 10
const timedBonusPoints = 5
const timedBonusWithinMs = 10_000

/** How a card is shown when it has enough choices. `stability` in days, null while new. */
export function presentationFor(mode: StudyMode, stability: number | null): Presentation {
  if (mode === 'flashcard') return 'flip'
  return mode === 'mixed' && (stability ?? 0) >= mixedFlipStabilityDays ? 'flip' : 'choices'
}

/**
 * Four choices, shuffled by card id and repetitions. Distractors the author did not give are answers of the
 * node, then of the tree, of like kind (code or prose) and 0.5 to 2 times the length.
 *
 * @returns null when fewer than three distractors are found: the card is flipped then
 */
export function buildChoices(card: ChoosableCard, pool: AnswerPool): Choice[] | null {
  const taken = new Set([normalizeChoice(card.answer)])
  const distractors: string[] = []
  const take = (texts: readonly string[]) => {
    for (const text of sortByHash(`pick:${card.id}:${card.reps}`, texts)) {
      const key = normalizeChoice(text)
      if (distractors.length === distractorCount) return
      if (key === '' || taken.has(key)) continue
      taken.add(key)
      distractors.push(text)
    }
  }
  const isAlike = buildLikeness(card.answer)
  take(card.distractors)
  take(distractors.length < distractorCount ? pool.nodeAnswers.filter(isAlike) : [])
  take(distractors.length < distractorCount ? pool.treeAnswers.filter(isAlike) : [])
  if (taken.has('') || distractors.length < distractorCount) return null
  return shuffleChoices(card, [
    { text: card.answer, isCorrect: true },
    ...distractors.map(text => ({ text, isCorrect: false })),
  ])
}

/**
 * A scenario's own options, shuffled by card id and repetitions.
 *
 * @returns null unless there are 2 to 6 distinct options with one that is right
 */
export function buildScenarioChoices(card: ScenarioCard): Choice[] | null {
  const { options } = card
  if (options.length < leastOptions || options.length > mostOptions) return null
  if (new Set(options.map(option => normalizeChoice(option.text))).size < options.length) return null
  return options.filter(option => option.isCorrect).length === 1 ? shuffleChoices(card, options) : null
}

/** The id of a choice: the same for the same card and text, on any device and without a session. */
export function choiceIdOf(cardId: string, text: string): string {
  return hash53(`${cardId}\n${text}`).toString(16).padStart(14, '0')
}

/**
 * Grades a choice: right Good, wrong or "Not sure" (null) Again. After a right answer the learner may change
 * it to Hard or Easy.
 *
 * @param shown the choices that were offered, where they are known: another id is then refused
 * @throws InvalidInput for an id that was not offered and for any other change of the rating
 */
export function gradeChoice(
  correctId: string,
  choiceId: string | null,
  requestedRating: Rating | null,
  shown?: readonly Choice[],
): { rating: Rating; wasCorrect: boolean } {
  if (choiceId !== null && shown && !shown.some(choice => choice.id === choiceId)) {
    throw new InvalidInput(
      'choiceId',
      `Unknown choice ${quoteValue(choiceId)}: expected one of the ${shown.length} shown`,
    )
  }
  const wasCorrect = choiceId === correctId
  if (requestedRating === null) return { rating: wasCorrect ? 3 : 1, wasCorrect }
  if (!wasCorrect) {
    const message =
      'Only a right answer can be changed: leave the rating out after a wrong choice or "Not sure"'
    throw new InvalidInput('rating', message)
  }
  if (requestedRating === 1) {
    throw new InvalidInput('rating', 'Invalid rating Again: expected Hard, Good or Easy after a right choice')
  }
  return { rating: requestedRating, wasCorrect }
}

/**
 * Points of a timed answer: 10 when right and up to 5 more, one less for every full 2 s, none from 10 s
 * on or when the time is not known.
 */
export function timedPoints(wasCorrect: boolean, durationMs: number | null): number {
  if (!wasCorrect) return 0
  const remainingMs = timedBonusWithinMs - Math.max(0, durationMs ?? timedBonusWithinMs)
  const bonus = Math.ceil((remainingMs / timedBonusWithinMs) * timedBonusPoints)
  return timedPointsPerAnswer + Math.max(0, bonus || 0)
}

/**
 * What makes two choices the same: white space, outer Markdown marks and a final full stop aside. Case only
 * counts in code, where `-a` and `-A` differ.
 */
export function normalizeChoice(text: string): string {
  const folded = text
    .normalize('NFKC')
    .replace(/^\s*(```|~~~)[^\n]*\n([\s\S]*?)\n?\1\s*$/, '$2')
    .replace(/\s+/g, ' ')
    .trim()
  const bare = folded.replace(/^([*_`~]{1,3})(.+?)\1([.。]?)$/u, '$2$3').replace(/[.。]$/, '')
  return isCode(text) ? bare : bare.toLowerCase()
}

/** Whether a text is code rather than prose: fenced, mostly in code spans, or written like a command. */
export function isCode(text: string): boolean {
  if (/^[ \t]*(```|~~~)/m.test(text)) return true
  const spanned = text.match(/`[^`]+`/g)?.join('').length ?? 0
  if (spanned > 0 && spanned * 2 >= text.trim().length) return true
  if (/^[ \t]*\$ \S|(^|\s)--?[A-Za-z]|[;{}][ \t]*$|=>|[=!<>]=|&&|\|\||::|\w\(\)|<\/\w+>/m.test(text))
    return true
  // A path or a qualified name: /etc/hosts, spec.replicas, max_depth
  const name = text.trim()
  return name.length <= longestName && /^\S*[/._]\w\S*$/.test(name) && /[A-Za-z]/.test(name)
}

function buildLikeness(answer: string): (text: string) => boolean {
  const wantsCode = isCode(answer)
  const length = countCharacters(answer.trim())
  return text => {
    const ratio = countCharacters(text.trim()) / length
    return ratio >= 0.5 && ratio <= 2 && isCode(text) === wantsCode
  }
}

function shuffleChoices(
  { id, reps }: { readonly id: string; readonly reps: number },
  options: readonly { readonly text: string; readonly isCorrect: boolean }[],
): Choice[] {
  const isRight = new Map(options.map(option => [option.text, option.isCorrect]))
  // Another seed than for picking: what was picked first would always stand first.
  return sortByHash(`order:${id}:${reps}`, [...isRight.keys()]).map(text => ({
    id: choiceIdOf(id, text),
    text,
    isCorrect: isRight.get(text)!,
  }))
}

/** An order that looks random, is the same for the same seed, and does not depend on the order given. */
function sortByHash(seed: string, texts: readonly string[]): string[] {
  const ranked = texts.map(text => ({ text, rank: hash53(`${seed}\n${text}`) }))
  return ranked.sort((a, b) => a.rank - b.rank || (a.text < b.text ? -1 : 1)).map(({ text }) => text)
}

/** 53 bits of two multiplicative hashes, each stirred with the other; not for secrets. */
function hash53(text: string): number {
  let high = 0x2545f491
  let low = 0x9e3779b1
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    high = Math.imul(high ^ unit, 0x85ebca77)
    low = Math.imul(low ^ unit, 0xc2b2ae3d)
  }
  high = Math.imul(high ^ (high >>> 16) ^ Math.imul(low, 0x27d4eb2f), 0x85ebca6b)
  low = Math.imul(low ^ (low >>> 15) ^ (high >>> 13), 0xc2b2ae35)
  high ^= high >>> 13
  low ^= low >>> 16
  return ((high >>> 0) & 0x1fffff) * 0x1_0000_0000 + (low >>> 0)
}
