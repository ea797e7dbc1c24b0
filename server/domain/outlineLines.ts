/**
 * The lines of an outline that say something, each with what it is. Code fences, HTML comments, front
 * matter, rules and blank lines are left out.
 */

import { type LineProblem, splitLines } from './lineProblem.ts'

interface Line {
  /** Number in the text, from 1. */
  line: number
  text: string
}

export interface HeadingLine extends Line {
  kind: 'heading'
  /** 1–6. */
  level: number
}

export interface ItemLine extends Line {
  kind: 'item'
  /** Where its mark stands, from 0; tabs reach to the next multiple of 4, as in Markdown. */
  column: number
  /** The first column at which its text can begin. */
  contentColumn: number
  isOrdered: boolean
}

export interface TextLine extends Line {
  kind: 'text'
  column: number
  isAfterBlank: boolean
}

export type OutlineLine = HeadingLine | ItemLine | TextLine

const TAB_COLUMNS = 4
// Zero-width characters come along when text is copied from web pages.
const BLANK = /^[\s\u200b\u2060\ufeff]*$/
const RULE = /^(?:([-*_])(?:[ \t]*\1){2,}|={3,})[ \t]*$/
const FENCE = /^(?:[-*+][ \t]+)?(`{3,}(?=[^`]*$)|~{3,})/
const HEADING = /^(#{1,6})(?:[ \t]+(.*))?$/s
const ITEM = /^([-*+]|\d{1,9}[.)])(?:\s+(.*))?$/s
const TYPED_BULLET = /^([•◦▪‣●○■])\s*(.*)$/s
const TASK_BOX = /^\[[ xX]\](?:\s+|$)/
/** Markdown takes what is indented further for code. */
const MAX_HEADING_COLUMN = 3

/** Reads what each line of an outline is. A fence or comment that is never closed is a problem. */
export function readOutlineLines(text: string): { lines: OutlineLine[]; problems: LineProblem[] } {
  const source = splitLines(text)
  const lines: OutlineLine[] = []
  let fence: { mark: string; line: number } | null = null
  let commentLine: number | null = null
  let isAfterBlank = true

  for (let index = countFrontMatterLines(source); index < source.length; index++) {
    const line = index + 1
    if (fence) {
      if (closesFence(source[index]!, fence.mark)) fence = null
      continue
    }
    const visible: { text: string; isOpen: boolean } = removeComments(source[index]!, commentLine !== null)
    commentLine = visible.isOpen ? (commentLine ?? line) : null
    if (BLANK.test(visible.text)) {
      isAfterBlank = true
      continue
    }
    const { column, content } = measureIndent(visible.text)
    const opening = FENCE.exec(content)
    if (opening) fence = { mark: opening[1]!, line }
    else if (!RULE.test(content)) {
      lines.push(classify(content, column, line, isAfterBlank))
      isAfterBlank = false
    }
  }

  const problems: LineProblem[] = []
  if (fence) problems.push(unclosed('code block', fence.line))
  if (commentLine !== null) problems.push(unclosed('comment', commentLine))
  return { lines, problems }
}

function classify(content: string, column: number, line: number, isAfterBlank: boolean): OutlineLine {
  const heading = column <= MAX_HEADING_COLUMN ? HEADING.exec(content) : null
  if (heading) {
    return { kind: 'heading', line, level: heading[1]!.length, text: removeClosingMarks(heading[2] ?? '') }
  }
  const item = ITEM.exec(content) ?? TYPED_BULLET.exec(content)
  if (!item)
    return { kind: 'text', line, column, text: content.replace(/^(?:>\s?)+/, '').trim(), isAfterBlank }
  const mark = item[1]!
  // Some editors write headings as list items.
  const text = (item[2] ?? '')
    .replace(TASK_BOX, '')
    .replace(/^#{1,6}\s+/, '')
    .trim()
  const isOrdered = mark.length > 1
  return { kind: 'item', line, column, contentColumn: column + mark.length + 1, isOrdered, text }
}

/** `A ##` → `A`, but `C#` stays. By hand: an expression would take quadratic time on long blanks. */
function removeClosingMarks(heading: string): string {
  const text = heading.trim()
  let end = text.length
  while (text[end - 1] === '#') end--
  return end === 0 || /\s/.test(text[end - 1]!) ? text.slice(0, end).trim() : text
}

function measureIndent(text: string): { column: number; content: string } {
  let column = 0
  let index = 0
  for (; index < text.length; index++) {
    const character = text[index]!
    if (character === '\t') column += TAB_COLUMNS - (column % TAB_COLUMNS)
    else if (/\s/.test(character)) column++
    else break
  }
  return { column, content: text.slice(index) }
}

/** The text without its HTML comments, which may be open before it and stay open after it. */
export function removeComments(text: string, isOpenBefore = false): { text: string; isOpen: boolean } {
  let visible = ''
  let isOpen = isOpenBefore
  let at = 0
  for (;;) {
    const next = text.indexOf(isOpen ? '-->' : '<!--', at)
    if (!isOpen) visible += next === -1 ? text.slice(at) : text.slice(at, next)
    if (next === -1) return { text: visible, isOpen }
    at = next + (isOpen ? 3 : 4)
    isOpen = !isOpen
  }
}

function closesFence(text: string, mark: string): boolean {
  const content = text.trim()
  return content.length >= mark.length && content === mark[0]!.repeat(content.length)
}

/** Front matter: `---`, lines of `key: value`, `---`, at the very beginning. */
function countFrontMatterLines(source: string[]): number {
  if (source[0]?.trimEnd() !== '---' || !/^[\w.-]+:/.test(source[1] ?? '')) return 0
  for (let index = 1; index < source.length; index++) {
    if (source[index]!.trimEnd() === '---') return index + 1
    if (!/^(?:[\w.-]+:|\s+\S|- |#)/.test(source[index]!)) return 0
  }
  return 0
}

function unclosed(what: string, line: number): LineProblem {
  return { line, message: `The ${what} that opens here is never closed: everything below it was left out.` }
}
