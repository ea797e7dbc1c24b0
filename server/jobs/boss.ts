import { type Db as BossDb, PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import type { Connection, Database, Tx } from '../db/client.ts'

/** pg-boss keeps its own tables, apart from ours. */
const schema = 'pgboss'
const daySeconds = 86_400
/** Taken while the tables are made or changed: processes that start together wait for each other. */
const startLockId = 72_707_370

/**
 * pg-boss with everything off that runs by itself: it keeps the queue and claims jobs from it, and no more. Its
 * tables hold only what is still to be done, so there is nothing to maintain.
 */
export async function openBoss(database: Database, logger: Logger, queueName: string): Promise<PgBoss> {
  const boss = new PgBoss({
    schema,
    backend: database.kind,
    db: { executeSql: (text, values) => executeOn(database, text, values) },
    supervise: false,
    schedule: false,
    registerInstance: false,
    openTelemetry: { enabled: false },
    queueCacheIntervalSeconds: daySeconds,
    bamIntervalSeconds: daySeconds,
  })
  boss.on('error', error => logger.warn({ err: error }, 'The job queue had a fault'))
  boss.on('warning', ({ message, data }) => logger.warn({ data }, `The job queue warns: ${message}`))
  await alone(database, async () => {
    await boss.start()
    // Asking takes a fraction of the time that making it again does.
    if (!(await boss.getQueue(queueName))) await boss.createQueue(queueName)
  })
  return boss
}

/** The caller's transaction, as pg-boss takes one. */
export function inTransaction(tx: Tx): BossDb {
  return { executeSql: async (text, values = []) => ({ rows: await tx.$queryRawUnsafe(text, ...values) }) }
}

async function executeOn(database: Database, text: string, values: unknown[] = []) {
  const execute = (connection: Connection) =>
    values.length > 0 ? connection.query(text, values) : connection.execute(text)
  return { rows: await database.withConnection(execute) }
}

async function alone(database: Database, work: () => Promise<void>): Promise<void> {
  // PGlite belongs to one process, and its one connection is needed for the work.
  if (database.kind === 'pglite') return work()
  await database.withConnection(async connection => {
    await connection.query('SELECT pg_advisory_lock($1)::text', [startLockId])
    try {
      await work()
    } finally {
      await connection.query('SELECT pg_advisory_unlock($1)', [startLockId]).catch(() => {})
    }
  })
}
