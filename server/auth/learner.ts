import type { Learner } from '../domain/learner.ts'
import type { Auth } from './auth.ts'
import { findTokenLearner, readBearer } from './bearer.ts'
import { readCookie, readSessionToken } from './sessionCookie.ts'

export interface Identity {
  learner: Learner
  /** `Set-Cookie` headers that prolong the session, at most once a day */
  setCookies: string[]
}

interface SessionRow {
  id: string
  name: string
  email: string
  is_anonymous: boolean
  is_admin: boolean
  expires_at: Date
}

/** What a caller shows to be known by; null: not sent. */
export interface Credentials {
  cookies: string | null
  /** an `Authorization` header; a bearer token counts instead of the cookies, whatever it is worth */
  authorization: string | null
}

/**
 * Who sends these headers: one statement, none without a token or a cookie signed by us. Rolls the session
 * forward when it was last prolonged over a day ago. Throws Unauthenticated for a token that is refused.
 */
export async function identify(auth: Auth, headers: Headers): Promise<Identity | null> {
  const token = readBearer(headers.get('authorization'))
  if (token !== null) return { learner: await findTokenLearner(auth, token), setCookies: [] }
  const cookies = headers.get('cookie')
  const row = await findSession(auth, cookies)
  if (!row) return null
  const isRemembered = readCookie(cookies, auth.forgetCookieName) === null
  const isStale = row.expires_at.getTime() < auth.now().getTime() + auth.sessionSeconds.refreshBelow * 1000
  const setCookies = isRemembered && isStale ? await prolongSession(auth, headers) : []
  return { learner: toLearner(row), setCookies }
}

/** As {@link identify}, for callers who cannot be sent cookies: the session is not prolonged. */
export async function findLearner(auth: Auth, credentials: Credentials): Promise<Learner | null> {
  const token = readBearer(credentials.authorization)
  if (token !== null) return findTokenLearner(auth, token)
  const row = await findSession(auth, credentials.cookies)
  return row && toLearner(row)
}

async function findSession(auth: Auth, cookies: string | null): Promise<SessionRow | null> {
  const token = readSessionToken(cookies, auth.sessionCookieName, auth.secret)
  if (!token) return null
  const [row] = await auth.db.$queryRaw<SessionRow[]>`
    SELECT users.id, name, email, is_anonymous, is_admin, expires_at
    FROM sessions JOIN users ON users.id = sessions.user_id
    WHERE token = ${token} AND expires_at > ${auth.now()}`
  return row ?? null
}

function toLearner(row: SessionRow): Learner {
  return {
    id: row.id,
    isGuest: row.is_anonymous,
    isAdmin: row.is_admin,
    email: row.is_anonymous ? null : row.email,
    name: row.name,
  }
}

async function prolongSession(auth: Auth, headers: Headers): Promise<string[]> {
  const answer = await auth.betterAuth.api.getSession({ headers, returnHeaders: true })
  return answer.headers.getSetCookie()
}
