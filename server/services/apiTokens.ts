import type { Db } from '../db/client.ts'
import type { ApiToken } from '../db/generated/prisma/client.ts'
import { transaction } from '../db/transaction.ts'
import { checkTokenCount, cleanTokenName, decideExpiry, type TokenScope } from '../domain/apiToken.ts'
import { Forbidden, NotFound } from '../domain/errors.ts'
import { parseId } from '../domain/ids.ts'
import type { Learner } from '../domain/learner.ts'
import { hashToken, makeTokenText, prefixOf } from './apiTokenText.ts'
import { lockLearner } from './locks.ts'

/** Tokens that are revoked or expired are kept for so long: whoever sends one is told what became of it. */
const keptDays = 30
const dayMs = 86_400_000

export interface CreateApiTokenInput {
  name: string
  scope: TokenScope
  /** null: it does not expire */
  expiresInDays: number | null
}

export interface CreatedApiToken {
  apiToken: ApiToken
  /** the secret itself, which is nowhere kept */
  token: string
}

/** The learner's tokens that are not revoked, newest first; expired ones for 30 days. */
export function listApiTokens(db: Db, learner: Learner, now: Date): Promise<ApiToken[]> {
  const OR = [{ expiresAt: null }, { expiresAt: { gt: keptSince(now) } }]
  return db.apiToken.findMany({
    where: { userId: learner.id, revokedAt: null, OR },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  })
}

/** Makes a token. Throws Forbidden (guests), InvalidInput (name, expiresInDays), LimitExceeded. */
export function createApiToken(
  db: Db,
  learner: Learner,
  input: CreateApiTokenInput,
  now: Date,
): Promise<CreatedApiToken> {
  if (learner.isGuest) {
    throw new Forbidden('Tokens come with an account. Sign up first: it keeps everything you have.')
  }
  const name = cleanTokenName(input.name)
  const expiresAt = decideExpiry(input.expiresInDays, now)
  return transaction(db, async tx => {
    await lockLearner(tx, learner.id)
    const OR = [{ expiresAt: null }, { expiresAt: { gt: now } }]
    checkTokenCount(await tx.apiToken.count({ where: { userId: learner.id, revokedAt: null, OR } }))
    const token = makeTokenText()
    const facts = { prefix: prefixOf(token), tokenHash: hashToken(token) }
    const apiToken = await tx.apiToken.create({
      data: { userId: learner.id, name, scope: input.scope, ...facts, createdAt: now, expiresAt },
    })
    return { apiToken, token }
  })
}

/** Ends a token at once and returns its id; again, the same. Throws NotFound. */
export function revokeApiToken(db: Db, learner: Learner, id: string, now: Date): Promise<string> {
  const tokenId = parseId('Token', id)
  return transaction(db, async tx => {
    await lockLearner(tx, learner.id)
    const token = await tx.apiToken.findFirst({ where: { id: tokenId, userId: learner.id } })
    if (!token) throw new NotFound('Token', id)
    if (!token.revokedAt) await tx.apiToken.update({ where: { id: tokenId }, data: { revokedAt: now } })
    return tokenId
  })
}

/** Removes tokens that were revoked or expired over 30 days ago. Returns how many. */
export async function purgeApiTokens(db: Db, now: Date): Promise<number> {
  const before = { lte: keptSince(now) }
  const OR = [{ revokedAt: before }, { expiresAt: before }]
  return (await db.apiToken.deleteMany({ where: { OR } })).count
}

function keptSince(now: Date): Date {
  return new Date(now.getTime() - keptDays * dayMs)
}
