import { Text } from '@mantine/core'
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx'
import { pluralize } from '../../lib/formatTime.ts'
import { useResetCards } from './useResetCards.ts'

interface ResetCardsDialogProps {
  ids: string[]
  onReset?: () => void
  onClose: () => void
}

/** A reset cannot be undone, so it is asked for. */
export function ResetCardsDialog({ ids, onReset, onClose }: ResetCardsDialogProps) {
  const reset = useResetCards()
  const isOne = ids.length === 1
  return (
    <ConfirmDialog
      isOpen
      title={isOne ? 'Reset this card?' : `Reset ${pluralize(ids.length, 'card')}?`}
      confirmLabel="Reset"
      onConfirm={async () => (await reset(ids)) && onReset?.()}
      onClose={onClose}
    >
      <Text>
        {isOne ? 'The card becomes' : 'The cards become'} new again, as if never studied, and{' '}
        {isOne ? 'comes' : 'come'} back among the new cards. {isOne ? 'Its' : 'Their'} past answers are kept
        and stay in the history.
      </Text>
      <Text c="dimmed" size="xs" mt="xs">
        A reset cannot be undone.
      </Text>
    </ConfirmDialog>
  )
}
