import { Alert, Button, PasswordInput, Stack } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { ButtonLink } from '../../components/ButtonLink.tsx'
import { AuthError, resetPassword } from './authApi.ts'
import { checkNewPassword } from './credentials.ts'

export function NewPasswordForm({ token }: { token: string }) {
  const [password, setPassword] = useState('')
  const [state, setState] = useState<'asking' | 'sending' | 'done' | 'refused'>('asking')
  const [problem, setProblem] = useState<string | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const fault = checkNewPassword(password)
    setProblem(fault)
    if (fault) return
    setState('sending')
    try {
      await resetPassword(token, password)
      setState('done')
    } catch (error) {
      if (error instanceof AuthError && error.code === 'INVALID_TOKEN') return setState('refused')
      setProblem(error instanceof Error ? error.message : String(error))
      setState('asking')
    }
  }
  if (state === 'done') {
    return (
      <Stack gap="md">
        <Alert variant="light" role="status">
          Your new password is set.
        </Alert>
        <ButtonLink to="/sign-in" size="md">
          Sign in
        </ButtonLink>
      </Stack>
    )
  }
  if (state === 'refused') {
    return (
      <Stack gap="md">
        <Alert variant="light" color="red" role="alert">
          This link was used or is too old.
        </Alert>
        <ButtonLink to="/reset-password" search={{}} size="md">
          Send a new link
        </ButtonLink>
      </Stack>
    )
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <PasswordInput
          label="New password"
          description="8 characters or more"
          autoComplete="new-password"
          size="md"
          value={password}
          error={problem}
          onChange={event => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" size="md" loading={state === 'sending'}>
          Set new password
        </Button>
      </Stack>
    </form>
  )
}
