import { findTokenFault, type TokenScope } from '../domain/apiToken.ts'
import { Unauthenticated } from '../domain/errors.ts'
import type { Learner } from '../domain/learner.ts'
import { hashToken, isTokenText } from '../services/apiTokenText.ts'
import type { Auth } from './auth.ts'

/** Use is noted this often at most, so that a busy program does not write with each request. */
const noteUseEveryMs = 60_000

interface TokenRow {
  token_name: string
  scope: TokenScope
  expires_at: Date | null
  revoked_at: Date | null
  id: string
  name: string
  email: string
  is_admin: boolean
}

/**
 * The token of an `Authorization` header. Null without one, and for other schemes: a proxy in front of us may
 * have a password of its own.
 */
export function readBearer(authorization: string | null): string | null {
  const [, token] = /^bearer(?:\s+(.*))?$/is.exec(authorization?.trim() ?? '') ?? [null, null]
  return token === null ? null : (token ?? '').trim()
}

/**
 * Whose token it is: one statement, which also notes that it was used; none for what cannot be a token.
 * Throws Unauthenticated for one that is unknown, expired or revoked.
 */
export async function findTokenLearner(
  { db, now }: Pick<Auth, 'db' | 'now'>,
  token: string,
): Promise<Learner> {
  if (!isTokenText(token)) {
    throw new Unauthenticated(
      'This is not a token of Memoryloop: expected "Bearer " and the whole token, ml_ and 43 characters.',
    )
  }
  const usedAt = now()
  const notedBefore = new Date(usedAt.getTime() - noteUseEveryMs)
  const tokenHash = hashToken(token)
  const [row] = await db.$queryRaw<TokenRow[]>`
    WITH noted AS (
      UPDATE api_tokens SET last_used_at = ${usedAt}
       WHERE token_hash = ${tokenHash} AND revoked_at IS NULL
         AND (expires_at IS NULL OR expires_at > ${usedAt})
         AND (last_used_at IS NULL OR last_used_at <= ${notedBefore}))
    SELECT token.name AS token_name, scope, expires_at, revoked_at, users.id, users.name, email, is_admin
    FROM api_tokens AS token JOIN users ON users.id = token.user_id
    WHERE token_hash = ${tokenHash}`
  if (!row) throw new Unauthenticated('This token is not known here. It may have been revoked long ago.')
  const { token_name, expires_at, revoked_at, scope, id, name, email, is_admin } = row
  const fault = findTokenFault({ name: token_name, expiresAt: expires_at, revokedAt: revoked_at }, usedAt)
  if (fault) throw new Unauthenticated(fault)
  return { id, name, email, isAdmin: is_admin, isGuest: false, tokenScope: scope }
}
