import { useMutation } from '@apollo/client/react'
import { Button, Text } from '@mantine/core'
import { type ReactNode, useEffect, useState } from 'react'
import { showErrorToast } from '../../components/toasts.tsx'
import { CancelGenerationJob } from './generationDocuments.ts'
import classes from './JobProgress.module.css'
import { isLive, type JobState } from './jobState.ts'

interface JobProgressProps {
  job: JobState
  /** What is being made: `Growing the tree` */
  label: string
  /** What has come so far, in place of the job's own words. */
  soFar?: ReactNode
}

/** A job while it runs, with its Stop; nothing once it is over. Screen readers hear of its start and its end. */
export function JobProgress({ job, label, soFar }: JobProgressProps) {
  const [cancel, { loading }] = useMutation(CancelGenerationJob)
  const isSlow = useIsSlow(job)
  const stop = () =>
    cancel({ variables: { id: job.id } }).catch(error => showErrorToast(error, 'It was not stopped'))
  return (
    <>
      <div className="visuallyHidden" role="status">
        {describeState(job, label)}
      </div>
      {isLive(job) && (
        <div className={classes.progress}>
          <span className={classes.label}>{label}</span>
          <Button variant="default" className={classes.stop} onClick={stop} loading={loading}>
            Stop
          </Button>
          <Text size="xs" c="dimmed" className="tabular">
            {soFar ?? job.message}
            {isSlow && '. This takes a while: a model on your own machine may have to be loaded first.'}
          </Text>
          <div
            className={classes.track}
            role="progressbar"
            aria-label={label}
            aria-valuenow={Math.round(job.progress * 100)}
          >
            <div className={classes.fill} style={{ scale: `${job.progress} 1` }} />
          </div>
        </div>
      )}
    </>
  )
}

/** A model that has said nothing for so long makes people wonder. */
const slowAfterMs = 20_000

/** Whether a job has run for long without anything having come of it. */
function useIsSlow({ id, status, progress }: JobState): boolean {
  const [slowId, setSlowId] = useState<string>()
  const isWaiting = status === 'RUNNING' && progress === 0
  useEffect(() => {
    if (!isWaiting) return
    const timer = setTimeout(() => setSlowId(id), slowAfterMs)
    return () => clearTimeout(timer)
  }, [isWaiting, id])
  return isWaiting && slowId === id
}

/** What a screen reader hears when it changes. */
function describeState({ status, message }: JobState, label: string): string {
  if (status === 'SUCCEEDED') return `${label}: done.`
  if (status === 'CANCELLED') return `${label}: stopped. What has come is kept.`
  if (status === 'FAILED') return `${label}: ${message ?? 'it failed.'}`
  return `${label}…`
}
