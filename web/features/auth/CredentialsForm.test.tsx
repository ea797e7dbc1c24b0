import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import { AuthError } from './authApi.ts'
import { CredentialsForm } from './CredentialsForm.tsx'

async function fill(submit: () => Promise<void>, email: string, password: string) {
  await renderWithApp(<CredentialsForm submitLabel="Create account" isNewPassword submit={submit} />)
  await userEvent.type(await screen.findByLabelText('E-mail'), email)
  await userEvent.type(screen.getByLabelText('Password'), password)
  await userEvent.click(screen.getByRole('button', { name: 'Create account' }))
}

test('faults are shown before anything is sent', async () => {
  const submit = vi.fn()
  await fill(submit, 'ada', 'short')
  expect(screen.getByText('This is not an e-mail address.')).toBeInTheDocument()
  expect(screen.getByText('Use 8 characters or more.')).toBeInTheDocument()
  expect(submit).not.toHaveBeenCalled()
})

test('a refusal that belongs to a field stands there', async () => {
  const refuse = () => Promise.reject(new AuthError('USER_ALREADY_EXISTS', 'Sign in instead.', 'email'))
  await fill(refuse, 'ada@example.org', '12345678')
  expect(await screen.findByText('Sign in instead.')).toBeInTheDocument()
  expect(screen.getByLabelText('E-mail')).toHaveAttribute('aria-invalid', 'true')
})

test('any other refusal stands above the form', async () => {
  await fill(() => Promise.reject(new AuthError('OFFLINE', 'No connection.')), 'ada@example.org', '12345678')
  expect(await screen.findByRole('alert')).toHaveTextContent('No connection.')
})
