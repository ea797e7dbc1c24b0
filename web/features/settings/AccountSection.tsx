import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { ButtonLink } from '../../components/ButtonLink.tsx'
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx'
import { showErrorToast } from '../../components/toasts.tsx'
import { useSession } from '../auth/useSession.ts'
import { SettingsSection } from './SettingsSection.tsx'

interface AccountSectionProps {
  email?: string | null
  isGuest: boolean
}

export function AccountSection({ email, isGuest }: AccountSectionProps) {
  const session = useSession()
  const [isLeaving, setIsLeaving] = useState(false)
  const leave = (end: () => Promise<void>) =>
    end().catch(error => showErrorToast(error, 'You are still signed in'))
  if (isGuest) {
    return (
      <SettingsSection
        title="Account"
        description="You are studying without an account, on this device only."
      >
        <Text>
          Add an e-mail and a password, and your goals, cards and answers are yours on every device.
        </Text>
        <Group gap="xs">
          <ButtonLink to="/sign-up">Keep this: add an e-mail</ButtonLink>
          <Button variant="default" onClick={() => setIsLeaving(true)}>
            Sign out
          </Button>
        </Group>
        <ConfirmDialog
          isOpen={isLeaving}
          title="Sign out and leave your work?"
          confirmLabel="Sign out"
          isDestructive
          onConfirm={() => leave(session.signOut)}
          onClose={() => setIsLeaving(false)}
        >
          <Text>
            Without an e-mail there is no way back: your goals, cards and answers could not be opened again.
          </Text>
        </ConfirmDialog>
      </SettingsSection>
    )
  }
  return (
    <SettingsSection title="Account">
      <Text>
        Signed in as <strong>{email}</strong>
      </Text>
      <Group gap="xs">
        <Button variant="default" onClick={() => leave(session.signOut)}>
          Sign out
        </Button>
        <Button variant="default" onClick={() => setIsLeaving(true)}>
          Sign out everywhere
        </Button>
      </Group>
      <ConfirmDialog
        isOpen={isLeaving}
        title="Sign out everywhere?"
        confirmLabel="Sign out everywhere"
        onConfirm={() => leave(session.signOutEverywhere)}
        onClose={() => setIsLeaving(false)}
      >
        <Text>
          Every browser and device that is signed in to {email} is signed out, this one included. API tokens
          go on working until you revoke them.
        </Text>
      </ConfirmDialog>
    </SettingsSection>
  )
}
