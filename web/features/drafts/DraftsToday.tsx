import { IconSparkles } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { pluralize } from '../../lib/formatTime.ts'
import classes from './WaitingDrafts.module.css'

interface DraftsTodayProps {
  goals: ReadonlyArray<{
    id: string
    title: string
    skillTree: { root: { subtreeDraftCount: number } }
  }>
}

/** Drafts that wait for a decision, by goal; nothing where there are none. */
export function DraftsToday({ goals }: DraftsTodayProps) {
  const waiting = goals
    .map(({ id, title, skillTree }) => ({ id, title, count: skillTree.root.subtreeDraftCount }))
    .filter(goal => goal.count > 0)
  if (waiting.length === 0) return null
  return (
    <section className={classes.today} aria-label="Drafts">
      {waiting.map(({ id, title, count }) => (
        <p key={id} className={classes.count}>
          <IconSparkles size={16} stroke={1.75} aria-hidden />
          <span>
            {pluralize(count, 'draft')} of “{title}” {count === 1 ? 'is' : 'are'} waiting.{' '}
            <Link to="/goals/$goalId/drafts" params={{ goalId: id }} className={classes.link}>
              {count === 1 ? 'Look at it' : 'Look at them'}
            </Link>
          </span>
        </p>
      ))}
    </section>
  )
}
