/** Personal tokens for programs: what one may do, how long it lasts, what it is called. */

import { Forbidden, InvalidInput, LimitExceeded } from './errors.ts'
import { quoteValue } from './textFaults.ts'
import { findTitleFault, foldWhiteSpace } from './treeEdit.ts'

/** Each may do what those before it may: read; study as well; change everything. */
export const tokenScopes = ['read', 'review', 'write'] as const
export type TokenScope = (typeof tokenScopes)[number]

/** What a change asks of whoever sends it; `person`: no token will do. */
export type NeededScope = Exclude<TokenScope, 'read'> | 'person'

/** Tokens of one learner that are neither revoked nor expired. */
export const MAX_TOKENS = 50
/** Characters (code points) of a token's name. */
export const MAX_TOKEN_NAME = 100
const MAX_EXPIRY_DAYS = 3650
const dayMs = 86_400_000

/** Throws Forbidden where a token's scope is too small. `held` is undefined for the learner in person. */
export function checkScope(held: TokenScope | undefined, needed: NeededScope): void {
  if (held === undefined) return
  const has = `The token has the scope ${held.toUpperCase()}`
  if (needed === 'person') {
    throw new Forbidden(`${has}, and no token may do this: expected the learner, signed in on the page.`)
  }
  if (tokenScopes.indexOf(held) >= tokenScopes.indexOf(needed)) return
  throw new Forbidden(`${has}: this needs ${needed.toUpperCase()}.`)
}

/** White space folded and trimmed. Throws InvalidInput at `name`. */
export function cleanTokenName(text: string): string {
  const name = foldWhiteSpace(text)
  const fault = findTitleFault(name, MAX_TOKEN_NAME)
  if (fault) throw new InvalidInput('name', `Invalid name ${quoteValue(text)}: ${fault}`)
  return name
}

/** When a token made `now` ends; null: never. Throws InvalidInput at `expiresInDays`. */
export function decideExpiry(expiresInDays: number | null, now: Date): Date | null {
  if (expiresInDays === null) return null
  if (Number.isInteger(expiresInDays) && expiresInDays >= 1 && expiresInDays <= MAX_EXPIRY_DAYS) {
    return new Date(now.getTime() + expiresInDays * dayMs)
  }
  const expected = `expected a whole number of days from 1 to ${MAX_EXPIRY_DAYS}, or null for no end`
  throw new InvalidInput('expiresInDays', `Invalid expiry ${expiresInDays}: ${expected}.`)
}

/** Throws LimitExceeded where one more would be too many. */
export function checkTokenCount(liveCount: number): void {
  if (liveCount < MAX_TOKENS) return
  const message = `You have ${liveCount} tokens, where ${MAX_TOKENS} are allowed. Revoke one that is no longer needed.`
  throw new LimitExceeded('apiTokens', liveCount + 1, MAX_TOKENS, message)
}

/** Why a token is no longer accepted, as a sentence for whoever sent it; null while it is. */
export function findTokenFault(
  token: { name: string; expiresAt: Date | null; revokedAt: Date | null },
  now: Date,
): string | null {
  const name = `The token ${quoteValue(token.name)}`
  if (token.revokedAt) return `${name} was revoked on ${dayOf(token.revokedAt)}.`
  if (!token.expiresAt || token.expiresAt > now) return null
  return `${name} expired on ${dayOf(token.expiresAt)}. Make a new one under Settings, API tokens.`
}

/** In UTC: a program reads it. */
function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10)
}
