/** What a database error means for whoever asked. */
export type DatabaseFault =
  /** two transactions were in each other's way: the same work may succeed at once */
  | 'collision'
  /** the database could not be reached, or was too busy to take the work */
  | 'unavailable'
  /** a value that PostgreSQL cannot read or compute with, such as a day before its calendar begins */
  | 'value'
  | 'other'

/** SQLSTATE: serialization failure, deadlock */
const collisionStates = new Set(['40001', '40P01'])
/** SQLSTATE: out of memory or connections, shutting down, crashed, starting; class 08 is lost connections */
const unavailableStates = /^(08...|53...|57P0[1-5])$/
/** SQLSTATE class 22, data exceptions */
const valueStates = /^22...$/
/** Prisma: write conflict */
const collisionCodes = new Set(['P2034'])
/** Prisma: not reachable, timed out, closed, no free connection, no turn for or no time left in a transaction */
const unavailableCodes = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037'])
/** what Prisma's adapters call lost connections */
const unavailableKinds = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
])
const socketCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN'])
/** pg gives these no code */
const unavailableMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|Cannot use a pool after calling end)/

export function databaseFault(error: unknown): DatabaseFault {
  for (const { code, originalCode, kind, message } of causes(error)) {
    if (collisionStates.has(originalCode ?? '') || collisionCodes.has(code ?? '')) return 'collision'
    if (collisionStates.has(code ?? '')) return 'collision'
    if (
      unavailableCodes.has(code ?? '') ||
      unavailableKinds.has(kind ?? '') ||
      socketCodes.has(code ?? '') ||
      unavailableStates.test(originalCode ?? code ?? '') ||
      unavailableMessages.test(message ?? '')
    ) {
      return 'unavailable'
    }
    if (valueStates.test(originalCode ?? code ?? '')) return 'value'
  }
  return 'other'
}

interface Cause {
  code?: string
  originalCode?: string
  kind?: string
  message?: string
}

/** The error and what it wraps: Prisma keeps the driver's error in `meta`, that keeps PostgreSQL's in `cause`. */
function* causes(error: unknown): Generator<Cause> {
  for (let depth = 0; depth < 6 && typeof error === 'object' && error !== null; depth++) {
    yield error as Cause
    const { cause, meta } = error as { cause?: unknown; meta?: { driverAdapterError?: unknown } }
    error = meta?.driverAdapterError ?? cause
  }
}
