import { describe, expect, test } from 'vitest'
import { ChatFault, readFault } from './chatFaults.ts'

const now = new Date('2026-03-01T12:00:00Z')
const read = (error: unknown) => readFault(error, { model: 'llama3.1', secrets: ['hunter2'], now })
const answered = (status: number, headers: Record<string, string> = {}, error: unknown = {}) =>
  read({ status, headers: new Headers(headers), error })

describe('whether a status passes', () => {
  test.each([408, 409, 425, 429, 500, 502, 503, 504, 529])('%i: yes', status => {
    expect(answered(status).isPassing).toBe(true)
  })
  test.each([400, 401, 402, 403, 404, 405, 413, 415, 422, 501])('%i: no', status => {
    expect(answered(status).isPassing).toBe(false)
  })
  test('x-should-retry: false: no', () => {
    expect(answered(500, { 'x-should-retry': 'false' }).isPassing).toBe(false)
  })
  test.each(['insufficient_quota', 'credit_balance_exhausted'])('429 %s: no', code => {
    expect(answered(429, {}, { code }).isPassing).toBe(false)
  })
  test('an error within a stream: yes, unless it says otherwise', () => {
    expect(read({ error: { message: 'overloaded' } }).isPassing).toBe(true)
    expect(read({ error: { message: 'bad' }, code: 400 })).toMatchObject({ status: 400, isPassing: false })
  })
})

test.each<[Record<string, string>, number | null]>([
  [{}, null],
  [{ 'retry-after': '7' }, 7_000],
  [{ 'retry-after': '0.5' }, 500],
  [{ 'retry-after': 'Sun, 01 Mar 2026 12:00:30 GMT' }, 30_000],
  [{ 'retry-after': 'Sun, 01 Mar 2026 11:00:00 GMT' }, 0],
  [{ 'retry-after': 'soon' }, null],
  [{ 'retry-after': '-1' }, 0],
  [{ 'retry-after-ms': '250', 'retry-after': '7' }, 250],
  [{ 'retry-after-ms': 'x', 'retry-after': '7' }, 7_000],
])('the wait asked for in %o', (headers, ms) => {
  expect(answered(429, headers).retryAfterMs).toEqual(ms)
})

test('a connection that fails: its code, and nothing of its address', () => {
  const cause = Object.assign(new Error('connect to http://me:hunter2@host'), {
    code: 'UND_ERR_CONNECT_TIMEOUT',
  })
  const error = new Error('Connection error.', { cause: new TypeError('fetch failed', { cause }) })
  const fault = read(error)
  expect(fault).toMatchObject({ isPassing: true, status: null, detail: 'UND_ERR_CONNECT_TIMEOUT' })
  expect(fault.message).toBe('The language model cannot be reached.')
})

test('the detail is short and without secrets', () => {
  const { detail, message } = answered(400, {}, { message: `hunter2 ${'x'.repeat(10_000)}` })
  expect(detail).toMatch(/^400: \{"message":"\[secret\] xxx/)
  expect(detail.length).toBeLessThan(600)
  expect(message).not.toContain('xxx')
})

test('a refusal keeps what was refused, for another way of asking', () => {
  const error = { status: 400, error: { message: 'no', param: 'stream' }, param: 'stream' }
  expect(read(error).refusal).toEqual({ param: 'stream', text: '{"message":"no","param":"stream"}' })
  expect(answered(401).refusal).toBeNull()
  expect(answered(429).refusal).toBeNull()
})

test('a fault stays what it is', () => {
  const fault = new ChatFault('x')
  expect(read(fault)).toBe(fault)
})

test.each([undefined, null, 'text', 7, {}])('%o is a fault like any other', thrown => {
  expect(read(thrown)).toMatchObject({ isPassing: true, message: 'The language model cannot be reached.' })
})
