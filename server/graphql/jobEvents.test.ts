import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Listener } from '../db/notifications.ts'
import { createJobEvents, followJob } from './jobEvents.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A job whose row is `job`, followed; `steps` are the states that came, 'end' the last. */
function follow({ status = 'running' } = {}) {
  let tell: Listener = () => {}
  const events = createJobEvents({
    subscribe: (_channel, listener) => {
      tell = listener
      return () => {}
    },
  })
  const job = { status, progress: 0 }
  let loads = 0
  const stream = followJob(events, 'a', async () => {
    loads++
    return { ...job }
  })
  const steps: (number | 'end')[] = []
  const read = async () => {
    for await (const { progress } of stream) steps.push(progress)
    steps.push('end')
  }
  const change = (progress: number, newStatus = job.status) => {
    Object.assign(job, { progress, status: newStatus })
    tell('a')
  }
  return { stream, steps, read, change, tell: (jobId: string | null) => tell(jobId), loads: () => loads }
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

test('a job is told as it is, after each change, and to its end', async () => {
  const { steps, read, change } = follow()
  const reading = read()
  await pass(0)
  expect(steps).toEqual([0])
  change(0.5)
  await pass(100)
  expect(steps).toEqual([0, 0.5])
  change(1, 'succeeded')
  await pass(100)
  await reading
  expect(steps).toEqual([0, 0.5, 1, 'end'])
})

test.each(['succeeded', 'failed', 'cancelled'])('a job that has %s is told once', async status => {
  const { steps, read } = follow({ status })
  await read()
  expect(steps).toEqual([0, 'end'])
})

test('many changes in a short time come together', async () => {
  const { steps, read, change, loads } = follow()
  void read()
  await pass(0)
  for (let progress = 1; progress <= 10; progress++) change(progress)
  await pass(99)
  expect(steps).toEqual([0])
  await pass(1)
  expect([steps, loads()]).toEqual([[0, 10], 2])
})

test('whoever was busy meanwhile gets the latest, once', async () => {
  const { stream, change, loads } = follow()
  await stream.next()
  await pass(100)
  for (let progress = 1; progress <= 10; progress++) change(progress)
  expect(await stream.next()).toMatchObject({ value: { progress: 10 } })
  const waiting = stream.next()
  await pass(5_000)
  expect(loads()).toBe(2)
  await stream.return?.()
  expect(await waiting).toEqual({ done: true, value: undefined })
})

test('other jobs are none of its concern', async () => {
  const { read, tell, loads } = follow()
  void read()
  await pass(0)
  tell('b')
  await pass(5_000)
  expect(loads()).toBe(1)
})

test('when messages may have been missed, and when nothing was heard for ten seconds, it is looked at', async () => {
  const { read, tell, loads } = follow()
  void read()
  await pass(100)
  tell(null)
  await pass(0)
  expect(loads()).toBe(2)
  await pass(9_999)
  expect(loads()).toBe(2)
  await pass(1)
  expect(loads()).toBe(3)
})

test('ending it while it waits leaves nothing that waits or listens', async () => {
  const { stream, steps, read, change, loads } = follow()
  const reading = read()
  await pass(0)
  await stream.return?.()
  await reading
  change(1)
  await pass(60_000)
  expect([steps, loads(), vi.getTimerCount()]).toEqual([[0, 'end'], 1, 0])
})

test('an error of the database ends it', async () => {
  const events = createJobEvents({ subscribe: () => () => {} })
  const stream = followJob(events, 'a', () => Promise.reject(new Error('not now')))
  await expect(stream.next()).rejects.toThrow('not now')
  expect(await stream.next()).toEqual({ done: true, value: undefined })
})
