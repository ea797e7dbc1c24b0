import { Text } from '@mantine/core'
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx'
import { pluralize } from '../../lib/formatTime.ts'

interface DecideAllDialogProps {
  what: 'approveAll' | 'discardAll'
  count: number
  onConfirm: () => Promise<unknown>
  onClose: () => void
}

/** Asked before more is decided on than is in sight, or all is discarded. */
export function DecideAllDialog({ what, count, onConfirm, onClose }: DecideAllDialogProps) {
  const drafts = pluralize(count, 'draft')
  if (what === 'approveAll') {
    return (
      <ConfirmDialog
        isOpen
        title={`Approve ${drafts}?`}
        confirmLabel="Approve all"
        onConfirm={onConfirm}
        onClose={onClose}
      >
        <Text>Some of them are not shown yet. Of two versions the new one is taken.</Text>
      </ConfirmDialog>
    )
  }
  return (
    <ConfirmDialog
      isOpen
      isDestructive
      title={`Discard ${drafts}?`}
      confirmLabel="Discard all"
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <Text>You can undo this for 30 days.</Text>
    </ConfirmDialog>
  )
}
