import { screen, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import { a, b, completed, item, Session, session } from '../../testing/studyFixture.tsx'
import { StudySessionQuery } from './studyDocuments.ts'

const timed = (items: ReturnType<typeof item>[], secondsAgo: number) => ({
  ...session(items),
  mode: 'TIMED',
  startedAt: new Date(Date.now() - secondsAgo * 1000).toISOString(),
  durationSeconds: 60,
  points: 28,
})
const timedMock = (items: ReturnType<typeof item>[], secondsAgo: number) => ({
  request: { query: StudySessionQuery, variables: { id: 's' } },
  result: { data: { studySession: timed(items, secondsAgo) } },
})

test('a timed challenge shows what is left and the points', async () => {
  await renderWithApp(<Session />, { mocks: [timedMock([item(0, a)], 20)] })
  expect(await screen.findByRole('timer', { name: 'Time left' })).toHaveTextContent(/^0:(39|40)$/)
  expect(screen.getByText('28 points')).toBeInTheDocument()
})

test('a timed challenge whose time ends within a card closes without it', async () => {
  const complete = vi.fn()
  const { router } = await renderWithApp(<Session />, {
    mocks: [timedMock([item(0, a, 'r'), item(1, b)], 59.6), completed(complete)],
  })
  await screen.findByText('Question b')
  await waitFor(() => expect(router.state.location.pathname).toBe('/study/s/summary'), { timeout: 3000 })
  expect(complete).toHaveBeenCalledOnce()
})

test('a timed challenge that ended before an answer has changed nothing', async () => {
  await renderWithApp(<Session />, { mocks: [timedMock([item(0, a)], 61)] })
  expect(await screen.findByRole('heading', { name: 'Time is up' })).toBeInTheDocument()
  expect(screen.getByText('Nothing was answered, so nothing has changed.')).toBeInTheDocument()
})
