import { pino } from 'pino'
import { v7 as uuidv7 } from 'uuid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Database, openDatabase } from '../db/client.ts'
import { cancelChannel } from '../db/generationJobs.ts'
import { createNotifications, notify } from '../db/notifications.ts'
import { transaction } from '../db/transaction.ts'
import { Unavailable } from '../domain/errors.ts'
import { createTestDatabase, type TestDatabase } from '../testing/database.ts'
import { createJobQueue, type JobQueue } from './queue.ts'
import type { JobWork } from './runner.ts'

let database: TestDatabase
const closing: (() => Promise<unknown>)[] = []
let log: { level: number; msg: string }[]

beforeEach(async () => {
  log = []
  database = await createTestDatabase()
})
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
  await database.drop()
})

/** A process as far as the queue goes. */
async function startQueue(work: JobWork, { on = database as Database, concurrency = 2 } = {}) {
  const queue = await openQueue(on, concurrency)
  await queue.start(work)
  return queue
}

async function openQueue(on: Database = database, concurrency = 2): Promise<JobQueue> {
  const notifications = await createNotifications(on)
  const logger = pino({}, { write: line => void log.push(JSON.parse(line)) })
  const queue = await createJobQueue({ database: on, notifications, logger, concurrency })
  closing.push(
    () => notifications.close(),
    () => queue.stop(0),
  )
  return queue
}

/** A second process on the same server. */
async function openOther(): Promise<Database> {
  const other = await openDatabase({ databaseUrl: database.databaseUrl!, dataDir: '' })
  closing.push(() => other.close())
  return other
}

/** Work whose jobs go on until they are let go, or stop when they are told to. */
function createHeldWork() {
  const begun: string[] = []
  const givenUp: string[] = []
  const stopped: string[] = []
  const held = new Map<string, () => void>()
  let changed = Promise.withResolvers<void>()
  const change = () => {
    changed.resolve()
    changed = Promise.withResolvers()
  }
  const work: JobWork = {
    async run(jobId, signal) {
      begun.push(jobId)
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      held.set(jobId, resolve)
      signal.addEventListener('abort', () => {
        stopped.push(`${jobId}: ${signal.reason.message}`)
        reject(signal.reason)
        change()
      })
      change()
      await promise
    },
    async giveUp(jobId) {
      givenUp.push(jobId)
      change()
    },
    findEnded: async () => [],
  }
  return {
    work,
    begun,
    givenUp,
    stopped,
    letGo: (jobId: string) => held.get(jobId)!(),
    async until(condition: () => boolean) {
      while (!condition()) await changed.promise
    },
  }
}

async function enqueue(queue: JobQueue, count = 1): Promise<string[]> {
  const ids = Array.from({ length: count }, () => uuidv7())
  await transaction(database.db, async tx => {
    for (const id of ids) await queue.enqueue(tx, id)
  })
  return ids
}

interface QueuedJob {
  id: string
  state: string
  retry_count: number
}

const listQueued = () =>
  database.db.$queryRaw<QueuedJob[]>`SELECT id, state::text, retry_count FROM pgboss.job ORDER BY id`

const untilEmpty = () => expect.poll(listQueued).toEqual([])

test('a job is done at once, once, and leaves nothing behind', async () => {
  const { work, begun, letGo, until } = createHeldWork()
  const queue = await startQueue(work)
  const [id = ''] = await enqueue(queue)
  await until(() => begun.length === 1)
  expect(await listQueued()).toEqual([{ id, state: 'active', retry_count: 0 }])
  letGo(id)
  await untilEmpty()
  expect(begun).toEqual([id])
})

test('a new queue takes jobs before anything was asked of it', async () => {
  const queue = await openQueue()
  const [id] = await enqueue(queue)
  expect(await listQueued()).toEqual([{ id, state: 'created', retry_count: 0 }])
})

test('a job of a transaction that was rolled back is never done', async () => {
  const { work, begun, until } = createHeldWork()
  const queue = await startQueue(work)
  await expect(
    transaction(database.db, async tx => {
      await queue.enqueue(tx, uuidv7())
      throw new Error('changed my mind')
    }),
  ).rejects.toThrow('changed my mind')
  const [id] = await enqueue(queue)
  await until(() => begun.length > 0)
  expect(begun).toEqual([id])
})

test('so many at a time, the others in their order', async () => {
  const { work, begun, letGo, until } = createHeldWork()
  const queue = await startQueue(work, { concurrency: 2 })
  const ids: string[] = []
  for (let number = 0; number < 4; number++) ids.push(...(await enqueue(queue)))
  await until(() => begun.length === 2)
  letGo(ids[1]!)
  await until(() => begun.length === 3)
  expect((await listQueued()).map(({ state }) => state)).toEqual(['active', 'active', 'created'])
  letGo(ids[0]!)
  await until(() => begun.length === 4)
  expect(begun).toEqual(ids)
})

test('a job that throws is given up, and the next one is done', async () => {
  const { work, givenUp, begun, until } = createHeldWork()
  const queue = await startQueue({
    ...work,
    run: (jobId, signal) =>
      jobId === bad ? Promise.reject(new Error('a mistake')) : work.run(jobId, signal),
  })
  const bad = uuidv7()
  await transaction(database.db, tx => queue.enqueue(tx, bad))
  const [good] = await enqueue(queue)
  await until(() => begun.length === 1)
  expect([givenUp, begun]).toEqual([[bad], [good]])
  expect(log.filter(({ level }) => level === 50)).toMatchObject([
    { err: { message: 'a mistake' }, jobId: bad },
  ])
})

test('a job that finds no database stays in the queue', async () => {
  const { work, givenUp } = createHeldWork()
  const failing = Promise.withResolvers<void>()
  const queue = await startQueue({
    ...work,
    async run() {
      failing.resolve()
      throw new Unavailable('The database is not available at the moment. Try again.')
    },
  })
  const [id = ''] = await enqueue(queue)
  await failing.promise
  // Stopping does not wait until the database may be back.
  await queue.stop(60_000)
  expect(await listQueued()).toEqual([{ id, state: 'retry', retry_count: 0 }])
  expect(givenUp).toEqual([])
})

test('a cancelled job is stopped at once and not begun again', async () => {
  const { work, begun, stopped, until } = createHeldWork()
  const queue = await startQueue(work)
  const [id = '', other] = await enqueue(queue, 2)
  await until(() => begun.length === 2)
  await transaction(database.db, tx => notify(tx, cancelChannel, id))
  await until(() => stopped.length === 1)
  expect(stopped).toEqual([`${id}: The job was cancelled`])
  await expect.poll(listQueued).toEqual([{ id: other, state: 'active', retry_count: 0 }])
  expect(begun).toHaveLength(2)
})

test('stopping gives back what runs, and the next start does it', async () => {
  const first = createHeldWork()
  const queue = await startQueue(first.work)
  const [id = ''] = await enqueue(queue)
  await first.until(() => first.begun.length === 1)
  await queue.stop(60_000)
  expect(first.stopped).toEqual([`${id}: The server is stopping`])
  expect(await listQueued()).toEqual([{ id, state: 'retry', retry_count: 0 }])

  const second = createHeldWork()
  await startQueue(second.work)
  await second.until(() => second.begun.length === 1)
  second.letGo(id)
  await untilEmpty()
  expect(log.filter(({ level }) => level > 30)).toEqual([])
})

test('work that does not stop is given back when patience is over', async () => {
  const begun = Promise.withResolvers<void>()
  const queue = await startQueue({
    run: () => {
      begun.resolve()
      return new Promise(() => {})
    },
    giveUp: async () => {},
    findEnded: async () => [],
  })
  const [id = ''] = await enqueue(queue)
  await begun.promise
  await queue.stop(10)
  expect(await listQueued()).toEqual([{ id, state: 'retry', retry_count: 0 }])
})

test('a job over which ten processes died is given up', async () => {
  const { work, begun, givenUp, until } = createHeldWork()
  const queue = await openQueue()
  const [id] = await enqueue(queue)
  await database.execute(`UPDATE pgboss.job SET state = 'retry', retry_count = 9, started_on = now()`)
  await queue.start(work)
  await until(() => givenUp.length === 1)
  expect([givenUp, begun]).toEqual([[id], []])
  await untilEmpty()
})

test('what a process that died had begun is begun again when it starts', async ctx => {
  if (database.kind === 'postgres') return ctx.skip('another process may be doing it')
  const queue = await openQueue()
  const [id] = await enqueue(queue)
  await database.execute(`UPDATE pgboss.job SET state = 'active', started_on = now(), heartbeat_on = now()`)
  const { work, begun, until } = createHeldWork()
  await startQueue(work)
  await until(() => begun.length === 1)
  expect([begun, await listQueued()]).toEqual([[id], [{ id, state: 'active', retry_count: 1 }]])
})

test('two processes share the queue: every job is done, none twice', async ctx => {
  if (database.kind === 'pglite') return ctx.skip('PGlite belongs to one process')
  const done: string[][] = [[], []]
  const workOf = (index: number): JobWork => ({
    async run(jobId) {
      done[index]!.push(jobId)
      await new Promise(setImmediate)
    },
    giveUp: async () => {},
    findEnded: async () => [],
  })
  const queue = await startQueue(workOf(0))
  await startQueue(workOf(1), { on: await openOther() })
  const ids: string[] = []
  for (let number = 0; number < 30; number++) ids.push(...(await enqueue(queue)))
  await untilEmpty()
  expect(done.flat().toSorted()).toEqual(ids)
  expect(done.map(ofOne => ofOne.length > 0)).toEqual([true, true])
})

test('processes that start together on a new database wait for each other', async ctx => {
  if (database.kind === 'pglite') return ctx.skip('PGlite belongs to one process')
  const others = [await openOther(), await openOther()]
  await Promise.all([openQueue(), ...others.map(other => openQueue(other))])
  expect(log).toEqual([])
})
