import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml'
import type { z } from 'zod'
import { type Fault, findTreeFaults, isRecord, type Path, shorten, treeSchema } from './curatedTreeRules.ts'

/** One choice of a scenario; exactly one of them is correct. */
export interface CuratedScenarioOption {
  text: string
  isCorrect: boolean
  explanation: string | null
}

export interface CuratedCard {
  question: string
  answer: string
  explanation: string | null
  cardType: 'flashcard' | 'multiple_choice' | 'scenario'
  /** Three for multiple choice, none otherwise. */
  distractors: string[]
  /** Only for scenarios. */
  scenario: { context: string; options: CuratedScenarioOption[] } | null
  tags: string[]
  sourceUrl: string | null
}

export interface CuratedNode {
  title: string
  description: string | null
  notes: string | null
  cards: CuratedCard[]
  children: CuratedNode[]
}

/** A shipped tree as its file says it; `nodes` are the categories below the root. */
export interface CuratedTreeFile {
  slug: string
  title: string
  description: string
  topics: string[]
  attribution: string | null
  nodes: CuratedNode[]
}

/**
 * Reads a curated tree (format: prisma/curated/README.md).
 * @throws Error that lists every fault with `file:line:column` and its path in the file.
 */
export function parseCuratedTreeFile(text: string, fileName: string): CuratedTreeFile {
  const lineCounter = new LineCounter()
  const document = parseDocument(text, { lineCounter, prettyErrors: false })
  const lines: { offset: number; message: string }[] = []
  for (const problem of [...document.errors, ...document.warnings]) {
    lines.push({ offset: problem.pos[0], message: problem.message })
  }
  visit(document, {
    Alias: (_, alias) => {
      lines.push({ offset: alias.range?.[0] ?? 0, message: `alias *${alias.source}: write the text out` })
    },
  })

  // After a syntax error the values are guesses, and faults found in them would mislead.
  if (lines.length === 0) {
    const value: unknown = document.toJS()
    const parsed = treeSchema.safeParse(value, { error: describeIssue })
    const faults = [...(parsed.error?.issues.flatMap(toFaults) ?? []), ...findTreeFaults(value)]
    if (parsed.success && faults.length === 0) return parsed.data
    for (const fault of faults) {
      lines.push({
        offset: locate(document.contents, fault),
        message: `${formatPath(fault.path)}: ${fault.message}`,
      })
    }
  }

  const listed = lines
    .sort((a, b) => a.offset - b.offset)
    .map(({ offset, message }) => {
      const { line, col } = lineCounter.linePos(offset)
      return `  ${fileName}:${line}:${col} ${message}`
    })
  const count = listed.length === 1 ? '1 fault' : `${listed.length} faults`
  throw new Error(`Curated tree ${fileName} has ${count}:\n${listed.join('\n')}`)
}

function toFaults(issue: z.core.$ZodIssue): Fault[] {
  if (issue.code !== 'unrecognized_keys') return [{ path: issue.path, message: issue.message }]
  return issue.keys.map(key => ({ path: [...issue.path, key], key, message: issue.message }))
}

const describeIssue: z.core.$ZodErrorMap = issue => {
  const { input } = issue
  switch (issue.code) {
    case 'unrecognized_keys':
      return 'unknown key'
    case 'invalid_type':
      if (input === undefined) return 'is missing'
      return `expected ${NAMES[issue.expected] ?? issue.expected}, found ${describeValue(input)}`
    case 'invalid_value':
      return `expected ${issue.values.join(', ')}, found ${describeValue(input)}`
    case 'too_small':
      if (issue.origin === 'string') return 'is empty'
      return `expected at least ${issue.minimum}, found ${describeValue(input)}`
    case 'too_big':
      if (issue.origin === 'string') {
        return `expected at most ${issue.maximum} characters, found ${String(input).length}`
      }
      return `expected at most ${issue.maximum}, found ${describeValue(input)}`
    case 'invalid_format':
      if (issue.format === 'url') return `expected an https:// address, found ${describeValue(input)}`
      return `expected lower-case letters, digits and single hyphens, found ${describeValue(input)}`
    default:
      return undefined
  }
}

const NAMES: Record<string, string> = {
  string: 'text',
  object: 'a map',
  array: 'a list',
  boolean: 'true or false',
}

function describeValue(value: unknown): string {
  if (value === null) return 'nothing'
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (isRecord(value)) return 'a map'
  return typeof value === 'string' ? `"${shorten(value)}"` : `${typeof value} ${String(value)}`
}

/** Offset of the value at a path or, where it is missing, of the closest value around it. */
function locate(contents: Node | null, { path, key }: Fault): number {
  let node: unknown = contents
  let offset = contents?.range?.[0] ?? 0
  for (const [depth, step] of path.entries()) {
    let next: unknown
    if (isSeq(node)) next = node.items[Number(step)]
    else if (isMap(node)) {
      const pair = node.items.find(item => isScalar(item.key) && item.key.value === step)
      next = key !== undefined && depth === path.length - 1 ? pair?.key : (pair?.value ?? pair?.key)
    }
    if (!isScalar(next) && !isMap(next) && !isSeq(next) && !isAlias(next)) return offset
    node = next
    offset = next.range?.[0] ?? offset
  }
  return offset
}

function formatPath(path: Path): string {
  const joined = path.map(step => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('')
  return joined.replace(/^\./, '') || 'file'
}
