import { act, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import { jobAsked, makeJob } from './generationFixture.ts'
import { RunningGenerations } from './RunningGenerations.tsx'

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
})
afterEach(() => {
  vi.useRealTimers()
})

test('what runs is shown with its goal, and what became of it while it was watched', async () => {
  const goals = [
    { id: 'a', title: 'Kubernetes', latestJob: makeJob() },
    { id: 'b', title: 'Coffee', latestJob: makeJob({ id: 'old', status: 'SUCCEEDED' }) },
    { id: 'c', title: 'Bones', latestJob: null },
  ]
  await renderWithApp(<RunningGenerations goals={goals} />, {
    mocks: [jobAsked(), jobAsked({ status: 'SUCCEEDED', progress: 1 })],
  })
  expect(await screen.findByRole('progressbar')).toHaveAccessibleName('Growing the tree for “Kubernetes”')
  expect(screen.queryByText(/Coffee|Bones/)).toBeNull()
  await act(() => vi.advanceTimersByTimeAsync(2000))
  expect(await screen.findByText('“Kubernetes”: the tree is ready.')).toBeInTheDocument()
  expect(screen.getByRole('link', { name: 'Open' })).toHaveAttribute('href', '/goals/a')
})
