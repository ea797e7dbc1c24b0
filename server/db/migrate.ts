import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { StartError } from '../startError.ts'
import type { Connection, Database } from './client.ts'

export const migrationsFolder = fileURLToPath(new URL('../../prisma/migrations', import.meta.url))

/** The advisory lock `prisma migrate deploy` takes: the two wait for each other. */
const migrationLockId = 72_707_369

/** As Prisma makes it, so that `prisma migrate` can go on where we stopped. */
const createMigrationsTable = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                  VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum            VARCHAR(64) NOT NULL,
    finished_at         TIMESTAMPTZ,
    migration_name      VARCHAR(255) NOT NULL,
    logs                TEXT,
    rolled_back_at      TIMESTAMPTZ,
    started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`

export interface Migration {
  name: string
  sql: string
  /** sha-256 of the file, hex */
  checksum: string
}

export interface AppliedMigration {
  name: string
  checksum: string
  isFinished: boolean
}

/** The migrations of a folder, oldest first. */
export async function readMigrations(folder = migrationsFolder): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter(entry => entry.isDirectory()).map(entry => entry.name)
  return Promise.all(
    names.sort().map(async name => {
      const file = await readFile(join(folder, name, 'migration.sql'))
      return { name, sql: file.toString(), checksum: createHash('sha256').update(file).digest('hex') }
    }),
  )
}

/**
 * Which migrations a database still lacks.
 * @throws StartError when the database is newer than this version, or when a migration was edited after it
 * was applied, or stopped half-way.
 */
export function pendingMigrations(known: Migration[], applied: AppliedMigration[]): Migration[] {
  const knownByName = new Map(known.map(migration => [migration.name, migration]))
  for (const { name, checksum, isFinished } of applied) {
    const migration = knownByName.get(name)
    if (!migration) {
      throw new StartError(
        `The database is newer than this version of Memoryloop: it has the migration "${name}". Start the version that made it, or a later one.`,
      )
    }
    if (!isFinished) {
      throw new StartError(
        `The migration "${name}" was started and did not finish. Expected a whole database: restore it from a backup.`,
      )
    }
    if (migration.checksum !== checksum) {
      throw new StartError(
        `The migration "${name}" was edited after it was applied (sha-256 ${migration.checksum}, applied ${checksum}). Undo the edit and write a new migration: npm run db:migration -- <name>.`,
      )
    }
  }
  const appliedNames = new Set(applied.map(({ name }) => name))
  return known.filter(({ name }) => !appliedNames.has(name))
}

/**
 * Brings a database up to date and returns the names of what was applied. Each migration is one
 * transaction; processes that start at the same time wait for each other.
 */
export async function migrate(
  database: Pick<Database, 'withConnection'>,
  known?: Migration[],
): Promise<string[]> {
  const migrations = known ?? (await readMigrations())
  return database.withConnection(async connection => {
    await connection.query('SELECT pg_advisory_lock($1)::text', [migrationLockId])
    try {
      await connection.execute(createMigrationsTable)
      const pending = pendingMigrations(migrations, await loadApplied(connection))
      for (const migration of pending) await apply(connection, migration)
      return pending.map(({ name }) => name)
    } finally {
      // A connection that is gone has let go of its locks.
      await connection.query('SELECT pg_advisory_unlock($1)', [migrationLockId]).catch(() => {})
    }
  })
}

function loadApplied(connection: Connection): Promise<AppliedMigration[]> {
  return connection.query<AppliedMigration>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS "isFinished"
       FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
  )
}

async function apply(connection: Connection, { name, sql, checksum }: Migration): Promise<void> {
  const startedAt = new Date()
  await connection.execute('BEGIN')
  try {
    await connection.execute(sql)
    await connection.query(
      `INSERT INTO _prisma_migrations
         (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, $4, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name, startedAt],
    )
    await connection.execute('COMMIT')
  } catch (error) {
    await connection.execute('ROLLBACK')
    throw new StartError(
      `The migration "${name}" failed: ${(error as Error).message}. Nothing was changed.`,
      {
        cause: error,
      },
    )
  }
}
