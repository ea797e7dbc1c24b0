/**
 * Answers without a script: whatever the schema of the request asks for, filled with trees and cards about the
 * goal and the node that the question names (ai/promptData.ts). The same question has the same answer.
 */

import type { CompletionBody, ModelAnswer } from './modelProtocol.ts'
import { betterPracticeCards, type PracticeDraft, writePracticeCards } from './practiceCards.ts'
import { changePracticeTree, writePracticeTree } from './practiceTrees.ts'

/** What the question holds between its delimiters. */
interface QuestionData {
  goal?: string
  /** the present tree: `1.2 Title` */
  tree?: string[]
  /** titles from the root down to the node that needs cards */
  path?: string[]
  askedAlready?: string[]
  drafts?: PracticeDraft[]
}

interface Schema {
  type?: string | string[]
  enum?: unknown[]
  properties?: Record<string, Schema>
  items?: Schema
}

export function answerPractice(body: CompletionBody): ModelAnswer {
  const schema = findSchema(body)
  if (!schema) return { text: 'The practice model answers questions with a JSON Schema.' }
  const question = body.messages.find(({ role }) => role === 'user')?.content ?? ''
  return { text: JSON.stringify(fill(schema, writeKnown(question, schema), 0)) }
}

/** Of the response format, or as ai/chatFormats.ts writes it into the first message. */
function findSchema({ response_format: format, messages }: CompletionBody): Schema | null {
  if (format?.json_schema) return format.json_schema.schema
  const words = /fits the JSON Schema "\w+":\n(.+)/.exec(messages[0]?.content ?? '')?.[1]
  return words ? (JSON.parse(words) as Schema) : null
}

/** Nodes, notes and cards for the question, of which the schema takes what it has a place for. */
function writeKnown(question: string, schema: Schema): object {
  const data = readData(question)
  const { goal = 'practice', tree, path = [], askedAlready = [], drafts } = data
  const title = path.at(-1) ?? goal
  const types = (schema.properties?.cards?.items?.properties?.type?.enum ?? ['flashcard']) as string[]
  const count = Number(/\b(\d+) cards?\b/.exec(question)?.[1] ?? 5)
  const nodes = tree ? changePracticeTree(tree, goal) : writePracticeTree(goal)
  return {
    nodes: /\bno subtopics\b/.test(question) ? nodes.filter(({ depth }) => depth < 3) : nodes,
    notes: /\bneeds no notes\b/.test(question)
      ? ''
      : `**${title}** is where these notes belong. They were written by the practice model, which knows nothing of the subject.`,
    cards: drafts ? betterPracticeCards(drafts) : writePracticeCards(title, types, count, askedAlready),
  }
}

function readData(question: string): QuestionData {
  const json = /<data-([\w-]+)>\n(.+)\n<\/data-\1>/s.exec(question)?.[2]
  return json ? (JSON.parse(json) as QuestionData) : {}
}

/** A value of the schema: the known one where it fits, else any, so that a new field is no fault. */
function fill(schema: Schema, known: unknown, index: number): unknown {
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  switch (type) {
    case 'object': {
      const fields = (typeof known === 'object' && known !== null ? known : {}) as Record<string, unknown>
      const names = Object.entries(schema.properties ?? {})
      return Object.fromEntries(names.map(([name, field]) => [name, fill(field, fields[name], index)]))
    }
    case 'array': {
      const items = Array.isArray(known) ? known : [undefined]
      return items.map((item, at) => fill(schema.items ?? {}, item, at))
    }
    case 'integer':
    case 'number':
      return typeof known === 'number' ? known : (schema.enum?.[0] ?? index + 1)
    case 'boolean':
      return typeof known === 'boolean' ? known : index === 0
    default:
      return typeof known === 'string' ? known : (schema.enum?.[0] ?? `Practice text ${index + 1}`)
  }
}
