/**
 * Cards from a pasted or uploaded text: CSV, TSV and Anki's "notes in plain text". Every row that cannot
 * become a card is a problem with its line; the others go on.
 */

import { type CsvError, parse } from 'csv-parse/sync'
import { hasCloze } from './cloze.ts'
import { assignRoles, isHeaderRow } from './importColumns.ts'
import { type ImportRow, LONE_SURROGATE_MARK, readImportRow } from './importRow.ts'
import { type ImportFormat, type ImportSettings, readImportSettings } from './importSettings.ts'
import { type LineProblem, splitLines } from './lineProblem.ts'
import { quoteValue } from './textFaults.ts'

export type { ImportFormat } from './importSettings.ts'

/** Cards of one import. */
export const MAX_IMPORT_ROWS = 5_000

export interface ParsedImport {
  rows: ImportRow[]
  /** By line; a line may have several. */
  problems: LineProblem[]
}

interface TextRecord {
  fields: string[]
  /** Where it begins and ends, from 1. */
  line: number
  lastLine: number
}

/**
 * Reads cards. Never throws: what is wrong is in `problems`. Of more than 5,000 cards the first 5,000
 * are read. AUTO takes a text with Anki's header lines for Anki's, and else finds tab, comma or semicolon.
 */
export function parseImport(text: string, format: ImportFormat): ParsedImport {
  const lines = splitLines(text.replace(/\p{Cs}/gu, LONE_SURROGATE_MARK))
  const { settings, problems } = readImportSettings(lines, format)
  // Header lines become blank, so that line numbers stay.
  const body = lines.fill('', 0, settings.headerLineCount)
  const { records, problem } = readRecords(body, settings)
  if (problem) problems.push(problem)

  const hasHeader = records.length > 0 && isHeaderRow(records[0]!.fields)
  const names = hasHeader ? records[0]!.fields : settings.columnNames
  const data = hasHeader ? records.slice(1) : records
  if (data.length === 0 && problems.length === 0) {
    const fault = hasHeader ? 'has a header and no rows' : 'is empty'
    problems.push({ line: 1, message: `The text ${fault}: expected rows of a question and an answer.` })
  }
  const columnCount = hasHeader ? names!.length : findUsualCount(data)
  const roles = assignRoles(names, columnCount, settings)
  const rows = readRows(
    data,
    columnCount,
    record => readImportRow(record.fields, roles, record.line, settings),
    problems,
  )
  const unnamed = hasHeader || settings.isAnki ? 0 : roles.filter(role => role === 'ignored').length
  if (unnamed > 0) problems.push(describeUnnamed(data[0]!.line, columnCount))
  return { rows, problems: problems.toSorted((a, b) => a.line - b.line) }
}

function readRows(
  data: TextRecord[],
  columnCount: number,
  read: (record: TextRecord) => ReturnType<typeof readImportRow>,
  problems: LineProblem[],
): ImportRow[] {
  const rows: ImportRow[] = []
  const lineByExternalId = new Map<string, number>()
  for (const [index, record] of data.entries()) {
    const { line } = record
    if (index === MAX_IMPORT_ROWS || rows.length >= MAX_IMPORT_ROWS) {
      problems.push({ line, message: describeTooMany(data.length) })
      break
    }
    const uneven = describeUneven(record, columnCount)
    const { rows: made, faults } = uneven ? { rows: [], faults: [uneven] } : read(record)
    for (const row of made) {
      const { externalId } = row
      const earlier = externalId === null ? undefined : lineByExternalId.get(externalId)
      if (externalId !== null) lineByExternalId.set(externalId, earlier ?? line)
      if (earlier === undefined) rows.push(row)
      else
        faults.push(
          `The external id ${quoteValue(externalId!)} stands on line ${earlier} too: expected another.`,
        )
    }
    problems.push(...faults.map(message => ({ line, message })))
  }
  return rows.slice(0, MAX_IMPORT_ROWS)
}

/** The records that are not blank. A quote that is never closed ends them and is the problem. */
function readRecords(
  lines: string[],
  { delimiter, isAnki }: ImportSettings,
): { records: TextRecord[]; problem: LineProblem | null } {
  const records: TextRecord[] = []
  let lastLine = 0
  try {
    parse(lines.join('\n'), {
      delimiter,
      record_delimiter: '\n',
      // Anki takes lines that begin with # for comments and quotes fields that do.
      ...(isAnki && { comment: '#', comment_no_infix: true }),
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      on_record(fields: string[], context) {
        lastLine = context.lines
        const line = lastLine - fields.reduce((total, field) => total + countLineEnds(field), 0)
        if (fields.some(field => field.trim() !== '')) records.push({ fields, line, lastLine })
        return null
      },
    })
    return { records, problem: null }
  } catch (error) {
    if ((error as CsvError).code !== 'CSV_QUOTE_NOT_CLOSED') throw error
    const line = findOpenQuote(lines, lastLine, delimiter)
    const message = 'The quote that opens here is never closed: this row and all below it were left out.'
    return { records, problem: { line, message } }
  }
}

/** The line, from 1, of the quote still open at the end of the record that begins after `from` lines. */
function findOpenQuote(lines: string[], from: number, delimiter: string): number {
  let openLine = from + 1
  let isQuoted = false
  for (let index = from; index < lines.length; index++) {
    const line = lines[index]!
    for (let at = line.indexOf('"'); at !== -1; at = line.indexOf('"', at + 1)) {
      if (isQuoted) isQuoted = false
      else if (at === 0 || line[at - 1] === delimiter) {
        isQuoted = true
        openLine = index + 1
      } else if (line[at - 1] === '"') isQuoted = true
    }
  }
  return openLine
}

function countLineEnds(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++
  return count
}

/** The number of columns that most records have; the first such when several are as frequent. */
function findUsualCount(records: TextRecord[]): number {
  let usual = { count: 0, frequency: 0 }
  for (const [count, { length }] of Map.groupBy(records, record => record.fields.length)) {
    if (length > usual.frequency) usual = { count, frequency: length }
  }
  return usual.count
}

function describeUneven({ fields, line, lastLine }: TextRecord, expected: number): string | null {
  if (fields.length === expected) {
    const lacksAnswer = expected < 2 && !hasCloze(fields.join(''))
    return lacksAnswer ? 'Found 1 column, expected at least 2: a question and an answer.' : null
  }
  const found = `Found ${fields.length} ${fields.length === 1 ? 'column' : 'columns'}, expected ${expected}`
  return lastLine > line
    ? `${found}: the row runs on to line ${lastLine}, is a quote left open?`
    : `${found}.`
}

function describeTooMany(recordCount: number): string {
  const found = recordCount > MAX_IMPORT_ROWS ? `has ${recordCount} rows` : 'makes more cards'
  return `The text ${found}, where ${MAX_IMPORT_ROWS} are allowed: this row and all below it were left out.`
}

function describeUnnamed(line: number, columnCount: number): LineProblem {
  const expected = 'question, answer, explanation, tags and external_id, or a first row that names them'
  return {
    line,
    message: `${columnCount} columns without names: expected ${expected}. The others were left out.`,
  }
}
