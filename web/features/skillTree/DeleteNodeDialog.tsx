import { Checkbox, Text } from '@mantine/core'
import { useState } from 'react'
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx'
import { showUndoToast } from '../../components/toasts.tsx'
import { pluralize } from '../../lib/formatTime.ts'
import type { TreeNode } from './treeActions.ts'
import { useUndoTreeDeletion } from './useUndoTreeDeletion.ts'

interface DeleteNodeDialogProps {
  node: TreeNode
  /** Nodes that go with it. */
  belowCount: number
  onDelete: (deleteCards: boolean) => Promise<{ id: string; title: string } | null>
  onDeleted: () => void
  onClose: () => void
}

export function DeleteNodeDialog({ node, belowCount, onDelete, onDeleted, onClose }: DeleteNodeDialogProps) {
  const [shouldDeleteCards, setShouldDeleteCards] = useState(false)
  const undo = useUndoTreeDeletion()
  const cards = pluralize(node.subtreeCardCount, 'card')

  const confirm = async () => {
    const deletion = await onDelete(shouldDeleteCards)
    if (!deletion) return
    onDeleted()
    showUndoToast(`“${node.title}” was deleted.`, () => undo(deletion))
  }

  return (
    <ConfirmDialog
      isOpen
      title={`Delete “${node.title}”?`}
      confirmLabel="Delete"
      isDestructive
      onConfirm={confirm}
      onClose={onClose}
    >
      <Text>
        {belowCount > 0
          ? `It goes with the ${pluralize(belowCount, 'topic')} below it. `
          : 'It goes from the tree. '}
        {node.subtreeCardCount > 0 &&
          (shouldDeleteCards
            ? `${cards} go with it. `
            : `${cards} will be unlinked: they keep what you have learned and wait under “Unlinked cards”. `)}
        You can undo this for 30 days.
      </Text>
      {node.subtreeCardCount > 0 && (
        <Checkbox
          mt="md"
          label={`Delete the ${cards} too`}
          checked={shouldDeleteCards}
          onChange={event => setShouldDeleteCards(event.currentTarget.checked)}
        />
      )}
    </ConfirmDialog>
  )
}
