import type { Db } from './client.ts'

type Recorder = (statement: string) => void

const recordersOf = new WeakMap<Db, Set<Recorder>>()

/**
 * Runs `work` and returns the SQL statements that `db` sent meanwhile, without BEGIN, COMMIT and ROLLBACK.
 * `db` must have been opened with `canRecordStatements`.
 */
export async function recordStatements<T>(
  db: Db,
  work: () => Promise<T>,
): Promise<{ result: T; statements: string[] }> {
  const statements: string[] = []
  const record: Recorder = statement => {
    if (!/^\s*(BEGIN|COMMIT|ROLLBACK)\b/i.test(statement)) statements.push(statement)
  }
  const recorders = listen(db)
  recorders.add(record)
  try {
    return { result: await work(), statements }
  } finally {
    recorders.delete(record)
  }
}

/** A Prisma client forgets no listener: it gets one, for all recorders. */
function listen(db: Db): Set<Recorder> {
  const known = recordersOf.get(db)
  if (known) return known
  const recorders = new Set<Recorder>()
  recordersOf.set(db, recorders)
  const client = db as unknown as { $on(event: 'query', listener: (event: { query: string }) => void): void }
  client.$on('query', event => {
    for (const record of recorders) record(event.query)
  })
  return recorders
}
