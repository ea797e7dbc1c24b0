import { useQuery } from '@apollo/client/react'
import { Button, Text } from '@mantine/core'
import { useRef } from 'react'
import type { CardJobQuery } from '../../gql/graphql.ts'
import { JobNotice } from '../generation/JobNotice.tsx'
import { JobProgress } from '../generation/JobProgress.tsx'
import { isLive, type JobState, kindLabels } from '../generation/jobState.ts'
import { useDismissedJob } from '../generation/useDismissedJob.ts'
import { useGenerationJob } from '../generation/useGenerationJob.ts'
import { CardJobQuery as CardJobDocument } from './cardJobDocuments.ts'
import { freshAnswer } from './freshAnswer.ts'
import { describeDropped, describeKept } from './jobWords.ts'

interface CardJobProps {
  jobId: string
  /** Something has come of it, or it is over. */
  onStep?: (job: JobState) => void
  onTryAgain: (made: CardJobQuery['generationJob']) => void
}

/** A job that makes drafts: how far it is, and once it is over what there is to say of it. */
export function CardJob({ jobId, onStep, onTryAgain }: CardJobProps) {
  const { data, refetch } = useQuery(CardJobDocument, { variables: { id: jobId }, context: freshAnswer })
  const { job } = useGenerationJob(jobId, changed => {
    // How many were left out is known at the end.
    if (!isLive(changed)) refetch().catch(() => {})
    onStep?.(changed)
  })
  const { isDismissed, dismiss } = useDismissedJob(jobId)
  const made = data?.generationJob
  const state = job ?? made
  const wasLive = useRef(false)
  if (!state) return null
  wasLive.current ||= isLive(state)
  const hasWords = state.status !== 'SUCCEEDED' || (made?.droppedCount ?? 0) > 0
  // One that was over before anyone looked leaves no gap.
  if (!wasLive.current && !hasWords) return null
  return (
    <>
      <JobProgress job={state} label={kindLabels[state.kind]} />
      {state.status === 'FAILED' && !isDismissed && (
        <JobNotice
          label={`${kindLabels[state.kind]} failed`}
          action={
            <Button variant="default" onClick={() => onTryAgain(made ?? null)}>
              Try again
            </Button>
          }
          onDismiss={dismiss}
        >
          {state.message} {describeKept(made?.drafts.length ?? 0)}
        </JobNotice>
      )}
      {state.status === 'SUCCEEDED' && wasLive.current && state.message && (
        <Text size="xs" c="dimmed">
          Done: {state.message}.
        </Text>
      )}
      {!isLive(state) && made && made.droppedCount > 0 && (
        <Text size="xs" c="dimmed">
          {describeDropped(made.droppedCount)}
        </Text>
      )}
      {state.status === 'CANCELLED' && (
        <Text size="xs" c="dimmed">
          Stopped. {describeKept(made?.drafts.length ?? 0)}
        </Text>
      )}
    </>
  )
}
