import type { ErrorRequestHandler, Request, Response } from 'express'
import type { Logger } from 'pino'
import { type DomainError, type ErrorCode, InvalidInput, RateLimited } from '../domain/errors.ts'
import { explainError } from '../graphql/errors.ts'
import { exceedBody, maxBodyBytes } from './body.ts'
import { currentRequestId } from './requestScope.ts'

const statusOf: Record<ErrorCode, number> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  BAD_USER_INPUT: 400,
  CONFLICT: 409,
  LIMIT_EXCEEDED: 413,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
  AI_UNAVAILABLE: 503,
  AI_FAILED: 502,
}

export interface Fault {
  status: number
  code: string
  message: string
  details?: Record<string, unknown>
}

/** The last handler: whatever went wrong on the way is answered in the shape its caller reads. */
export function answerFaults(logger: Logger): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (error, request, response, _next) => {
    const fault = describeFault(error, logger)
    // Half an answer cannot be taken back: the caller sees it end early.
    if (response.headersSent) return response.destroy()
    if (error instanceof RateLimited) response.set('retry-after', String(error.retryAfterSeconds))
    answerFault(request, response, fault)
  }
}

/** GraphQL callers get `{ errors }`, all others `{ code, message }`; both with the request id. */
export function answerFault(request: Request, response: Response, fault: Fault): void {
  const { status, code, message, details } = fault
  const requestId = currentRequestId()
  response
    .status(status)
    .set('cache-control', 'no-store')
    .json(
      isGraphql(request)
        ? { errors: [{ message, extensions: { code, ...details, requestId } }] }
        : { code, message, ...details, requestId },
    )
}

function isGraphql(request: Request): boolean {
  return /^\/graphql\/?(\?|$)/.test(request.originalUrl)
}

/** What a caller is told of an error; a fault of ours is logged and told as one. */
export function describeFault(error: unknown, logger: Logger): Fault {
  const known = explainError(error) ?? explainHttpError(error)
  if (known) {
    const { code, message, details } = known
    if (code === 'UNAVAILABLE') logger.warn({ err: error, requestId: currentRequestId() }, 'unavailable')
    return { status: statusOf[code], code, message, details }
  }
  const status = (error as { status?: unknown } | undefined)?.status
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return { status, code: 'BAD_REQUEST', message: (error as Error).message }
  }
  logger.error({ err: error, requestId: currentRequestId() }, 'unexpected error in a request')
  return {
    status: 500,
    code: 'INTERNAL_SERVER_ERROR',
    message: 'Something went wrong on our side. Try again; if it stays, quote the request id.',
  }
}

/** Errors of Express's body parser, told as the rest of the API tells them. */
function explainHttpError(error: unknown): DomainError | null {
  const { type, length, message } = (error ?? {}) as { type?: string; length?: number; message?: string }
  switch (type) {
    case 'entity.too.large':
      return exceedBody(length ?? maxBodyBytes + 1)
    case 'entity.parse.failed':
      return new InvalidInput('body', `The body is not valid JSON: ${message}`)
    case 'encoding.unsupported':
    case 'charset.unsupported':
    case 'request.size.invalid':
    case 'entity.verify.failed':
      return new InvalidInput('body', `The body cannot be read: ${message}`)
    default:
      return null
  }
}
