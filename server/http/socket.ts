import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Express, Request } from 'express'
import { handleProtocols } from 'graphql-ws'
import type { Logger } from 'pino'
import { v7 as uuidv7 } from 'uuid'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Auth } from '../auth/auth.ts'
import { readBearer } from '../auth/bearer.ts'
import { findLearner } from '../auth/learner.ts'
import { Forbidden, NotFound, RateLimited, Unauthenticated, Unavailable } from '../domain/errors.ts'
import type { Context } from '../graphql/context.ts'
import type { Subscriptions } from '../graphql/subscriptions.ts'
import { describeFault } from './faults.ts'
import { nameNetwork, type RequestFacts } from './graphqlRoute.ts'
import { OpenCounts } from './openCounts.ts'
import { countCaller } from './requestLimit.ts'
import { runAsRequest } from './requestScope.ts'
import { type ConnectionParams, talk } from './socketTalk.ts'

/** Operations and their variables: nobody imports cards over a socket. */
const maxPayloadBytes = 100_000
/** A client that has gone without a word is noticed after two of these. */
const pingEveryMs = 20_000
const closePatienceMs = 2_000
/** How long a refusal may take to be sent. */
const refusalPatienceMs = 5_000
const goingAway = 1001

/** Sockets that one process holds open at a time. */
const maxSockets = { learner: 30, network: 300 }

export interface SocketParts {
  app: Express
  auth: Auth
  subscriptions: Subscriptions
  createContext(request: RequestFacts): Context
  countRequest(caller: string): Promise<void>
  logger: Logger
}

export interface Sockets {
  /** Answers a request to become a WebSocket. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Refuses new ones and closes those that are open; their clients connect again by themselves. */
  close(): Promise<void>
}

/**
 * Subscriptions over WebSockets at /graphql: the protocol graphql-transport-ws, with the learners, limits and
 * errors of the requests at the same address.
 */
export function serveSockets(parts: SocketParts): Sockets {
  const { app, auth, countRequest, logger } = parts
  const server = new WebSocketServer({ noServer: true, maxPayload: maxPayloadBytes, handleProtocols })
  const open = new OpenCounts()
  const following = new OpenCounts()
  let isStopping = false
  const stopPinging = pingRegularly(server)

  async function accept(request: Request, socket: Duplex, head: Buffer, requestId: string): Promise<void> {
    if (!/^\/graphql\/?(\?|$)/.test(request.url)) throw new NotFound('WebSocket', request.url.slice(0, 200))
    refuseForeignPages(request, auth.trustedOrigins)

    const network = nameNetwork(request.ip)
    const credentials = {
      cookies: request.get('cookie') ?? null,
      authorization: request.get('authorization') ?? null,
    }
    const learner = await countCaller(countRequest, network, () => findLearner(auth, credentials))
    if (isStopping) throw new Unavailable('The server is stopping. Try again.')
    // It has said so already that it is closed: whatever waits for that would wait for ever.
    if (socket.destroyed) return
    const leave = takeSeats(open, { network, learner: learner?.id })
    socket.once('close', leave)
    server.handleUpgrade(request, socket, head, webSocket => {
      const identify = async (connectionParams: ConnectionParams) =>
        findLearner(auth, { ...credentials, ...readAuthorization(connectionParams) })
      talk(webSocket, { ...parts, following, requestId, network, identify })
      logEnd(webSocket, logger, { requestId, learnerId: learner?.id })
    })
  }

  return {
    upgrade(rawRequest, socket, head) {
      // Whatever goes wrong with the connection closes it; without a listener it would end the process.
      socket.on('error', () => socket.destroy())
      const requestId = uuidv7()
      const request = asExpress(app, rawRequest)
      runAsRequest(requestId, () => accept(request, socket, head, requestId)).catch(error =>
        runAsRequest(requestId, () => refuse(socket, error, requestId, logger)),
      )
    },
    async close() {
      isStopping = true
      stopPinging()
      const closed = [...server.clients].map(client => new Promise(resolve => client.once('close', resolve)))
      for (const client of server.clients) client.close(goingAway, 'The server is stopping')
      const cut = setTimeout(() => {
        for (const client of server.clients) client.terminate()
      }, closePatienceMs)
      await Promise.all(closed)
      clearTimeout(cut)
    },
  }
}

/** Express knows which address a request comes from (TRUST_PROXY); requests to upgrade do not pass through it. */
function asExpress(app: Express, request: IncomingMessage): Request {
  return Object.setPrototypeOf(request, app.request)
}

/** A browser lets any page open a socket and sends our cookies with it, so that the page's name must be ours. */
function refuseForeignPages(request: Request, trustedOrigins: readonly string[]): void {
  const origin = request.get('origin')
  if (!origin || trustedOrigins.includes(origin)) return
  throw new Forbidden(
    `Pages of ${origin} may not open a WebSocket here; they belong to ${trustedOrigins[0]} (APP_URL).`,
  )
}

/** Counts an open socket of a learner and a network. Returns what counts it off again; throws RateLimited. */
function takeSeats(open: OpenCounts, { network, learner }: { network: string; learner?: string }) {
  const seats = [{ key: `network|${network}`, max: maxSockets.network }]
  if (learner) seats.push({ key: `learner|${learner}`, max: maxSockets.learner })
  const isFull = seats.some(({ key, max }) => open.of(key) >= max)
  if (isFull) throw new RateLimited('open WebSockets', 30)
  const leaves = seats.map(({ key }) => open.add(key))
  return () => {
    for (const leave of leaves) leave()
  }
}

/** What a client says of itself in its hello, which counts before the headers of its request. */
function readAuthorization(connectionParams: ConnectionParams): { authorization?: string } {
  const authorization = connectionParams.authorization ?? connectionParams.Authorization
  if (authorization === undefined) return {}
  if (typeof authorization === 'string' && readBearer(authorization) !== null) return { authorization }
  throw new Unauthenticated(
    'Invalid authorization in the payload of connection_init: expected "Bearer " and a token.',
  )
}

function refuse(socket: Duplex, error: unknown, requestId: string, logger: Logger): void {
  const { status, code, message, details } = describeFault(error, logger)
  logger.info({ requestId, status, code }, `A WebSocket was refused: ${status}`)
  const body = JSON.stringify({ errors: [{ message, extensions: { code, ...details, requestId } }] })
  const retry = error instanceof RateLimited ? `retry-after: ${error.retryAfterSeconds}\r\n` : ''
  // Its other half stays open for as long as the client likes.
  const cut = setTimeout(() => socket.destroy(), refusalPatienceMs)
  socket.once('close', () => clearTimeout(cut))
  socket.once('finish', () => socket.destroy())
  socket.end(
    `HTTP/1.1 ${status} Refused\r\nconnection: close\r\ncache-control: no-store\r\nx-request-id: ${requestId}\r\n` +
      `content-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\n${retry}\r\n${body}`,
  )
}

/** Keeps connections open that a proxy would close when nothing is said, and ends those that are dead. */
function pingRegularly(server: WebSocketServer): () => void {
  const awaited = new WeakSet<WebSocket>()
  const timer = setInterval(() => {
    for (const client of server.clients) {
      if (awaited.has(client)) client.terminate()
      awaited.add(client)
      client.once('pong', () => awaited.delete(client))
      client.ping()
    }
  }, pingEveryMs)
  timer.unref()
  return () => clearInterval(timer)
}

function logEnd(socket: WebSocket, logger: Logger, fields: { requestId: string; learnerId?: string }): void {
  const startedAt = performance.now()
  socket.once('close', code => {
    const durationMs = Math.round(performance.now() - startedAt)
    logger.info({ ...fields, code, durationMs }, `WebSocket closed ${code}`)
  })
}
