import { Button } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { ProposalNotice } from '../treeProposal/ProposalNotice.tsx'
import { JobNotice } from './JobNotice.tsx'
import { JobProgress } from './JobProgress.tsx'
import { type JobState, kindLabels } from './jobState.ts'
import classes from './TreeGeneration.module.css'
import { useDismissedJob } from './useDismissedJob.ts'

const RegenerateDialog = lazy(() =>
  import('./RegenerateDialog.tsx').then(module => ({ default: module.RegenerateDialog })),
)

interface TreeGenerationProps {
  goal: { id: string; title: string }
  /** The goal's latest job, which makes a tree. */
  job: JobState
  /** The goal has nothing but its root: the place of the tree says what can be done. */
  isEmpty: boolean
}

/** Above a goal's tree: how far its generation is, and what comes next when it is over. */
export function TreeGeneration({ goal, job, isEmpty }: TreeGenerationProps) {
  const hasFailed = job.status === 'FAILED' && !isEmpty
  return (
    <div className={classes.generation}>
      <JobProgress job={job} label={kindLabels[job.kind]} />
      {job.kind === 'REGENERATE_SKILL_TREE' && job.status === 'SUCCEEDED' && (
        <ProposalNotice goalId={goal.id} jobId={job.id} />
      )}
      {hasFailed && <FailedNotice goal={goal} job={job} />}
    </div>
  )
}

function FailedNotice({ goal, job }: Pick<TreeGenerationProps, 'goal' | 'job'>) {
  const { isDismissed, dismiss } = useDismissedJob(job.id)
  const [isAskingAgain, setIsAskingAgain] = useState(false)
  if (isDismissed) return null
  return (
    <>
      <JobNotice
        label="The generation failed"
        action={
          <Button variant="default" onClick={() => setIsAskingAgain(true)}>
            Try again
          </Button>
        }
        onDismiss={dismiss}
      >
        {job.message} Your tree is as it was.
      </JobNotice>
      {isAskingAgain && (
        <Suspense>
          <RegenerateDialog goal={goal} onClose={() => setIsAskingAgain(false)} />
        </Suspense>
      )}
    </>
  )
}
