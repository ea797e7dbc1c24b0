/** One record of an imported text as the cards it makes. */

import { htmlToMarkdown } from './ankiHtml.ts'
import { findTextFault, MAX_EXTERNAL_ID, MAX_TAG, MAX_TAGS, normalizeText } from './cardText.ts'
import { hasCloze, readCloze } from './cloze.ts'
import type { ColumnRole } from './importColumns.ts'
import type { ImportSettings } from './importSettings.ts'
import { MAX_LONG_TEXT } from './longText.ts'
import { quoteValue } from './textFaults.ts'

export interface ImportRow {
  /** Where the record begins, from 1. */
  line: number
  question: string
  answer: string
  explanation: string | null
  tags: string[]
  externalId: string | null
}

/** Stands for a lone surrogate, which the CSV parser would turn into a replacement character unseen. */
export const LONE_SURROGATE_MARK = '\uffff'

/**
 * Reads one record. A note with cloze deletions makes a card for each of their numbers; their external
 * ids end in `:c1`, `:c2` when there are several. `faults` say, as sentences, why there is no card.
 */
export function readImportRow(
  fields: string[],
  roles: ColumnRole[],
  line: number,
  settings: Pick<ImportSettings, 'isAnki' | 'isHtml' | 'tags'>,
): { rows: ImportRow[]; faults: string[] } {
  const parts: Record<ColumnRole, string[]> = {
    question: [],
    answer: [],
    explanation: [],
    tags: [],
    externalId: [],
    ignored: [],
  }
  for (const [column, field] of fields.entries()) {
    const text = field.trim()
    if (text !== '') parts[roles[column] ?? 'ignored'].push(text)
  }
  const convert = settings.isHtml ? htmlToMarkdown : (text: string) => text
  const question = convert(parts.question.join(' '))
  const answer = convert(parts.answer.join(' '))
  const explanations = parts.explanation.map(convert).filter(text => text !== '')
  const externalId = parts.externalId[0] ?? null
  const tags = readTags(parts.tags.join(' '), settings)
  const shared = { line, tags }

  const rows: ImportRow[] = []
  const faults: string[] = []
  if (hasCloze(question)) {
    const cloze = readCloze(question)
    if (cloze.fault) faults.push(cloze.fault)
    const explanation = joinExplanations([answer, ...explanations])
    for (const { number, question, answer } of cloze.cards) {
      const id = externalId !== null && cloze.cards.length > 1 ? `${externalId}:c${number}` : externalId
      rows.push({ ...shared, question, answer, explanation, externalId: id })
    }
  } else rows.push({ ...shared, question, answer, explanation: joinExplanations(explanations), externalId })

  faults.push(...rows.flatMap(findRowFaults))
  return { rows: faults.length > 0 ? [] : rows, faults: [...new Set(faults)] }
}

function joinExplanations(texts: string[]): string | null {
  return texts.filter(text => text !== '').join('\n\n') || null
}

/** Anki separates tags by blanks; elsewhere they may hold some when a comma or semicolon separates them. */
function readTags(text: string, { isAnki, tags }: Pick<ImportSettings, 'isAnki' | 'tags'>): string[] {
  const separator = !isAnki && /[,;]/.test(text) ? /[,;]/ : /\s+/
  const all = [...tags, ...text.split(separator)].map(tag => tag.trim()).filter(tag => tag !== '')
  const kept = new Map<string, string>()
  for (const tag of all) if (!kept.has(normalizeText(tag))) kept.set(normalizeText(tag), tag)
  return [...kept.values()]
}

function findRowFaults({ question, answer, explanation, tags, externalId }: ImportRow): string[] {
  const faults = [
    describeFault('The question', question, MAX_LONG_TEXT),
    describeFault('The answer', answer, MAX_LONG_TEXT),
    explanation === null ? null : describeFault('The explanation', explanation, MAX_LONG_TEXT),
    externalId === null
      ? null
      : describeFault(`The external id ${quoteValue(externalId)}`, externalId, MAX_EXTERNAL_ID),
    ...(tags.length > MAX_TAGS
      ? [`The row has ${tags.length} tags: expected at most ${MAX_TAGS}.`]
      : tags.map(tag => describeFault(`The tag ${quoteValue(tag)}`, tag, MAX_TAG))),
  ]
  return faults.filter(fault => fault !== null)
}

function describeFault(name: string, text: string, max: number): string | null {
  const fault = text.includes(LONE_SURROGATE_MARK) ? 'holds a lone surrogate' : findTextFault(text, max)
  return fault && `${name} ${fault}: expected 1 to ${max} characters.`
}
