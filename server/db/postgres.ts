import { createHash } from 'node:crypto'
import type { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { StartError } from '../startError.ts'

const connectionTimeoutMs = 10_000
const oldestSupportedMajor = 15
/** Statements beyond these are planned anew each time, so that a server never holds an endless number. */
const preparedStatementLimit = 500
const longestPreparedStatement = 10_000

/** A pool of connections that speak UTC and READ COMMITTED, whatever the server's defaults are. */
export function createPool(databaseUrl: string, connectionLimit: number): pg.Pool {
  return new pg.Pool({
    connectionString: databaseUrl,
    max: connectionLimit,
    connectionTimeoutMillis: connectionTimeoutMs,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    application_name: 'memoryloop',
    onConnect: async client => {
      await client.query("SET timezone TO 'UTC'; SET default_transaction_isolation TO 'read committed'")
    },
  })
}

/**
 * Names a statement so that each connection plans it once. Behind PgBouncer (`?pgbouncer=true`) a
 * connection may change between statements: nothing is named there.
 */
export function createStatementNames(
  databaseUrl: string,
): NonNullable<ConstructorParameters<typeof PrismaPg>[1]>['statementNameGenerator'] {
  if (new URL(databaseUrl).searchParams.get('pgbouncer') === 'true') return undefined
  const names = new Map<string, string>()
  return ({ sql }) => {
    const known = names.get(sql)
    if (known !== undefined) return known
    if (names.size >= preparedStatementLimit || sql.length > longestPreparedStatement)
      return undefined as never
    const name = createHash('sha256').update(sql).digest('base64url')
    names.set(sql, name)
    return name
  }
}

/**
 * Connects once.
 * @throws StartError that says which server did not answer and why, never the password.
 */
export async function checkReachable(pool: pg.Pool, databaseUrl: string): Promise<void> {
  const { hostname, port, pathname, username } = new URL(databaseUrl)
  const server = `${hostname || 'localhost'}:${port || 5432}`
  try {
    const { rows } = await pool.query<{ version: number }>(
      "SELECT current_setting('server_version_num')::int AS version",
    )
    const major = Math.floor((rows[0]?.version ?? 0) / 10_000)
    if (major < oldestSupportedMajor) {
      throw new StartError(
        `DATABASE_URL: ${server} is PostgreSQL ${major}, expected ${oldestSupportedMajor} or newer.`,
      )
    }
  } catch (error) {
    if (error instanceof StartError) throw error
    throw new StartError(`DATABASE_URL: ${explainRefusal(error, server, username, pathname.slice(1))}`)
  }
}

function explainRefusal(error: unknown, server: string, user: string, database: string): string {
  const { code, message } = error as { code?: string; message: string }
  switch (code) {
    case '28P01':
    case '28000':
      return `PostgreSQL at ${server} refused the user "${user}". Expected a user and password it accepts.`
    case '3D000':
      return `PostgreSQL at ${server} has no database "${database}". Create it, or name another.`
    default:
      return `PostgreSQL at ${server} cannot be reached (${code ?? message}). Expected a running server.`
  }
}
