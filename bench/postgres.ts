import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { openDatabase } from '../server/db/client.ts'
import { migrate } from '../server/db/migrate.ts'

const serverUrl = process.env.DATABASE_URL || 'postgresql://postgres@127.0.0.1:5432/postgres'
const open = new Set<BenchDatabase>()
const pollEveryMs = 50
const longestLeaveMs = 5_000

/** A migrated database of the bench's own; `await using` drops it. */
export interface BenchDatabase extends AsyncDisposable {
  url: string
  /** Runs one statement as the server's own user. */
  query<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>
}

/** Why benches cannot run, in one sentence; null when PostgreSQL answers. */
export async function findPostgresFault(): Promise<string | null> {
  try {
    await onServer('SELECT 1')
    return null
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    const { hostname, port } = new URL(serverUrl)
    return (
      `This bench needs PostgreSQL, and none answers at ${hostname}:${port || 5432} (${message || code}). ` +
      'Start one, or name one whose user may create databases: DATABASE_URL=postgresql://… npm run bench'
    )
  }
}

export async function createBenchDatabase(): Promise<BenchDatabase> {
  const name = `memoryloop_bench_${process.pid}_${Date.now().toString(36)}`
  await onServer(`CREATE DATABASE ${name}`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  const pool = new pg.Pool({ connectionString: url.href, max: 2 })
  // A dropped database takes its connections along.
  pool.on('error', () => {})
  const database: BenchDatabase = {
    url: url.href,
    query: async (sql, values) => (await pool.query(sql, values)).rows,
    async [Symbol.asyncDispose]() {
      if (!open.delete(database)) return
      await pool.end()
      await waitUntilLeft(name)
      await onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    },
  }
  open.add(database)
  const product = await openDatabase({ databaseUrl: url.href, dataDir: '' })
  await migrate(product)
  await product.close()
  return database
}

/** What an interrupted or failed run would leave behind. */
export async function dropBenchDatabases(): Promise<void> {
  await Promise.all([...open].map(database => database[Symbol.asyncDispose]()))
}

/** Connections that were just closed are still there for a moment: cut off, they would end this process. */
async function waitUntilLeft(name: string): Promise<void> {
  for (let waitedMs = 0; waitedMs < longestLeaveMs; waitedMs += pollEveryMs) {
    const [row] = await onServer(
      `SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = '${name}'`,
    )
    if (row!.count === 0) return
    await sleep(pollEveryMs)
  }
}

async function onServer(sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: serverUrl, connectionTimeoutMillis: 5_000 })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}
