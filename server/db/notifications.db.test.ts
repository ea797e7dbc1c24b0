import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../testing/database.ts'
import { openDatabase } from './client.ts'
import { jobChannel } from './generationJobs.ts'
import { createNotifications, type Notifications, notify } from './notifications.ts'
import { transaction } from './transaction.ts'

let database: TestDatabase
let notifications: Notifications
beforeEach(async () => {
  database = await createTestDatabase()
  notifications = await createNotifications(database)
})
afterEach(async () => {
  await notifications.close()
  await database.drop()
})

/** Collects what is heard; `next` waits for the message after those that were taken already. */
function hear(from = notifications) {
  const heard: (string | null)[] = []
  let arrived = Promise.withResolvers<void>()
  const stop = from.subscribe(jobChannel, payload => {
    heard.push(payload)
    arrived.resolve()
  })
  async function next(): Promise<string | null> {
    while (heard.length === 0) {
      await arrived.promise
      arrived = Promise.withResolvers()
    }
    return heard.shift()!
  }
  return { heard, next, stop }
}

const tell = (jobId: string) => transaction(database.db, tx => notify(tx, jobChannel, jobId))

test('everyone who listens hears of it, until they stop', async () => {
  const [first, second] = [hear(), hear()]
  await tell('a')
  expect([await first.next(), await second.next()]).toEqual(['a', 'a'])
  first.stop()
  await tell('b')
  expect(await second.next()).toBe('b')
  expect(first.heard).toEqual([])
})

test('a message is sent when the transaction is committed, once, and never when it is not', async () => {
  const { heard, next } = hear()
  await transaction(database.db, async tx => {
    await notify(tx, jobChannel, 'a')
    await notify(tx, jobChannel, 'a')
    await tx.$queryRaw`SELECT 1 AS one`
    expect(heard).toEqual([])
  })
  await expect(
    transaction(database.db, async tx => {
      await notify(tx, jobChannel, 'b')
      throw new Error('changed my mind')
    }),
  ).rejects.toThrow('changed my mind')
  await tell('c')
  expect([await next(), await next(), heard]).toEqual(['a', 'c', []])
})

test('news are heard while a transaction holds the database', async () => {
  const { next } = hear()
  // On PGlite these two take turns; on PostgreSQL the news come from another session meanwhile.
  const held = Promise.withResolvers<void>()
  const holding = transaction(database.db, async tx => {
    await tx.$queryRaw`SELECT 1 AS one`
    if (database.kind === 'postgres') await held.promise
  })
  await tell('a')
  expect(await next()).toBe('a')
  held.resolve()
  await holding
})

test('a connection that was lost is made again, and everyone looks again', async ctx => {
  if (!database.databaseUrl) return ctx.skip('PGlite has no connection to lose')
  const { heard, next } = hear()
  await database.execute(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name = 'memoryloop listener' AND datname = current_database()`,
  )
  expect(await next()).toBeNull()
  await tell('a')
  expect([await next(), heard]).toEqual(['a', []])
})

test('processes on one server hear each other', async ctx => {
  if (!database.databaseUrl) return ctx.skip('PGlite belongs to one process')
  const other = await openDatabase({ databaseUrl: database.databaseUrl, dataDir: '' })
  const others = await createNotifications(other)
  try {
    const here = hear()
    const there = hear(others)
    await tell('a')
    expect([await here.next(), await there.next()]).toEqual(['a', 'a'])
    await transaction(other.db, tx => notify(tx, jobChannel, 'b'))
    expect([await here.next(), await there.next()]).toEqual(['b', 'b'])
  } finally {
    await others.close()
    await other.close()
  }
})

test('nothing is left open', async ctx => {
  if (!database.databaseUrl) return ctx.skip('PGlite has no connections')
  await notifications.close()
  const count = () => database.db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM pg_stat_activity
     WHERE application_name = 'memoryloop listener' AND datname = current_database()`
  await expect.poll(count).toEqual([{ count: 0 }])
})
