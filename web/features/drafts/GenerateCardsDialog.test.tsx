import { act, configure, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import { DraftServer, makeDraft } from './draftsFixture.ts'
import { GenerateCardsDialog } from './GenerateCardsDialog.tsx'

// A whole page is drawn and searched by role many times: slow where other tests run beside it.
configure({ asyncUtilTimeout: 5000 })

// Growing fields wait for the fonts, which jsdom does not have.
Object.defineProperty(document, 'fonts', { value: new EventTarget() })

async function openDialog(server: DraftServer, nodeId?: string) {
  const onClose = vi.fn()
  await renderWithApp(<GenerateCardsDialog goalId="g" nodeId={nodeId} onClose={onClose} />, {
    mocks: server.mocks(),
    socket: server.socket,
  })
  const dialog = within(await screen.findByRole('dialog'))
  return { dialog, onClose }
}

test('what is asked for reaches the server, and the drafts are counted as they come', async () => {
  const server = new DraftServer()
  const { dialog } = await openDialog(server, 'n')
  const count = await dialog.findByRole('textbox', { name: 'How many cards' })
  await userEvent.clear(count)
  await userEvent.type(count, '3')
  await userEvent.click(dialog.getByRole('checkbox', { name: /Scenario/ }))
  await userEvent.type(dialog.getByRole('textbox', { name: 'Wishes' }), 'Short')
  await userEvent.click(dialog.getByRole('button', { name: 'Generate' }))
  expect(await dialog.findByText(/You can close this: it goes on/)).toBeInTheDocument()
  const input = {
    skillNodeId: 'n',
    count: 3,
    cardTypes: ['FLASHCARD', 'MULTIPLE_CHOICE'],
    instructions: 'Short',
    includeDescendants: false,
  }
  expect(server.asked).toEqual([['generate', { input }]])

  server.drafts.push(makeDraft('a', 1))
  act(() => server.step({ progress: 0.4 }))
  expect(await dialog.findByText(/1 draft so far/)).toBeInTheDocument()
  server.drafts.push(makeDraft('b', 2))
  act(() => server.step({ status: 'SUCCEEDED', droppedCount: 1 }))
  expect(await dialog.findByText('2 drafts wait for your decision.')).toBeInTheDocument()
  expect(dialog.getByText('1 card was left out: malformed or a duplicate.')).toBeInTheDocument()
  expect(dialog.getByRole('link', { name: 'Look at the drafts' })).toHaveAttribute(
    'href',
    '/goals/g/drafts?node=n',
  )
})

test('for a goal every empty topic is offered first, and the sum is told', async () => {
  const server = new DraftServer()
  const { dialog } = await openDialog(server)
  expect(await dialog.findByRole('radio', { name: 'Every empty topic below: 2 of them' })).toBeChecked()
  expect(dialog.getByText('Up to 20 cards in all, topic by topic.')).toBeInTheDocument()
  await userEvent.click(dialog.getByRole('button', { name: 'Generate' }))
  await waitFor(() => expect(server.asked).toHaveLength(1))
  expect(server.asked[0]?.[1]).toMatchObject({ input: { skillNodeId: 'root', includeDescendants: true } })
})

test('nothing is asked for without a type or with a count that no one takes', async () => {
  const { dialog } = await openDialog(new DraftServer(), 'n')
  const count = await dialog.findByRole('textbox', { name: 'How many cards' })
  const ask = dialog.getByRole('button', { name: 'Generate' })
  await userEvent.clear(count)
  expect(ask).toBeDisabled()
  expect(dialog.getByText('Expected a number from 1 to 20.')).toBeInTheDocument()
  await userEvent.type(count, '21')
  expect(ask).toBeDisabled()
  await userEvent.tab()
  expect(count).toHaveValue('20')
  for (const name of [/Flashcard/, /Choice/, /Scenario/]) {
    await userEvent.click(dialog.getByRole('checkbox', { name }))
  }
  expect(ask).toBeDisabled()
  expect(dialog.getByText('Choose at least one.')).toBeInTheDocument()
})

test('what the server refuses is said, and what was written stays', async () => {
  const server = new DraftServer()
  server.refusal = '4 generations are running: at most 4 at a time.'
  const { dialog } = await openDialog(server, 'n')
  await userEvent.type(await dialog.findByRole('textbox', { name: 'Wishes' }), 'Short')
  await userEvent.click(dialog.getByRole('button', { name: 'Generate' }))
  expect(await dialog.findByRole('alert')).toHaveTextContent('4 generations are running')
  expect(dialog.getByRole('textbox', { name: 'Wishes' })).toHaveValue('Short')
})

test('a job that failed keeps what came, and is asked for again as it was', async () => {
  const server = new DraftServer()
  const { dialog } = await openDialog(server, 'n')
  await userEvent.click(await dialog.findByRole('button', { name: 'Generate' }))
  await dialog.findByRole('progressbar')
  server.drafts.push(makeDraft('a', 1))
  act(() => server.step({ status: 'FAILED', message: 'The model stopped answering.' }))
  expect(await dialog.findByRole('alert')).toHaveTextContent('The model stopped answering.')
  expect(await dialog.findByText(/The draft that came is kept/)).toBeInTheDocument()
  await userEvent.click(dialog.getByRole('button', { name: 'Try again' }))
  await waitFor(() => expect(server.asked).toHaveLength(2))
  expect(server.asked[1]).toEqual(server.asked[0])
})

test('without a language model it says how to add one', async () => {
  const server = new DraftServer()
  server.isAiConfigured = false
  const { dialog, onClose } = await openDialog(server, 'n')
  expect(await dialog.findByText(/With Ollama/)).toBeInTheDocument()
  expect(dialog.queryByRole('button', { name: 'Generate' })).toBeNull()
  await userEvent.click(dialog.getAllByRole('button', { name: 'Close' }).at(-1)!)
  expect(onClose).toHaveBeenCalled()
})
