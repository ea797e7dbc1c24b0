import { createHash } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../testing/database.ts'
import { openDatabase } from './client.ts'
import { type Migration, migrate } from './migrate.ts'

const migration = (name: string, sql: string): Migration => ({
  name,
  sql,
  checksum: createHash('sha256').update(sql).digest('hex'),
})
const notes = migration(
  '20260101000000_notes',
  'CREATE TABLE notes (id int PRIMARY KEY, text text); -- ; a comment',
)
const titles = migration(
  '20260102000000_titles',
  'ALTER TABLE notes ADD title text; UPDATE notes SET title = text;',
)

let database: TestDatabase
afterEach(() => database.drop())

const recorded = () =>
  database.withConnection(connection =>
    connection.query<Record<string, unknown>>('SELECT * FROM _prisma_migrations ORDER BY started_at'),
  )

test('applies what is missing, in order, once', async () => {
  database = await createTestDatabase({ isEmpty: true })
  expect(await migrate(database, [notes])).toEqual([notes.name])
  expect(await migrate(database, [notes, titles])).toEqual([titles.name])
  expect(await migrate(database, [notes, titles])).toEqual([])
  await database.execute("INSERT INTO notes VALUES (1, 'text', 'title')")
})

test('records what Prisma would', async () => {
  database = await createTestDatabase({ isEmpty: true })
  await migrate(database, [notes])
  expect(await recorded()).toEqual([
    {
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      checksum: notes.checksum,
      finished_at: expect.any(Date),
      migration_name: notes.name,
      logs: null,
      rolled_back_at: null,
      started_at: expect.any(Date),
      applied_steps_count: 1,
    },
  ])
})

test('a migration that fails leaves nothing behind', async () => {
  database = await createTestDatabase({ isEmpty: true })
  const broken = migration('20260103000000_broken', 'CREATE TABLE half (id int); SELECT 1/0;')
  await expect(migrate(database, [notes, broken])).rejects.toThrow(
    'The migration "20260103000000_broken" failed: division by zero. Nothing was changed.',
  )
  expect((await recorded()).map(row => row.migration_name)).toEqual([notes.name])
  expect(await migrate(database, [notes, migration(broken.name, 'CREATE TABLE half (id int)')])).toEqual([
    broken.name,
  ])
})

test('an edited migration is refused by name', async () => {
  database = await createTestDatabase({ isEmpty: true })
  await migrate(database, [notes])
  await expect(migrate(database, [migration(notes.name, 'CREATE TABLE notes ()'), titles])).rejects.toThrow(
    /The migration "20260101000000_notes" was edited after it was applied/,
  )
  expect(await recorded()).toHaveLength(1)
})

test('a database newer than the code is refused', async () => {
  database = await createTestDatabase({ isEmpty: true })
  await migrate(database, [notes, titles])
  await expect(migrate(database, [notes])).rejects.toThrow(
    'The database is newer than this version of Memoryloop: it has the migration "20260102000000_titles".',
  )
})

test('one that Prisma began and did not finish is refused; one that was rolled back is applied', async () => {
  database = await createTestDatabase({ isEmpty: true })
  await migrate(database, [notes])
  await database.execute(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('1', 'x', '${titles.name}')`,
  )
  await expect(migrate(database, [notes, titles])).rejects.toThrow(
    'The migration "20260102000000_titles" was started and did not finish.',
  )
  await database.execute("UPDATE _prisma_migrations SET rolled_back_at = now() WHERE id = '1'")
  expect(await migrate(database, [notes, titles])).toEqual([titles.name])
})

test('processes that start together apply each once', async () => {
  database = await createTestDatabase({ isEmpty: true })
  const { databaseUrl } = database
  // PGlite admits one process; its calls come one after the other.
  const processes = databaseUrl
    ? await Promise.all([1, 2, 3].map(() => openDatabase({ databaseUrl, dataDir: '' })))
    : [database, database, database]
  const applied = await Promise.all(processes.map(each => migrate(each, [notes, titles])))
  expect(applied.flat()).toEqual([notes.name, titles.name])
  if (databaseUrl) await Promise.all(processes.map(each => each.close()))
})
