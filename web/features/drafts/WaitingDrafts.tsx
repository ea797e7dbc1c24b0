import { useQuery } from '@apollo/client/react'
import { IconSparkles } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { pluralize } from '../../lib/formatTime.ts'
import { JobProgress } from '../generation/JobProgress.tsx'
import { isLive, kindLabels } from '../generation/jobState.ts'
import { useGenerationJob } from '../generation/useGenerationJob.ts'
import { WaitingDraftsQuery } from './cardJobDocuments.ts'
import { freshAnswer } from './freshAnswer.ts'
import classes from './WaitingDrafts.module.css'

interface WaitingDraftsProps {
  goalId: string
  nodeId: string
  /** The goal itself: whatever is being made for it is shown here. */
  isRoot: boolean
}

/** Drafts that wait below a node, and the cards being made for it; nothing where there are neither. */
export function WaitingDrafts({ goalId, nodeId, isRoot }: WaitingDraftsProps) {
  const { data, refetch } = useQuery(WaitingDraftsQuery, {
    variables: { nodeId, goalId },
    context: freshAnswer,
  })
  const latest = data?.goal?.latestJob
  const isOurs =
    latest?.kind === 'FLASHCARDS' || latest?.kind === 'REFINE_FLASHCARDS'
      ? isRoot || latest.skillNode?.id === nodeId
      : false
  const { job } = useGenerationJob(isOurs ? latest?.id : undefined, () => refetch().catch(() => {}))
  const count = data?.skillNode?.subtreeDraftCount ?? 0
  const isRunning = job !== undefined && isLive(job)
  if (count === 0 && !isRunning) return null
  return (
    <div className={classes.waiting}>
      {job && <JobProgress job={job} label={kindLabels[job.kind]} />}
      {count > 0 && (
        <p className={classes.count}>
          <IconSparkles size={16} stroke={1.75} aria-hidden />
          <span>
            {pluralize(count, 'draft')} {count === 1 ? 'waits' : 'wait'} for your decision.{' '}
            <Link
              to="/goals/$goalId/drafts"
              params={{ goalId }}
              search={isRoot ? {} : { node: nodeId }}
              className={classes.link}
            >
              {count === 1 ? 'Look at it' : 'Look at them'}
            </Link>
          </span>
        </p>
      )}
    </div>
  )
}
