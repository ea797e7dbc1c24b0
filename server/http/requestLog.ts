import type { RequestHandler } from 'express'
import type { Logger } from 'pino'
import { currentRequestId } from './requestScope.ts'

/** One line per request: no query string, cookie, token or body, since each of them may hold a secret. */
export function logRequests(logger: Logger): RequestHandler {
  // Looking for secrets in lines that hold none would take more than all else that a line takes.
  const lines = logger.child({}, { redact: [] })
  return (request, response, next) => {
    const startedAt = performance.now()
    const requestId = currentRequestId()
    const path = nameWithoutSecrets(request.path)
    const { method } = request
    response.on('close', () => {
      const { statusCode: status, writableEnded, locals } = response
      const level = status >= 500 ? 'error' : path.startsWith('/assets/') || isProbe(path) ? 'debug' : 'info'
      lines[level](
        {
          requestId,
          method,
          path,
          status,
          durationMs: Math.round(performance.now() - startedAt),
          ...(locals.learner && { learnerId: locals.learner.id }),
          ...(!writableEnded && { isAborted: true }),
        },
        `${method} ${path} ${status}`,
      )
    })
    next()
  }
}

function isProbe(path: string): boolean {
  return path === '/healthz' || path === '/readyz'
}

/** The one address of ours that carries a secret in its path. */
function nameWithoutSecrets(path: string): string {
  return path.replace(/^(\/api\/auth\/reset-password\/).+/, '$1…')
}
