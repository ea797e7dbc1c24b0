import { expect, it } from 'vitest'
import { hashToken, isTokenText, makeTokenText, prefixOf } from './apiTokenText.ts'

it('a token is ml_ and 32 random bytes', () => {
  const token = makeTokenText()
  expect(token).toMatch(/^ml_[\w-]{43}$/)
  expect(Buffer.from(token.slice(3), 'base64url')).toHaveLength(32)
  expect(makeTokenText()).not.toBe(token)
  expect(isTokenText(token)).toBe(true)
})

it.each([
  '',
  'ml_',
  'secret',
  `ml_${'a'.repeat(42)}`,
  `ml_${'a'.repeat(44)}`,
  `ml_${'a'.repeat(42)}=`,
  `xx_${'a'.repeat(43)}`,
])('%j is none', text => {
  expect(isTokenText(text)).toBe(false)
})

it('what is kept tells the token apart and does not tell it', () => {
  const token = `ml_${'a'.repeat(43)}`
  // From: printf ml_aaa… | sha256sum
  expect(hashToken(token)).toBe('1b35248fd4833b0c019a0455524489553a8a039f7c65f9b93639c982cc09edf7')
  expect(prefixOf(token)).toBe('ml_aaaaaaaa')
})
