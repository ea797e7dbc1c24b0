import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import { a, b, completed, item, outcome, reviewMock, sessionMock } from '../../testing/studyFixture.tsx'
import { StudyPage } from './StudyPage.tsx'
import { ActiveSessionQuery } from './studyDocuments.ts'

const active = (activeStudySession: object | null) => ({
  request: { query: ActiveSessionQuery },
  result: { data: { viewer: { __typename: 'Viewer', id: 'v', activeStudySession } } },
})
const another = {
  __typename: 'StudySession',
  id: 'other',
  mode: 'FLASHCARD',
  remaining: 3,
  goal: null,
  skillNode: null,
}

/** The server takes the answer; the session has the status it then has there. */
const answering = (status: string) =>
  reviewMock(({ reviewId }) => {
    const led = outcome(a, String(reviewId), [item(0, a, String(reviewId)), item(1, b)])
    return { data: { reviewFlashcard: { ...led, studySession: { ...led.studySession, status } } } }
  }).mock

test.each([
  ['another runs', another, 'Studying went on elsewhere, so this session ended. Your answers are kept.'],
  ['none runs', null, 'This session has ended. Your answers are kept.'],
])('a session that was closed elsewhere says so: %s', async (_, running, word) => {
  const { router } = await renderWithApp(<StudyPage sessionId="s" scope={{}} />, {
    mocks: [sessionMock([item(0, a), item(1, b)]), answering('COMPLETED'), active(running)],
  })
  await screen.findByText('Question a')
  await userEvent.keyboard(' 3')
  expect(await screen.findByText(word)).toBeInTheDocument()
  expect(router.state.location.pathname).toBe('/study/s/summary')
})

test('a session that the learner ends says nothing', async () => {
  const { router } = await renderWithApp(<StudyPage sessionId="s" scope={{}} />, {
    mocks: [sessionMock([item(0, a), item(1, b)]), answering('ACTIVE'), completed(() => {}), active(another)],
  })
  await screen.findByText('Question a')
  await userEvent.keyboard(' 3')
  await screen.findByText('Question b')
  await userEvent.keyboard('{Escape}')
  await waitFor(() => expect(router.state.location.pathname).toBe('/study/s/summary'))
  expect(screen.queryByText(/Your answers are kept/)).toBeNull()
})
