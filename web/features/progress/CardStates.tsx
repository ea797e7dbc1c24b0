import { useId } from 'react'
import type { CardState, ProgressFiguresFragment } from '../../gql/graphql.ts'
import { formatNumber, pluralize } from '../../lib/formatTime.ts'
import classes from './CardStates.module.css'
import { ChartSection } from './ChartSection.tsx'
import { NumbersTable } from './NumbersTable.tsx'

type StateCount = ProgressFiguresFragment['cardsByState'][number]

const states: Array<{ state: CardState; label: string; meaning: string }> = [
  { state: 'NEW', label: 'New', meaning: 'not seen yet' },
  { state: 'LEARNING', label: 'Learning', meaning: 'in their first steps' },
  { state: 'REVIEW', label: 'In review', meaning: 'come back after days' },
  { state: 'RELEARNING', label: 'Relearning', meaning: 'coming back soon' },
]

export interface StatePart {
  state: CardState
  label: string
  meaning: string
  count: number
  /** Of all cards, 0–1, and where it begins. */
  share: number
  start: number
}

export function listStates(counts: readonly StateCount[]): StatePart[] {
  const total = counts.reduce((sum, entry) => sum + entry.count, 0)
  let start = 0
  return states.map(entry => {
    const count = counts.find(({ state }) => state === entry.state)?.count ?? 0
    const part = { ...entry, count, share: total === 0 ? 0 : count / total, start }
    start += part.share
    return part
  })
}

export function CardStates({ counts }: { counts: readonly StateCount[] }) {
  const id = useId()
  const parts = listStates(counts)
  const total = parts.reduce((sum, part) => sum + part.count, 0)
  const summary = parts.map(part => `${part.label} ${formatNumber(part.count)}`).join(', ')
  const table = (
    <NumbersTable
      caption="How many cards are in each state"
      columns={['State', 'Cards', 'Share']}
      rows={parts.map(part => ({
        key: part.state,
        cells: [
          `${part.label}, ${part.meaning}`,
          formatNumber(part.count),
          `${Math.round(part.share * 100)} %`,
        ],
      }))}
    />
  )
  return (
    <ChartSection title="Cards by state" table={table}>
      <svg
        className={classes.bar}
        width="100%"
        height={16}
        role="img"
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-desc`}
      >
        <title id={`${id}-title`}>{pluralize(total, 'card')} by state</title>
        <desc id={`${id}-desc`}>{summary}</desc>
        <rect width="100%" height={16} className={classes.track} />
        {parts.map(part => (
          <rect
            key={part.state}
            data-state={part.state}
            className={classes.part}
            x={`${part.start * 100}%`}
            width={`${part.share * 100}%`}
            height={16}
          />
        ))}
      </svg>
      <ul className={classes.legend}>
        {parts.map(part => (
          <li key={part.state}>
            <span className={classes.key} data-state={part.state} aria-hidden />
            <span className={classes.count}>{formatNumber(part.count)}</span> {part.label}
            <span className={classes.meaning}>{part.meaning}</span>
          </li>
        ))}
      </ul>
    </ChartSection>
  )
}
