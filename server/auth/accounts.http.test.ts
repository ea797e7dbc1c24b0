import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../testing/app.ts'
import { identify } from './learner.ts'

const password = 'correct horse battery'
const whoAmI = '{ viewer { id email name isGuest isAdmin } }'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

describe('guests', () => {
  it('start at once and stay signed in for 365 days', async () => {
    const client = app.visitor()
    const response = await client.post('/api/auth/sign-in/anonymous')
    expect(response.status).toBe(200)
    const cookie = response.headers.getSetCookie().find(line => line.startsWith('memoryloop.session_token='))
    expect(cookie).toMatch(/Max-Age=31536000;.*HttpOnly.*SameSite=Lax/)
    const { viewer } = await client.query(whoAmI)
    expect(viewer).toMatchObject({ isGuest: true, isAdmin: false, email: null })
    expect(viewer.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/)
  })

  it('are not administrators, nor can they ask for e-mail', async () => {
    const guest = await app.asGuest()
    const { email } = await app.db.user.findUniqueOrThrow({ where: { id: guest.learnerId } })
    const response = await guest.post('/api/auth/request-password-reset', { email })
    expect(response.status).toBe(400)
    expect(app.mail.letters).toEqual([])
  })

  it('keep what they made when they sign up, with their settings', async () => {
    const guest = await app.asGuest()
    await app.db.user.update({ where: { id: guest.learnerId }, data: { timeZone: 'Asia/Tokyo' } })
    const goal = await app.db.learningGoal.create({ data: { userId: guest.learnerId, title: 'Go' } })
    const accountId = await guest.signUp('keeps@example.org', password)
    expect(await guest.query(whoAmI)).toMatchObject({ viewer: { id: accountId, isGuest: false } })
    expect(await app.db.learningGoal.findUnique({ where: { id: goal.id } })).toMatchObject({
      userId: accountId,
    })
    expect(await app.db.user.findUnique({ where: { id: accountId } })).toMatchObject({
      timeZone: 'Asia/Tokyo',
    })
    expect(await app.db.user.findUnique({ where: { id: guest.learnerId } })).toBeNull()
  })

  it('bring what they made when they sign in, where the settings of the account win', async () => {
    const account = await app.signUp('brings@example.org', password)
    await app.db.user.update({ where: { id: account.learnerId }, data: { timeZone: 'Europe/Berlin' } })
    const guest = await app.asGuest()
    const goal = await app.db.learningGoal.create({ data: { userId: guest.learnerId, title: 'Chess' } })
    expect(await guest.signIn('brings@example.org', password)).toBe(account.learnerId)
    expect(await app.db.learningGoal.findUnique({ where: { id: goal.id } })).toMatchObject({
      userId: account.learnerId,
    })
    expect(await app.db.user.findUnique({ where: { id: account.learnerId } })).toMatchObject({
      timeZone: 'Europe/Berlin',
    })
    expect(await app.db.user.findUnique({ where: { id: guest.learnerId } })).toBeNull()
  })

  it('keep their session when signing in fails', async () => {
    const guest = await app.asGuest()
    const response = await guest.post('/api/auth/sign-in/email', { email: 'nobody@example.org', password })
    expect(response.status).toBe(401)
    expect(await guest.query(whoAmI)).toMatchObject({ viewer: { id: guest.learnerId } })
  })
})

describe('accounts', () => {
  it('store passwords as argon2id', async () => {
    const { learnerId } = await app.signUp()
    const account = await app.db.account.findFirstOrThrow({ where: { userId: learnerId } })
    expect(account.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })

  it.each([
    ['a short password', { password: '1234567' }, 'PASSWORD_TOO_SHORT'],
    ['a very long password', { password: 'x'.repeat(201) }, 'PASSWORD_TOO_LONG'],
    ['no e-mail address', { email: 'nonsense' }, expect.anything()],
    ['a taken address', { email: 'taken@example.org' }, 'USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL'],
    ['NUL in the name', { name: 'a\0b' }, 'BAD_USER_INPUT'],
    ['a name that is too long', { name: 'x'.repeat(201) }, 'BAD_USER_INPUT'],
    ['a name that is no text', { name: { first: 'x' } }, expect.anything()],
  ])('refuse %s', async (_, change, code) => {
    if (code === 'USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL') await app.signUp('taken@example.org')
    const body = { email: 'new@example.org', password, name: 'Learner', ...change }
    const response = await app.visitor().post('/api/auth/sign-up/email', body)
    expect(response.status).toBeGreaterThanOrEqual(400)
    expect(response.status).toBeLessThan(500)
    expect(await response.json()).toMatchObject({ code })
  })

  it('sign out, here or everywhere', async () => {
    const here = await app.signUp('everywhere@example.org', password)
    const there = app.visitor()
    await there.signIn('everywhere@example.org', password)
    await there.post('/api/auth/sign-out')
    expect(await there.query(whoAmI)).toEqual({ viewer: null })
    await there.signIn('everywhere@example.org', password)
    const old = here.cookieHeader()
    expect((await here.post('/api/auth/revoke-sessions')).status).toBe(200)
    expect(await there.query(whoAmI)).toEqual({ viewer: null })
    expect(await identify(app.auth, new Headers({ cookie: old }))).toBeNull()
  })

  it('are verified by the link in the letter', async () => {
    const { learnerId } = await app.signUp('verify@example.org')
    await app.auth.settle()
    const letter = app.mail.letters.find(({ to }) => to === 'verify@example.org')!
    expect(letter.link).toMatch(/^http:\/\/localhost:4000\/api\/auth\/verify-email\?token=/)
    const { pathname, search } = new URL(letter.link)
    const response = await app.visitor().fetch(pathname + search)
    expect([response.status, response.headers.get('location')]).toEqual([302, '/'])
    expect(await app.db.user.findUnique({ where: { id: learnerId } })).toMatchObject({ emailVerified: true })
  })

  it('get a new password by the link in the letter, which ends every session', async () => {
    const client = await app.signUp('reset@example.org', password)
    const response = await client.post('/api/auth/request-password-reset', {
      email: 'reset@example.org',
      redirectTo: '/reset-password',
    })
    expect(response.status).toBe(200)
    await app.auth.settle()
    const letter = app.mail.letters.find(({ to, link }) => to === 'reset@example.org' && /reset/.test(link))!
    const link = new URL(letter.link)
    expect(link.origin + link.pathname).toBe('http://localhost:4000/reset-password')
    const token = link.searchParams.get('token')
    const newPassword = 'another horse'
    const reset = () => app.visitor().post('/api/auth/reset-password', { token, newPassword })
    expect((await reset()).status).toBe(200)
    expect(await client.query(whoAmI)).toEqual({ viewer: null })
    await app.visitor().signIn('reset@example.org', newPassword)
    expect((await reset()).status).toBe(400)
  })

  it('do not tell whether an address has one', async () => {
    const body = { email: 'unknown@example.org' }
    const response = await app.visitor().post('/api/auth/request-password-reset', body)
    expect(response.status).toBe(200)
  })

  it('cannot lose their name', async () => {
    const client = await app.signUp()
    const response = await client.post('/api/auth/update-user', { name: null })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ code: 'BAD_USER_INPUT' })
  })
})

describe('sessions', () => {
  it('cost one statement, and none when the cookie is not ours', async () => {
    const { recordStatements } = await import('../db/sqlLog.ts')
    const guest = await app.asGuest()
    const headers = new Headers({ cookie: guest.cookieHeader() })
    const known = await recordStatements(app.db, () => identify(app.auth, headers))
    expect(known.result?.learner.id).toBe(guest.learnerId)
    expect(known.statements).toHaveLength(1)
    const forged = new Headers({ cookie: guest.cookieHeader().replace(/\.[^.]+$/, '.AAAA') })
    const unknown = await recordStatements(app.db, () => identify(app.auth, forged))
    expect(unknown).toMatchObject({ result: null, statements: [] })
  })

  it('are kept in the cookie alone: no answer tells their token', async () => {
    const email = 'token@example.org'
    const client = app.visitor()
    const answers = [
      await client.post('/api/auth/sign-in/anonymous'),
      await client.post('/api/auth/sign-up/email', { email, password, name: 'Learner' }),
      await client.post('/api/auth/sign-in/email', { email, password }),
      await client.fetch('/api/auth/get-session'),
      await client.fetch('/api/auth/list-sessions'),
    ]
    const sessions = await app.db.session.findMany({ where: { user: { email } } })
    expect(sessions.length).toBeGreaterThan(0)
    for (const answer of answers) {
      expect(answer.status).toBe(200)
      const text = await answer.text()
      expect(text).toMatch(/"(user|userId)":/)
      expect(text).not.toContain('"token"')
      for (const { token } of sessions) expect(text).not.toContain(token)
    }
  })

  it('roll forward when used a day later, by any request', async () => {
    const guest = await app.asGuest()
    const where = { userId: guest.learnerId }
    const day = 86_400_000
    await app.db.session.updateMany({ where, data: { expiresAt: new Date(Date.now() + 300 * day) } })
    const { headers } = await guest.graphql(whoAmI)
    expect(headers.getSetCookie().join()).toMatch(/memoryloop\.session_token=.*Max-Age=31536000/)
    const session = await app.db.session.findFirstOrThrow({ where })
    expect(session.expiresAt.getTime()).toBeGreaterThan(Date.now() + 364 * day)
    expect((await guest.graphql(whoAmI)).headers.getSetCookie()).toEqual([])
  })

  it('end when they are over', async () => {
    const guest = await app.asGuest()
    await app.db.session.updateMany({
      where: { userId: guest.learnerId },
      data: { expiresAt: new Date(Date.now() - 1000) },
    })
    expect(await guest.query(whoAmI)).toEqual({ viewer: null })
  })

  it('are not prolonged when the learner chose not to stay signed in', async () => {
    await app.signUp('short@example.org', password)
    const client = app.visitor()
    const body = { email: 'short@example.org', password, rememberMe: false }
    await client.post('/api/auth/sign-in/email', body)
    const { data, headers } = await client.graphql(whoAmI)
    expect(data.viewer.email).toBe('short@example.org')
    expect(headers.getSetCookie()).toEqual([])
  })
})

describe('attempts', () => {
  it('are limited per address, whatever the client claims its address to be', async () => {
    const attempt = (n: number) =>
      app
        .visitor()
        .post(
          '/api/auth/sign-in/email',
          { email: 'nobody@example.org', password },
          { 'x-forwarded-for': `192.0.2.${n}`, 'x-memoryloop-client-address': `192.0.2.${n}` },
        )
    const responses: Response[] = []
    for (let n = 0; n < 12; n++) responses.push(await attempt(n))
    const last = responses.at(-1)!
    expect(last.status).toBe(429)
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await last.json()).toMatchObject({ code: 'RATE_LIMITED', retryAfterSeconds: expect.any(Number) })
  })
})
