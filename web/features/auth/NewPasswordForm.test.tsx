import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import { NewPasswordForm } from './NewPasswordForm.tsx'

afterEach(() => vi.unstubAllGlobals())

async function submit(code: string) {
  vi.stubGlobal('fetch', async () => Response.json({ code, message: 'In its own words' }, { status: 400 }))
  await renderWithApp(<NewPasswordForm token="fromTheLetter" />)
  await userEvent.type(await screen.findByLabelText('New password'), '12345678')
  await userEvent.click(screen.getByRole('button', { name: 'Set new password' }))
}

test('a link that was used or is too old leads to a new one', async () => {
  await submit('INVALID_TOKEN')
  expect(await screen.findByRole('alert')).toHaveTextContent('This link was used or is too old')
  expect(screen.getByRole('link', { name: 'Send a new link' })).toHaveAttribute('href', '/reset-password')
  expect(screen.queryByLabelText('New password')).toBeNull()
})

test('any other refusal stands at the password, which can be sent again', async () => {
  await submit('SOMETHING_NEW')
  expect(await screen.findByText('In its own words')).toBeInTheDocument()
  expect(screen.getByRole('button', { name: 'Set new password' })).toBeEnabled()
})
