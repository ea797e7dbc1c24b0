import { describe, expect, it } from 'vitest'
import {
  checkScope,
  checkTokenCount,
  cleanTokenName,
  decideExpiry,
  findTokenFault,
  MAX_TOKENS,
  type NeededScope,
  type TokenScope,
} from './apiToken.ts'

const now = new Date('2026-03-10T10:00:00Z')

describe('a scope', () => {
  it.each<[TokenScope | undefined, NeededScope, boolean]>([
    ['read', 'review', false],
    ['read', 'write', false],
    ['read', 'person', false],
    ['review', 'review', true],
    ['review', 'write', false],
    ['review', 'person', false],
    ['write', 'review', true],
    ['write', 'write', true],
    ['write', 'person', false],
    [undefined, 'review', true],
    [undefined, 'write', true],
    [undefined, 'person', true],
  ])('%s may do what needs %s: %s', (held, needed, isEnough) => {
    const check = () => checkScope(held, needed)
    if (isEnough) expect(check).not.toThrow()
    else expect(check).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }))
  })

  it('that is too small is named, with the one that is needed', () => {
    expect(() => checkScope('read', 'review')).toThrow('The token has the scope READ: this needs REVIEW.')
    expect(() => checkScope('write', 'person')).toThrow(
      'The token has the scope WRITE, and no token may do this: expected the learner, signed in on the page.',
    )
  })
})

describe('a name', () => {
  it.each([
    ['  Backup \n script ', 'Backup script'],
    ['x'.repeat(100), 'x'.repeat(100)],
    ['😀'.repeat(100), '😀'.repeat(100)],
  ])('%j is kept as %j', (text, name) => {
    expect(cleanTokenName(text)).toBe(name)
  })

  it.each([
    ['', 'Invalid name "": it is empty, expected 1 to 100 characters.'],
    [' \u200b ', 'it is empty'],
    ['x'.repeat(101), 'it has 101 characters, expected 1 to 100 characters.'],
    ['a\u0000b', 'it holds a control character U+0000'],
  ])('%j is refused', (text, message) => {
    expect(() => cleanTokenName(text)).toThrow(message)
  })
})

describe('an expiry', () => {
  it.each([
    [null, null],
    [1, new Date('2026-03-11T10:00:00Z')],
    [3650, new Date('2036-03-07T10:00:00Z')],
  ])('in %s days is %s', (days, end) => {
    expect(decideExpiry(days, now)).toEqual(end)
  })

  it.each([0, -1, 3651, 1.5, Number.NaN])('in %s days is refused', days => {
    expect(() => decideExpiry(days, now)).toThrow(
      `Invalid expiry ${days}: expected a whole number of days from 1 to 3650, or null for no end.`,
    )
  })
})

it('one token more than are allowed is refused', () => {
  expect(() => checkTokenCount(MAX_TOKENS - 1)).not.toThrow()
  expect(() => checkTokenCount(MAX_TOKENS)).toThrow(
    'You have 50 tokens, where 50 are allowed. Revoke one that is no longer needed.',
  )
})

describe('a token', () => {
  const [past, future] = [new Date(now.getTime() - 1), new Date(now.getTime() + 1)]
  it.each([
    ['without an end', null, null, null],
    ['before its end', future, null, null],
    [
      'at its end',
      now,
      null,
      'The token "Phone" expired on 2026-03-10. Make a new one under Settings, API tokens.',
    ],
    ['that was revoked', future, past, 'The token "Phone" was revoked on 2026-03-10.'],
    ['that was revoked and ended', past, past, 'The token "Phone" was revoked on 2026-03-10.'],
  ])('%s', (_, expiresAt, revokedAt, fault) => {
    expect(findTokenFault({ name: 'Phone', expiresAt, revokedAt }, now)).toBe(fault)
  })
})
