import { Modal } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { CardForm } from './CardForm.tsx'
import type { CardContent } from './cardForm.ts'

interface CardEditorProps {
  /** The card to change; without it a new one is written for `nodeId`. */
  card?: CardContent
  nodeId?: string
  onClose: () => void
}

export function CardEditor({ card, nodeId, onClose }: CardEditorProps) {
  const isPhone = useMediaQuery('(max-width: 48em)')
  return (
    <Modal
      opened
      onClose={onClose}
      title={card ? 'Edit card' : 'New card'}
      size="lg"
      fullScreen={isPhone}
      closeOnClickOutside={false}
    >
      <CardForm card={card} nodeId={nodeId} onClose={onClose} />
    </Modal>
  )
}
