import { skipToken, useApolloClient, useQuery } from '@apollo/client/react'
import { useEffect, useRef, useState } from 'react'
import { isErrorCode } from '../../apollo/describeError.ts'
import { GenerationJobQuery } from './generationDocuments.ts'
import { isLive, type JobState } from './jobState.ts'
import { listenToJob } from './listenToJob.ts'

/** How often a job is asked for while nobody tells of it. */
const pollMs = 2000

interface LiveJob {
  /** Undefined until it is known, and where there is none. */
  job: JobState | undefined
  /** Why it is not known: NOT_FOUND for one that is not the learner's. */
  error: unknown
}

/**
 * A job as it is now, until it is over; without an id none. It lies in the cache under its own id, so that all
 * places that show it agree. `onChange` hears of every step after the first that is known, the last included: what
 * the job makes has then to be asked for again.
 */
export function useGenerationJob(id: string | undefined, onChange?: (job: JobState) => void): LiveJob {
  const { data, error, startPolling, stopPolling } = useQuery(
    GenerationJobQuery,
    id === undefined
      ? skipToken
      : { variables: { id }, fetchPolicy: 'cache-first', skipPollAttempt: () => document.hidden },
  )
  const job = data?.generationJob ?? undefined
  const mayChange = id !== undefined && (job ? isLive(job) : !isErrorCode(error, 'NOT_FOUND'))

  const client = useApolloClient()
  const [isHeard, setIsHeard] = useState(false)
  useEffect(() => {
    if (!mayChange || id === undefined) return
    const leave = listenToJob(client, id, setIsHeard)
    return () => {
      leave()
      setIsHeard(false)
    }
  }, [client, mayChange, id])

  useEffect(() => {
    if (!mayChange || isHeard) return
    startPolling(pollMs)
    return stopPolling
  }, [mayChange, isHeard, id, startPolling, stopPolling])

  useChanges(job, onChange)
  return { job, error }
}

function useChanges(job: JobState | undefined, onChange: ((job: JobState) => void) | undefined) {
  const last = useRef<JobState>(undefined)
  const tell = useRef(onChange)
  tell.current = onChange
  useEffect(() => {
    const isStep = job !== undefined && last.current?.id === job.id && last.current !== job
    last.current = job
    if (isStep) tell.current?.(job)
  }, [job])
}
