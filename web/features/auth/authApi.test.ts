import { afterEach, expect, test, vi } from 'vitest'
import { readAuthError, requestPasswordReset, signUp } from './authApi.ts'
import { checkEmail, checkNewPassword } from './credentials.ts'

test.each([
  [422, { code: 'USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL' }, 'email', /Sign in instead/],
  [400, { code: 'PASSWORD_TOO_SHORT' }, 'password', /8 characters/],
  [401, { code: 'INVALID_EMAIL_OR_PASSWORD' }, undefined, /do not belong together/],
  [400, { code: 'INVALID_TOKEN' }, undefined, /too old/],
  [400, { code: 'SOMETHING_NEW', message: 'In its own words' }, undefined, /In its own words/],
  [503, null, undefined, /could not answer/],
  [400, null, undefined, /400/],
])('%i %o', (status, body, field, words) => {
  const error = readAuthError(status, body, null)
  expect(error.field).toBe(field)
  expect(error.message).toMatch(words)
})

test('too many attempts say how long to wait', () => {
  expect(readAuthError(429, null, '12').message).toContain('12 seconds')
})

test.each([
  ['', 'Enter your e-mail.'],
  ['ada', 'This is not an e-mail address.'],
  [' ada@example.org ', null],
])('the e-mail %j: %s', (email, expected) => {
  expect(checkEmail(email)).toBe(expected)
})

test.each([
  ['1234567', 'Use 8 characters or more.'],
  ['12345678', null],
  ['x'.repeat(201), 'Use 200 characters or fewer.'],
])('a new password of %s', (password, expected) => {
  expect(checkNewPassword(password)).toBe(expected)
})

afterEach(() => vi.unstubAllGlobals())

function stubFetch(answer: () => Promise<Response>) {
  const fetch = vi.fn<(url: string, init: RequestInit) => Promise<Response>>(answer)
  vi.stubGlobal('fetch', fetch)
  return fetch
}

test('signing up sends a trimmed e-mail and a name made of it', async () => {
  const fetch = stubFetch(async () => new Response('{}'))
  await signUp({ email: ' ada@example.org ', password: '12345678' })
  const [url, init] = fetch.mock.calls[0]!
  expect(url).toBe('/api/auth/sign-up/email')
  expect(JSON.parse(String(init.body))).toEqual({
    email: 'ada@example.org',
    password: '12345678',
    name: 'ada',
  })
})

test('a lost connection is said in words', async () => {
  stubFetch(() => Promise.reject(new TypeError('Failed to fetch')))
  await expect(requestPasswordReset('ada@example.org')).rejects.toThrow(/cannot be reached/)
})
