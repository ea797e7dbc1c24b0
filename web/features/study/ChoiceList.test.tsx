import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import { b, card, item, outcome, reviewMock, Session, sessionMock } from '../../testing/studyFixture.tsx'
import { ReviewCard, UndoReview } from './studyDocuments.ts'

const choices = ['Alpha', 'Beta', 'Gamma', 'Delta'].map(text => ({ __typename: 'Choice', id: text, text }))
const choosing = (position: number, flashcard: ReturnType<typeof card>, reviewId?: string) => ({
  ...item(position, flashcard, reviewId),
  presentation: 'CHOICES',
  choices,
})

const learned = card('a', { explanation: 'Because of beta.' })
const waiting = [choosing(0, learned), item(1, b)]
/** The server's word on every choice: Beta is right. */
const grading = (count = 1) =>
  reviewMock(({ reviewId, choiceId }) => {
    const items = [choosing(0, learned, String(reviewId)), item(1, b)]
    return {
      data: {
        reviewFlashcard: {
          ...outcome(learned, String(reviewId), items),
          wasCorrect: choiceId === 'Beta',
          correctChoiceId: 'Beta',
        },
      },
    }
  }, count)

test('a wrong choice is marked beside the right one, with words, and explained; Space goes on', async () => {
  const { mock, sent } = grading()
  await renderWithApp(<Session />, { mocks: [sessionMock(waiting), { ...mock, delay: 60 }] })
  expect(await screen.findByRole('button', { name: 'C Gamma' })).toBeInTheDocument()
  expect(screen.queryByText('Answer a')).toBeNull()
  await userEvent.keyboard(' c')
  const chosen = screen.getByText('C · Your choice').closest('li')
  expect(chosen).toHaveAttribute('data-mark', 'pending')
  expect(screen.getByRole('button', { name: 'Next' })).toBeDisabled()
  const said = await screen.findByText(/^Not this one. B is right./)
  expect(said.closest('[aria-live="polite"]')).not.toBeNull()
  expect(said).toHaveTextContent('Beta')
  expect(chosen).toHaveAttribute('data-mark', 'chosenWrong')
  expect(screen.getByText('B · Right').closest('li')).toHaveTextContent('Beta')
  expect(await screen.findByText('Because of beta.')).toBeInTheDocument()
  expect(screen.queryByRole('button', { name: /^Easy/ })).toBeNull()
  expect(sent).toEqual([expect.objectContaining({ presentation: 'CHOICES', choiceId: 'Gamma' })])
  expect(sent[0]).not.toHaveProperty('rating')
  await userEvent.keyboard(' ')
  expect(await screen.findByText('Question b')).toBeInTheDocument()
})

test.each([
  ['its number', '2'],
  ['its letter', 'b'],
])('a right choice, by %s, counts as Good unless the learner says more', async (_, key) => {
  const { mock, sent } = grading()
  await renderWithApp(<Session />, { mocks: [sessionMock(waiting), mock] })
  await screen.findByText('Beta')
  await userEvent.keyboard(key)
  expect(await screen.findByText('Right.')).toBeInTheDocument()
  const names = within(screen.getByRole('group')).getAllByRole('button')
  expect(names.map(button => button.textContent?.split(',')[0])).toEqual(['Hard6m', 'Good10m', 'Easy8d'])
  expect(screen.getByRole('button', { name: /^Good/ })).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  expect(await screen.findByText('Question b')).toBeInTheDocument()
  expect(sent).toHaveLength(1)
})

test('a right choice that was hard is taken back and sent anew, given when it was given', async () => {
  const { mock, sent } = grading(2)
  const undone: unknown[] = []
  const undo = {
    request: { query: UndoReview, variables: () => true },
    result: ((variables: Record<string, unknown>) => {
      undone.push(variables.reviewId)
      return { data: { undoReview: outcome(learned, String(variables.reviewId), waiting) } }
    }) as never,
  }
  await renderWithApp(<Session />, { mocks: [sessionMock(waiting), mock, undo] })
  await screen.findByText('Beta')
  await userEvent.keyboard('b')
  await screen.findByText('Right.')
  await userEvent.keyboard('2')
  expect(await screen.findByText('Question b')).toBeInTheDocument()
  await waitFor(() => expect(sent).toHaveLength(2))
  const [first, second] = sent
  expect(undone).toEqual([first?.reviewId])
  expect(second).toEqual({ ...first, reviewId: second?.reviewId, rating: 'HARD' })
  expect(second?.reviewId).not.toBe(first?.reviewId)
})

test('not sure shows the right one, and nothing of the learner as wrong', async () => {
  const { mock, sent } = grading()
  await renderWithApp(<Session />, { mocks: [sessionMock(waiting), mock] })
  await userEvent.click(await screen.findByRole('button', { name: 'Not sure' }))
  expect(await screen.findByText(/^B is right\./)).toBeInTheDocument()
  expect(screen.queryByText(/Your choice/)).toBeNull()
  expect(sent[0]).toMatchObject({ choiceId: null })
  expect(screen.getByRole('button', { name: 'Next' })).toHaveFocus()
})

test('without a connection the choice is kept, it says so, and the next card comes', async () => {
  const offline = {
    request: { query: ReviewCard, variables: () => true },
    error: new TypeError('Failed to fetch'),
  }
  await renderWithApp(<Session />, { mocks: [sessionMock(waiting), offline] })
  await screen.findByText('Beta')
  await userEvent.keyboard('b')
  expect(await screen.findByText(/^Kept on this device/)).toBeInTheDocument()
  expect(screen.queryByText('Right.')).toBeNull()
  await userEvent.keyboard(' ')
  expect(await screen.findByText('Question b')).toBeInTheDocument()
})

test('choices of a scenario explain themselves once it is answered', async () => {
  const option = (text: string, isCorrect: boolean) => ({
    __typename: 'ScenarioOption',
    text,
    isCorrect,
    explanation: `Why ${text}`,
  })
  const scenario = {
    __typename: 'Scenario',
    context: 'A pod is pending.',
    options: choices.map(({ text }) => option(text, text === 'Beta')),
  }
  const situation = card('a', { cardType: 'SCENARIO', scenario })
  const { mock } = grading()
  await renderWithApp(<Session />, { mocks: [sessionMock([choosing(0, situation), item(1, b)]), mock] })
  expect(await screen.findByText('A pod is pending.')).toBeInTheDocument()
  expect(screen.queryByText('Why Beta')).toBeNull()
  await userEvent.keyboard('b')
  expect(await screen.findByText('Why Beta')).toBeInTheDocument()
  expect(screen.getByText('Why Delta')).toBeInTheDocument()
})
