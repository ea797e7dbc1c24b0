import type { ApolloServer } from '@apollo/server'
import { expressMiddleware } from '@as-integrations/express5'
import { type Request, type RequestHandler, type Response, Router } from 'express'
import type { Auth } from '../auth/auth.ts'
import { identify } from '../auth/learner.ts'
import { Unauthenticated } from '../domain/errors.ts'
import type { Learner } from '../domain/learner.ts'
import type { Context } from '../graphql/context.ts'
import { allowForeignOrigins, refuseForeignCookies } from './origins.ts'
import { countCaller } from './requestLimit.ts'
import { currentRequestId } from './requestScope.ts'
import { sendExplorer } from './webFiles.ts'

/** What a context is made of, beside what all requests share. */
export interface RequestFacts {
  learner: Learner | null
  requestId: string
  /** the caller's address, or its /64 */
  network: string
}

export interface GraphqlRouteParts {
  auth: Auth
  graphqlServer: ApolloServer<Context>
  createContext(request: RequestFacts): Context
  countRequest(caller: string): Promise<void>
  readBody: RequestHandler
  webDir: string
}

/** The GraphQL API; a browser that opens its address gets the explorer. */
export function serveGraphql(parts: GraphqlRouteParts): RequestHandler {
  const { auth, graphqlServer, createContext, countRequest, readBody, webDir } = parts
  const router = Router()
  router.use((request, _response, next) => next(request.path === '/' ? undefined : 'router'))
  router.use(allowForeignOrigins)
  router.get('/', (request, response, next) => {
    response.vary('accept')
    if (wantsPage(request)) sendExplorer(webDir, response)
    else next()
  })
  router.use(async (request, response, next) => {
    const whoIs = () => identifyCaller(auth, request, response)
    response.locals.learner = await countCaller(countRequest, nameNetwork(request.ip), whoIs)
    response.set('cache-control', 'no-store')
    next()
  })
  router.use(readBody)
  router.use((request, _response, next) => {
    // Express leaves it out when there is no body; Apollo's middleware takes that for a mistake of ours.
    request.body ??= undefined
    next()
  })
  router.use(
    expressMiddleware(graphqlServer, {
      context: async ({ req, res }) =>
        createContext({
          learner: res.locals.learner,
          requestId: currentRequestId() ?? '',
          network: nameNetwork(req.ip),
        }),
    }),
  )
  return router
}

async function identifyCaller(auth: Auth, request: Request, response: Response): Promise<Learner | null> {
  const headers = new Headers()
  for (const name of ['authorization', 'cookie'] as const) {
    const value = request.get(name)
    if (value) headers.set(name, value)
  }
  const identity = await identify(auth, headers).catch(error => {
    if (error instanceof Unauthenticated) response.set('www-authenticate', 'Bearer realm="Memoryloop"')
    throw error
  })
  if (!identity) return null
  const isByCookie = identity.learner.tokenScope === undefined
  if (isByCookie && request.method !== 'GET' && request.method !== 'HEAD')
    refuseForeignCookies(request, auth.trustedOrigins)
  if (identity.setCookies.length > 0) response.append('set-cookie', identity.setCookies)
  return identity.learner
}

function wantsPage(request: Request): boolean {
  const accepted = request.accepts(['application/json', 'application/graphql-response+json', 'text/html'])
  return accepted === 'text/html'
}

/** Callers without an account share the limit of their address; of IPv6 a household has a whole /64. */
export function nameNetwork(address = 'unknown'): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  if (!plain.includes(':')) return plain
  const [head = '', tail = ''] = plain.split('::')
  const groups = head.split(':').filter(Boolean)
  const after = tail.split(':').filter(Boolean)
  const filled = plain.includes('::')
    ? [...groups, ...Array(Math.max(0, 8 - groups.length - after.length)).fill('0'), ...after]
    : groups
  return `${filled.slice(0, 4).join(':')}::/64`
}
