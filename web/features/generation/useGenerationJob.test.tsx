import { act, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { renderWithApp } from '../../testing/renderWithApp.tsx'
import { jobAsked, jobStopped, openSocket } from './generationFixture.ts'
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

/** How often a job was asked for by a question of its own. */
function countQuestions() {
  const answer = vi.fn(() => jobAsked({ message: 'asked' }).result)
  return { answer, mock: { ...jobAsked(), result: answer, maxUsageCount: Number.POSITIVE_INFINITY } }
}

test('without a socket a job is asked for until it is over, and every step is heard', async () => {
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

test('what is told over a socket is not asked for, and the socket is left when the job is over', async () => {
  const { answer, mock } = countQuestions()
  const socket = openSocket()
  const steps: (string | null)[] = []
  await renderWithApp(<Job onChange={job => steps.push(job.message)} />, {
    mocks: [mock],
    socket: socket.link,
  })
  await screen.findByRole('progressbar')
  for (const message of ['first', 'second']) {
    act(() => socket.tell({ message }))
    expect(await screen.findByText(message)).toBeInTheDocument()
  }
  await later(5 * pollMs)
  expect(answer).toHaveBeenCalledTimes(1)
  act(() => socket.tell({ message: 'third', status: 'SUCCEEDED' }))
  expect(await screen.findByText('Growing the tree: done.')).toBeInTheDocument()
  expect(steps).toEqual(['first', 'second', 'third'])
  expect(socket.listeners.size).toBe(0)
})

test('when the socket falls the job is asked for, until it is told again', async () => {
  const { answer, mock } = countQuestions()
  const socket = openSocket()
  await renderWithApp(<Job />, { mocks: [mock], socket: socket.link })
  await screen.findByRole('progressbar')
  act(() => socket.tell({ message: 'told' }))
  expect(await screen.findByText('told')).toBeInTheDocument()

  act(() => socket.fall())
  expect(socket.listeners.size).toBe(0)
  await later(pollMs)
  expect(await screen.findByText('asked')).toBeInTheDocument()
  expect(socket.listeners.size).toBe(1)

  act(() => socket.tell({ message: 'told again' }))
  expect(await screen.findByText('told again')).toBeInTheDocument()
  const countBefore = answer.mock.calls.length
  await later(5 * pollMs)
  expect(answer).toHaveBeenCalledTimes(countBefore)
})

test('a socket that keeps falling is tried later and later', async () => {
  const socket = openSocket()
  await renderWithApp(<Job />, { mocks: [countQuestions().mock], socket: socket.link })
  await screen.findByRole('progressbar')
  const tries: number[] = []
  const start = Date.now()
  while (tries.length < 8) {
    await later(250)
    if (socket.listeners.size === 0) continue
    tries.push(Date.now() - start)
    act(() => socket.fall())
  }
  const waits = tries.slice(1).map((at, index) => at - tries[index]!)
  expect(waits[0]).toBeLessThanOrEqual(1500)
  expect(waits.at(-1)).toBeGreaterThanOrEqual(15_000)
  expect(Math.max(...waits)).toBeLessThanOrEqual(31_000)
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
