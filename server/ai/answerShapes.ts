/**
 * The shapes of answers, in the JSON Schema that OpenAI's strict mode takes and that Ollama, vLLM and llama.cpp turn
 * into grammars: every field required, none besides, no recursion, no lengths; what does not apply is an empty text
 * or list. Most servers write fields in the order given here: what the rest builds upon stands first.
 */

import type { CardType } from '../domain/cardText.ts'
import type { ChatRequest } from './chat.ts'

type Format = ChatRequest['format']
type Schema = Record<string, unknown>

const text = { type: 'string' }

/** `{ nodes: [{ depth, title, description }] }`, depth first */
export const skillTreeFormat: Format = {
  name: 'skill_tree',
  schema: object({
    nodes: list(object({ depth: { type: 'integer', enum: [1, 2, 3] }, title: text, description: text })),
  }),
}

/**
 * `{ notes, cards: [card] }`: the notes come first, so that the cards ask what they explain, and so that an answer
 * that is cut off has lost cards and nothing else.
 */
export function flashcardsFormat(cardTypes: readonly CardType[]): Format {
  return { name: 'flashcards', schema: object({ notes: text, cards: list(object(cardFields(cardTypes))) }) }
}

/** `{ cards: [{ replaces, …card }] }`; `replaces` is the number of the draft, from 1 */
export function refinedFlashcardsFormat(cardTypes: readonly CardType[]): Format {
  const fields = { replaces: { type: 'integer' }, ...cardFields(cardTypes) }
  return { name: 'refined_flashcards', schema: object({ cards: list(object(fields)) }) }
}

function cardFields(cardTypes: readonly CardType[]): Record<string, Schema> {
  return {
    type: { type: 'string', enum: [...cardTypes] },
    context: text,
    question: text,
    answer: text,
    explanation: text,
    distractors: list(text),
    options: list(object({ text, isCorrect: { type: 'boolean' }, explanation: text })),
  }
}

function object(properties: Record<string, Schema>): Schema {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false }
}

function list(items: Schema): Schema {
  return { type: 'array', items }
}
