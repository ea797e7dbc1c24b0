import { useRef } from 'react'
import { ButtonLink } from '../../components/ButtonLink.tsx'
import { JobNotice } from './JobNotice.tsx'
import { JobProgress } from './JobProgress.tsx'
import { doneWords, isLive, type JobState, kindLabels } from './jobState.ts'
import classes from './RunningGenerations.module.css'
import { useGenerationJob } from './useGenerationJob.ts'

interface GoalWithJob {
  id: string
  title: string
  latestJob: JobState | null
}

/** What a language model is making now, and what it finished making while the learner was looking. */
export function RunningGenerations({ goals }: { goals: readonly GoalWithJob[] }) {
  const seenRunning = useRef(new Set<string>())
  const shown = goals.flatMap(goal => {
    const job = goal.latestJob
    if (job && isLive(job)) seenRunning.current.add(job.id)
    return job && seenRunning.current.has(job.id) ? [{ goal, job }] : []
  })
  if (shown.length === 0) return null
  return (
    <section className={classes.generations} aria-label="Generation with AI">
      {shown.map(({ goal, job }) => (
        <Generation key={job.id} goal={goal} known={job} />
      ))}
    </section>
  )
}

function Generation({ goal, known }: { goal: GoalWithJob; known: JobState }) {
  const job = useGenerationJob(known.id).job ?? known
  const label = `${kindLabels[job.kind]} for “${goal.title}”`
  return (
    <div>
      <JobProgress job={job} label={label} />
      {!isLive(job) && (
        <JobNotice
          label={label}
          action={
            <ButtonLink to="/goals/$goalId" params={{ goalId: goal.id }} variant="default">
              Open
            </ButtonLink>
          }
        >
          “{goal.title}”: {doneWords(job)}
        </JobNotice>
      )}
    </div>
  )
}
