import { Alert, Button, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { requestPasswordReset } from './authApi.ts'
import { checkEmail } from './credentials.ts'

export function ForgotPasswordForm({ submitLabel }: { submitLabel: string }) {
  const [email, setEmail] = useState('')
  const [state, setState] = useState<'asking' | 'sending' | 'sent'>('asking')
  const [problem, setProblem] = useState<string | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const fault = checkEmail(email)
    setProblem(fault)
    if (fault) return
    setState('sending')
    try {
      await requestPasswordReset(email)
      setState('sent')
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
      setState('asking')
    }
  }
  if (state === 'sent') {
    return (
      <Alert variant="light" role="status" title="Look in your e-mail">
        If {email.trim()} has an account, a link to choose a new password is on its way.
      </Alert>
    )
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="email"
          size="md"
          value={email}
          error={problem}
          onChange={event => setEmail(event.currentTarget.value)}
        />
        <Button type="submit" size="md" loading={state === 'sending'}>
          {submitLabel}
        </Button>
      </Stack>
    </form>
  )
}
