import { pino } from 'pino'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { transaction } from '../db/transaction.ts'
import { createTestDatabase, type TestDatabase } from '../testing/database.ts'
import { inTransaction, openBoss } from './boss.ts'
import { type Claim, type Claims, createClaims, isQueueServed } from './claims.ts'

let database: TestDatabase
let boss: Awaited<ReturnType<typeof openBoss>>
let claims: Claims
beforeAll(async () => {
  database = await createTestDatabase()
  boss = await openBoss(database, pino({ level: 'silent' }), 'test')
  claims = createClaims(database, boss, 'test')
})
afterEach(() => database.execute('DELETE FROM pgboss.job'))
afterAll(async () => {
  await boss.stop({ graceful: false })
  await database.drop()
})

async function send(): Promise<string> {
  const id = uuidv7()
  await transaction(database.db, tx => boss.send('test', {}, { id, retryLimit: 100, db: inTransaction(tx) }))
  return id
}

async function claimOne(): Promise<Claim> {
  const [claim] = await claims.claim(1)
  return claim!
}

const sayNothingFor = (seconds: number) =>
  database.execute(`UPDATE pgboss.job SET heartbeat_on = now() - interval '${seconds} seconds'`)

test('a job is claimed once, oldest first', async () => {
  const ids = [await send(), await send(), await send()]
  const [two, rest, none] = [await claims.claim(2), await claims.claim(2), await claims.claim(2)]
  expect(two.map(({ jobId }) => jobId).toSorted()).toEqual(ids.slice(0, 2))
  expect([rest, none]).toEqual([[{ jobId: ids[2], earlierTries: 0, deaths: 0 }], []])
})

test('a claim lapses ten seconds after its process was last heard of', async () => {
  const jobId = await send()
  const claim = await claimOne()
  await sayNothingFor(9)
  await claims.takeBack()
  expect([await claims.claim(1), await claims.keep([claim])]).toEqual([[], [claim]])

  await claims.takeBack()
  expect(await claims.claim(1)).toEqual([])
  await sayNothingFor(10)
  await claims.takeBack()
  expect(await claims.claim(1)).toEqual([{ jobId, earlierTries: 1, deaths: 1 }])
})

test('who has lost a claim cannot end, give back or keep it', async () => {
  await send()
  const lost = await claimOne()
  await sayNothingFor(10)
  await claims.takeBack()
  expect(await claims.keep([lost])).toEqual([])
  const held = await claimOne()
  expect(await claims.keep([lost])).toEqual([])
  await claims.finish(lost)
  await claims.giveBack(lost)
  expect(await claims.keep([held])).toEqual([held])
})

test('what was given back is claimed again, what is finished is gone', async () => {
  const jobId = await send()
  await claims.giveBack(await claimOne())
  const again = await claimOne()
  expect(again).toEqual({ jobId, earlierTries: 1, deaths: 0 })
  await claims.finish(again)
  expect(await database.db.$queryRaw`SELECT id FROM pgboss.job`).toEqual([])
})

test('of claims kept together, those that hold are told', async () => {
  await send()
  await send()
  const [first, second] = (await claims.claim(2)) as [Claim, Claim]
  await claims.finish(first)
  expect(await claims.keep([first, second])).toEqual([second])
})

test('all are taken back where nobody else can be working', async () => {
  const jobId = await send()
  await claimOne()
  await claims.takeBackAll()
  expect(await claims.claim(1)).toEqual([{ jobId, earlierTries: 1, deaths: 1 }])
})

test('only the tries that ended with their process are deaths', async () => {
  const jobId = await send()
  await claims.giveBack(await claimOne())
  await claimOne()
  await claims.takeBackAll()
  await claims.giveBack(await claimOne())
  expect(await claimOne()).toEqual({ jobId, earlierTries: 3, deaths: 1 })
})

test('a queue is served while a claim on it is alive, which no other process can keep on PGlite', async () => {
  await send()
  expect(await isQueueServed(database)).toBe(false)
  const claim = await claimOne()
  expect(await isQueueServed(database)).toBe(database.kind === 'postgres')
  await sayNothingFor(10)
  expect(await isQueueServed(database)).toBe(false)
  await claims.keep([claim])
  expect(await isQueueServed(database)).toBe(database.kind === 'postgres')
  await claims.giveBack(claim)
  expect(await isQueueServed(database)).toBe(false)
})
