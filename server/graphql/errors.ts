import type { GraphQLFormattedError } from 'graphql'
import { GraphQLError } from 'graphql'
import type { Logger } from 'pino'
import { databaseFault } from '../db/databaseFault.ts'
import { DomainError, InvalidInput, Unavailable } from '../domain/errors.ts'
import { exceedLimit, operationLimits } from './limits.ts'

/** Errors of graphql-js and Apollo Server that say what is wrong with the request itself. */
const requestFaults = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'BAD_REQUEST',
])

/** What the caller may know of an error, or null when it is a fault of ours and must be masked. */
export function explainError(error: unknown): DomainError | null {
  for (const cause of causesOf(error)) {
    if (cause instanceof DomainError) return cause
    const fault = databaseFault(cause)
    if (fault === 'value') {
      return new InvalidInput('', 'A value is outside of what can be stored or compared, such as a year 0.')
    }
    if (fault !== 'other') {
      return new Unavailable('The database cannot be reached or is busy just now. Try again in a moment.')
    }
  }
  return null
}

export interface ErrorFormatterParts {
  logger: Logger
  currentRequestId: () => string
}

/** Apollo Server's `formatError`: a stable code, its details and the request id; nothing else of ours. */
export function createErrorFormatter({ logger, currentRequestId }: ErrorFormatterParts) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const requestId = currentRequestId()
    const { locations, path } = formatted
    const answer = (message: string, extensions: Record<string, unknown>) => ({
      message,
      ...(locations && { locations }),
      ...(path && { path }),
      extensions: { ...extensions, requestId },
    })

    const known = explainError(error) ?? explainRequestFault(formatted, error)
    if (known) {
      if (known.code === 'UNAVAILABLE') logger.warn({ err: error, requestId }, 'unavailable')
      return answer(known.message, { code: known.code, ...known.details })
    }
    const code = String(formatted.extensions?.code)
    if (requestFaults.has(code)) return answer(formatted.message, { code })

    logger.error({ err: causesOf(error).at(-1), path, requestId }, 'unexpected error in an operation')
    return answer('Something went wrong on our side. Try again; if it stays, quote the request id.', {
      code: 'INTERNAL_SERVER_ERROR',
    })
  }
}

/** Wrong values that graphql-js finds itself, told as every other wrong input is. */
function explainRequestFault(formatted: GraphQLFormattedError, error: unknown): DomainError | null {
  const { message } = formatted
  const code = formatted.extensions?.code
  if (code === 'GRAPHQL_PARSE_FAILED' && message.includes(`more that ${operationLimits.tokens} tokens`)) {
    return exceedLimit('tokens', operationLimits.tokens + 1)
  }
  if (code === 'BAD_USER_INPUT') return new InvalidInput(findInputPath(message), message)
  const isArgumentFault = message.startsWith('Argument "') && error instanceof GraphQLError
  // Thrown by graphql-js before a resolver is called, so there is no error of ours beneath it.
  if (isArgumentFault && !causesOf(error).some(cause => !(cause instanceof GraphQLError))) {
    return new InvalidInput(/^Argument "([^"]+)"/.exec(message)?.[1] ?? '', message)
  }
  return null
}

/** Where graphql-js says a variable is wrong: `$input got invalid value … at "input.rating"`. */
function findInputPath(message: string): string {
  return /at "([^"]+)"; /.exec(message)?.[1] ?? /^Variable "\$([^"]+)"/.exec(message)?.[1] ?? ''
}

/** The error and everything it was caused by, outermost first. */
function causesOf(error: unknown): unknown[] {
  const causes: unknown[] = []
  for (let cause = error; cause && !causes.includes(cause) && causes.length < 10; ) {
    causes.push(cause)
    cause = (cause as { originalError?: unknown }).originalError ?? (cause as { cause?: unknown }).cause
  }
  return causes
}
