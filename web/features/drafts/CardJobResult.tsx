import { useQuery } from '@apollo/client/react'
import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { ButtonLink } from '../../components/ButtonLink.tsx'
import { pluralize } from '../../lib/formatTime.ts'
import { JobProgress } from '../generation/JobProgress.tsx'
import { isLive, kindLabels } from '../generation/jobState.ts'
import { useGenerationJob } from '../generation/useGenerationJob.ts'
import { CardJobQuery } from './cardJobDocuments.ts'
import { freshAnswer } from './freshAnswer.ts'
import { describeDropped, describeKept } from './jobWords.ts'

interface CardJobResultProps {
  jobId: string
  goalId: string
  nodeId: string
  onTryAgain: () => void
  onClose: () => void
}

/** Cards being made, as the one who asked for them sees it, and the way to them. */
export function CardJobResult({ jobId, goalId, nodeId, onTryAgain, onClose }: CardJobResultProps) {
  const { data, refetch } = useQuery(CardJobQuery, { variables: { id: jobId }, context: freshAnswer })
  const { job } = useGenerationJob(jobId, () => refetch().catch(() => {}))
  const made = data?.generationJob
  const state = job ?? made
  if (!state) return null
  const draftCount = made?.drafts.length ?? 0
  const droppedCount = made?.droppedCount ?? 0
  return (
    <Stack gap="md">
      <JobProgress job={state} label={kindLabels[state.kind]} />
      {isLive(state) && (
        <Text>
          {draftCount === 0
            ? 'The first drafts are on their way.'
            : `${pluralize(draftCount, 'draft')} so far.`}{' '}
          You can close this: it goes on, and the drafts wait for you.
        </Text>
      )}
      {state.status === 'SUCCEEDED' && (
        <Text>
          {draftCount === 0
            ? 'No card came of it that could be kept.'
            : `${pluralize(draftCount, 'draft')} ${draftCount === 1 ? 'waits' : 'wait'} for your decision.`}
        </Text>
      )}
      {state.status === 'CANCELLED' && <Text>Stopped. {describeKept(draftCount)}</Text>}
      {state.status === 'FAILED' && (
        <Alert color="red" variant="light" role="alert" title="The cards did not all come">
          {state.message} {describeKept(draftCount)}
        </Alert>
      )}
      {!isLive(state) && droppedCount > 0 && (
        <Text size="xs" c="dimmed">
          {describeDropped(droppedCount)}
        </Text>
      )}
      <Group justify="flex-end" gap="xs">
        {(state.status === 'FAILED' || (state.status === 'SUCCEEDED' && draftCount === 0)) && (
          <Button variant="default" onClick={onTryAgain}>
            Try again
          </Button>
        )}
        {draftCount > 0 ? (
          <ButtonLink
            to="/goals/$goalId/drafts"
            params={{ goalId }}
            search={{ node: nodeId }}
            onClick={onClose}
          >
            Look at the drafts
          </ButtonLink>
        ) : (
          <Button variant="default" onClick={onClose}>
            Close
          </Button>
        )}
      </Group>
    </Stack>
  )
}
