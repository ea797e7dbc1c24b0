import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import { CheckImport, ImportCards } from './cardDocuments.ts'
import { ImportDialog } from './ImportDialog.tsx'

const due = {
  __typename: 'DueCounts',
  now: 0,
  today: 0,
  thisWeek: 0,
  new: 0,
  estimatedSeconds: 0,
  nextDueAt: null,
}
const skillTree = {
  __typename: 'SkillTree',
  id: 't',
  nodeCount: 0,
  goal: { __typename: 'Goal', id: 'g', title: 'Goal', masteryPercentage: 0, cardCount: 0, due },
  nodes: [],
}

const outcome = (imported: number, problems: Array<{ line: number; message: string }>) => ({
  __typename: 'ImportFlashcardsPayload',
  imported,
  skipped: problems.length,
  problems: problems.map(problem => ({ __typename: 'LineProblem', ...problem })),
})
const variables = (text: string) => ({ skillNodeId: 'n', text, format: 'AUTO' as const })

const text = 'etcd,store\nalone\nkubelet,agent'
const problems = [{ line: 2, message: 'Line 2 has 1 column: expected 2.' }]

async function paste(content: string) {
  const field = await screen.findByRole('textbox', { name: 'Text' })
  await userEvent.click(field)
  await userEvent.paste(content)
}

test('says line by line what will be imported, then imports it', async () => {
  const onClose = vi.fn()
  await renderWithApp(<ImportDialog nodeId="n" onClose={onClose} />, {
    mocks: [
      {
        request: { query: CheckImport, variables: variables(text) },
        result: { data: { importFlashcards: outcome(2, problems) } },
      },
      {
        request: { query: ImportCards, variables: variables(text) },
        result: { data: { importFlashcards: { ...outcome(2, problems), skillTree } } },
      },
    ],
  })
  expect(screen.getByRole('button', { name: 'Import' })).toBeDisabled()
  await paste(text)
  expect(await screen.findByText('2 cards to import, 1 line skipped.')).toBeInTheDocument()
  expect(screen.getByText('alone').closest('li')).toHaveTextContent('Line 2 has 1 column: expected 2.')
  expect(screen.getByText('kubelet,agent').closest('li')).not.toHaveAttribute('data-problem')
  await userEvent.click(screen.getByRole('button', { name: 'Import 2 cards' }))
  expect(await screen.findByText('2 cards imported, 1 line skipped.')).toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: 'Done' }))
  expect(onClose).toHaveBeenCalledOnce()
})

test('a text that is refused says why, and nothing can be imported', async () => {
  await renderWithApp(<ImportDialog nodeId="n" onClose={() => {}} />, {
    mocks: [
      {
        request: { query: CheckImport, variables: () => true },
        result: { errors: [{ message: 'Too many rows: 6000.', extensions: { code: 'LIMIT_EXCEEDED' } }] },
      },
    ],
  })
  await paste('a,b')
  expect(await screen.findByText('Too many rows: 6000.')).toBeInTheDocument()
  await waitFor(() => expect(screen.getByRole('button', { name: 'Import' })).toBeDisabled())
})
