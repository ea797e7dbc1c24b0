import { pino } from 'pino'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Claim, Claims } from './claims.ts'
import { runJobs } from './runner.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A queue in memory with one job in it, which is begun; `calls` says what became of it. */
async function begin(
  overrides: Partial<Claims> = {},
  { concurrency = 1, isShared = true, findEnded = async (): Promise<string[]> => [] } = {},
) {
  const calls: string[] = []
  const waiting: Claim[] = [{ jobId: 'a', earlierTries: 0, deaths: 0 }]
  const claims: Claims = {
    claim: async limit => waiting.splice(0, limit),
    keep: async held => [...held],
    finish: async ({ jobId }) => void calls.push(`finish ${jobId}`),
    giveBack: async ({ jobId }) => void calls.push(`give back ${jobId}`),
    takeBack: async () => {},
    takeBackAll: async () => {},
    ...overrides,
  }
  let call: () => void = () => {}
  let miss: () => void = () => {}
  const stop = await runJobs({
    claims,
    concurrency,
    isShared,
    logger: pino({ level: 'silent' }),
    notifications: {
      subscribe(channel, listener) {
        if (channel === 'job_queue') call = () => listener('')
        if (channel === 'generation_cancelled') miss = () => listener(null)
        return () => {}
      },
      close: async () => {},
    },
    work: {
      run: (jobId, signal) =>
        new Promise((_resolve, reject) => {
          calls.push(`run ${jobId}`)
          signal.addEventListener('abort', () => {
            calls.push(`stop ${jobId}: ${signal.reason.message}`)
            reject(signal.reason)
          })
        }),
      giveUp: async jobId => void calls.push(`give up ${jobId}`),
      findEnded,
    },
  })
  await vi.advanceTimersByTimeAsync(0)
  return { calls, waiting, stop, call: () => call(), miss: () => miss() }
}

const lapsed = 'stop a: Another process may do the job now'

test('a job whose claim holds goes on', async () => {
  const { calls } = await begin()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(calls).toEqual(['run a'])
})

test('a job whose claim was lost is stopped and left to whoever has it', async () => {
  const { calls } = await begin({ keep: async () => [] })
  await vi.advanceTimersByTimeAsync(2_000)
  expect(calls).toEqual(['run a', lapsed])
})

test.each([
  ['cannot be reached', () => Promise.reject(new Error('connection refused'))],
  ['does not answer', () => new Promise<never>(() => {})],
])('a process whose database %s stops before others may take over', async (_what, keep) => {
  const { calls } = await begin({ keep })
  await vi.advanceTimersByTimeAsync(6_000)
  expect(calls).toEqual(['run a'])
  await vi.advanceTimersByTimeAsync(3_999)
  expect(calls).toEqual(['run a', lapsed])
})

test('a short silence of the database stops nothing', async () => {
  let answers = false
  const { calls } = await begin({
    keep: async held => (answers ? [...held] : Promise.reject(new Error('connection refused'))),
  })
  await vi.advanceTimersByTimeAsync(5_000)
  answers = true
  await vi.advanceTimersByTimeAsync(60_000)
  expect(calls).toEqual(['run a'])
})

test('where nobody else can take over, a silence of the database stops nothing, however long', async () => {
  const takeBack = vi.fn(async () => {})
  const keep = () => new Promise<never>(() => {})
  const { calls } = await begin({ keep, takeBack }, { isShared: false })
  await vi.advanceTimersByTimeAsync(600_000)
  expect([calls, takeBack.mock.calls]).toEqual([['run a'], []])
})

const cancelled = ['run a', 'stop a: The job was cancelled', 'finish a']

test('a job that was cancelled while nothing was heard is stopped as soon as news may have been missed', async () => {
  const { calls, miss } = await begin({}, { findEnded: async () => ['a'] })
  expect(calls).toEqual(['run a'])
  miss()
  await vi.advanceTimersByTimeAsync(0)
  expect(calls).toEqual(cancelled)
})

test('a job that was cancelled is stopped within two seconds where nothing is ever heard', async () => {
  const { calls } = await begin({}, { findEnded: async () => ['a'] })
  await vi.advanceTimersByTimeAsync(2_000)
  expect(calls).toEqual(cancelled)
})

test('which jobs were cancelled is asked again after a fault', async () => {
  const findEnded = vi.fn(async (): Promise<string[]> => Promise.reject(new Error('connection refused')))
  const { calls } = await begin({}, { findEnded })
  await vi.advanceTimersByTimeAsync(2_000)
  expect(calls).toEqual(['run a'])
  findEnded.mockResolvedValue(['a'])
  await vi.advanceTimersByTimeAsync(2_000)
  expect(calls).toEqual(cancelled)
})

test('a job that comes back to the same process waits until its first run has stopped', async () => {
  const { calls, waiting, call } = await begin({ keep: async () => [] }, { concurrency: 2 })
  waiting.push({ jobId: 'a', earlierTries: 1, deaths: 0 })
  call()
  await vi.advanceTimersByTimeAsync(1_999)
  expect(calls).toEqual(['run a'])
  await vi.advanceTimersByTimeAsync(1)
  expect(calls.slice(0, 2)).toEqual(['run a', lapsed])
})

test('what was put back is claimed without being called', async () => {
  let putBack = () => {}
  const { calls, waiting } = await begin({ takeBack: async () => putBack() }, { concurrency: 2 })
  putBack = () => void waiting.push({ jobId: 'b', earlierTries: 1, deaths: 0 })
  await vi.advanceTimersByTimeAsync(5_000)
  expect(calls).toContain('run b')
})

test('a queue that cannot be read is read again', async () => {
  let reads = 0
  const { calls } = await begin({
    claim: async () => {
      if (++reads === 1) throw new Error('connection refused')
      return reads === 2 ? [{ jobId: 'a', earlierTries: 0, deaths: 0 }] : []
    },
  })
  expect(calls).toEqual([])
  await vi.advanceTimersByTimeAsync(5_000)
  expect(calls).toEqual(['run a'])
})

test('a claim that arrives while stopping is given back unbegun', async () => {
  const claimed = Promise.withResolvers<Claim[]>()
  const { calls, stop } = await begin({ claim: () => claimed.promise })
  const stopped = stop(10_000)
  claimed.resolve([{ jobId: 'a', earlierTries: 0, deaths: 0 }])
  await stopped
  expect(calls).toEqual(['give back a'])
})

test('nothing is claimed after stopping', async () => {
  const { calls, waiting, stop } = await begin()
  await stop(10_000)
  waiting.push({ jobId: 'b', earlierTries: 0, deaths: 0 })
  await vi.advanceTimersByTimeAsync(60_000)
  expect(calls).toEqual(['run a', 'stop a: The server is stopping', 'give back a'])
})

test.each([
  ['that was given back at every start', { earlierTries: 99, deaths: 9 }, ['run a']],
  ['over which ten processes died', { earlierTries: 10, deaths: 10 }, ['give up a', 'finish a']],
  ['that was begun a hundred times', { earlierTries: 100, deaths: 0 }, ['give up a', 'finish a']],
])('a job %s', async (_what, counts, expected) => {
  const waiting: Claim[] = [{ jobId: 'a', ...counts }]
  const { calls } = await begin({ claim: async limit => waiting.splice(0, limit) })
  expect(calls).toEqual(expected)
})
