import { useLocation } from '@tanstack/react-router'
import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import { LearnerGate } from './LearnerGate.tsx'
import { ViewerQuery } from './viewerQuery.ts'

function GuardedPage() {
  const { pathname } = useLocation()
  return pathname === '/welcome' ? 'Welcome' : <LearnerGate />
}

test('without a learner the welcome page opens', async () => {
  const { router } = await renderWithApp(<GuardedPage />, {
    path: '/goals',
    mocks: [{ request: { query: ViewerQuery }, result: { data: { viewer: null } } }],
  })
  await waitFor(() => expect(router.state.location.pathname).toBe('/welcome'))
})

test('a server that is away is not a missing learner: the words, and another try', async () => {
  const viewer = {
    __typename: 'Viewer',
    id: 'v',
    email: null,
    name: null,
    isGuest: true,
    settings: { __typename: 'StudySettings', timeZone: 'UTC' },
  }
  const { router } = await renderWithApp(<GuardedPage />, {
    path: '/goals',
    mocks: [
      { request: { query: ViewerQuery }, error: new TypeError('Failed to fetch') },
      { request: { query: ViewerQuery }, result: { data: { viewer } } },
    ],
  })
  expect(await screen.findByRole('alert')).toHaveTextContent('The server cannot be reached')
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
  expect(router.state.location.pathname).toBe('/goals')
})
