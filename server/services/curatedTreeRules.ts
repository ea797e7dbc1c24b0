import { z } from 'zod'
import { MAX_LONG_TEXT } from '../domain/longText.ts'
import type { CuratedCard, CuratedNode } from './curatedTreeFile.ts'

/** Keys and indexes from the top of the file to a value. */
export type Path = PropertyKey[]
/** One thing that is wrong with a tree, and where. */
export interface Fault {
  path: Path
  message: string
  /** For a key that should not be there: point at the key, not at the map around it. */
  key?: string
}

const MAX_LEVELS = 3
const MAX_NODES = 500
const MAX_TITLE_LENGTH = 200
const MAX_SLUG_LENGTH = 100
const MIN_LEAF_CARDS = 5
const DISTRACTOR_COUNT = 3

const text = (maxLength: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(maxLength)
    // PostgreSQL stores neither NUL nor lone surrogates, and no other control character is ever meant.
    .refine(value => value.isWellFormed() && !/[^\P{Cc}\n\t]/u.test(value), 'holds a control character')
const title = text(MAX_TITLE_LENGTH)
const body = text(MAX_LONG_TEXT)
const optionalBody = body.optional().transform(value => value ?? null)
const distinctTitles = z.array(title).superRefine((values, context) => {
  for (const fault of findRepeats(values)) context.addIssue({ code: 'custom', ...fault })
})

const cardSchema = z
  .strictObject({
    question: body,
    answer: body,
    explanation: optionalBody,
    type: z.enum(['flashcard', 'multiple_choice', 'scenario']).default('flashcard'),
    distractors: z.array(body).default([]),
    scenario: z
      .strictObject({
        context: body,
        options: z
          .array(z.strictObject({ text: body, isCorrect: z.boolean(), explanation: optionalBody }))
          .min(2)
          .max(6),
      })
      .optional()
      .transform(value => value ?? null),
    tags: distinctTitles.default([]),
    source: z
      .url({ protocol: /^https$/ })
      .optional()
      .transform(value => value ?? null),
  })
  .transform(({ type, source, ...card }): CuratedCard => ({ ...card, cardType: type, sourceUrl: source }))
  .superRefine((card, context) => {
    for (const fault of findCardFaults(card)) context.addIssue({ code: 'custom', ...fault })
  })

/** The shape of a file, and what one card has to keep to. */
export const treeSchema = z.strictObject({
  slug: text(MAX_SLUG_LENGTH).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  title,
  description: body,
  topics: distinctTitles.min(1),
  attribution: optionalBody,
  nodes: z.array(buildNodeSchema(1)).min(1),
})

function buildNodeSchema(level: number): z.ZodType<CuratedNode> {
  const children =
    level < MAX_LEVELS
      ? z.array(buildNodeSchema(level + 1))
      : z.array(z.never(`is too deep: a tree has at most ${MAX_LEVELS} levels below its root`))
  return z.strictObject({
    title,
    description: optionalBody,
    notes: optionalBody,
    cards: z.array(cardSchema).default([]),
    children: children.default([]),
  })
}

/** What makes a well-formed card wrong: choices that clash, or parts that its type does not have. */
function findCardFaults(card: CuratedCard): Fault[] {
  const faults: Fault[] = []
  const { cardType, scenario, distractors } = card
  if (cardType === 'multiple_choice' && distractors.length !== DISTRACTOR_COUNT) {
    const message = `expected exactly ${DISTRACTOR_COUNT} distractors, found ${distractors.length}`
    faults.push({ path: ['distractors'], message })
  } else if (cardType !== 'multiple_choice' && distractors.length > 0) {
    faults.push({ path: ['distractors'], message: `only a multiple_choice card has them, not a ${cardType}` })
  }
  const clashes = findRepeats([card.answer, ...distractors])
  for (const { path, message } of clashes) {
    faults.push({ path: ['distractors', Number(path[0]) - 1], message })
  }

  if (cardType === 'scenario' && !scenario) {
    faults.push({ path: ['scenario'], message: 'is missing: a scenario card needs context and options' })
  } else if (cardType !== 'scenario' && scenario) {
    faults.push({ path: ['scenario'], message: `only a scenario card has one, not a ${cardType}` })
  }
  if (!scenario) return faults
  for (const { path, message } of findRepeats(scenario.options.map(option => option.text))) {
    faults.push({ path: ['scenario', 'options', ...path, 'text'], message })
  }
  const [right, ...others] = scenario.options.filter(option => option.isCorrect)
  if (!right || others.length > 0) {
    const found = right ? others.length + 1 : 0
    faults.push({
      path: ['scenario', 'options'],
      message: `expected exactly one correct option, found ${found}`,
    })
  } else if (!normaliseChoice(card.answer).includes(normaliseChoice(right.text).replace(/\.$/, ''))) {
    faults.push({ path: ['answer'], message: `expected the words of the correct option, "${right.text}"` })
  }
  return faults
}

/**
 * Rules that span nodes: number of nodes, titles of siblings, and leaves that can be studied. Looks at the
 * raw value, so that they are reported together with malformed fields elsewhere in the file.
 */
export function findTreeFaults(tree: unknown): Fault[] {
  const faults: Fault[] = []
  let nodeCount = 1
  const visitSiblings = (siblings: unknown, path: Path) => {
    if (!Array.isArray(siblings)) return
    // Entries without a title get a stand-in of their own, so that they never count as equal.
    const titles = siblings.map((node, index) =>
      isRecord(node) && typeof node.title === 'string' ? node.title : `\0${index}`,
    )
    for (const repeat of findRepeats(titles)) {
      faults.push({ path: [...path, ...repeat.path, 'title'], message: `${repeat.message} beside it` })
    }
    for (const [index, node] of siblings.entries()) {
      nodeCount++
      if (!isRecord(node)) continue
      const nodePath = [...path, index]
      if (Array.isArray(node.children) && node.children.length > 0) {
        // Deeper levels are refused as such; what is wrong inside them does not matter any more.
        if (nodePath.length / 2 < MAX_LEVELS) visitSiblings(node.children, [...nodePath, 'children'])
        continue
      }
      if (!('notes' in node)) {
        faults.push({ path: [...nodePath, 'notes'], message: 'is missing: every leaf has notes' })
      }
      const cardCount = Array.isArray(node.cards) ? node.cards.length : 0
      if (cardCount < MIN_LEAF_CARDS) {
        const message = `expected at least ${MIN_LEAF_CARDS} cards in a leaf, found ${cardCount}`
        faults.push({ path: [...nodePath, 'cards'], message })
      }
    }
  }
  if (isRecord(tree)) visitSiblings(tree.nodes, ['nodes'])
  if (nodeCount > MAX_NODES) {
    faults.push({
      path: ['nodes'],
      message: `expected at most ${MAX_NODES} nodes with the root, found ${nodeCount}`,
    })
  }
  return faults
}

function findRepeats(values: readonly string[]): { path: [number]; message: string }[] {
  const seen = new Set<string>()
  return values.flatMap((value, index): { path: [number]; message: string }[] => {
    const key = normaliseChoice(value)
    if (seen.has(key)) return [{ path: [index], message: `"${shorten(value)}" repeats another one` }]
    seen.add(key)
    return []
  })
}

function normaliseChoice(value: string): string {
  return value.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
}

export function shorten(value: string): string {
  return value.length > 60 ? `${value.slice(0, 59)}…` : value
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
