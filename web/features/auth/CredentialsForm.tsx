import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { AuthError, type Credentials } from './authApi.ts'
import { checkEmail, checkNewPassword } from './credentials.ts'

interface CredentialsFormProps {
  submitLabel: string
  /** A new password is checked as it is left; an existing one is whatever it is. */
  isNewPassword: boolean
  submit: (credentials: Credentials) => Promise<void>
}

export function CredentialsForm({ submitLabel, isNewPassword, submit }: CredentialsFormProps) {
  const [problem, setProblem] = useState<string>()
  const [isBusy, setIsBusy] = useState(false)
  const form = useForm<Credentials>({
    mode: 'uncontrolled',
    initialValues: { email: '', password: '' },
    validate: {
      email: checkEmail,
      password: isNewPassword ? checkNewPassword : value => (value === '' ? 'Enter your password.' : null),
    },
  })
  const onSubmit = form.onSubmit(async credentials => {
    setProblem(undefined)
    setIsBusy(true)
    try {
      await submit(credentials)
    } catch (error) {
      if (error instanceof AuthError && error.field) form.setFieldError(error.field, error.message)
      else setProblem(error instanceof Error ? error.message : String(error))
    } finally {
      setIsBusy(false)
    }
  })
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="md">
        {problem && (
          <Alert color="red" variant="light" role="alert">
            {problem}
          </Alert>
        )}
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="email"
          size="md"
          key={form.key('email')}
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label="Password"
          autoComplete={isNewPassword ? 'new-password' : 'current-password'}
          description={isNewPassword ? '8 characters or more' : undefined}
          size="md"
          key={form.key('password')}
          {...form.getInputProps('password')}
        />
        <Button type="submit" size="md" loading={isBusy}>
          {submitLabel}
        </Button>
      </Stack>
    </form>
  )
}
