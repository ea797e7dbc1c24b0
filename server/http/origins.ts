import type { Request, RequestHandler } from 'express'
import { Forbidden } from '../domain/errors.ts'

const allowedHeaders =
  'authorization, content-type, apollo-require-preflight, x-apollo-operation-name, x-request-id'

/**
 * The API may be called from any page, but without cookies: no `Access-Control-Allow-Credentials` is ever
 * sent, so a browser shows a foreign page only what a request without cookies returns.
 */
export const allowForeignOrigins: RequestHandler = (request, response, next) => {
  response.set({
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'x-request-id, retry-after',
  })
  if (request.method !== 'OPTIONS') return next()
  response
    .set({
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': allowedHeaders,
      'access-control-max-age': '7200',
    })
    .status(204)
    .end()
}

/**
 * A browser names the page that sends a request. SameSite=Lax keeps cookies from other sites; this keeps
 * them from other origins of the same site, such as another port of this machine.
 */
export function refuseForeignCookies(request: Request, trustedOrigins: readonly string[]): void {
  const origin = request.get('origin')
  if (!origin || trustedOrigins.includes(origin)) return
  throw new Forbidden(
    `Pages of ${origin} may not use this learner's cookie; they belong to ${trustedOrigins[0]} (APP_URL). ` +
      'Call without cookies and send a token instead.',
  )
}
