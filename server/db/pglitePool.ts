import { setImmediate as nextTick } from 'node:timers/promises'
import type { PGlite, Results } from '@electric-sql/pglite'
import pg from 'pg'

/**
 * The embedded database behind the interface of a pg pool, so that Prisma's adapter for PostgreSQL serves
 * both: the same conversions, the same errors, and a COMMIT that fails when a deferred constraint does.
 *
 * PGlite is one session: whoever has connected has it alone until they release it.
 */
export class PGlitePool extends pg.Pool {
  readonly pglite: PGlite
  #lastTurn: Promise<void> = Promise.resolve()

  constructor(pglite: PGlite) {
    super()
    this.pglite = pglite
    speakText(pglite)
    this.connect = (() => this.#connect()) as typeof this.connect
    this.query = ((query: PgQuery | string, values?: unknown[]) =>
      this.#queryAlone(query, values)) as typeof this.query
    this.end = (async () => {}) as typeof this.end
  }

  /**
   * Hears NOTIFY; nothing can be missed, since whoever sends is this process. LISTEN waits for its turn: within
   * somebody's transaction it would be undone with it.
   */
  async listen(
    channels: readonly string[],
    hear: (channel: string, payload: string) => void,
  ): Promise<() => Promise<void>> {
    const stop = this.pglite.onNotification(hear)
    for (const channel of channels) await this.query(`LISTEN ${pg.escapeIdentifier(channel)}`)
    return async () => stop()
  }

  async #connect(): Promise<pg.PoolClient> {
    const leave = await this.#takeTurn()
    let isInTransaction = false
    let isReleased = false
    const client = {
      query: async (query: PgQuery | string, values?: unknown[]) => {
        if (isReleased) throw new Error('This connection was released already.')
        const text = typeof query === 'string' ? query : query.text
        if (/^\s*begin\b/i.test(text)) isInTransaction = true
        const result = await runQuery(this.pglite, query, values)
        if (/^\s*(commit|rollback)\s*;?\s*$/i.test(text)) isInTransaction = false
        return result
      },
      release: (fault?: Error | boolean) => {
        if (isReleased) return
        isReleased = true
        // A transaction that was left open, as a text of several statements may, would swallow the work of
        // whoever comes next.
        const mayBeOpen = isInTransaction || Boolean(fault)
        const settled = mayBeOpen ? this.pglite.exec('ROLLBACK').then(() => {}) : Promise.resolve()
        settled.catch(() => {}).finally(leave)
      },
      on: () => client,
      removeListener: () => client,
    }
    return client as unknown as pg.PoolClient
  }

  async #queryAlone(query: PgQuery | string, values?: unknown[]) {
    const leave = await this.#takeTurn()
    try {
      return await runQuery(this.pglite, query, values)
    } finally {
      leave()
    }
  }

  /** Resolves when everyone before has left; the returned function lets the next one in. */
  async #takeTurn(): Promise<() => void> {
    const before = this.#lastTurn
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#lastTurn = promise
    await before
    return resolve
  }
}

/** PGlite works on this thread: statement after statement would keep timers and requests waiting for ever. */
const longestStretchMs = 10
let stretchStartedAt = 0

async function letOthersWork(): Promise<void> {
  if (performance.now() - stretchStartedAt < longestStretchMs) return
  await nextTick()
  stretchStartedAt = performance.now()
}

type TypeParser = (text: string) => unknown

interface PgQuery {
  text: string
  values?: unknown[]
  rowMode?: 'array'
  types?: { getTypeParser(oid: number, format: 'text'): TypeParser }
}

async function runQuery(pglite: PGlite, query: PgQuery | string, givenValues?: unknown[]) {
  const { text, values = givenValues ?? [], rowMode, types = pg.types } = asQuery(query)
  await letOthersWork()
  const result = await pglite.query<TextRow>(text, values, { rowMode: 'array' })
  parseValues(result, types)
  const { fields, rows, affectedRows } = result
  return {
    fields,
    rowCount: affectedRows || rows.length,
    rows: rowMode === 'array' ? rows : nameColumns(result),
  }
}

/** Runs any number of statements, which take no values; returns the rows of all of them. */
export async function runStatements(pglite: PGlite, text: string): Promise<Record<string, unknown>[]> {
  await letOthersWork()
  const results = (await pglite.exec(text, { rowMode: 'array' })) as Results<TextRow>[]
  return results.flatMap(result => {
    parseValues(result, pg.types)
    return nameColumns(result)
  })
}

type TextRow = (string | null)[]

/** Turns each value from PostgreSQL's text into what pg would make of it, in place. */
function parseValues({ fields, rows }: Results<TextRow>, types: NonNullable<PgQuery['types']>): void {
  const parsers = fields.map(field => types.getTypeParser(field.dataTypeID, 'text') as TypeParser)
  for (const row of rows as unknown[][]) {
    for (const [column, parse] of parsers.entries()) {
      if (row[column] !== null) row[column] = parse(row[column] as string)
    }
  }
}

function nameColumns({ fields, rows }: Results<TextRow>): Record<string, unknown>[] {
  return rows.map(row => Object.fromEntries(fields.map((field, column) => [field.name, row[column]])))
}

function asQuery(query: PgQuery | string): PgQuery {
  return typeof query === 'string' ? { text: query } : query
}

/** Values come and go as PostgreSQL's text, as they do through pg, instead of in PGlite's own conversions. */
function speakText(pglite: PGlite): void {
  for (const oid of Object.keys(pglite.serializers)) pglite.serializers[oid] = toText
  for (const oid of Object.keys(pglite.parsers)) pglite.parsers[oid] = text => text
}

function toText(value: unknown): string {
  if (Array.isArray(value)) return `{${value.map(toArrayItem).join(',')}}`
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function toArrayItem(value: unknown): string {
  if (value === null || value === undefined) return 'NULL'
  if (Array.isArray(value)) return toText(value)
  return `"${toText(value).replace(/["\\]/g, '\\$&')}"`
}
