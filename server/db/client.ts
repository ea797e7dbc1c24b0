import { PrismaPg } from '@prisma/adapter-pg'
import type pg from 'pg'
import { type Prisma, PrismaClient } from './generated/prisma/client.ts'
import { checkpointRegularly, openPGlite } from './pglite.ts'
import { PGlitePool, runStatements } from './pglitePool.ts'
import { checkReachable, createPool, createStatementNames } from './postgres.ts'
import { listenToPostgres } from './postgresListener.ts'

export type Db = PrismaClient
/** The client inside a transaction. On PGlite the outer client would wait for it: use only this there. */
export type Tx = Prisma.TransactionClient

export interface Database {
  db: Db
  kind: 'pglite' | 'postgres'
  /** Runs SQL of any number of statements. */
  execute(sql: string): Promise<void>
  /** Hears what is sent by NOTIFY; see notifications.ts. Resolves with what ends it, once it is heard. */
  listen(channels: readonly string[], ears: Ears): Promise<() => Promise<void>>
  /** Lends one connection for work that must stay on it: advisory locks, migrations. */
  withConnection<T>(work: (connection: Connection) => Promise<T>): Promise<T>
  /** What PostgreSQL does by itself and PGlite does not: reclaims space, measures tables, shortens its log. */
  maintain(): Promise<void>
  close(): Promise<void>
}

export interface Connection {
  /** One statement. */
  query<Row extends object>(sql: string, values?: unknown[]): Promise<Row[]>
  /** Any number of statements; the rows of all of them. */
  execute<Row extends object>(sql: string): Promise<Row[]>
}

/** What is done about notifications. Neither may throw. */
export interface Ears {
  hear(channel: string, payload: string): void
  /** The connection was lost and is back: notifications may have been missed. */
  missed(): void
}

export interface DatabaseOptions {
  /** PostgreSQL; absent: PGlite in `dataDir` */
  databaseUrl?: string
  dataDir: string
  /** most connections to PostgreSQL at a time */
  connectionLimit?: number
  logger?: { warn(fields: object, message: string): void }
  /** lets recordStatements (sqlLog.ts) see every statement */
  canRecordStatements?: boolean
}

/** How long a transaction may wait for its turn, and how long it may then take. */
const transactionOptions = { maxWait: 15_000, timeout: 30_000 }

/** Opens the database: PostgreSQL at `databaseUrl`, or else PGlite in `dataDir`. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  return options.databaseUrl
    ? openPostgres({ ...options, databaseUrl: options.databaseUrl })
    : openEmbedded(options)
}

async function openPostgres(options: DatabaseOptions & { databaseUrl: string }): Promise<Database> {
  const { databaseUrl, connectionLimit = 10, logger } = options
  const pool = createPool(databaseUrl, connectionLimit)
  // Without a listener an idle connection that the server closes would end the process. The pool replaces it.
  pool.on('error', error => logger?.warn({ err: error }, 'A database connection was lost'))
  await checkReachable(pool, databaseUrl).catch(async error => {
    await pool.end()
    throw error
  })
  const adapter = new PrismaPg(pool, { statementNameGenerator: createStatementNames(databaseUrl) })
  return assemble(pool, adapter, options, {
    kind: 'postgres',
    // pg answers several statements with a list of results
    execute: async (client, sql) => [await client.query(sql)].flat().flatMap(({ rows }) => rows),
    listen: (channels, ears) => listenToPostgres(databaseUrl, channels, ears, logger),
    maintain: async () => {},
    close: () => pool.end(),
  })
}

async function openEmbedded(options: DatabaseOptions): Promise<Database> {
  const embedded = await openPGlite(options.dataDir)
  const pool = new PGlitePool(embedded.pglite)
  const stopCheckpoints = checkpointRegularly(pool, options.logger)
  return fromPool(pool, options, async () => {
    await stopCheckpoints()
    await embedded.close()
  })
}

/** The database in a PGlite that is open already (tests: in memory). */
export function fromPGlite(
  pglite: PGlitePool['pglite'],
  options: Pick<DatabaseOptions, 'canRecordStatements'>,
  close: () => Promise<void>,
): Database {
  return fromPool(new PGlitePool(pglite), options, close)
}

function fromPool(
  pool: PGlitePool,
  options: Pick<DatabaseOptions, 'canRecordStatements'>,
  close: () => Promise<void>,
): Database {
  return assemble(pool, new PrismaPg(pool), options, {
    kind: 'pglite',
    execute: (_client, sql) => runStatements(pool.pglite, sql),
    listen: (channels, ears) => pool.listen(channels, ears.hear),
    maintain: async () => {
      await pool.query('VACUUM (ANALYZE)')
      await pool.query('CHECKPOINT')
    },
    close,
  })
}

interface Driver extends Pick<Database, 'kind' | 'listen' | 'maintain' | 'close'> {
  execute(client: pg.PoolClient, sql: string): Promise<object[]>
}

function assemble(
  pool: pg.Pool,
  adapter: PrismaPg,
  options: Pick<DatabaseOptions, 'canRecordStatements'>,
  driver: Driver,
): Database {
  const db = new PrismaClient({
    adapter,
    errorFormat: 'minimal',
    transactionOptions,
    log: options.canRecordStatements ? [{ emit: 'event', level: 'query' }] : [],
  })
  async function withConnection<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const client = await pool.connect()
    let fault: Error | undefined
    try {
      return await work({
        query: async (sql, values) => (await client.query(sql, values)).rows,
        execute: async <Row extends object>(sql: string) => (await driver.execute(client, sql)) as Row[],
      })
    } catch (error) {
      fault = error as Error
      throw error
    } finally {
      // After a fault nobody knows what state the connection is in.
      client.release(fault)
    }
  }
  return {
    db,
    kind: driver.kind,
    execute: sql => withConnection(async connection => void (await connection.execute(sql))),
    listen: driver.listen,
    withConnection,
    maintain: driver.maintain,
    async close() {
      await db.$disconnect()
      await driver.close()
    },
  }
}
