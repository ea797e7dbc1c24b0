import { Title } from '@mantine/core'
import { type CSSProperties, useId } from 'react'
import { pluralize } from '../../lib/formatTime.ts'
import type { ComparedRow } from './compareTrees.ts'
import { FateMark } from './FateMark.tsx'
import classes from './TreeProposal.module.css'

interface ComparedTreeProps {
  title: string
  rows: readonly ComparedRow[]
  /** Without the levels: single nodes out of a tree. */
  isFlat?: boolean
}

/** One of the trees, each node with what becomes of it. */
export function ComparedTree({ title, rows, isFlat = false }: ComparedTreeProps) {
  const titleId = useId()
  return (
    <section aria-labelledby={titleId}>
      <Title order={2} size="h3" id={titleId} className={classes.treeTitle}>
        {title}
      </Title>
      <ul className={classes.rows}>
        {rows.map(row => (
          <li
            key={row.key}
            className={classes.row}
            data-depth={isFlat ? undefined : row.depth}
            data-fate={row.fate}
            style={{ '--level': isFlat ? 0 : row.depth - 1 } as CSSProperties}
          >
            <span className={classes.text}>
              <span className={classes.nodeTitle} dir="auto">
                {row.title}
              </span>{' '}
              {(row.note || row.cardCount > 0) && (
                <span className={classes.note}>
                  {[row.note, row.cardCount > 0 && pluralize(row.cardCount, 'card')]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              )}
            </span>
            {/* The space is for the ear. */} {row.fate && <FateMark fate={row.fate} />}
          </li>
        ))}
      </ul>
    </section>
  )
}
