import { Button, Group } from '@mantine/core'
import { IconListTree } from '@tabler/icons-react'
import { EmptyState } from '../../components/EmptyState.tsx'
import { isLive, type JobState } from '../generation/jobState.ts'
import { TreeFailed } from '../generation/TreeFailed.tsx'

interface EmptyTreeProps {
  goalId: string
  job: JobState | undefined
  /** Begins it on the root. */
  onCommand: (command: 'add' | 'addOutline') => void
}

/** Under a tree that is only a root: how it comes to more. Nothing while it grows by itself. */
export function EmptyTree({ goalId, job, onCommand }: EmptyTreeProps) {
  if (job?.kind === 'SKILL_TREE') {
    return isLive(job) ? null : <TreeFailed goalId={goalId} job={job} onCommand={onCommand} />
  }
  return (
    <EmptyState
      icon={<IconListTree size={24} stroke={1.75} />}
      title="The tree starts here"
      action={
        <Group gap="xs" justify="center">
          <Button onClick={() => onCommand('add')}>Add a category</Button>
          <Button variant="default" onClick={() => onCommand('addOutline')}>
            Paste an outline
          </Button>
        </Group>
      }
    >
      Categories hold topics, and topics hold cards. Write them one by one, or paste them all at once.
    </EmptyState>
  )
}
