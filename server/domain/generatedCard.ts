/** A card as a model writes it, read into the form in which it can be saved as a draft, or the reason why not. */

import {
  type CardContent,
  type CardInput,
  type CardScenario,
  type CardType,
  cardTypes,
  checkCardContent,
} from './cardText.ts'
import { InvalidInput } from './errors.ts'
import { findModelTextFault, readFields } from './modelText.ts'
import { quoteValue } from './textFaults.ts'

/** Characters that a card can have and still ask for one thing; a learner's own cards may be longer. */
const maxCharacters = {
  question: 1_000,
  answer: 2_000,
  explanation: 3_000,
  context: 3_000,
  choice: 500,
  optionExplanation: 1_000,
}

export type ReadCard = { card: CardContent; fault: null } | { card: null; fault: string }

/**
 * Reads a card of an answer. Fields that its type does not have are not read: models fill them with what comes to
 * mind. A scenario without an answer takes the text of its right option. There are no tags and no source: a
 * model's links are not followed, and Markdown stays as it is. Refused are types not asked for, whatever
 * cardText.ts refuses, options without an explanation, texts too long for one thing, and hidden characters.
 */
export function readGeneratedCard(item: unknown, allowedTypes: readonly CardType[]): ReadCard {
  const fields = readFields(item)
  if (!fields) return refuse('It is not an object: expected a card.')
  const cardType = readCardType(fields.type)
  if (!cardType || !allowedTypes.includes(cardType)) {
    const expected = `expected ${allowedTypes.join(', ')}`
    return refuse(`Its type is ${quoteValue(String(fields.type))}: ${expected}.`)
  }
  const input = readInput(fields, cardType)
  if (typeof input === 'string') return refuse(input)
  try {
    const card = checkCardContent(input)
    const fault = findLongText(card)
    return fault ? refuse(fault) : { card, fault: null }
  } catch (error) {
    if (error instanceof InvalidInput) return refuse(error.message)
    throw error
  }
}

function refuse(fault: string): ReadCard {
  return { card: null, fault }
}

/** `Multiple-Choice` is what plain text models make of it. */
function readCardType(value: unknown): CardType | null {
  const word =
    typeof value === 'string'
      ? value
          .trim()
          .toLowerCase()
          .replace(/[\s-]+/g, '_')
      : null
  return cardTypes.find(type => type === word) ?? null
}

/** The card's fields, or a sentence that says which has the wrong type. */
function readInput(fields: Record<string, unknown>, cardType: CardType): CardInput | string {
  const { question, explanation = null } = fields
  if (typeof question !== 'string') return 'It has no question: expected a text.'
  if (explanation !== null && typeof explanation !== 'string') return 'Its explanation is not a text.'
  const scenario = cardType === 'scenario' ? readScenario(fields) : null
  if (typeof scenario === 'string') return scenario
  const answer = readAnswer(fields.answer, scenario)
  if (answer === null) return 'It has no answer: expected a text.'
  const card = { question, answer, explanation, cardType, scenario }
  if (cardType !== 'multiple_choice') return card
  const { distractors } = fields
  if (!isTexts(distractors)) return 'Its distractors are not a list of texts.'
  return { ...card, distractors }
}

function readAnswer(answer: unknown, scenario: CardScenario | null): string | null {
  if (typeof answer === 'string' && answer.trim() !== '') return answer
  if (!scenario) return typeof answer === 'string' ? answer : null
  return scenario.options.find(option => option.isCorrect)?.text ?? ''
}

function readScenario({ context, options }: Record<string, unknown>): CardScenario | string {
  if (typeof context !== 'string') return 'Its scenario has no context: expected a text.'
  if (!Array.isArray(options)) return 'Its scenario has no options: expected a list.'
  const read: CardScenario = { context, options: [] }
  for (const [index, option] of options.entries()) {
    const { text, isCorrect, explanation } = readFields(option) ?? {}
    if (typeof text !== 'string' || typeof isCorrect !== 'boolean') {
      return `Option ${index + 1} is malformed: expected a text, isCorrect and an explanation.`
    }
    if (typeof explanation !== 'string' || explanation.trim() === '') {
      return `Option ${index + 1} ${quoteValue(text)} has no explanation: expected why it is right or wrong.`
    }
    read.options.push({ text, isCorrect, explanation })
  }
  return read
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(text => typeof text === 'string')
}

function findLongText({ question, answer, explanation, distractors, scenario }: CardContent): string | null {
  const texts: [string, string | null | undefined, number][] = [
    ['question', question, maxCharacters.question],
    ['answer', answer, maxCharacters.answer],
    ['explanation', explanation, maxCharacters.explanation],
    ['context', scenario?.context, maxCharacters.context],
    ...distractors.map(text => ['distractor', text, maxCharacters.choice] as [string, string, number]),
  ]
  for (const option of scenario?.options ?? []) {
    texts.push(['option', option.text, maxCharacters.choice])
    texts.push(['explanation of an option', option.explanation, maxCharacters.optionExplanation])
  }
  for (const [name, text, max] of texts) {
    const fault = text ? findModelTextFault(text, max) : null
    if (fault) return `Invalid ${name} ${quoteValue(text!)}: it ${fault}, expected at most ${max} characters.`
  }
  return null
}
