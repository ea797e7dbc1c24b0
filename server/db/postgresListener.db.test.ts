import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { expect, test } from 'vitest'
import { useTestDatabase } from '../testing/database.ts'
import { listenToPostgres } from './postgresListener.ts'

const database = useTestDatabase()

/** A way to the server that can be cut; `pass` says when a connection gets through. */
async function createDetour(to: URL, pass: () => Promise<void>) {
  const sockets = new Set<Socket>()
  const detour = createServer(async here => {
    sockets.add(here.on('error', () => {}))
    await pass()
    const there = connect(Number(to.port || 5432), to.hostname).on('error', () => {})
    sockets.add(there)
    here.pipe(there).pipe(here)
  })
  await once(detour.listen(0, '127.0.0.1'), 'listening')
  const url = new URL(to)
  url.hostname = '127.0.0.1'
  url.port = String((detour.address() as AddressInfo).port)
  const cut = () => {
    for (const socket of sockets) socket.destroy()
    sockets.clear()
  }
  const close = () => {
    cut()
    detour.close()
  }
  return { url: url.href, cut, close }
}

test('ended while its connection is being made again, it ends once that is made', async ctx => {
  const { db, databaseUrl } = database()
  if (!databaseUrl) return ctx.skip('PGlite has no connection to make')
  const [reached, mayPass] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let connections = 0
  const detour = await createDetour(new URL(databaseUrl), async () => {
    if (++connections === 1) return
    reached.resolve()
    await mayPass.promise
  })
  try {
    const stop = await listenToPostgres(detour.url, ['news'], { hear() {}, missed() {} })
    detour.cut()
    await reached.promise
    const stopped = stop()
    mayPass.resolve()
    await stopped
    const count = () => db.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM pg_stat_activity
       WHERE application_name = 'memoryloop listener' AND datname = current_database()`
    await expect.poll(count).toEqual([{ count: 0 }])
  } finally {
    detour.close()
  }
})
