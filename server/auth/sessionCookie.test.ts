import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readCookie, readSessionToken } from './sessionCookie.ts'

const secret = 'a secret of at least thirty-two characters'
const sign = (token: string, key = secret) =>
  encodeURIComponent(`${token}.${createHmac('sha256', key).update(token).digest('base64')}`)

describe('readCookie', () => {
  it.each([
    ['a=1; b=2', 'b', '2'],
    ['ab=1; b=x%3Dy', 'b', 'x=y'],
    ['b', 'b', null],
    ['b=%zz', 'b', null],
    ['', 'b', null],
    [null, 'b', null],
  ])('%s', (header, name, value) => {
    expect(readCookie(header, name)).toBe(value)
  })
})

describe('readSessionToken', () => {
  const name = 'memoryloop.session_token'
  it.each([
    ['signed by us', sign('token'), 'token'],
    ['signed by someone else', sign('token', 'another secret'), null],
    ['another token under our signature', sign('token').replace('token', 'taken'), null],
    ['not signed', 'token', null],
    ['an empty signature', 'token.', null],
    ['nothing but a signature', encodeURIComponent(sign('').slice(0, 20)), null],
  ])('%s', (_, value, token) => {
    expect(readSessionToken(`theme=dark; ${name}=${value}`, name, secret)).toBe(token)
  })
})
