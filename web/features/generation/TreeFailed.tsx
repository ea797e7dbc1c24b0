import { Button, Group } from '@mantine/core'
import { IconPlantOff } from '@tabler/icons-react'
import { EmptyState } from '../../components/EmptyState.tsx'
import { showErrorToast } from '../../components/toasts.tsx'
import type { JobState } from './jobState.ts'
import { useRegenerate } from './useRegenerate.ts'

interface TreeFailedProps {
  goalId: string
  job: JobState
  /** Begins it on the root. */
  onCommand: (command: 'add' | 'addOutline') => void
}

/** In place of a tree that did not come: why, and three ways on. The goal stands. */
export function TreeFailed({ goalId, job, onCommand }: TreeFailedProps) {
  const { regenerate, isAsking } = useRegenerate()
  const isStopped = job.status === 'CANCELLED'
  const tryAgain = () =>
    regenerate(goalId).catch(error => showErrorToast(error, 'The tree was not asked for'))
  return (
    <EmptyState
      icon={<IconPlantOff size={24} stroke={1.75} />}
      title={isStopped ? 'Stopped before the first topic' : 'The tree did not come'}
      action={
        <Group gap="xs" justify="center">
          <Button onClick={tryAgain} loading={isAsking}>
            {isStopped ? 'Start again' : 'Try again'}
          </Button>
          <Button variant="default" onClick={() => onCommand('addOutline')}>
            Use an outline
          </Button>
          <Button variant="default" onClick={() => onCommand('add')}>
            Build by hand
          </Button>
        </Group>
      }
    >
      {!isStopped && job.message} Your goal is kept as it is.
    </EmptyState>
  )
}
