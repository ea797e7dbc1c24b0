import { existsSync } from 'node:fs'
import { access, constants, mkdir, rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { StartError } from '../startError.ts'
import { lockFolder } from './lock.ts'

/** How the embedded PostgreSQL runs: 32 MB of shared buffers where its default of 128 MB is never used. */
export const pgliteStartParams = [
  ...PGlite.defaultStartParams,
  '-c',
  'shared_buffers=32MB',
  '-c',
  'timezone=UTC',
  '-c',
  'jit=off',
]

const checkpointEveryMs = 5 * 60_000
const checkpointAfterBytes = 32 * 1024 * 1024

export interface EmbeddedDatabase {
  pglite: PGlite
  close(): Promise<void>
}

/**
 * Opens the database of a folder, making both when they are not there yet, and keeps every other process
 * out of it. What was acknowledged is in the operating system's hands, so that it outlives the process.
 *
 * @throws StartError when the folder cannot be written to or is in use.
 */
export async function openPGlite(dataDir: string): Promise<EmbeddedDatabase> {
  const folder = resolve(dataDir)
  await makeWritable(folder)
  const lock = await lockFolder(folder)
  try {
    const database = join(folder, 'database')
    if (!existsSync(join(database, 'PG_VERSION'))) await makeCluster(database)
    const pglite = await PGlite.create({ dataDir: database, startParams: pgliteStartParams })
    return {
      pglite,
      async close() {
        await pglite.close()
        await lock.release()
      },
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}

async function makeWritable(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
    await access(folder, constants.W_OK)
  } catch (error) {
    throw new StartError(
      `DATA_DIR ${folder} cannot be written to (${(error as NodeJS.ErrnoException).code}). Expected a folder that this user may write to.`,
    )
  }
}

/** Made aside and renamed when it is whole: a process killed meanwhile leaves nothing half-made behind. */
async function makeCluster(database: string): Promise<void> {
  const unfinished = `${database}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  const pglite = await PGlite.create({ dataDir: unfinished, startParams: pgliteStartParams })
  await pglite.close()
  await rename(unfinished, database)
}

/** What checkpoints need of the database: each statement takes its turn and finds no transaction open. */
interface Queryable {
  query(sql: string, values?: unknown[]): Promise<{ rows: unknown[] }>
}

interface Warner {
  warn(fields: object, message: string): void
}

/**
 * PGlite has no background checkpointer: without this its log would grow until it is closed. A checkpoint
 * that fails is tried again the next time. Returns what stops it, once a running one has finished.
 */
export function checkpointRegularly(
  database: Queryable,
  logger?: Warner,
  everyMs = checkpointEveryMs,
): () => Promise<void> {
  let lastPosition = '0/0'
  let running: Promise<void> | null = null

  async function checkpointIfNeeded() {
    const { rows } = await database.query(
      'SELECT pg_current_wal_lsn()::text AS position, pg_wal_lsn_diff(pg_current_wal_lsn(), $1)::text AS bytes',
      [lastPosition],
    )
    const { position, bytes } = rows[0] as { position: string; bytes: string }
    if (Number(bytes) < checkpointAfterBytes) return
    await database.query('CHECKPOINT')
    lastPosition = position
  }

  const timer = setInterval(() => {
    running ??= checkpointIfNeeded()
      .catch(error => logger?.warn({ err: error }, 'A checkpoint of the embedded database failed'))
      .finally(() => {
        running = null
      })
  }, everyMs)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await running
  }
}
