import { act, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import { jobAsked, jobStopped } from './generationFixture.ts'
import { JobProgress } from './JobProgress.tsx'
import type { JobState } from './jobState.ts'
import { useGenerationJob } from './useGenerationJob.ts'

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
})
afterEach(() => {
  vi.useRealTimers()
})

const pollMs = 2000

function Job({ onChange }: { onChange?: (job: JobState) => void }) {
  const { job } = useGenerationJob('j', onChange)
  return job ? <JobProgress job={job} label="Growing the tree" /> : <p>Not known</p>
}

const later = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))

test('a job is asked for until it is over, and every step is heard', async () => {
  const steps: string[] = []
  await renderWithApp(<Job onChange={job => steps.push(`${job.status} ${job.message}`)} />, {
    mocks: [
      jobAsked(),
      jobAsked({ progress: 0.75, message: '21 topics so far' }),
      jobAsked({ status: 'SUCCEEDED', progress: 1, message: '28 topics' }),
    ],
  })
  const bar = await screen.findByRole('progressbar', { name: 'Growing the tree' })
  expect(bar).toHaveAttribute('aria-valuenow', '50')
  expect(screen.getByText('14 topics so far')).toBeInTheDocument()
  expect(steps).toEqual([])

  await later(pollMs)
  expect(await screen.findByText('21 topics so far')).toBeInTheDocument()
  expect(bar).toHaveAttribute('aria-valuenow', '75')

  await later(pollMs)
  expect(await screen.findByText('Growing the tree: done.')).toBeInTheDocument()
  expect(bar).not.toBeInTheDocument()
  expect(steps).toEqual(['RUNNING 21 topics so far', 'SUCCEEDED 28 topics'])
  // Once more would have no answer, and a step of its own.
  await later(5 * pollMs)
  expect(steps).toHaveLength(2)
})

test('Stop stops it, and says what is kept', async () => {
  await renderWithApp(<Job />, { mocks: [jobAsked(), jobStopped()] })
  const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime })
  await user.click(await screen.findByRole('button', { name: 'Stop' }))
  expect(await screen.findByText('Growing the tree: stopped. What has come is kept.')).toBeInTheDocument()
  expect(screen.queryByRole('button', { name: 'Stop' })).toBeNull()
})

test('a failure is told in the words of the server', async () => {
  await renderWithApp(<Job />, {
    mocks: [jobAsked({ status: 'FAILED', errorCode: 'AI_FAILED', message: 'The model gave no tree.' })],
  })
  expect(await screen.findByText('Growing the tree: The model gave no tree.')).toBeInTheDocument()
})
