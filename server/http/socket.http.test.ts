import { get, type IncomingMessage } from 'node:http'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { jobChannel } from '../db/generationJobs.ts'
import { notify } from '../db/notifications.ts'
import { transaction } from '../db/transaction.ts'
import { startTestApp, type TestApp } from '../testing/app.ts'
import type { TestClient } from '../testing/client.ts'
import { openSocket, type SocketOptions, type TestSocket, talkTo } from '../testing/socket.ts'

let app: TestApp
let clock = Date.parse('2026-03-01T09:00:00Z')
beforeAll(async () => {
  app = await startTestApp({ now: () => new Date(clock) })
})
afterAll(() => app.close())

const sockets: TestSocket[] = []
afterEach(async () => {
  await Promise.all(sockets.splice(0).map(socket => socket.close()))
})

async function talk(options: SocketOptions = {}, on = app): Promise<TestSocket> {
  const socket = await talkTo(on, options)
  sockets.push(socket)
  return socket
}

const followJob = `subscription ($id: ID!) {
  generationJob(id: $id) { id status progress goal { title } }
}`

type Learner = TestClient & { learnerId: string }

/** A goal with a job that is being done. */
async function createJob(learner: Learner, on = app) {
  const { createGoal } = await learner.query(
    'mutation { createGoal(input: { title: "Go", source: { manual: true } }) { goal { id } } }',
  )
  const goalId: string = createGoal.goal.id
  const { id } = await on.db.generationJob.create({
    data: { userId: learner.learnerId, kind: 'skill_tree', status: 'running', goalId },
  })
  return { id, goalId }
}

function change(id: string, data: { progress?: number; status?: string }) {
  return transaction(app.db, async tx => {
    await tx.generationJob.update({ where: { id }, data })
    await notify(tx, jobChannel, id)
  })
}

const answer = (id: string, job: object) => ({ type: 'next', id, payload: { data: { generationJob: job } } })

describe('following a job', () => {
  test('it is told as it is, after each change with what is true then, and to its end', async () => {
    const learner = await app.asGuest()
    const { id, goalId } = await createJob(learner)
    const socket = await talk({ as: learner })
    socket.subscribe('1', followJob, { id })
    const goal = { title: 'Go' }
    expect(await socket.next()).toEqual(answer('1', { id, status: 'RUNNING', progress: 0, goal }))

    await learner.query(
      'mutation ($id: ID!) { updateGoal(input: { id: $id, title: "Golang" }) { goal { id } } }',
      {
        id: goalId,
      },
    )
    await change(id, { progress: 0.5 })
    const renamed = { title: 'Golang' }
    expect(await socket.next()).toEqual(answer('1', { id, status: 'RUNNING', progress: 0.5, goal: renamed }))
    await change(id, { progress: 1, status: 'succeeded' })
    expect(await socket.next()).toEqual(answer('1', { id, status: 'SUCCEEDED', progress: 1, goal: renamed }))
    expect(await socket.next()).toEqual({ type: 'complete', id: '1' })
  })

  test('a client that is busy gets the latest state, not everything that lay between', async () => {
    const learner = await app.asGuest()
    const { id } = await createJob(learner)
    const socket = await talk({ as: learner })
    socket.subscribe('1', followJob, { id })
    await socket.next()
    socket.pause()
    for (let step = 1; step <= 50; step++) await change(id, { progress: step / 100 })
    await change(id, { progress: 1, status: 'succeeded' })
    socket.resume()
    const seen: number[] = []
    for (let message = await socket.next(); message.type === 'next'; message = await socket.next()) {
      seen.push(message.payload.data.generationJob.progress)
    }
    expect(seen.at(-1)).toBe(1)
    expect(seen.length).toBeLessThan(25)
  })

  test('a subscription that the client ended is heard of no more', async () => {
    const learner = await app.asGuest()
    const [first, second] = [await createJob(learner), await createJob(learner)]
    const socket = await talk({ as: learner })
    socket.subscribe('1', followJob, { id: first.id })
    await socket.next()
    socket.send({ type: 'complete', id: '1' })
    socket.subscribe('2', followJob, { id: second.id })
    expect((await socket.next()).id).toBe('2')
    await change(first.id, { progress: 0.5 })
    await change(second.id, { progress: 0.5 })
    expect((await socket.next()).id).toBe('2')
  })
})

describe('who may hear what', () => {
  test('a page of another origin may not open a socket', async () => {
    const learner = await app.asGuest()
    await expect(openSocket(app, { as: learner, origin: 'https://evil.example' })).rejects.toMatchObject({
      status: 403,
      body: {
        errors: [
          {
            message:
              'Pages of https://evil.example may not open a WebSocket here; they belong to http://localhost:4000 (APP_URL).',
            extensions: { code: 'FORBIDDEN', requestId: expect.any(String) },
          },
        ],
      },
    })
    await expect(openSocket(app, { as: learner, origin: 'null' })).rejects.toMatchObject({ status: 403 })
  })

  test('a program that is no browser may', async () => {
    const learner = await app.asGuest()
    const { id } = await createJob(learner)
    const socket = await talk({ as: learner, origin: null })
    socket.subscribe('1', followJob, { id })
    expect((await socket.next()).type).toBe('next')
  })

  test('without a learner nothing is told', async () => {
    const { id } = await createJob(await app.asGuest())
    const socket = await talk()
    socket.subscribe('1', followJob, { id })
    expect(await nextErrors(socket)).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }])
  })

  test('a job of another learner is not found', async () => {
    const { id } = await createJob(await app.asGuest())
    const socket = await talk({ as: await app.asGuest() })
    socket.subscribe('1', followJob, { id })
    expect(await nextErrors(socket)).toMatchObject([
      { message: `Generation job "${id}" was not found.`, extensions: { code: 'NOT_FOUND' } },
    ])
  })

  test('who signed out meanwhile hears nothing more', async () => {
    const learner = await app.signUp()
    const { id } = await createJob(learner)
    const socket = await talk({ as: learner })
    socket.subscribe('1', followJob, { id })
    await socket.next()
    expect((await learner.post('/api/auth/sign-out')).status).toBe(200)
    clock += 1_000
    await change(id, { progress: 0.5 })
    expect(await nextErrors(socket)).toMatchObject([
      { message: 'You are signed out.', extensions: { code: 'UNAUTHENTICATED' } },
    ])
    socket.subscribe('2', followJob, { id })
    expect(await nextErrors(socket)).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }])
  })

  test('a learner who deleted the account meanwhile hears nothing more', async () => {
    const learner = await app.asGuest()
    const { id } = await createJob(learner)
    const socket = await talk({ as: learner })
    socket.subscribe('1', followJob, { id })
    await socket.next()
    await app.db.user.delete({ where: { id: learner.learnerId } })
    clock += 1_000
    await transaction(app.db, tx => notify(tx, jobChannel, id))
    expect((await nextErrors(socket))[0].extensions.code).toMatch(/^(UNAUTHENTICATED|NOT_FOUND)$/)
  })
})

async function nextErrors(socket: TestSocket) {
  const { type, payload } = await socket.next()
  expect(type).toBe('error')
  return payload
}

describe('limits', () => {
  const deep = `subscription { generationJob(id: "1") { goal { skillTree { root { ${'children { '.repeat(30)} id ${'} '.repeat(30)} } } } } }`

  test.each<[string, string, object?]>([
    ['no operation', 'subscription { '],
    ['an unknown field', 'subscription { nothing }'],
    ['two operations', 'subscription A { __typename } subscription B { __typename }'],
    ['too deep an operation', deep],
    ['too long an operation', `subscription { generationJob(id: "1") { ${'id '.repeat(5_000)} } }`],
    ['a wrong variable', followJob, { id: ['a', 'b'] }],
    ['a missing variable', followJob],
    ['a variable with NUL', followJob, { id: 'a\0b' }],
    ['a lone surrogate', 'subscription { generationJob(id: "\\uD800") { id } }'],
  ])('%s is refused as over HTTP', async (_what, operation, given = {}) => {
    const learner = await app.asGuest()
    const variables = given as Record<string, unknown>
    const socket = await talk({ as: learner })
    socket.subscribe('1', operation, variables)
    const errors = await nextErrors(socket)
    // A query of the same field, where a subscription would be refused for being one.
    const query = operation === followJob ? followJob.replace('subscription', 'query') : operation
    const { errors: overHttp } = await learner.graphql(query, variables)
    expect(errors.map(comparable)).toEqual(overHttp!.map(comparable))
  })

  test.each(['query', 'mutation'])('a %s is to be sent by HTTP', async kind => {
    const socket = await talk({ as: await app.asGuest() })
    socket.subscribe('1', `${kind} { __typename }`)
    expect(await nextErrors(socket)).toMatchObject([
      {
        message: `Only subscriptions are answered over a WebSocket. Send the ${kind} to /graphql by HTTP.`,
        extensions: { code: 'BAD_USER_INPUT', requestId: expect.any(String) },
      },
    ])
  })

  test('a subscription is to be sent over a socket', async () => {
    const learner = await app.asGuest()
    const { status, errors } = await learner.graphql(followJob, { id: '1' })
    expect([status, errors]).toMatchObject([
      400,
      [{ message: expect.stringContaining('over a WebSocket'), extensions: { code: 'BAD_USER_INPUT' } }],
    ])
  })

  test('twenty subscriptions to a socket', async () => {
    const learner = await app.asGuest()
    const { id } = await createJob(learner)
    const socket = await talk({ as: learner })
    for (let number = 1; number <= 20; number++) {
      socket.subscribe(String(number), followJob, { id })
      expect((await socket.next()).type).toBe('next')
    }
    socket.subscribe('21', followJob, { id })
    expect(await nextErrors(socket)).toMatchObject([
      { extensions: { code: 'LIMIT_EXCEEDED', limit: 'subscriptions', value: 21, allowed: 20 } },
    ])
    socket.send({ type: 'complete', id: '1' })
    socket.subscribe('22', followJob, { id })
    expect(await socket.next()).toMatchObject({ type: 'next', id: '22' })
  })

  test('fifty subscriptions to a learner over all sockets; one that has ended makes room', async () => {
    const learner = await app.asGuest()
    const { id } = await createJob(learner)
    const socketsOfTwenty = await Promise.all([20, 20, 10].map(() => talk({ as: learner })))
    for (const [index, socket] of socketsOfTwenty.entries()) {
      for (let number = 1; number <= (index < 2 ? 20 : 10); number++) {
        socket.subscribe(String(number), followJob, { id })
        expect((await socket.next()).type).toBe('next')
      }
    }
    const [first, , last] = socketsOfTwenty
    last!.subscribe('11', followJob, { id })
    expect(await nextErrors(last!)).toMatchObject([
      { extensions: { code: 'LIMIT_EXCEEDED', limit: 'subscriptions', value: 51, allowed: 50 } },
    ])
    const other = await app.asGuest()
    const othersSocket = await talk({ as: other })
    othersSocket.subscribe('1', followJob, { id: (await createJob(other)).id })
    expect((await othersSocket.next()).type).toBe('next')

    await first!.close()
    let number = 12
    const subscribe = async () => {
      last!.subscribe(String(number++), followJob, { id })
      return (await last!.next()).type
    }
    await expect.poll(subscribe).toBe('next')
  })

  test('thirty sockets to a learner; one that is closed makes room', async () => {
    const learner = await app.asGuest()
    const opened = await Promise.all(Array.from({ length: 30 }, () => talk({ as: learner })))
    await expect(openSocket(app, { as: learner })).rejects.toMatchObject({
      status: 429,
      body: { errors: [{ extensions: { code: 'RATE_LIMITED' } }] },
    })
    await talk({ as: await app.asGuest() })
    await opened[0]!.close()
    await expect.poll(() => talk({ as: learner }).then(() => 'open')).toBe('open')
  })

  test('requests count, opening included', async () => {
    const strict = await startTestApp({ requestsPerMinute: 40 })
    try {
      const learner = await strict.asGuest()
      const socket = await talk({ as: learner }, strict)
      const codes: string[] = []
      for (let number = 1; number <= 100; number++) {
        socket.subscribe(String(number), '{ __typename }')
        codes.push((await nextErrors(socket))[0].extensions.code)
      }
      expect([codes[0], codes.at(-1)]).toEqual(['BAD_USER_INPUT', 'RATE_LIMITED'])
      await expect(openSocket(strict, { as: learner })).rejects.toMatchObject({ status: 429 })
    } finally {
      await strict.close()
    }
  })

  test('answers count, and one too many ends the subscription', async () => {
    const strict = await startTestApp({ requestsPerMinute: 20 })
    try {
      const learner = await strict.asGuest()
      const { id } = await createJob(learner, strict)
      const socket = await talk({ as: learner }, strict)
      socket.subscribe('1', followJob, { id })
      let message = await socket.next()
      let answers = 0
      for (; message.type === 'next' && answers < 100; answers++) {
        await transaction(strict.db, tx => notify(tx, jobChannel, id))
        message = await socket.next()
      }
      expect(answers).toBeGreaterThan(5)
      expect(message).toMatchObject({
        type: 'error',
        payload: [{ extensions: { code: 'RATE_LIMITED', requestId: expect.any(String) } }],
      })
    } finally {
      await strict.close()
    }
  })

  test.each([
    ['a message that is too long', `"${'x'.repeat(100_001)}"`, 1009],
    ['a message that is not JSON', 'hello', 4400],
    ['a message that only servers send', '{ "type": "connection_ack" }', 4400],
    ['a second hello', '{ "type": "connection_init" }', 4429],
  ])('%s closes the socket', async (_what, message, code) => {
    const socket = await talk({ as: await app.asGuest() })
    socket.send(message)
    expect((await socket.closed).code).toBe(code)
  })

  test('nothing is answered before the hello, nor in another protocol', async () => {
    const silent = await openSocket(app)
    silent.subscribe('1', followJob, { id: '1' })
    expect((await silent.closed).code).toBe(4401)
    const foreign = await openSocket(app, { protocol: 'graphql-ws' }).catch(error => error.message)
    expect(foreign).toBe('Server sent no subprotocol')
  })

  test.each(['/api/auth', '/', '//', '/%', '/graphqls'])('at %s there are no sockets', async path => {
    await expect(openSocket(app, { path })).rejects.toMatchObject({ status: 404 })
  })

  test('addresses are told apart behind a proxy', async () => {
    const behindProxy = await startTestApp({ trustProxy: 1, requestsPerMinute: 20 })
    const from = (address: string) =>
      talk({ headers: { 'x-forwarded-for': address } }, behindProxy).then(
        () => 'open',
        ({ status }) => status,
      )
    try {
      let last: string | number = 'open'
      for (let tries = 0; tries < 100 && last === 'open'; tries++) last = await from('203.0.113.7')
      expect([last, await from('203.0.113.8')]).toEqual([429, 'open'])
    } finally {
      await behindProxy.close()
    }
  })

  test('none of it was a fault of ours', () => {
    expect(app.log.filter(({ level }) => Number(level) >= 40)).toEqual([])
  })
})

function comparable({ message, extensions }: { message: string; extensions: Record<string, unknown> }) {
  const { requestId, ...rest } = extensions
  return { message, ...rest, hasRequestId: typeof requestId === 'string' }
}

test('a client that does not answer any more is let go, others are not', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const quiet = await startTestApp()
  try {
    const dead = await talk({ isDead: true }, quiet)
    const alive = await talk({}, quiet)
    for (let pings = 0; pings < 3; pings++) {
      vi.advanceTimersByTime(20_000)
      // What is answered after the ping was sent after its answer.
      alive.send({ type: 'ping' })
      expect((await alive.next()).type).toBe('pong')
    }
    expect((await dead.closed).code).toBe(1006)
  } finally {
    await quiet.close()
    vi.useRealTimers()
  }
})

test('a client that would rather speak HTTP/2 is answered as ever', async () => {
  const headers = {
    connection: 'Upgrade, HTTP2-Settings',
    upgrade: 'h2c',
    'http2-settings': 'AAMAAABkAAQAAP__',
  }
  const answered = Promise.withResolvers<IncomingMessage>()
  get(`${app.baseUrl}/healthz`, { headers }, answered.resolve).on('error', answered.reject)
  const response = await answered.promise
  response.resume()
  expect(response.statusCode).toBe(200)
})

test('a server that stops says so, and lets nobody in', async () => {
  const stopping = await startTestApp()
  const socket = await talk({ as: await stopping.asGuest() }, stopping)
  await stopping.closeSockets()
  expect(await socket.closed).toEqual({ code: 1001, reason: 'The server is stopping' })
  await expect(openSocket(stopping)).rejects.toMatchObject({ status: 503 })
  await stopping.close()
})
