import { Button, Group, Modal } from '@mantine/core'
import { type ReactNode, useState } from 'react'

interface ConfirmDialogProps {
  isOpen: boolean
  title: string
  /** What will happen, and what will be lost. */
  children: ReactNode
  confirmLabel: string
  isDestructive?: boolean
  onConfirm: () => unknown
  onClose: () => void
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const [isBusy, setIsBusy] = useState(false)
  const confirm = async () => {
    setIsBusy(true)
    try {
      await props.onConfirm()
      props.onClose()
    } finally {
      setIsBusy(false)
    }
  }
  return (
    <Modal opened={props.isOpen} onClose={props.onClose} title={props.title}>
      {props.children}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={props.onClose}>
          Cancel
        </Button>
        <Button
          color={props.isDestructive ? 'red.8' : undefined}
          loading={isBusy}
          onClick={confirm}
          data-autofocus
        >
          {props.confirmLabel}
        </Button>
      </Group>
    </Modal>
  )
}
