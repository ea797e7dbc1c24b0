import { request as httpRequest } from 'node:http'
import { serverAudits } from 'graphql-http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../testing/app.ts'
import { maxBodyBytes } from './body.ts'

const whoAmI = '{ viewer { id } }'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const get = (path: string, headers: Record<string, string> = {}) => app.visitor().fetch(path, { headers })

describe('pages', () => {
  it('may run scripts of our own only, and load nothing from elsewhere', async () => {
    const { headers } = await get('/')
    const policy = headers.get('content-security-policy')!
    expect(policy).toContain("default-src 'self'")
    expect(policy).toMatch(/script-src 'self'(;|$)/)
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('upgrade-insecure-requests')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('strict-transport-security')).toBeNull()
    expect(headers.get('x-powered-by')).toBeNull()
  })

  it.each([
    ['/', 'Memoryloop'],
    ['/goals/0197', 'Memoryloop'],
    ['/graphql', 'Explorer'],
  ])('%s is answered with %s', async (path, title) => {
    const response = await get(path, { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' })
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-cache'])
    expect(await response.text()).toContain(`<title>${title}</title>`)
  })

  it.each([
    '/assets/gone-1a2b3c4d.js',
    '/robots.txt',
    '/api/nothing',
    '/api',
    '/.env',
    '/..%2f..%2fpackage.json',
  ])('%s is not there', async path => {
    const response = await get(path, { accept: 'text/html,*/*' })
    expect(response.status).toBeGreaterThanOrEqual(400)
    expect(response.status).toBeLessThan(500)
    expect(await response.text()).not.toContain('<title>')
  })

  it('are not there for other methods', async () => {
    expect((await app.visitor().post('/goals')).status).toBe(404)
  })
})

describe('health', () => {
  it.each(['/healthz', '/readyz'])('%s', async path => {
    const response = await get(path)
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }])
  })
})

describe('request ids', () => {
  it('are made, or taken over when they are harmless', async () => {
    expect((await get('/healthz')).headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    expect((await get('/healthz', { 'x-request-id': 'mine-1' })).headers.get('x-request-id')).toBe('mine-1')
    expect((await get('/healthz', { 'x-request-id': 'a b"c' })).headers.get('x-request-id')).not.toContain(
      '"',
    )
  })

  it('stand in every error and in the log', async () => {
    const { errors, headers } = await app.visitor().graphql('{ nothing }', {}, { 'x-request-id': 'mine-2' })
    expect(errors![0]!.extensions.requestId).toBe('mine-2')
    expect(headers.get('x-request-id')).toBe('mine-2')
    expect(app.log).toContainEqual(
      expect.objectContaining({ requestId: 'mine-2', path: '/graphql', status: 400 }),
    )
  })
})

describe('the log', () => {
  it('holds no cookie, token, password or query string', async () => {
    const client = app.visitor()
    await client.signUp('private@example.org', 'very secret password')
    await client.fetch('/api/auth/reset-password/very-secret-token?callbackURL=%2Fsecret-query')
    await client.graphql(whoAmI, {}, { authorization: 'Bearer very-secret-bearer' })
    const text = JSON.stringify(app.log)
    expect(text).not.toMatch(/very.secret|secret-query/)
    for (const value of client.cookies.values()) expect(text).not.toContain(value.slice(0, 20))
  })
})

describe('bodies', () => {
  const bodies: [string, string, number, object][] = [
    ['invalid JSON', '{"query": ', 400, { code: 'BAD_USER_INPUT', issues: [{ path: 'body' }] }],
    [
      '10 MB',
      JSON.stringify({ query: whoAmI, variables: { text: 'x'.repeat(10_000_000) } }),
      413,
      { code: 'LIMIT_EXCEEDED', limit: 'bodyBytes', allowed: maxBodyBytes, value: expect.any(Number) },
    ],
    ['an empty object', '{}', 400, { code: 'BAD_REQUEST' }],
    [
      'a list of operations',
      JSON.stringify([{ query: whoAmI }, { query: whoAmI }]),
      400,
      { code: 'BAD_REQUEST' },
    ],
    ['a number', '5', 400, { code: 'BAD_REQUEST' }],
    ['null', 'null', 400, { code: 'BAD_REQUEST' }],
    ['a query that is no text', '{"query": {"a": 1}}', 400, { code: 'BAD_REQUEST' }],
    [
      'variables that are no object',
      `{"query": "${whoAmI}", "variables": [1]}`,
      400,
      { code: 'BAD_REQUEST' },
    ],
    ['a persisted query', '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"a"}}}', 200, {}],
    ['deep nesting', `{"query":"${whoAmI}","variables":{"a":${'['.repeat(2e5)}${']'.repeat(2e5)}}}`, 200, {}],
  ]
  it.each(bodies)('%s', async (_, body, status, extensions) => {
    const response = await app.visitor().fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
    expect(response.status).toBe(status)
    const answer = (await response.json()) as { errors?: { extensions: object }[] }
    if (Object.keys(extensions).length === 0) return
    expect(answer.errors![0]!.extensions).toMatchObject({ ...extensions, requestId: expect.any(String) })
  })

  it('of account requests are read the same way', async () => {
    const send = (body: string, type = 'application/json') =>
      app
        .visitor()
        .fetch('/api/auth/sign-in/email', { method: 'POST', headers: { 'content-type': type }, body })
    const invalid = await send('{')
    expect([invalid.status, await invalid.json()]).toMatchObject([400, { code: 'BAD_USER_INPUT' }])
    const large = await send(JSON.stringify({ email: 'x'.repeat(maxBodyBytes) }))
    expect([large.status, await large.json()]).toMatchObject([413, { code: 'LIMIT_EXCEEDED' }])
    expect((await send('email=a&password=b', 'application/x-www-form-urlencoded')).status).toBe(415)
    expect((await send('null')).status).toBe(400)
    expect((await send('[]')).status).toBe(400)
  })

  it('announced as too large are refused before they are sent', async () => {
    const status = await new Promise(resolve => {
      const request = httpRequest(`${app.baseUrl}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': String(maxBodyBytes + 1) },
      })
      request.on('response', response => {
        resolve(response.statusCode)
        request.destroy()
      })
      request.on('error', () => {})
      request.write('{')
    })
    expect(status).toBe(413)
  })
})

describe('hostile text', () => {
  const preview = 'query($text: String!) { previewOutline(text: $text) { title } }'
  it.each([
    ['NUL', 'a\0b'],
    ['a lone surrogate', '\udfff'],
  ])('%s is refused before it reaches the database', async (_, text) => {
    const { status, errors } = await app.visitor().graphql(preview, { text })
    expect(status).toBe(400)
    expect(errors![0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'text' }] })
  })

  it.each([
    '/api/auth/reset-password/a%00b?callbackURL=/',
    '/api/auth/verify-email?token=%00',
    '/%00',
    '/api/auth/%zz',
    '/api/auth/verify-email?token=a&token=b',
    '/api/auth/reset-password/x?callbackURL=https://evil.example',
  ])('%s is refused', async path => {
    const { status } = await get(path)
    expect(status).toBeGreaterThanOrEqual(300)
    expect(status).toBeLessThan(500)
  })
})

describe('other origins', () => {
  const evil = 'https://evil.example'

  it('are answered without credentials', async () => {
    const preflight = await app.visitor().fetch('/graphql', {
      method: 'OPTIONS',
      headers: { origin: evil, 'access-control-request-method': 'POST' },
    })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization')
    const { headers, data } = await app.visitor(evil).graphql(whoAmI)
    expect(data).toEqual({ viewer: null })
    for (const response of [preflight.headers, headers]) {
      expect(response.get('access-control-allow-origin')).toBe('*')
      expect(response.get('access-control-allow-credentials')).toBeNull()
    }
  })

  it('may not use a cookie', async () => {
    const guest = await app.asGuest()
    const { status, errors } = await guest.graphql(whoAmI, {}, { origin: evil })
    expect(status).toBe(403)
    expect(errors![0]).toMatchObject({ extensions: { code: 'FORBIDDEN' } })
    expect((await guest.post('/api/auth/sign-out', {}, { origin: evil })).status).toBe(403)
    expect((await guest.graphql(whoAmI)).data.viewer.id).toBe(guest.learnerId)
  })

  it('are not other names of this machine', async () => {
    const guest = await app.asGuest()
    const { data } = await guest.graphql(whoAmI, {}, { origin: 'http://127.0.0.1:4000' })
    expect(data.viewer.id).toBe(guest.learnerId)
    expect((await guest.graphql(whoAmI, {}, { origin: 'http://localhost:5000' })).status).toBe(403)
  })

  it('cannot send an operation without a preflight', async () => {
    const response = await app.visitor(evil).fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: JSON.stringify({ query: whoAmI }),
    })
    expect(response.status).toBe(400)
    expect(JSON.stringify(await response.json())).toContain('CSRF')
    const query = await get(`/graphql?query=${encodeURIComponent(whoAmI)}`, { accept: 'application/json' })
    expect(query.status).toBe(400)
  })
})

describe('GraphQL over HTTP', () => {
  const headers = { 'apollo-require-preflight': '1' }
  const audits = serverAudits({
    url: () => `${app.baseUrl}/graphql`,
    fetchFn: (url: string, init: RequestInit = {}) =>
      fetch(url, { ...init, headers: { ...(init.headers as object), ...headers } }),
  })
  it.each(audits.filter(audit => audit.name.startsWith('MUST')).map(audit => [audit.name, audit] as const))(
    '%s',
    async (_, audit) => {
      expect(await audit.fn()).toMatchObject({ status: 'ok' })
    },
  )

  it('answers introspection', async () => {
    const { data } = await app.visitor().graphql('{ __schema { queryType { name } } }')
    expect(data.__schema.queryType.name).toBe('Query')
  })
})

describe('too many requests', () => {
  it('of one learner are refused for the rest of the minute, those of another are not', async () => {
    const limited = await startTestApp({ requestsPerMinute: 20 })
    const [busy, other] = [await limited.asGuest(), await limited.asGuest()]
    // a minute may end meanwhile: as many as two of them allow, and one
    let refusal: Awaited<ReturnType<typeof busy.graphql>> | undefined
    for (let n = 0; n < 43 && !refusal; n++) {
      const answer = await busy.graphql(whoAmI)
      if (answer.status !== 200) refusal = answer
    }
    expect(refusal?.status).toBe(429)
    expect(Number(refusal!.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(refusal!.errors![0]!.extensions).toMatchObject({
      code: 'RATE_LIMITED',
      retryAfterSeconds: expect.any(Number),
    })
    expect((await other.graphql(whoAmI)).status).toBe(200)
    await limited.close()
  })
})

describe('behind HTTPS', () => {
  it('cookies are secure', async () => {
    const secure = await startTestApp({ appUrl: 'https://learn.example.org' })
    const guest = secure.visitor()
    const response = await guest.post('/api/auth/sign-in/anonymous')
    expect(response.headers.getSetCookie().join()).toMatch(/__Secure-memoryloop\.session_token=.*Secure/)
    expect(response.headers.get('strict-transport-security')).toContain('max-age')
    expect(await guest.query(whoAmI)).toMatchObject({ viewer: { id: expect.any(String) } })
    await secure.close()
  })
})

describe('without a mail server', () => {
  it('the link is written to the log', async () => {
    const quiet = await startTestApp({ hasMailServer: false })
    await quiet.signUp('logged@example.org')
    await quiet.visitor().post('/api/auth/request-password-reset', { email: 'logged@example.org' })
    await quiet.auth.settle()
    const lines = quiet.log.filter(line => line.to === 'logged@example.org').map(line => String(line.msg))
    expect(lines.join('\n')).toMatch(/http:\/\/localhost:4000\/reset-password\?token=\w+/)
    await quiet.close()
  })
})

describe('when the database is gone', () => {
  it('requests fail clearly and the process stays alive', async () => {
    const broken = await startTestApp()
    const guest = await broken.asGuest()
    await broken.database.close()
    expect((await guest.fetch('/healthz')).status).toBe(200)
    expect((await guest.fetch('/readyz')).status).toBe(503)
    const { status, errors } = await guest.graphql(whoAmI)
    expect(status).toBeGreaterThanOrEqual(500)
    expect(errors![0]!.extensions.code).toMatch(/UNAVAILABLE|INTERNAL_SERVER_ERROR/)
    expect(JSON.stringify(errors)).not.toMatch(/prisma|pglite|postgres/i)
  })
})
