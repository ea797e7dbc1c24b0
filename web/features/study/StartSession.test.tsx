import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import { StartSession } from './StartSession.tsx'
import { ActiveSessionQuery, StartStudySession } from './studyDocuments.ts'

test('a goal that is not here leads back to today, and is not tried again', async () => {
  const noneActive = {
    request: { query: ActiveSessionQuery },
    result: { data: { viewer: { __typename: 'Viewer', id: 'v', activeStudySession: null } } },
  }
  const notFound = {
    request: { query: StartStudySession, variables: () => true },
    result: { errors: [{ message: 'Goal "nope" was not found', extensions: { code: 'NOT_FOUND' } }] },
  }
  await renderWithApp(<StartSession scope={{ goalId: 'nope' }} />, { mocks: [noneActive, notFound] })
  expect(await screen.findByRole('heading', { name: 'This goal is not here' })).toBeInTheDocument()
  expect(screen.getByRole('link', { name: 'To today' })).toHaveAttribute('href', '/')
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull()
})
