import { Modal } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { CardContentFragment } from '../../gql/graphql.ts'
import { CardForm } from './CardForm.tsx'

interface CardEditorProps {
  /** The card to change; without it a new one is written for `nodeId`. */
  card?: CardContentFragment
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
