import { randomUUID } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, inject } from 'vitest'
import { type Database, fromPGlite, openDatabase } from '../db/client.ts'
import { pgliteStartParams } from '../db/pglite.ts'
import { databaseUrlOf, runOnServer } from './databaseTemplate.ts'
import './globalSetup.ts'

export interface TestDatabase extends Database {
  /** on PostgreSQL: for opening it a second time */
  databaseUrl?: string
  /** closes and removes it */
  drop(): Promise<void>
}

/**
 * A database of the test's own: a copy of the migrated template, or empty. PGlite in memory, or a database
 * on the server at DATABASE_URL. Every statement can be recorded (sqlLog.ts).
 */
export async function createTestDatabase({ isEmpty = false } = {}): Promise<TestDatabase> {
  const template = inject('databaseTemplate')
  if (template.kind === 'postgres') {
    return createOnServer(template.serverUrl, isEmpty ? 'template1' : template.name)
  }
  const pglite = await PGlite.create({
    startParams: pgliteStartParams,
    loadDataDir: await openAsBlob(isEmpty ? template.emptyFile : template.file),
  })
  const database = fromPGlite(pglite, { canRecordStatements: true }, () => pglite.close())
  return { ...database, drop: database.close }
}

async function createOnServer(serverUrl: string, template: string): Promise<TestDatabase> {
  const name = `memoryloop_test_${randomUUID().replaceAll('-', '')}`
  await runOnServer(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${template}`)
  const databaseUrl = databaseUrlOf(serverUrl, name)
  const database = await openDatabase({ databaseUrl, dataDir: '', canRecordStatements: true })
  return {
    ...database,
    databaseUrl,
    async drop() {
      await database.close()
      await runOnServer(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    },
  }
}

/** A database for all tests of the file: `const database = useTestDatabase()`, then `database().db`. */
export function useTestDatabase(options?: Parameters<typeof createTestDatabase>[0]): () => TestDatabase {
  let database: TestDatabase | undefined
  beforeAll(async () => {
    database = await createTestDatabase(options)
  })
  afterAll(() => database?.drop())
  return () => {
    if (!database) throw new Error('The test database exists from beforeAll on, not before.')
    return database
  }
}
