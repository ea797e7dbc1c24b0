import type { Maturity, ProgressFiguresFragment, RetentionPeriod } from '../../gql/graphql.ts'
import { formatNumber, pluralize } from '../../lib/formatTime.ts'

type RetentionRow = ProgressFiguresFragment['trueRetention'][number]

export const periods: Array<{ period: RetentionPeriod; label: string }> = [
  { period: 'TODAY', label: 'Today' },
  { period: 'DAYS_7', label: '7 days' },
  { period: 'DAYS_30', label: '30 days' },
  { period: 'DAYS_365', label: 'Year' },
  { period: 'ALL', label: 'Ever' },
]

export const maturities: Array<{ maturity: Maturity; label: string }> = [
  { maturity: 'YOUNG', label: 'Young' },
  { maturity: 'MATURE', label: 'Mature' },
  { maturity: 'ALL', label: 'All' },
]

export interface RetentionCell {
  /** 0–1; null without an answer. */
  rate: number | null
  passed: number
  total: number
}

export function findRetention(
  rows: readonly RetentionRow[],
  period: RetentionPeriod,
  maturity: Maturity,
): RetentionCell {
  const row = rows.find(entry => entry.period === period && entry.maturity === maturity)
  const passed = row?.passed ?? 0
  const total = passed + (row?.failed ?? 0)
  return { rate: total === 0 ? null : passed / total, passed, total }
}

/** A percentage that says 100 only when nothing was forgotten. */
export function formatRate(rate: number): string {
  const percentage = rate * 100
  return `${rate < 1 && percentage > 99.5 ? 99 : Math.round(percentage)}\u00a0%`
}

export function describeCell({ rate, passed, total }: RetentionCell): string {
  return rate === null ? 'no answers' : `${formatNumber(passed)} of ${formatNumber(total)}`
}

/** How the month compares with what was asked for, as a fact and not a mark. */
export function describeAim(cell: RetentionCell, desiredRetention: number): string {
  const aim = formatRate(desiredRetention)
  if (cell.rate === null) return `in 30 days; your aim is ${aim}`
  return `of ${pluralize(cell.total, 'answer')} in 30 days; your aim is ${aim}`
}
