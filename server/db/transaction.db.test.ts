import { expect, inject, test } from 'vitest'
import { Unavailable } from '../domain/errors.ts'
import { useTestDatabase } from '../testing/database.ts'
import { openDatabase } from './client.ts'
import { transaction } from './transaction.ts'

const database = useTestDatabase()

const createUser = () =>
  database().db.user.create({ data: { name: 'Learner', email: `${crypto.randomUUID()}@example.org` } })

/** As PostgreSQL would say it: an error of that SQLSTATE, raised by the server. */
const raise = (state: string) => `DO $$ BEGIN RAISE EXCEPTION 'raised' USING ERRCODE = '${state}'; END $$`

test('all of it is saved', async () => {
  const user = await createUser()
  const title = await transaction(database().db, async tx => {
    await tx.user.update({ where: { id: user.id }, data: { name: 'Renamed' } })
    return (await tx.learningGoal.create({ data: { userId: user.id, title: 'Go' } })).title
  })
  expect(title).toBe('Go')
  expect(await database().db.user.findUnique({ where: { id: user.id } })).toMatchObject({ name: 'Renamed' })
})

test('or nothing is, and the error is the one that was thrown', async () => {
  const user = await createUser()
  const error = new Error('changed my mind')
  const work = transaction(database().db, async tx => {
    await tx.user.update({ where: { id: user.id }, data: { name: 'Renamed' } })
    throw error
  })
  await expect(work).rejects.toBe(error)
  expect(await database().db.user.findUnique({ where: { id: user.id } })).toMatchObject({ name: 'Learner' })
})

test.each(['40001', '40P01'])('%s is tried again, from the start', async state => {
  const user = await createUser()
  let attempts = 0
  await transaction(database().db, async tx => {
    await tx.learningGoal.create({ data: { userId: user.id, title: `Attempt ${++attempts}` } })
    if (attempts < 4) await tx.$executeRawUnsafe(raise(state))
  })
  const goals = await database().db.learningGoal.findMany({ where: { userId: user.id } })
  expect(goals.map(goal => goal.title)).toEqual(['Attempt 4'])
})

test('collisions that do not end are unavailable', async () => {
  let attempts = 0
  const work = transaction(database().db, async tx => {
    attempts++
    await tx.$executeRawUnsafe(raise('40001'))
  })
  await expect(work).rejects.toBeInstanceOf(Unavailable)
  expect(attempts).toBe(4)
})

test('a violated constraint is not tried again', async () => {
  const { email } = await createUser()
  let attempts = 0
  const work = transaction(database().db, async tx => {
    attempts++
    await tx.user.create({ data: { name: 'Learner', email } })
  })
  await expect(work).rejects.toMatchObject({ code: 'P2002' })
  expect(attempts).toBe(1)
})

// PGlite is one connection, which can neither wait for itself nor be lost.
if (inject('databaseTemplate').kind === 'postgres') {
  test('two that wait for each other both succeed', async () => {
    const [first, second] = await Promise.all([createUser(), createUser()])
    const bothHoldOne = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const rename = (index: number, ids: string[], name: string) =>
      transaction(database().db, async tx => {
        await tx.user.update({ where: { id: ids[0] }, data: { name } })
        bothHoldOne[index]!.resolve()
        await Promise.all(bothHoldOne.map(({ promise }) => promise))
        await tx.user.update({ where: { id: ids[1] }, data: { name } })
      })
    await Promise.all([rename(0, [first.id, second.id], 'A'), rename(1, [second.id, first.id], 'B')])
    const names = await database().db.user.findMany({ where: { id: { in: [first.id, second.id] } } })
    expect(new Set(names.map(user => user.name)).size).toBe(1)
  })

  test('a lost connection is unavailable, and the next request gets another', async () => {
    const { databaseUrl } = database()
    const other = await openDatabase({ databaseUrl, dataDir: '', connectionLimit: 2 })
    try {
      const work = transaction(other.db, async tx => {
        const [backend] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`
        await database().db.$queryRaw`SELECT pg_terminate_backend(${backend!.pid}::int)`
        await tx.user.count()
      })
      await expect(work).rejects.toBeInstanceOf(Unavailable)
      expect(await transaction(other.db, tx => tx.user.count())).toBeGreaterThan(0)
    } finally {
      await other.close()
    }
  })
}
