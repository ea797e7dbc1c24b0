import type { Learner } from '../domain/learner.ts'
import type { Auth } from './auth.ts'
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

/**
 * Who sends these headers: one statement, none without a cookie signed by us. Rolls the session forward
 * when it was last prolonged over a day ago.
 */
export async function identify(auth: Auth, headers: Headers): Promise<Identity | null> {
  const cookies = headers.get('cookie')
  const row = await findSession(auth, cookies)
  if (!row) return null
  const isRemembered = readCookie(cookies, auth.forgetCookieName) === null
  const isStale = row.expires_at.getTime() < auth.now().getTime() + auth.sessionSeconds.refreshBelow * 1000
  const setCookies = isRemembered && isStale ? await prolongSession(auth, headers) : []
  return { learner: toLearner(row), setCookies }
}

/** As {@link identify}, for callers who cannot be sent cookies: the session is not prolonged. */
export async function findLearner(auth: Auth, cookies: string | null): Promise<Learner | null> {
  const row = await findSession(auth, cookies)
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
