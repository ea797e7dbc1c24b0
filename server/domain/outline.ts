/**
 * A pasted outline (Markdown headings and lists, or indented lines) as the nodes of a tree, with every
 * problem and its line, and with whatever could be read for a preview.
 */

import { stripInlineMarkdown } from './inlineMarkdown.ts'
import { type LineProblem, limitProblems } from './lineProblem.ts'
import { MAX_LONG_TEXT } from './longText.ts'
import { childPath, type NodePath, ROOT_PATH } from './nodePath.ts'
import { linkOutlineEntries, type OutlineEntry } from './outlineEntries.ts'
import { readOutlineLines } from './outlineLines.ts'
import {
  countCharacters,
  cutTo,
  findForbiddenCharacter,
  quoteValue,
  removeForbiddenCharacters,
} from './textFaults.ts'
import { findTitleFault, foldWhiteSpace, MAX_DEPTH, MAX_NODES, MAX_TITLE } from './treeEdit.ts'

/** Problems that are listed one by one. */
const MAX_PROBLEMS = 50
const EXPECTED = 'expected headings, list items or indented lines.'

export interface ParsedOutlineNode {
  /** In the finished tree, whose root is `1`: the first category is `1.1`. */
  path: NodePath
  title: string
  depth: number
  description: string | null
  line: number
}

export interface ParsedOutline {
  /** The single top entry that has everything beneath it, as the title of the whole; else null. */
  title: string | null
  /** Text beneath the title or before the first entry. */
  description: string | null
  /** Depth first: parents before children. */
  nodes: ParsedOutlineNode[]
  /** By line; at most 50, then one that counts the others. Empty: the outline can be used. */
  problems: LineProblem[]
}

export interface OutlineOptions {
  singleTopIsTitle?: boolean
  /** Levels allowed below the node that the outline is put under. */
  maxDepth?: number
  /** Nodes allowed in the outline, its title not counted. */
  maxNodes?: number
}

/** Reads an outline. Never throws: what is wrong is in `problems`. Takes time linear in the text. */
export function parseOutline(text: string, options: OutlineOptions = {}): ParsedOutline {
  const { singleTopIsTitle = true, maxDepth = MAX_DEPTH, maxNodes = MAX_NODES - 1 } = options
  const { lines, problems } = readOutlineLines(text)
  const linked = linkOutlineEntries(lines)
  problems.push(...linked.problems)

  const entries = keepTitled(linked.entries)
  if (entries.length === 0) {
    const fault = text.trim() === '' ? 'is empty' : 'has no title in it'
    problems.push({ line: 1, message: `The outline ${fault}: ${EXPECTED}` })
  }
  const top = singleTopIsTitle ? findTitleEntry(entries) : null
  const preamble = readDescription(1, linked.preamble, problems)
  const title = top ? readTitle(top, problems) : null
  const beneathTitle = top ? readDescription(top.line, top.paragraphs, problems) : null
  const nodes = placeEntries(entries, top, { maxDepth, maxNodes }, problems)
  const description = [preamble, beneathTitle].filter(part => part !== null).join('\n\n') || null
  return { title, description, nodes, problems: limitProblems(problems, MAX_PROBLEMS) }
}

/** A mark without text takes the first paragraph below it; without that and without children it goes. */
function keepTitled(entries: OutlineEntry[]): OutlineEntry[] {
  const parents = new Set<OutlineEntry>()
  const kept: OutlineEntry[] = []
  for (const entry of entries.toReversed()) {
    const isUntitled = toTitle(entry.text) === ''
    const firstParagraph = isUntitled ? entry.paragraphs.shift() : undefined
    if (firstParagraph) entry.text = firstParagraph.map(line => line.text).join(' ')
    else if (isUntitled && !parents.has(entry)) continue
    kept.push(entry)
    if (entry.parent) parents.add(entry.parent)
  }
  return kept.reverse()
}

/** The first entry, when others stand beneath it and none beside it. */
function findTitleEntry(entries: OutlineEntry[]): OutlineEntry | null {
  const [top, ...others] = entries
  return top && others.length > 0 && others.every(entry => entry.parent !== null) ? top : null
}

function placeEntries(
  entries: OutlineEntry[],
  top: OutlineEntry | null,
  { maxDepth, maxNodes }: Required<Omit<OutlineOptions, 'singleTopIsTitle'>>,
  problems: LineProblem[],
): ParsedOutlineNode[] {
  const root = { path: ROOT_PATH, depth: 0, childCount: 0 }
  const places = new Map<OutlineEntry | null, typeof root>([[top, root]])
  const nodes: ParsedOutlineNode[] = []
  let firstTooMany: number | null = null
  let fittingCount = 0
  for (const entry of entries) {
    if (entry === top) continue
    const parent = places.get(entry.parent)!
    const depth = parent.depth + 1
    const path = childPath(parent.path, ++parent.childCount)
    places.set(entry, { path, depth, childCount: 0 })
    const title = readTitle(entry, problems)
    if (depth > maxDepth) {
      const levels = `${depth} ${depth === 1 ? 'level' : 'levels'}`
      const message = `${quoteValue(title)} is ${levels} deep, where ${maxDepth} are allowed.`
      problems.push({ line: entry.line, message })
    } else if (++fittingCount > maxNodes) firstTooMany ??= entry.line
    else {
      const description = readDescription(entry.line, entry.paragraphs, problems)
      nodes.push({ path, title, depth, description, line: entry.line })
    }
  }
  if (firstTooMany !== null) {
    const message = `The outline has ${fittingCount} nodes, where ${maxNodes} are allowed: this one is the first too many.`
    problems.push({ line: firstTooMany, message })
  }
  return nodes
}

/** The title as it can be shown; what keeps it from being stored is a problem. */
function readTitle(entry: OutlineEntry, problems: LineProblem[]): string {
  const title = toTitle(entry.text)
  const fault = findTitleFault(title)
  if (!fault) return title
  problems.push({ line: entry.line, message: `Invalid title ${quoteValue(title)}: ${fault}` })
  return cutTo(MAX_TITLE, removeForbiddenCharacters(title)).trim() || 'Untitled'
}

function toTitle(text: string): string {
  return foldWhiteSpace(stripInlineMarkdown(text))
}

/** Lines joined to paragraphs; what cannot be stored is a problem. */
function readDescription(
  line: number,
  paragraphs: OutlineEntry['paragraphs'],
  problems: LineProblem[],
): string | null {
  for (const part of paragraphs.flat()) {
    const forbidden = findForbiddenCharacter(part.text)
    if (forbidden) {
      const message = `The text ${quoteValue(part.text)} holds a ${forbidden}, expected none.`
      problems.push({ line: part.line, message })
    }
  }
  const joined = paragraphs.map(parts => parts.map(part => part.text).join(' ')).join('\n\n')
  const description = removeForbiddenCharacters(joined).trim()
  const length = countCharacters(description)
  if (length > MAX_LONG_TEXT) {
    const message = `The description below this line has ${length} characters, where ${MAX_LONG_TEXT} are allowed.`
    problems.push({ line, message })
  }
  return cutTo(MAX_LONG_TEXT, description) || null
}
