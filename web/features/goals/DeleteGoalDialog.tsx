import { Checkbox, Text } from '@mantine/core'
import { useNavigate, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx'
import { pluralize } from '../../lib/formatTime.ts'
import { useDeleteGoal } from './useDeleteGoal.ts'

interface DeleteGoalDialogProps {
  goal: { id: string; title: string; cardCount: number }
  onClose: () => void
}

export function DeleteGoalDialog({ goal, onClose }: DeleteGoalDialogProps) {
  const [shouldDeleteCards, setShouldDeleteCards] = useState(false)
  const deleteGoal = useDeleteGoal()
  const navigate = useNavigate()
  const router = useRouter()
  const confirm = async () => {
    const wasDeleted = await deleteGoal(goal, shouldDeleteCards)
    if (wasDeleted && router.state.location.pathname.startsWith(`/goals/${goal.id}`))
      navigate({ to: '/goals' })
  }
  return (
    <ConfirmDialog
      isOpen
      title={`Delete “${goal.title}”?`}
      confirmLabel="Delete goal"
      isDestructive
      onConfirm={confirm}
      onClose={onClose}
    >
      <Text>
        The goal and its tree go.{' '}
        {goal.cardCount > 0 && !shouldDeleteCards
          ? `Its ${pluralize(goal.cardCount, 'card')} stay under “Unlinked cards” with what you have learned. `
          : ''}
        You can undo this for 30 days.
      </Text>
      {goal.cardCount > 0 && (
        <Checkbox
          mt="md"
          label={`Delete its ${pluralize(goal.cardCount, 'card')} too`}
          checked={shouldDeleteCards}
          onChange={event => setShouldDeleteCards(event.currentTarget.checked)}
        />
      )}
    </ConfirmDialog>
  )
}
