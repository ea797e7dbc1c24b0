/**
 * How an imported text is to be read: Anki's header lines (`#separator:tab`, `#tags column:3`), or else
 * what its first lines look like. https://docs.ankiweb.net/importing/text-files.html
 */

import type { LineProblem } from './lineProblem.ts'
import { quoteValue } from './textFaults.ts'

export type ImportFormat = 'auto' | 'csv' | 'tsv' | 'anki_text'

export interface ImportSettings {
  isAnki: boolean
  delimiter: string
  isHtml: boolean
  /** Tags of every row. */
  tags: string[]
  /** Names of the columns, when a header line gives them. */
  columnNames: string[] | null
  /** Columns from 0 that are not fields of the note. */
  special: Map<number, 'tags' | 'externalId' | 'ignored'>
  /** Lines at the top that are not rows. */
  headerLineCount: number
}

const HEADER = /^#([a-z ]{2,20}):(.*)$/i
const KNOWN_HEADER = /^#(?:separator|html|columns|tags|deck|notetype|guid)(?: column)?:/i
const SEPARATORS: Record<string, string> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  space: ' ',
  pipe: '|',
  colon: ':',
}
const SPECIAL: Record<string, 'tags' | 'externalId' | 'ignored'> = {
  'tags column': 'tags',
  'guid column': 'externalId',
  'deck column': 'ignored',
  'notetype column': 'ignored',
}
/** Records looked at to find the delimiter. */
const SAMPLE_SIZE = 50
const LOOKS_LIKE_HTML = /<(?:br|div|p|b|i|u|span|img|ul|ol|li|code|pre|strong|em)\b[^<>]*>|&nbsp;/i

/** Reads the settings of a text given as its lines. What a header line gets wrong is a problem. */
export function readImportSettings(
  lines: string[],
  format: ImportFormat,
): { settings: ImportSettings; problems: LineProblem[] } {
  const isAnki = format === 'anki_text' || (format === 'auto' && KNOWN_HEADER.test(lines[0] ?? ''))
  const settings: ImportSettings = {
    isAnki,
    delimiter: '',
    isHtml: false,
    tags: [],
    columnNames: null,
    special: new Map(),
    headerLineCount: 0,
  }
  const problems: LineProblem[] = []
  const headers = isAnki ? readHeaders(lines) : new Map<string, Header>()
  settings.headerLineCount =
    headers.size === 0 ? 0 : Math.max(...[...headers.values()].map(({ line }) => line))
  for (const [key, { value, line }] of headers) {
    const message = applyHeader(settings, key, value)
    if (message) problems.push({ line, message })
  }
  const rows = lines.slice(settings.headerLineCount)
  settings.delimiter ||= findDelimiter(rows, format)
  settings.columnNames = headers.get('columns')?.value.split(settings.delimiter) ?? null
  if (isAnki && !headers.has('html')) settings.isHtml = rows.some(row => LOOKS_LIKE_HTML.test(row))
  return { settings, problems }
}

interface Header {
  value: string
  line: number
}

function readHeaders(lines: string[]): Map<string, Header> {
  const headers = new Map<string, Header>()
  for (const [index, text] of lines.entries()) {
    const match = HEADER.exec(text)
    if (!match) break
    headers.set(match[1]!.toLowerCase(), { value: match[2]!, line: index + 1 })
  }
  return headers
}

/** Takes over one header line; returns what is wrong with it. Headers that Anki may add are passed over. */
function applyHeader(settings: ImportSettings, key: string, value: string): string | null {
  const text = value.trim()
  if (key === 'separator') {
    const named = SEPARATORS[text.toLowerCase()]
    const separator = named ?? (text === '' ? value : text)
    if (named || /^[^"#]$/.test(separator)) settings.delimiter = separator
    else
      return `Invalid separator ${quoteValue(text)}: expected comma, semicolon, tab, space, pipe, colon or one character.`
  } else if (key === 'html') {
    if (!/^(?:true|false)$/i.test(text)) return `Invalid html ${quoteValue(text)}: expected true or false.`
    settings.isHtml = text.toLowerCase() === 'true'
  } else if (key === 'tags') settings.tags = text.split(/\s+/).filter(tag => tag !== '')
  else if (Object.hasOwn(SPECIAL, key)) {
    if (!/^[1-9]\d{0,3}$/.test(text)) return `Invalid ${key} ${quoteValue(text)}: expected a number from 1.`
    settings.special.set(Number(text) - 1, SPECIAL[key]!)
  }
  return null
}

/** The delimiter that most lines hold equally often; tab before semicolon before comma. */
function findDelimiter(lines: string[], format: ImportFormat): string {
  if (format === 'tsv') return '\t'
  const candidates = format === 'csv' ? [',', ';'] : ['\t', ';', ',']
  const sample = lines.filter(line => line.trim() !== '').slice(0, SAMPLE_SIZE)
  let best = { delimiter: format === 'csv' ? ',' : '\t', score: 0 }
  for (const delimiter of candidates) {
    const counts = Map.groupBy(countOutsideQuotes(sample, delimiter), count => count)
    counts.delete(0)
    const score = Math.max(0, ...[...counts.values()].map(lines => lines.length))
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

/** How often each record holds the delimiter; a quoted field may run over several lines. */
function countOutsideQuotes(lines: string[], delimiter: string): number[] {
  const counts: number[] = []
  let isQuoted = false
  let count = 0
  for (const line of lines) {
    for (let at = 0; at < line.length; at++) {
      const character = line[at]
      if (character === '"') {
        // After any delimiter that may be meant, and after a quote: within a field it is doubled.
        if (isQuoted || at === 0 || /[\t;,"]/.test(line[at - 1]!)) isQuoted = !isQuoted
      } else if (character === delimiter && !isQuoted) count++
    }
    if (isQuoted) continue
    counts.push(count)
    count = 0
  }
  return counts
}
