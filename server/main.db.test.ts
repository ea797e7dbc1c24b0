import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from './testing/database.ts'
import { findFreePort, killServerProcesses, occupyPort, startServerProcess } from './testing/serverProcess.ts'

let folder: string
let port: number
let database: TestDatabase

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'memoryloop-'))
  port = await findFreePort()
  // On PostgreSQL an empty database of its own; on PGlite the process makes one in its folder.
  database = await createTestDatabase({ isEmpty: true })
})
afterEach(async () => {
  killServerProcesses()
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

/** In a folder without .env. */
const start = (env: Record<string, string> = {}) =>
  startServerProcess(folder, {
    PORT: String(port),
    DATA_DIR: join(folder, 'data'),
    DATABASE_URL: database.databaseUrl ?? '',
    ...env,
  })

const askPath = async (path: string) => {
  const response = await fetch(`http://127.0.0.1:${port}${path}`)
  return [response.status, await response.json()]
}

test('starts, says where, keeps its secret, and ends orderly on SIGTERM', async () => {
  const server = start()
  await server.ready
  expect(await askPath('/readyz')).toEqual([200, { status: 'ok' }])
  expect(existsSync(join(folder, 'data', 'auth-secret'))).toBe(true)
  server.child.kill('SIGTERM')
  expect(await server.exited).toEqual({
    code: 0,
    stdout: `Memoryloop is ready at http://localhost:${port}\n`,
    stderr: '',
  })
  const again = start()
  await again.ready
  again.child.kill('SIGINT')
  expect((await again.exited).code).toBe(0)
})

test('SIGTERM waits for a request that has begun, not for ever', async () => {
  const server = start()
  await server.ready
  const pending = request({ host: '127.0.0.1', port, path: '/graphql', method: 'POST' })
  pending.setHeader('content-type', 'application/json')
  pending.setHeader('content-length', '100')
  // Answered when the request is being handled.
  pending.setHeader('expect', '100-continue')
  pending.flushHeaders()
  await once(pending, 'continue')
  const cut = once(pending, 'error')
  const startedAt = performance.now()
  server.child.kill('SIGTERM')
  expect((await server.exited).code).toBe(0)
  expect(performance.now() - startedAt).toBeLessThan(10_000)
  expect((await cut)[0].code).toBe('ECONNRESET')
})

test('a port in use', async () => {
  const other = await occupyPort(port)
  try {
    expect(await start().exited).toEqual({
      code: 1,
      stdout: '',
      stderr: `PORT ${port} is in use. Stop what listens there, or set PORT to another port.\n`,
    })
  } finally {
    other.close()
  }
})

test('a folder that cannot be written to', async () => {
  await writeFile(join(folder, 'file'), '')
  const dataDir = join(folder, 'file', 'data')
  expect(await start({ DATA_DIR: dataDir }).exited).toEqual({
    code: 1,
    stdout: '',
    stderr: `DATA_DIR ${dataDir} cannot be written to (ENOTDIR). Expected a folder that this user may write to.\n`,
  })
})

test('a database that cannot be reached', async () => {
  const { code, stderr } = await start({
    DATABASE_URL: `postgresql://me:hunter2@127.0.0.1:${port}/memoryloop`,
  }).exited
  expect([code, stderr]).toEqual([
    1,
    `DATABASE_URL: PostgreSQL at 127.0.0.1:${port} cannot be reached (ECONNREFUSED). Expected a running server.\n`,
  ])
})

test('everything that is wrong with the environment, at once; .env is read too', async () => {
  await writeFile(join(folder, '.env'), 'HOST=http://x\nTRUST_PROXY=everyone\n')
  const { code, stderr } = await start({ PORT: 'four', AUTH_SECRET: 'short', TRUST_PROXY: '1' }).exited
  expect(code).toBe(1)
  expect(stderr.split('\n')).toEqual([
    'PORT "four": expected a whole number from 1 to 65535, such as 4000',
    'HOST "http://x": expected a name or address of this machine, such as localhost or 0.0.0.0',
    'AUTH_SECRET: expected at least 32 characters, not 5',
    '',
  ])
})
