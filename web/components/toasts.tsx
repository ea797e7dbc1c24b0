import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { describeError } from '../apollo/describeError.ts'

const undoMs = 10_000

/** Says what was done and offers to take it back; a toast with an id can be taken away by `hideToast`. */
export function showUndoToast(message: string, onUndo: () => unknown, toastId?: string) {
  const id = notifications.show({
    id: toastId,
    autoClose: undoMs,
    withCloseButton: true,
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm">{message}</Text>
        <Button
          size="compact-sm"
          variant="light"
          flex="none"
          onClick={() => {
            notifications.hide(id)
            onUndo()
          }}
        >
          Undo
        </Button>
      </Group>
    ),
  })
}

export function hideToast(toastId: string) {
  notifications.hide(toastId)
}

export function showToast(message: string) {
  notifications.show({ message, autoClose: 4000 })
}

/** An error that belongs to no field and no page: `what` says what did not happen. */
export function showErrorToast(error: unknown, what: string) {
  notifications.show({ title: what, message: describeError(error).message, color: 'red', autoClose: 8000 })
}
