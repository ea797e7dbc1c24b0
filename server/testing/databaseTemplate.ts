import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { fromPGlite, openDatabase } from '../db/client.ts'
import { migrate, readMigrations } from '../db/migrate.ts'
import { pgliteStartParams } from '../db/pglite.ts'

const cacheFolder = fileURLToPath(new URL('../../node_modules/.cache/memoryloop/', import.meta.url))

/** Where test databases are copied from: a migrated PGlite as a file, or a migrated database on a server. */
export type DatabaseTemplate =
  | { kind: 'pglite'; file: string; emptyFile: string }
  | { kind: 'postgres'; serverUrl: string; name: string }

/** The template files of the migrations as they are now; made once and kept until they change. */
export async function makePGliteTemplate(): Promise<DatabaseTemplate> {
  const migrations = await readMigrations()
  const hash = createHash('sha256')
    .update(JSON.stringify([migrations, pgliteStartParams]))
    .digest('hex')
  const file = join(cacheFolder, `test-database-${hash.slice(0, 16)}.tar`)
  const emptyFile = join(cacheFolder, `test-database-${hash.slice(0, 16)}-empty.tar`)
  if (!existsSync(file) || !existsSync(emptyFile)) {
    await mkdir(cacheFolder, { recursive: true })
    for (const name of await readdir(cacheFolder)) {
      if (name.startsWith('test-database-')) await rm(join(cacheFolder, name), { force: true })
    }
    const pglite = await PGlite.create({ startParams: pgliteStartParams })
    await dump(pglite, emptyFile)
    const database = fromPGlite(pglite, {}, () => pglite.close())
    await migrate(database, migrations)
    // A short log makes a small file, which loads quickly.
    await database.maintain()
    await dump(pglite, file)
    await database.close()
  }
  return { kind: 'pglite', file, emptyFile }
}

async function dump(pglite: PGlite, file: string): Promise<void> {
  const unfinished = `${file}.${process.pid}`
  await writeFile(unfinished, (await pglite.dumpDataDir('none')).stream())
  await rename(unfinished, file)
}

/** A migrated database on the server; `removeTemplate` takes it away again. */
export async function makePostgresTemplate(serverUrl: string): Promise<DatabaseTemplate> {
  const name = `memoryloop_template_${process.pid}_${Date.now().toString(36)}`
  await runOnServer(serverUrl, `CREATE DATABASE ${name}`)
  const database = await openDatabase({ databaseUrl: databaseUrlOf(serverUrl, name), dataDir: '' })
  await migrate(database)
  await database.close()
  return { kind: 'postgres', serverUrl, name }
}

export async function removeTemplate(template: DatabaseTemplate): Promise<void> {
  if (template.kind === 'postgres') {
    await runOnServer(template.serverUrl, `DROP DATABASE IF EXISTS ${template.name} WITH (FORCE)`)
  }
}

export function databaseUrlOf(serverUrl: string, name: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}

export async function runOnServer(serverUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
