import { act, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import { makeJob } from './generationFixture.ts'
import { JobProgress } from './JobProgress.tsx'

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
})
afterEach(() => {
  vi.useRealTimers()
})

test('a model that says nothing for twenty seconds is explained', async () => {
  const job = makeJob({ status: 'RUNNING', progress: 0, message: 'Asking the model' })
  await renderWithApp(<JobProgress job={job} label="Growing the tree" />)
  expect(screen.getByText('Asking the model')).toBeInTheDocument()
  await act(() => vi.advanceTimersByTimeAsync(20_000))
  expect(screen.getByText(/^Asking the model\. This takes a while/)).toBeInTheDocument()
})
