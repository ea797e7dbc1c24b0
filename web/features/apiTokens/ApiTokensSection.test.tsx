import { useQuery } from '@apollo/client/react'
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import type { ApiTokenRowFragment, TokenScope } from '../../gql/graphql.ts'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import { SettingsQuery } from '../settings/settingsQuery.ts'
import { ApiTokensSection } from './ApiTokensSection.tsx'
import { CreateApiToken, RevokeApiToken } from './tokenDocuments.ts'

// Growing fields wait for the fonts, which jsdom does not have.
Object.defineProperty(document, 'fonts', { value: new EventTarget() })

const secret = `ml_${'s'.repeat(43)}`
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()

function toToken(change: Partial<ApiTokenRowFragment>) {
  return {
    __typename: 'ApiToken' as const,
    id: 't1',
    name: 'Backup script',
    scope: 'READ' as TokenScope,
    prefix: 'ml_abcdefgh',
    createdAt: hoursAgo(72),
    lastUsedAt: null,
    expiresAt: null,
    ...change,
  }
}

const settings = {
  __typename: 'StudySettings',
  timeZone: 'UTC',
  dayStartHour: 4,
  desiredRetention: 0.9,
  newCardsPerDay: 10,
  reviewsPerDay: 200,
  learningSteps: ['1m', '10m'],
  relearningSteps: ['10m'],
  maximumIntervalDays: 36_500,
  enableFuzz: true,
}

function Tokens() {
  const viewer = useQuery(SettingsQuery).data?.viewer
  return viewer ? <ApiTokensSection tokens={viewer.apiTokens} isGuest={viewer.isGuest} /> : null
}

function renderTokens(
  tokens: ReturnType<typeof toToken>[],
  answers: Parameters<typeof renderWithApp>[1] = {},
  isGuest = false,
) {
  const lists = { apiTokens: tokens, deletions: [] }
  const viewer = { __typename: 'Viewer', id: 'v', email: null, isGuest, isAdmin: false, settings, ...lists }
  const mocks = [
    { request: { query: SettingsQuery }, result: { data: { viewer } } },
    ...(answers.mocks ?? []),
  ]
  return renderWithApp(<Tokens />, { mocks })
}

const creation = (input: object, result: object) => ({
  request: { query: CreateApiToken, variables: { input } },
  result,
})

async function fillForm(user: ReturnType<typeof userEvent.setup>) {
  await user.click(await screen.findByRole('button', { name: 'New token' }))
  const dialog = await screen.findByRole('dialog', { name: 'New token' })
  await user.type(within(dialog).getByLabelText('Name'), 'Phone')
  await user.click(within(dialog).getByRole('radio', { name: 'Read and study' }))
  await user.selectOptions(within(dialog).getByLabelText('Ends after'), '30 days')
  await user.click(within(dialog).getByRole('button', { name: 'Make token' }))
}

const phone = { name: 'Phone', scope: 'REVIEW', expiresInDays: 30 }

test('without tokens it says how one is used, on this very server', async () => {
  await renderTokens([])
  expect(await screen.findByText(/curl http:\/\/localhost:3000\/graphql/)).toHaveTextContent(
    "-H 'Authorization: Bearer ml_…'",
  )
  expect(screen.getByRole('link', { name: 'explorer' })).toHaveAttribute('href', '/graphql')
})

test('each token has its name, what it does, how it begins, and its times in words', async () => {
  await renderTokens([
    toToken({ id: 't1', expiresAt: hoursAgo(48), lastUsedAt: hoursAgo(5) }),
    toToken({ id: 't2', name: 'Phone', scope: 'WRITE' }),
  ])
  const [first, second] = await screen.findAllByRole('listitem')
  expect(first).toHaveTextContent(
    'Backup scriptReads only · expired 2 days agoml_abcdefgh… · made 3 days ago · last used 5 hours ago',
  )
  expect(second).toHaveTextContent(
    'PhoneReads, studies and changes · no endml_abcdefgh… · made 3 days ago · never used',
  )
})

test('a guest is told that tokens come with an account', async () => {
  await renderTokens([], {}, true)
  expect(await screen.findByText(/Tokens come with an account/)).toBeInTheDocument()
  expect(screen.queryByRole('button', { name: 'New token' })).toBeNull()
})

test('a new token is shown this once, is copied, and stands in the list', async () => {
  const user = userEvent.setup()
  const apiToken = toToken({ id: 't3', name: 'Phone', scope: 'REVIEW', createdAt: hoursAgo(0) })
  const data = { createApiToken: { __typename: 'CreateApiTokenPayload', token: secret, apiToken } }
  const { cache } = await renderTokens([toToken({})], { mocks: [creation(phone, { data })] })
  await fillForm(user)
  const field = await screen.findByRole('textbox', { name: 'Token' })
  expect(field).toHaveValue(secret)
  expect(field).toHaveFocus()
  expect(field).toHaveAccessibleDescription(/it is not shown again/)
  await user.keyboard('{Escape}')
  await user.click(screen.getByRole('button', { name: 'Copy' }))
  expect(await screen.findByText('Copied.')).toBeInTheDocument()
  expect(await navigator.clipboard.readText()).toBe(secret)
  await user.click(screen.getByRole('button', { name: 'Done' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  const names = screen.getAllByRole('button', { name: /^Revoke/ }).map(button => button.ariaLabel)
  expect(names).toEqual(['Revoke Phone', 'Revoke Backup script'])
  expect(document.body.innerHTML).not.toContain(secret)
  expect(JSON.stringify(cache.extract())).not.toContain(secret)
})

test('where the browser lends no clipboard, the token is selected', async () => {
  const user = userEvent.setup()
  const data = {
    createApiToken: { __typename: 'CreateApiTokenPayload', token: secret, apiToken: toToken({ id: 't3' }) },
  }
  await renderTokens([], { mocks: [creation(phone, { data })] })
  await fillForm(user)
  const field = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Token' })
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('denied'))
  field.setSelectionRange(0, 0)
  await user.click(screen.getByRole('button', { name: 'Copy' }))
  expect(await screen.findByText(/copy it with Ctrl\+C/)).toBeInTheDocument()
  expect([field.selectionStart, field.selectionEnd]).toEqual([0, secret.length])
})

test('what the server refuses stands in the form, which keeps what was typed', async () => {
  const user = userEvent.setup()
  const message = 'You have 50 tokens, where 50 are allowed. Revoke one that is no longer needed.'
  const errors = [{ message, extensions: { code: 'LIMIT_EXCEEDED' } }]
  await renderTokens([], { mocks: [creation(phone, { errors })] })
  await fillForm(user)
  expect(await screen.findByRole('alert')).toHaveTextContent(message)
  expect(screen.getByLabelText('Name')).toHaveValue('Phone')
})

test('a token is revoked after a question, and the focus goes on', async () => {
  const user = userEvent.setup()
  const revocation = {
    request: { query: RevokeApiToken, variables: { id: 't1' } },
    result: { data: { revokeApiToken: { __typename: 'RevokeApiTokenPayload', id: 't1' } } },
  }
  await renderTokens([toToken({})], { mocks: [revocation] })
  await user.click(await screen.findByRole('button', { name: 'Revoke Backup script' }))
  const dialog = await screen.findByRole('dialog', { name: 'Revoke “Backup script”?' })
  await user.click(within(dialog).getByRole('button', { name: 'Revoke' }))
  expect(await screen.findByText('“Backup script” was revoked.')).toBeInTheDocument()
  await waitFor(() => expect(screen.queryByRole('listitem')).toBeNull())
  expect(screen.getByRole('button', { name: 'New token' })).toHaveFocus()
})
