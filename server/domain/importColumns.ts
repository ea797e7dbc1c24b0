/** What the columns of an imported text mean. */

import { normalizeText } from './cardText.ts'
import type { ImportSettings } from './importSettings.ts'

export type ColumnRole = 'question' | 'answer' | 'explanation' | 'tags' | 'externalId' | 'ignored'

const ROLE_BY_NAME: Record<string, ColumnRole> = {
  question: 'question',
  front: 'question',
  term: 'question',
  text: 'question',
  answer: 'answer',
  back: 'answer',
  definition: 'answer',
  explanation: 'explanation',
  extra: 'explanation',
  'back extra': 'explanation',
  notes: 'explanation',
  tags: 'tags',
  tag: 'tags',
  'external id': 'externalId',
  externalid: 'externalId',
  id: 'externalId',
  guid: 'externalId',
}
/** Columns without names, in this order. */
const BY_POSITION: ColumnRole[] = ['question', 'answer', 'explanation', 'tags', 'externalId']

/** Whether a first row names the columns: a question and an answer among them, in any case. */
export function isHeaderRow(fields: string[]): boolean {
  const roles = fields.map(roleOf)
  return roles.includes('question') && roles.includes('answer')
}

/** The role of each column, by its name where names tell the question, else by its position. */
export function assignRoles(
  names: string[] | null,
  count: number,
  { isAnki, special }: Pick<ImportSettings, 'isAnki' | 'special'>,
): ColumnRole[] {
  const isNamed = names?.some(name => roleOf(name) === 'question') ?? false
  const taken = new Set<ColumnRole>()
  let position = 0
  return Array.from({ length: count }, (_, column) => {
    const fixed = special.get(column)
    if (fixed) return fixed
    // A note may have any number of fields; those beyond the answer explain it.
    const further = isAnki ? 'explanation' : 'ignored'
    const byPosition = isAnki ? BY_POSITION.slice(0, 2) : BY_POSITION
    const role = (isNamed ? roleOf(names?.[column] ?? '') : byPosition[position++]) ?? further
    if (role !== 'explanation' && role !== 'ignored' && taken.has(role)) return further
    taken.add(role)
    return role
  })
}

function roleOf(name: string): ColumnRole | undefined {
  const form = normalizeText(name).replace(/[\s_-]+/g, ' ')
  return Object.hasOwn(ROLE_BY_NAME, form) ? ROLE_BY_NAME[form] : undefined
}
