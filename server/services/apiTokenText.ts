import { createHash, randomBytes } from 'node:crypto'

/** Says what it is wherever it turns up: in a log, in a repository, in a scanner for leaked secrets. */
const mark = 'ml_'
const tokenShape = /^ml_[\w-]{43}$/
/** The mark and 48 of 256 random bits: enough to recognise a token by, of no use to guess it. */
const prefixLength = 11

/** A new token: `ml_` and 32 random bytes in base64url. */
export function makeTokenText(): string {
  return mark + randomBytes(32).toString('base64url')
}

/** Whether this can be one at all, so that anything else never reaches the database. */
export function isTokenText(text: string): boolean {
  return tokenShape.test(text)
}

/** What is kept of a token: sha-256 in hex. No salt, no slow hash: nobody guesses 256 random bits. */
export function hashToken(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** Its first characters, to recognise it by. */
export function prefixOf(text: string): string {
  return text.slice(0, prefixLength)
}
