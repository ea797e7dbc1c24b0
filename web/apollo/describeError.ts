import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors'

export interface FieldIssue {
  path: string
  message: string
}

/** What went wrong, in the shape the pages need. `code` is the API's, or OFFLINE, SERVER or UNKNOWN. */
export interface ErrorDescription {
  code: string
  message: string
  issues: FieldIssue[]
  requestId?: string
  retryAfterSeconds?: number
}

const messagesByCode: Record<string, string> = {
  UNAUTHENTICATED: 'You are signed out. Sign in again to go on.',
  UNAVAILABLE: 'The server is busy for a moment. Nothing was lost; try again.',
  INTERNAL_SERVER_ERROR: 'Something went wrong on the server. Nothing was changed.',
}

function readIssues(value: unknown): FieldIssue[] {
  if (!Array.isArray(value)) return []
  return value.map(issue => ({
    path: Array.isArray(issue?.path) ? issue.path.join('.') : String(issue?.path ?? ''),
    message: String(issue?.message ?? ''),
  }))
}

/** Turns anything that was thrown into words and a code. */
export function describeError(error: unknown): ErrorDescription {
  if (CombinedGraphQLErrors.is(error)) {
    const first = error.errors[0]
    const extensions = first?.extensions ?? {}
    const code = String(extensions.code ?? 'UNKNOWN')
    return {
      code,
      message: messagesByCode[code] ?? first?.message ?? error.message,
      issues: readIssues(extensions.issues),
      requestId: extensions.requestId ? String(extensions.requestId) : undefined,
      retryAfterSeconds: Number(extensions.retryAfterSeconds) || undefined,
    }
  }
  if (ServerError.is(error)) {
    const retryAfterSeconds = Number(error.response.headers.get('retry-after')) || undefined
    const message =
      error.statusCode === 429
        ? 'Too many requests. Wait a moment, then try again.'
        : `The server could not answer (${error.statusCode}). Try again in a moment.`
    return { code: 'SERVER', message, issues: [], retryAfterSeconds }
  }
  if (error instanceof TypeError) {
    return { code: 'OFFLINE', message: 'The server cannot be reached. Check your connection.', issues: [] }
  }
  return { code: 'UNKNOWN', message: error instanceof Error ? error.message : String(error), issues: [] }
}

/** The messages of an error by the last part of their path, for a form whose fields have those names. */
export function issuesByField(error: unknown): Record<string, string> {
  const byField: Record<string, string> = {}
  for (const { path, message } of describeError(error).issues) {
    const field = path.split('.').findLast(part => !/^\d+$/.test(part)) ?? ''
    byField[field] ??= message
  }
  return byField
}

export function isErrorCode(error: unknown, code: string): boolean {
  return describeError(error).code === code
}
