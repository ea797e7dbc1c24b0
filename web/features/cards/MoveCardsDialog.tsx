import { Button, Group, Modal } from '@mantine/core'
import { useState } from 'react'
import { pluralize } from '../../lib/formatTime.ts'
import { NodePicker, type PickedNode } from './NodePicker.tsx'

interface MoveCardsDialogProps {
  count: number
  goalId?: string
  onMove: (target: PickedNode) => Promise<boolean>
  onClose: () => void
}

export function MoveCardsDialog({ count, goalId, onMove, onClose }: MoveCardsDialogProps) {
  const [target, setTarget] = useState<PickedNode>()
  const [isMoving, setIsMoving] = useState(false)
  const move = async () => {
    if (!target) return
    setIsMoving(true)
    const isDone = await onMove(target)
    setIsMoving(false)
    if (isDone) onClose()
  }
  return (
    <Modal opened onClose={onClose} title={`Move ${pluralize(count, 'card')} to`}>
      <NodePicker goalId={goalId} value={target?.id} onPick={setTarget} />
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button onClick={move} loading={isMoving} disabled={!target}>
          Move
        </Button>
      </Group>
    </Modal>
  )
}
