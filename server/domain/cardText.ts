/** The text of a card: what it must hold, how it is stored, and how two texts are compared. */

import { type InputIssue, InvalidInput } from './errors.ts'
import { MAX_LONG_TEXT } from './longText.ts'
import { countCharacters, findForbiddenCharacter, quoteValue } from './textFaults.ts'

export const MAX_TAGS = 50
export const MAX_TAG = 100
export const MAX_SOURCE_URL = 2_000
export const MAX_EXTERNAL_ID = 200
/** Wrong choices of a multiple choice card. */
export const DISTRACTOR_COUNT = 3
export const MIN_OPTIONS = 2
export const MAX_OPTIONS = 6

export const cardTypes = ['flashcard', 'multiple_choice', 'scenario'] as const
export type CardType = (typeof cardTypes)[number]

export interface CardScenarioOption {
  text: string
  isCorrect: boolean
  explanation?: string | null
}

export interface CardScenario {
  context: string
  options: CardScenarioOption[]
}

/** A card as it arrives. */
export interface CardInput {
  question: string
  answer: string
  explanation?: string | null
  cardType: CardType
  distractors?: string[] | null
  scenario?: CardScenario | null
  tags?: string[] | null
  sourceUrl?: string | null
  externalId?: string | null
}

/** A card as it is stored: trimmed, and everything that is absent is null or empty. */
export interface CardContent {
  question: string
  answer: string
  explanation: string | null
  cardType: CardType
  distractors: string[]
  scenario: CardScenario | null
  tags: string[]
  sourceUrl: string | null
  externalId: string | null
}

/** What `card_metadata` holds. */
export type CardMetadata = { distractors: string[] } | CardScenario

type Report = (path: string, message: string) => void

/**
 * The form in which texts are compared: NFKC, lower case, white space folded, trimmed. Texts with one
 * form count as the same text.
 */
export function normalizeText(text: string): string {
  // Lower case can leave what NFKC would compose.
  const folded = text.normalize('NFKC').toLowerCase().normalize('NFKC')
  return folded.replace(/\s+/g, ' ').trim()
}

/**
 * Checks a card and brings it into the form in which it is stored. Tags that repeat are left out.
 * Throws InvalidInput with every fault; paths begin with `at` (`cards.3` → `cards.3.question`).
 */
export function checkCardContent(card: CardInput, at = ''): CardContent {
  const issues: InputIssue[] = []
  const report: Report = (path, message) => issues.push({ path: at ? `${at}.${path}` : path, message })
  const question = checkText(card.question, 'question', report)
  const answer = checkText(card.answer, 'answer', report)
  const content: CardContent = {
    question,
    answer,
    explanation: checkOptionalText(card.explanation, 'explanation', report),
    cardType: card.cardType,
    distractors: checkDistractors(card, answer, report),
    scenario: checkScenario(card, report),
    tags: checkTags(card.tags ?? [], report),
    sourceUrl: checkSourceUrl(card.sourceUrl ?? null, report),
    externalId: checkExternalId(card.externalId ?? null, report),
  }
  if (issues.length > 0) throw new InvalidInput(issues)
  return content
}

/** The JSON stored beside a card: choices of multiple choice, context and options of a scenario; else null. */
export function cardMetadata({ distractors, scenario }: CardContent): CardMetadata | null {
  if (scenario) return scenario
  return distractors.length > 0 ? { distractors } : null
}

/** Reads {@link cardMetadata} back; what has another form counts as absent. */
export function readCardMetadata(
  cardType: CardType,
  json: unknown,
): { distractors: string[]; scenario: CardScenario | null } {
  const stored = (json ?? {}) as { distractors?: unknown; context?: unknown; options?: unknown }
  if (cardType !== 'scenario') {
    const distractors = Array.isArray(stored.distractors) ? stored.distractors : []
    return { distractors: distractors.filter(text => typeof text === 'string'), scenario: null }
  }
  if (typeof stored.context !== 'string' || !Array.isArray(stored.options)) {
    return { distractors: [], scenario: null }
  }
  const options = (stored.options as CardScenarioOption[]).map(({ text, isCorrect, explanation }) => {
    return { text, isCorrect, explanation: explanation ?? null }
  })
  return { distractors: [], scenario: { context: stored.context, options } }
}

function checkText(text: string, path: string, report: Report): string {
  const trimmed = text.replace(/\r\n?/g, '\n').trim()
  const expected = `expected 1 to ${MAX_LONG_TEXT} characters`
  const fault = findTextFault(trimmed, MAX_LONG_TEXT)
  if (fault) report(path, `Invalid ${nameOf(path)} ${quoteValue(trimmed)}: it ${fault}, ${expected}.`)
  return trimmed
}

function checkOptionalText(text: string | null | undefined, path: string, report: Report): string | null {
  return text == null || text.trim() === '' ? null : checkText(text, path, report)
}

function checkDistractors({ cardType, distractors }: CardInput, answer: string, report: Report): string[] {
  const given = distractors ?? []
  if (cardType === 'scenario') {
    if (given.length > 0) {
      report('distractors', 'A scenario has options instead of distractors: expected no distractors.')
    }
    return []
  }
  if (cardType === 'multiple_choice' && given.length !== DISTRACTOR_COUNT) {
    report(
      'distractors',
      `A multiple choice card has ${given.length} distractors: expected ${DISTRACTOR_COUNT}.`,
    )
  } else if (given.length > DISTRACTOR_COUNT) {
    report('distractors', `The card has ${given.length} distractors: expected at most ${DISTRACTOR_COUNT}.`)
    return []
  }
  const texts = given.map((text, index) => checkText(text, `distractors.${index}`, report))
  const seen = new Map([[normalizeText(answer), 'the answer']])
  checkDistinct(texts, seen, 'distractor', index => `distractors.${index}`, report)
  return texts
}

function checkScenario({ cardType, scenario }: CardInput, report: Report): CardScenario | null {
  if (cardType !== 'scenario') {
    if (scenario) report('scenario', 'Only a card of type scenario has a scenario: expected null.')
    return null
  }
  if (!scenario) {
    report('scenario', 'A card of type scenario lacks its scenario: expected a context and options.')
    return null
  }
  const context = checkText(scenario.context, 'scenario.context', report)
  const count = scenario.options.length
  if (count < MIN_OPTIONS || count > MAX_OPTIONS) {
    report(
      'scenario.options',
      `The scenario has ${count} options: expected ${MIN_OPTIONS} to ${MAX_OPTIONS}.`,
    )
    return null
  }
  const options = scenario.options.map((option, index) => ({
    text: checkText(option.text, `scenario.options.${index}.text`, report),
    isCorrect: option.isCorrect,
    explanation: checkOptionalText(option.explanation, `scenario.options.${index}.explanation`, report),
  }))
  const correctCount = options.filter(option => option.isCorrect).length
  if (correctCount !== 1) {
    report('scenario.options', `The scenario has ${correctCount} correct options: expected exactly 1.`)
  }
  const texts = options.map(option => option.text)
  checkDistinct(texts, new Map(), 'option', index => `scenario.options.${index}.text`, report)
  return { context, options }
}

/** Choices that read the same could not be told apart. `seen` holds what they must differ from too. */
function checkDistinct(
  texts: string[],
  seen: Map<string, string>,
  kind: string,
  pathAt: (index: number) => string,
  report: Report,
): void {
  for (const [index, text] of texts.entries()) {
    const form = normalizeText(text)
    if (form === '') continue
    const other = seen.get(form)
    if (other)
      report(pathAt(index), `The ${kind} ${quoteValue(text)} is the same as ${other}: expected another text.`)
    else seen.set(form, `${kind} ${index + 1}`)
  }
}

function checkTags(tags: string[], report: Report): string[] {
  const kept = new Map<string, string>()
  for (const [index, text] of tags.entries()) {
    const tag = text.replace(/\s+/g, ' ').trim()
    const fault = findTextFault(tag, MAX_TAG)
    if (fault)
      report(
        `tags.${index}`,
        `Invalid tag ${quoteValue(tag)}: it ${fault}, expected 1 to ${MAX_TAG} characters.`,
      )
    const form = normalizeText(tag)
    if (!kept.has(form)) kept.set(form, tag)
  }
  if (kept.size > MAX_TAGS) report('tags', `The card has ${kept.size} tags: expected at most ${MAX_TAGS}.`)
  return [...kept.values()]
}

function checkSourceUrl(text: string | null, report: Report): string | null {
  const url = text?.trim() ?? ''
  if (url === '') return null
  const isWeb = /^https?:\/\//i.test(url) && URL.canParse(url)
  if (!isWeb || findTextFault(url, MAX_SOURCE_URL) || /\s/.test(url)) {
    const expected = `expected an http or https address of at most ${MAX_SOURCE_URL} characters`
    report('sourceUrl', `Invalid source link ${quoteValue(url)}: ${expected}.`)
  }
  return url
}

function checkExternalId(text: string | null, report: Report): string | null {
  if (text === null) return null
  const id = text.trim()
  const fault = findTextFault(id, MAX_EXTERNAL_ID)
  if (fault) {
    const expected = `expected 1 to ${MAX_EXTERNAL_ID} characters`
    report('externalId', `Invalid external id ${quoteValue(id)}: it ${fault}, ${expected}.`)
  }
  return id
}

/** What is wrong with a text, as it continues a sentence that begins with "it". */
export function findTextFault(text: string, max: number): string | null {
  const forbidden = findForbiddenCharacter(text)
  if (forbidden) return `holds a ${forbidden}`
  if (!/[^\s\p{Cf}]/u.test(text)) return 'is empty'
  const length = countCharacters(text)
  return length > max ? `has ${length} characters` : null
}

/** `scenario.options.1.text` → `option`: the word for a place. */
function nameOf(path: string): string {
  if (path.startsWith('distractors.')) return 'distractor'
  if (path === 'scenario.context') return 'context'
  if (path.endsWith('.explanation')) return 'explanation'
  return path.startsWith('scenario.options.') ? 'option' : path
}
