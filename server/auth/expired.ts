import type { Db } from '../db/client.ts'
import { purgeApiTokens } from '../services/apiTokens.ts'

/** Counters of attempts that have not grown for as long hold nobody back any more. */
const attemptsForgottenAfterMs = 86_400_000

/** Removes sessions, links and tokens that have run out, and forgotten attempts. Returns how many rows went. */
export async function purgeExpired(db: Db, now: Date): Promise<number> {
  const expired = { where: { expiresAt: { lt: now } } }
  const sessions = await db.session.deleteMany(expired)
  const links = await db.verification.deleteMany(expired)
  const lastRequest = { lt: BigInt(now.getTime() - attemptsForgottenAfterMs) }
  const attempts = await db.rateLimit.deleteMany({ where: { lastRequest } })
  const tokens = await purgeApiTokens(db, now)
  return tokens + sessions.count + links.count + attempts.count
}
