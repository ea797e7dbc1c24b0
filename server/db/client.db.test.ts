import { describe, expect, test } from 'vitest'
import { createTestDatabase, useTestDatabase } from '../testing/database.ts'
import { recordStatements } from './sqlLog.ts'

const database = useTestDatabase()

const createUser = (email = `${crypto.randomUUID()}@example.org`) =>
  database().db.user.create({ data: { name: 'Learner', email } })

async function createTree() {
  const user = await createUser()
  return database().db.skillTree.create({
    data: { goal: { create: { userId: user.id, title: 'Kubernetes' } } },
  })
}

test('values come back as they went in', async () => {
  const user = await createUser()
  const written = await database().db.flashcard.create({
    data: {
      userId: user.id,
      question: 'What does "\\" escape, and {1,2}?',
      answer: 'ไทย 日本 🎈',
      tags: ['a"b', 'c\\d', '{e,f}', '', 'NULL'],
      cardMetadata: { distractors: ['x', "y'", 'z"'] },
      state: 'review',
      due: new Date('2026-03-29T01:30:00.123Z'),
      stability: 0.1 + 0.2,
      difficulty: 1e-7 + 5,
      lastReviewDay: new Date('2024-02-29T00:00:00Z'),
    },
  })
  const read = await database().db.flashcard.findUniqueOrThrow({ where: { id: written.id } })
  expect(read).toEqual(written)
  expect(read).toMatchObject({
    tags: ['a"b', 'c\\d', '{e,f}', '', 'NULL'],
    cardMetadata: { distractors: ['x', "y'", 'z"'] },
    due: new Date('2026-03-29T01:30:00.123Z'),
    stability: 0.30000000000000004,
    lastReviewDay: new Date('2024-02-29T00:00:00Z'),
  })
})

test('raw SQL takes and gives every kind of value', async () => {
  const instant = new Date('2026-11-23T10:00:00.500Z')
  const rows = await database().db.$queryRaw`
    SELECT ${instant}::timestamptz AS instant, ${2n ** 60n}::bigint AS big, ${['x', 'y"\\,{}']}::text[] AS texts,
           ${[1.5, 2]}::float8[] AS numbers, ${true}::boolean AS yes, ${null}::text AS nothing,
           ${'{"a":[1]}'}::jsonb AS json`
  expect(rows).toEqual([
    {
      instant,
      big: 2n ** 60n,
      texts: ['x', 'y"\\,{}'],
      numbers: [1.5, 2],
      yes: true,
      nothing: null,
      json: { a: [1] },
    },
  ])
})

test('the session speaks UTC and READ COMMITTED', async () => {
  const rows = await database().db.$queryRaw`
    SELECT current_setting('timezone') AS zone, current_setting('transaction_isolation') AS isolation`
  expect(rows).toEqual([{ zone: 'UTC', isolation: 'read committed' }])
})

test('a violated unique constraint is named', async () => {
  const { email } = await createUser()
  await expect(createUser(email)).rejects.toMatchObject({
    code: 'P2002',
    meta: {
      modelName: 'User',
      driverAdapterError: { cause: { constraint: { index: 'users_email_key' } } },
    },
  })
})

describe('a deferred constraint', () => {
  test('may be violated on the way', async () => {
    const { id: treeId } = await createTree()
    const { db } = database()
    const root = await db.skillNode.create({ data: { treeId, title: 'Root', depth: 0, path: '1' } })
    const [first, second] = await Promise.all(
      ['1.1', '1.2'].map((path, sortOrder) =>
        db.skillNode.create({
          data: { treeId, parentId: root.id, title: path, depth: 1, path, sortOrder },
        }),
      ),
    )
    await db.$transaction(async tx => {
      await tx.skillNode.update({ where: { id: first!.id }, data: { path: '1.2', sortOrder: 1 } })
      await tx.skillNode.update({ where: { id: second!.id }, data: { path: '1.1', sortOrder: 0 } })
    })
    const nodes = await db.skillNode.findMany({ where: { treeId, depth: 1 }, orderBy: { path: 'asc' } })
    expect(nodes.map(node => node.title)).toEqual(['1.2', '1.1'])
  })

  test('refuses the commit, and nothing is saved', async () => {
    const { id: treeId } = await createTree()
    const { db } = database()
    const write = db.$transaction(async tx => {
      const root = await tx.skillNode.create({ data: { treeId, title: 'Root', depth: 0, path: '1' } })
      for (const title of ['a', 'b']) {
        await tx.skillNode.create({ data: { treeId, parentId: root.id, title, depth: 1, path: '1.1' } })
      }
    })
    await expect(write).rejects.toMatchObject({ cause: { originalCode: '23505' } })
    expect(await db.skillNode.count({ where: { treeId } })).toBe(0)
  })
})

test('transactions side by side each see only their own work', async () => {
  const { db } = database()
  const emails = Array.from({ length: 8 }, () => `${crypto.randomUUID()}@example.org`)
  const outcomes = await Promise.allSettled(
    emails.map((email, index) =>
      db.$transaction(async tx => {
        await tx.user.create({ data: { name: 'Learner', email } })
        if (index % 2) throw new Error('changed my mind')
        return tx.user.count({ where: { email } })
      }),
    ),
  )
  expect(outcomes.map(outcome => outcome.status === 'fulfilled' && outcome.value)).toEqual(
    emails.map((_, index) => index % 2 === 0 && 1),
  )
  expect(await db.user.count({ where: { email: { in: emails } } })).toBe(4)
})

test('a transaction that ran out of time leaves the database usable', async () => {
  const { db } = database()
  const email = `${crypto.randomUUID()}@example.org`
  const late = db.$transaction(
    async tx => {
      await tx.user.create({ data: { name: 'Learner', email } })
      for (;;) await tx.user.count()
    },
    { timeout: 50 },
  )
  await expect(late).rejects.toMatchObject({ code: 'P2028' })
  expect(await db.user.count({ where: { email } })).toBe(0)
})

test('statements are recorded without BEGIN and COMMIT', async () => {
  const { db } = database()
  const { result, statements } = await recordStatements(db, () =>
    db.$transaction(async tx => {
      await tx.user.count()
      return tx.$queryRaw`SELECT 1 AS one`
    }),
  )
  expect(result).toEqual([{ one: 1 }])
  expect(statements).toHaveLength(2)
  expect(statements[1]).toBe('SELECT 1 AS one')
  const { statements: later } = await recordStatements(db, () => db.goalMasteryDay.count())
  expect(later).toHaveLength(1)
})

test('a connection is lent with all its state', async () => {
  await database().withConnection(async connection => {
    await connection.execute('CREATE TEMPORARY TABLE notes (text text); INSERT INTO notes VALUES (NULL)')
    expect(await connection.query('SELECT text, $1::int AS number FROM notes', [7])).toEqual([
      { text: null, number: 7 },
    ])
  })
})

test('test databases do not see each other', async () => {
  await createUser()
  const other = await createTestDatabase()
  try {
    expect(await other.db.user.count()).toBe(0)
  } finally {
    await other.drop()
  }
})
