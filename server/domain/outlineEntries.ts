/**
 * Which line of an outline stands under which. Headings nest by level, list items and plain lines by
 * indentation; plain text beneath a heading or an item describes it.
 */

import type { LineProblem } from './lineProblem.ts'
import type { ItemLine, OutlineLine, TextLine } from './outlineLines.ts'

export interface OutlineEntry {
  /** As it was written; empty for a mark without text. */
  text: string
  line: number
  parent: OutlineEntry | null
  /** The lines of each paragraph of its description. */
  paragraphs: { line: number; text: string }[][]
}

/** An open indentation: lines further in stand under its entry. */
interface Level {
  line: ItemLine | TextLine
  key: number
  entry: OutlineEntry
}

/** Parents before children, in the order of the text. `preamble` is text before the first entry. */
export interface OutlineEntries {
  entries: OutlineEntry[]
  preamble: OutlineEntry['paragraphs']
  problems: LineProblem[]
}

/** Links the lines of an outline. An indentation that fits nothing above it is a problem. */
export function linkOutlineEntries(lines: OutlineLine[]): OutlineEntries {
  const result: OutlineEntries = { entries: [], preamble: [], problems: [] }
  const headings: { level: number; entry: OutlineEntry }[] = []
  let levels: Level[] = []
  let described: OutlineEntry['paragraphs'] | null = null
  // Without any heading, a text that begins with a plain line is an outline by indentation.
  const arePlainLinesEntries = lines[0]?.kind === 'text' && !lines.some(line => line.kind === 'heading')

  const addEntry = (line: OutlineLine, parent: OutlineEntry | null): OutlineEntry => {
    const entry = { text: line.text, line: line.line, parent, paragraphs: [] }
    result.entries.push(entry)
    described = null
    return entry
  }

  for (const line of lines) {
    if (line.kind === 'heading') {
      while (headings.length > 0 && headings.at(-1)!.level >= line.level) headings.pop()
      headings.push({ level: line.level, entry: addEntry(line, headings.at(-1)?.entry ?? null) })
      levels = []
      continue
    }
    const isEntry = line.kind === 'item' || (arePlainLinesEntries && !isWithinItem(levels, line))
    if (isEntry) {
      const problem = closeLevels(levels, line)
      if (problem) result.problems.push(problem)
      const parent = levels.at(-1)?.entry ?? headings.at(-1)?.entry ?? null
      levels.push({ line, key: keyOf(line), entry: addEntry(line, parent) })
    } else if (line.kind === 'text') {
      const target = findDescribed(line, levels, headings.at(-1)?.entry ?? null, result)
      if (line.isAfterBlank || target !== described || target.length === 0) target.push([])
      target.at(-1)!.push({ line: line.line, text: line.text })
      described = target
    }
  }
  return result
}

/** A list item stands under a plain line with the same indentation, hence half a column further in. */
function keyOf(line: ItemLine | TextLine): number {
  return 2 * line.column + (line.kind === 'item' ? 1 : 0)
}

/** Closes the levels that `line` does not stand under; the last one left is its parent. */
function closeLevels(levels: Level[], line: ItemLine | TextLine): LineProblem | null {
  const key = keyOf(line)
  let closed: Level | undefined
  for (let top = levels.at(-1); top && top.key >= key; top = levels.at(-1)) {
    const isSibling = top.key === key || areNumbersAligned(top.line, line)
    levels.pop()
    if (isSibling) return null
    closed = top
  }
  if (!closed) return null
  const parent = levels.at(-1)
  // Markdown: whatever reaches the text of the parent is its child, whether its siblings did so further in.
  const isMarkdownSibling =
    line.kind === 'item' &&
    (parent
      ? parent.line.kind === 'item' && line.column >= parent.line.contentColumn
      : closed.line.kind === 'item')
  if (isMarkdownSibling) return null
  const fitting = parent ? `${parent.line.column} or ${closed.line.column}` : String(closed.line.column)
  const columns = `${line.column} ${line.column === 1 ? 'column' : 'columns'}`
  const message = `Indented by ${columns}, which fits no line above it: expected ${fitting}.`
  return { line: line.line, message }
}

/** ` 9.` and `10.` under each other are siblings. */
function areNumbersAligned(a: ItemLine | TextLine, b: ItemLine | TextLine): boolean {
  return (
    a.kind === 'item' &&
    b.kind === 'item' &&
    a.isOrdered &&
    b.isOrdered &&
    a.contentColumn === b.contentColumn
  )
}

function isWithinItem(levels: Level[], line: TextLine): boolean {
  return levels.findLast(level => level.line.column < line.column)?.line.kind === 'item'
}

/** The description that a plain line belongs to: of what it is indented under or directly follows. */
function findDescribed(
  line: TextLine,
  levels: Level[],
  heading: OutlineEntry | null,
  { entries, preamble }: OutlineEntries,
): OutlineEntry['paragraphs'] {
  const last = entries.at(-1)
  if (!last) return preamble
  if (!line.isAfterBlank) return last.paragraphs
  const item = levels.findLast(level => level.line.column < line.column)
  return (item?.entry ?? heading ?? last).paragraphs
}
