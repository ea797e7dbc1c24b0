import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import { a, b, card, item, outcome, reviewMock, Session, sessionMock } from '../../testing/studyFixture.tsx'
import { StudyNotesQuery } from './studyDocuments.ts'

test('Space shows the answer under the question, and says it', async () => {
  await renderWithApp(<Session />, { mocks: [sessionMock([item(0, a), item(1, b)])] })
  expect(await screen.findByText('Question a')).toBeInTheDocument()
  expect(screen.getByText('Storage / Volumes')).toBeInTheDocument()
  expect(screen.getByRole('article', { name: 'Card' })).toHaveFocus()
  expect(screen.queryByText('Answer a')).toBeNull()
  expect(screen.queryByRole('button', { name: /^Good/ })).toBeNull()
  await userEvent.keyboard('3 ')
  const answer = await screen.findByText('Answer a')
  expect(answer.closest('[aria-live="polite"]')).not.toBeNull()
  expect(screen.getByText('Question a')).toBeInTheDocument()
  const names = within(screen.getByRole('group')).getAllByRole('button')
  expect(names.map(button => button.textContent)).toEqual([
    'Again1m, comes back in 1 minute',
    'Hard6m, comes back in 6 minutes',
    'Good10m, comes back in 10 minutes',
    'Easy8d, comes back in 8 days',
  ])
})

test('a scenario is flipped with its situation and options; the right one is marked with the reason', async () => {
  const scenario = {
    __typename: 'Scenario',
    context: 'A pod is pending.',
    options: [
      {
        __typename: 'ScenarioOption',
        text: 'Describe it',
        isCorrect: true,
        explanation: 'Events name the reason.',
      },
      { __typename: 'ScenarioOption', text: 'Delete it', isCorrect: false, explanation: null },
    ],
  }
  await renderWithApp(<Session />, {
    mocks: [sessionMock([item(0, card('a', { cardType: 'SCENARIO', scenario }))])],
  })
  expect(await screen.findByText('A pod is pending.')).toBeInTheDocument()
  expect(screen.getByText('Describe it').closest('li')).not.toHaveAttribute('data-correct')
  expect(screen.queryByText('Events name the reason.')).toBeNull()
  await userEvent.click(screen.getByRole('button', { name: 'Show answer' }))
  expect(screen.getByText('Describe it').closest('li')).toHaveAttribute('data-correct')
  expect(screen.getByText('Delete it').closest('li')).toHaveAttribute('data-other')
  expect(await screen.findByText('Events name the reason.')).toBeInTheDocument()
})

test('what the four buttons mean is said once', async () => {
  const { mock } = reviewMock(input => ({
    data: {
      reviewFlashcard: outcome(a, String(input.reviewId), [item(0, a, String(input.reviewId)), item(1, b)]),
    },
  }))
  await renderWithApp(<Session />, { mocks: [sessionMock([item(0, a), item(1, b)]), mock] })
  await screen.findByText('Question a')
  await userEvent.keyboard(' ')
  const said = within(screen.getByRole('note'))
  expect(said.getAllByRole('term').map(term => term.textContent)).toEqual(['Again', 'Hard', 'Good', 'Easy'])
  expect(said.getByText('Hard means you did remember.')).toBeInTheDocument()
  expect(said.getByRole('button', { name: 'Got it' })).toBeInTheDocument()
  await userEvent.keyboard('3')
  await screen.findByText('Question b')
  await userEvent.keyboard(' ')
  expect(screen.queryByRole('note')).toBeNull()
})

test('a new card offers the notes of its topic first', async () => {
  await renderWithApp(<Session />, {
    mocks: [
      sessionMock([item(0, card('a', { state: 'NEW', due: null }))]),
      {
        request: { query: StudyNotesQuery, variables: { id: 'n' } },
        result: {
          data: {
            skillNode: { __typename: 'SkillNode', id: 'n', title: 'Volumes', notes: 'A volume outlives…' },
          },
        },
      },
    ],
  })
  await userEvent.click(await screen.findByRole('button', { name: 'Show me first' }))
  expect(await screen.findByText('A volume outlives…')).toBeInTheDocument()
  expect(screen.queryByText('Answer a')).toBeNull()
  await userEvent.keyboard('{Escape}')
  await waitFor(() => expect(screen.getByRole('article', { name: 'Card' })).toHaveFocus())
  await userEvent.keyboard(' ')
  expect(await screen.findByText('Answer a')).toBeInTheDocument()
})
