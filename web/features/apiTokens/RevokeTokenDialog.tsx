import type { Reference } from '@apollo/client'
import { useMutation } from '@apollo/client/react'
import { Text } from '@mantine/core'
import { modifyViewer } from '../../apollo/modifyViewer.ts'
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx'
import { showErrorToast, showToast } from '../../components/toasts.tsx'
import { RevokeApiToken } from './tokenDocuments.ts'

interface RevokeTokenDialogProps {
  token: { id: string; name: string }
  onRevoked: () => void
  onClose: () => void
}

export function RevokeTokenDialog({ token, onRevoked, onClose }: RevokeTokenDialogProps) {
  const [mutate] = useMutation(RevokeApiToken)
  const revoke = async () => {
    try {
      await mutate({
        variables: { id: token.id },
        update: cache =>
          modifyViewer(cache, {
            apiTokens: (list: Reference[] = []) =>
              list.filter(({ __ref }) => __ref !== `ApiToken:${token.id}`),
          }),
      })
      showToast(`“${token.name}” was revoked.`)
      onRevoked()
    } catch (error) {
      showErrorToast(error, `“${token.name}” was not revoked`)
    }
  }
  return (
    <ConfirmDialog
      isOpen
      title={`Revoke “${token.name}”?`}
      confirmLabel="Revoke"
      isDestructive
      onConfirm={revoke}
      onClose={onClose}
    >
      <Text>
        Programs that send it are refused from now on. A token cannot be brought back; make a new one.
      </Text>
    </ConfirmDialog>
  )
}
