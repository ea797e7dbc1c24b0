import { Button, Group } from '@mantine/core'
import { IconChecks, IconSparkles } from '@tabler/icons-react'
import { ButtonLink } from '../../components/ButtonLink.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { RowsSkeleton } from '../../components/RowsSkeleton.tsx'
import { pluralize } from '../../lib/formatTime.ts'
import { StudyButton } from '../skillTree/StudyButton.tsx'

interface DraftsEmptyProps {
  goal: { id: string; cardCount: number }
  approvedCount: number
  /** None of a goal that is paused or archived. */
  readyCount: number
  /** Drafts are on their way. */
  isMaking: boolean
  onGenerate: () => void
}

/** In place of the list: what will be here, or what comes after the last decision. */
export function DraftsEmpty({ goal, approvedCount, readyCount, isMaking, onGenerate }: DraftsEmptyProps) {
  if (isMaking) return <DraftsSkeleton label="Waiting for the first draft" rows={2} />
  const toGoal = (
    <ButtonLink to="/goals/$goalId" params={{ goalId: goal.id }} variant="default">
      To the goal
    </ButtonLink>
  )
  if (approvedCount > 0) {
    return (
      <EmptyState
        icon={<IconChecks size={24} stroke={1.75} />}
        title={`${pluralize(approvedCount, 'card')} approved`}
        action={
          <Group gap="xs" justify="center">
            <StudyButton
              goalId={goal.id}
              label="Study now"
              readyCount={readyCount}
              cardCount={goal.cardCount}
            />
            {toGoal}
          </Group>
        }
      >
        Every draft is decided on. New cards come up little by little, as your settings say.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={<IconSparkles size={24} stroke={1.75} />}
      title="No drafts are waiting"
      action={
        <Group gap="xs" justify="center">
          <Button onClick={onGenerate}>Generate cards</Button>
          {toGoal}
        </Group>
      }
    >
      Cards that AI makes wait here until you approve them. Only then are they studied.
    </EmptyState>
  )
}

export function DraftsSkeleton({ label = 'Loading drafts', rows = 4 }: { label?: string; rows?: number }) {
  return <RowsSkeleton rows={rows} height={184} gap={12} label={label} />
}
