import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import type { CardContentFragment } from '../../gql/graphql.ts'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import { CardEditor } from './CardEditor.tsx'
import { CreateCard, UpdateCard } from './cardDocuments.ts'

// Growing fields wait for the fonts, which jsdom does not have.
Object.defineProperty(document, 'fonts', { value: new EventTarget() })

const card: CardContentFragment = {
  id: 'c',
  question: 'What holds the state?',
  answer: 'etcd',
  explanation: null,
  cardType: 'FLASHCARD',
  distractors: [],
  scenario: null,
  tags: ['core'],
  sourceUrl: null,
}
const { id: _, ...content } = card

const refusal = (...issues: Array<{ path: string; message: string }>) => ({
  errors: [{ message: 'Refused.', extensions: { code: 'BAD_USER_INPUT', issues } }],
})

test('what the server refuses stands at its field, and what was written stays', async () => {
  const onClose = vi.fn()
  await renderWithApp(<CardEditor nodeId="n" onClose={onClose} />, {
    mocks: [
      {
        request: { query: CreateCard, variables: () => true },
        result: refusal(
          { path: 'answer', message: 'Invalid answer "": it is empty.' },
          { path: 'scenario.options.1.text', message: 'Invalid option "": it is empty.' },
          { path: 'skillNodeId', message: 'The topic is gone.' },
        ),
      },
    ],
  })
  await userEvent.click(await screen.findByRole('radio', { name: 'Scenario' }))
  await userEvent.type(screen.getByRole('textbox', { name: 'Question' }), 'What first?')
  await userEvent.click(screen.getByRole('button', { name: 'Save' }))
  expect(await screen.findByText('Invalid answer "": it is empty.')).toBeInTheDocument()
  expect(screen.getByRole('textbox', { name: 'Answer' })).toBeInvalid()
  expect(screen.getByRole('textbox', { name: 'Option 2' })).toBeInvalid()
  expect(screen.getByRole('textbox', { name: 'Option 1' })).toBeValid()
  expect(screen.getByRole('alert')).toHaveTextContent('The topic is gone.')
  expect(screen.getByRole('textbox', { name: 'Question' })).toHaveValue('What first?')
  expect(onClose).not.toHaveBeenCalled()
})

test('Ctrl and Enter save from within a field', async () => {
  const onClose = vi.fn()
  await renderWithApp(<CardEditor card={card} onClose={onClose} />, {
    mocks: [
      {
        request: {
          query: UpdateCard,
          variables: { input: { id: 'c', ...content, answer: 'etcd, a key-value store' } },
        },
        result: {
          data: {
            updateFlashcard: {
              __typename: 'FlashcardPayload',
              flashcard: {
                __typename: 'Flashcard',
                updatedAt: '2026-03-10T12:00:00Z',
                ...card,
                answer: 'etcd, a key-value store',
              },
            },
          },
        },
      },
    ],
  })
  await userEvent.type(await screen.findByRole('textbox', { name: 'Answer' }), ', a key-value store')
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await waitFor(() => expect(onClose).toHaveBeenCalledOnce())
})

test('the preview shows what was written', async () => {
  await renderWithApp(<CardEditor card={{ ...card, answer: 'It is **etcd**.' }} onClose={() => {}} />)
  const toggles = await screen.findAllByRole('button', { name: 'Preview' })
  await userEvent.click(toggles[1]!)
  expect((await screen.findByText('etcd', { selector: 'strong' })).closest('p')).toHaveTextContent(
    'It is etcd.',
  )
  await userEvent.click(screen.getByRole('button', { name: 'Write' }))
  expect(screen.getByRole('textbox', { name: 'Answer' })).toHaveValue('It is **etcd**.')
})

test('exactly one option is right, also when the right one is removed', async () => {
  await renderWithApp(<CardEditor nodeId="n" onClose={() => {}} />)
  await userEvent.click(await screen.findByRole('radio', { name: 'Scenario' }))
  await userEvent.click(screen.getByRole('radio', { name: 'Option 3 is right' }))
  expect(screen.getByRole('radio', { name: 'Option 1 is right' })).not.toBeChecked()
  await userEvent.click(screen.getByRole('button', { name: 'Remove option 3' }))
  expect(screen.getByRole('radio', { name: 'Option 1 is right' })).toBeChecked()
  expect(screen.getByRole('button', { name: 'Remove option 1' })).toBeDisabled()
})
