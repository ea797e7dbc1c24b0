import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { findTokenLearner } from '../auth/bearer.ts'
import { recordStatements } from '../db/sqlLog.ts'
import { startTestApp, type TestApp } from '../testing/app.ts'
import type { TestClient } from '../testing/client.ts'
import { type SocketOptions, type TestSocket, talkTo } from '../testing/socket.ts'

const start = Date.parse('2026-03-10T10:00:00Z')
const hourMs = 3_600_000

let app: TestApp
let clock = start
beforeAll(async () => {
  app = await startTestApp({ now: () => new Date(clock) })
})
afterAll(() => app.close())

const whoAmI = '{ viewer { id } }'
const createGoal =
  'mutation { createGoal(input: { title: "Go", source: { manual: true } }) { goal { id skillTree { root { id } } } } }'

type Learner = TestClient & { learnerId: string }

async function createToken(learner: Learner, scope = 'READ', expiresInDays: number | null = null) {
  const { createApiToken } = await learner.query(
    `mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { token apiToken { id } } }`,
    { input: { name: 'Script', scope, expiresInDays } },
  )
  return { token: createApiToken.token as string, id: createApiToken.apiToken.id as string }
}

function revoke(learner: Learner, id: string) {
  return learner.query('mutation ($id: ID!) { revokeApiToken(id: $id) { id } }', { id })
}

/** A program: without cookies and, unless it is a page, without an origin. */
function send(token: string, operation = whoAmI, variables = {}, headers = {}) {
  return app.visitor().graphql(operation, variables, { authorization: `Bearer ${token}`, ...headers })
}

describe('a request with a token', () => {
  it('is answered as its learner, from any page, without a word about cookies', async () => {
    const learner = await app.signUp()
    const { token } = await createToken(learner)
    const { status, data, headers } = await send(token, whoAmI, {}, { origin: 'https://elsewhere.example' })
    expect([status, data]).toEqual([200, { viewer: { id: learner.learnerId } }])
    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(headers.get('access-control-allow-credentials')).toBeNull()
    expect(headers.getSetCookie()).toEqual([])
  })

  it('is its learner’s alone, whoever the cookie belongs to', async () => {
    const [learner, other] = [await app.signUp(), await app.signUp()]
    const authorization = `Bearer ${(await createToken(learner)).token}`
    const headers = { authorization, origin: 'https://elsewhere.example' }
    expect((await other.graphql(whoAmI, {}, headers)).data.viewer.id).toBe(learner.learnerId)
  })

  it('may do what its scope says', async () => {
    const learner = await app.signUp()
    const [read, review, write] = await Promise.all(
      ['READ', 'REVIEW', 'WRITE'].map(async scope => (await createToken(learner, scope)).token),
    )
    const refused = await send(read!, createGoal)
    expect(refused.errors).toMatchObject([
      { message: 'The token has the scope READ: this needs WRITE.', extensions: { code: 'FORBIDDEN' } },
    ])
    const { data } = await send(write!, createGoal)
    const skillNodeId = data.createGoal.goal.skillTree.root.id
    await send(
      write!,
      `mutation ($input: CreateFlashcardInput!) { createFlashcard(input: $input) { flashcard { id } } }`,
      {
        input: { skillNodeId, question: 'Q', answer: 'A' },
      },
    )
    const begin = 'mutation { startStudySession(input: { mode: FLASHCARD }) { studySession { remaining } } }'
    expect((await send(read!, begin)).errors![0]!.message).toBe(
      'The token has the scope READ: this needs REVIEW.',
    )
    expect((await send(review!, begin)).data).toEqual({
      startStudySession: { studySession: { remaining: 1 } },
    })
    const more = await send(
      write!,
      'mutation { createApiToken(input: { name: "More", scope: READ }) { token } }',
    )
    expect(more.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
  })

  it('is not accepted for accounts and passwords', async () => {
    const learner = await app.signUp()
    const { token } = await createToken(learner, 'WRITE')
    const headers = { authorization: `Bearer ${token}` }
    const session = await app.visitor().fetch('/api/auth/get-session', { headers })
    expect(await session.json()).toBeNull()
    const passwords = { currentPassword: 'correct horse battery', newPassword: 'another horse' }
    expect((await app.visitor().post('/api/auth/change-password', passwords, headers)).status).toBe(401)
  })

  it('costs one statement; its use is noted once a minute', async () => {
    const learner = await app.signUp()
    const { token, id } = await createToken(learner)
    const readUse = async () => (await app.db.apiToken.findUniqueOrThrow({ where: { id } })).lastUsedAt
    expect(await readUse()).toBeNull()
    const first = await recordStatements(app.db, () => findTokenLearner(app.auth, token))
    expect(first.result.id).toBe(learner.learnerId)
    expect(first.statements).toHaveLength(1)
    const since = new Date(clock)
    expect(await readUse()).toEqual(since)
    clock += 59_999
    await send(token)
    expect(await readUse()).toEqual(since)
    clock += 1
    await send(token)
    expect(await readUse()).toEqual(new Date(clock))
  })
})

describe('a token that is not accepted', () => {
  const authorizations: [string, string, string][] = [
    ['no token', 'Bearer', 'This is not a token of Memoryloop: expected "Bearer " and the whole token'],
    ['another kind of token', 'Bearer ghp_16C7e42F292c6912E7', 'This is not a token of Memoryloop'],
    ['half a token', 'Bearer ml_abc', 'This is not a token of Memoryloop'],
    ['an unknown token', `Bearer ml_${'a'.repeat(43)}`, 'This token is not known here.'],
  ]
  it.each(authorizations)('%s', async (_, authorization, message) => {
    const learner = await app.signUp()
    const { status, headers, data, errors } = await learner.graphql(whoAmI, {}, { authorization })
    // The cookie would have been enough: it is not fallen back to.
    expect([status, data]).toEqual([401, undefined])
    expect(headers.get('www-authenticate')).toBe('Bearer realm="Memoryloop"')
    expect(errors![0]).toMatchObject({
      extensions: { code: 'UNAUTHENTICATED', requestId: expect.any(String) },
    })
    expect(errors![0]!.message).toContain(message)
    expect(errors![0]!.message).not.toContain(authorization.slice(7) || 'undefined')
  })

  it('one that was revoked', async () => {
    const learner = await app.signUp()
    const { token, id } = await createToken(learner)
    expect((await send(token)).status).toBe(200)
    await revoke(learner, id)
    const { status, errors } = await send(token)
    expect([status, errors![0]!.message]).toEqual([401, 'The token "Script" was revoked on 2026-03-10.'])
  })

  it('one that has expired, whose use is not noted', async () => {
    const learner = await app.signUp()
    const { token, id } = await createToken(learner, 'READ', 1)
    clock += 24 * hourMs
    const { status, errors } = await send(token)
    expect([status, errors![0]!.message]).toEqual([
      401,
      'The token "Script" expired on 2026-03-11. Make a new one under Settings, API tokens.',
    ])
    clock = start
    expect(await app.db.apiToken.findUnique({ where: { id } })).toMatchObject({ lastUsedAt: null })
  })

  it('costs no statement when it cannot be one', async () => {
    const { statements } = await recordStatements(app.db, () =>
      findTokenLearner(app.auth, 'ml_abc').catch(() => null),
    )
    expect(statements).toEqual([])
  })

  it('is no matter of other schemes: a proxy may have a password of its own', async () => {
    const learner = await app.signUp()
    const { data } = await learner.graphql(whoAmI, {}, { authorization: 'Basic bWU6c2VjcmV0' })
    expect(data.viewer.id).toBe(learner.learnerId)
  })
})

describe('tokens and sessions', () => {
  it('a token outlives signing out everywhere and a new password', async () => {
    const email = 'outlives@example.org'
    const learner = await app.signUp(email)
    const { token } = await createToken(learner)
    await learner.post('/api/auth/revoke-sessions')
    expect((await send(token)).data.viewer.id).toBe(learner.learnerId)
    await app.visitor().post('/api/auth/request-password-reset', { email, redirectTo: '/reset-password' })
    await app.auth.settle()
    const letter = app.mail.letters.findLast(({ to }) => to === email)!
    const reset = { token: new URL(letter.link).searchParams.get('token'), newPassword: 'another horse' }
    expect((await app.visitor().post('/api/auth/reset-password', reset)).status).toBe(200)
    expect((await send(token)).data.viewer.id).toBe(learner.learnerId)
  })

  it('the log holds no token', async () => {
    const learner = await app.signUp()
    const { token } = await createToken(learner)
    await send(token)
    const text = JSON.stringify(app.log)
    expect(text).toContain(learner.learnerId)
    expect(text).not.toContain(token.slice(11))
  })
})

it('requests count, those with a refused token too', async () => {
  const limited = await startTestApp({ requestsPerMinute: 20 })
  try {
    const learner = await limited.signUp()
    const { token } = await createToken(learner)
    for (const [authorization, status] of [
      [`Bearer ${token}`, 200],
      ['Bearer ml_abc', 401],
    ] as const) {
      const statuses: number[] = []
      // a minute may end meanwhile: as many as two of them allow, and one
      for (let n = 0; n < 43 && statuses.at(-1) !== 429; n++) {
        statuses.push((await limited.visitor().graphql(whoAmI, {}, { authorization })).status)
      }
      expect([statuses[0], statuses.at(-1)]).toEqual([status, 429])
    }
  } finally {
    await limited.close()
  }
})

describe('a WebSocket with a token', () => {
  const sockets: TestSocket[] = []
  afterEach(async () => {
    await Promise.all(sockets.splice(0).map(socket => socket.close()))
  })

  const follow = 'subscription ($id: ID!) { generationJob(id: $id) { status } }'

  async function talk(options: SocketOptions): Promise<TestSocket> {
    const socket = await talkTo(app, { origin: null, ...options })
    sockets.push(socket)
    return socket
  }

  async function createJob(learner: Learner): Promise<string> {
    const { id } = await app.db.generationJob.create({
      data: { userId: learner.learnerId, kind: 'skill_tree', status: 'running' },
    })
    return id
  }

  it('hears what its learner may hear', async () => {
    const learner = await app.signUp()
    const id = await createJob(learner)
    const authorization = `Bearer ${(await createToken(learner)).token}`
    for (const options of [
      { params: { authorization } },
      { params: { Authorization: authorization } },
      { authorization },
    ]) {
      const socket = await talk(options)
      socket.subscribe('1', follow, { id })
      expect(await socket.next()).toMatchObject({
        payload: { data: { generationJob: { status: 'RUNNING' } } },
      })
    }
  })

  it.each([
    ['is not one', 'Bearer ml_abc', 'This is not a token of Memoryloop'],
    ['is no bearer’s', 'ml_abc', 'Invalid authorization in the payload of connection_init'],
    ['is no text', 7, 'Invalid authorization in the payload of connection_init'],
  ])('hears why, when it %s, whatever the cookie', async (_, authorization, message) => {
    const learner = await app.signUp()
    const id = await createJob(learner)
    const socket = await talk({ as: learner, params: { authorization } })
    socket.subscribe('1', follow, { id })
    const { type, payload } = await socket.next()
    expect([type, payload[0].extensions.code]).toEqual(['error', 'UNAUTHENTICATED'])
    expect(payload[0].message).toContain(message)
  })

  it('hears nothing more once it was revoked', async () => {
    const learner = await app.signUp()
    const jobId = await createJob(learner)
    const { token, id } = await createToken(learner)
    const socket = await talk({ params: { authorization: `Bearer ${token}` } })
    socket.subscribe('1', follow, { id: jobId })
    expect((await socket.next()).type).toBe('next')
    await revoke(learner, id)
    clock += 1_000
    socket.subscribe('2', follow, { id: jobId })
    const { id: about, type, payload } = await socket.next()
    expect([about, type]).toEqual(['2', 'error'])
    expect(payload[0].message).toContain('The token "Script" was revoked')
  })
})
