import { toNodeHandler } from 'better-auth/node'
import type { Request as ExpressRequest, RequestHandler } from 'express'
import { type Auth, clientAddressHeader } from '../auth/auth.ts'
import { RateLimited } from '../domain/errors.ts'
import { answerFault } from './faults.ts'

/** better-auth's endpoints, told the client's address as Express knows it (TRUST_PROXY). */
export function serveAuth(auth: Auth): RequestHandler {
  return async (request, response) => {
    const type = request.get('content-type')
    if (type && request.body === undefined && hasBody(request)) {
      answerFault(request, response, {
        status: 415,
        code: 'BAD_USER_INPUT',
        message: `Unsupported body type "${type}": expected application/json.`,
      })
      return
    }
    request.headers[clientAddressHeader] = request.ip ?? ''
    const handle = toNodeHandler({
      handler: async (webRequest: Request) =>
        hideTokens(tellLimit(await auth.betterAuth.handler(webRequest))),
    })
    await handle(request, response)
  }
}

function hasBody(request: ExpressRequest): boolean {
  return request.get('transfer-encoding') !== undefined || Number(request.get('content-length')) > 0
}

/** The token of a session is the cookie's alone, where no script can read it: better-auth tells it in JSON too. */
async function hideTokens(answer: Response): Promise<Response> {
  if (!answer.headers.get('content-type')?.startsWith('application/json')) return answer
  const text = await answer.text()
  const headers = new Headers(answer.headers)
  headers.delete('content-length')
  return new Response(withoutTokens(text), { status: answer.status, headers })
}

function withoutTokens(json: string): string {
  if (!json.includes('"token"')) return json
  return JSON.stringify(JSON.parse(json, (key, value) => (key === 'token' ? undefined : value)))
}

/** better-auth answers 429 with a header and words of its own. */
function tellLimit(answer: Response): Response {
  if (answer.status !== 429) return answer
  const seconds = Number(answer.headers.get('x-retry-after')) || 60
  const { code, message, details } = new RateLimited('attempts', seconds)
  return Response.json(
    { code, message, ...details },
    { status: 429, headers: { 'retry-after': String(seconds) } },
  )
}
