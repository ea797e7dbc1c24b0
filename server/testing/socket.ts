import { type RawData, WebSocket } from 'ws'
import type { TestClient } from './client.ts'

export interface SocketMessage {
  type: string
  id?: string
  // biome-ignore lint/suspicious/noExplicitAny: what an operation answers is the test's to know
  payload?: any
}

/** Where a server is, and under which address its pages are. */
export interface SocketServer {
  baseUrl: string
  appUrl: string
}

export interface SocketOptions {
  /** whose cookies are sent */
  as?: TestClient
  /** the page that opens it; null: no browser. Default: our own */
  origin?: string | null
  path?: string
  protocol?: string
  /** of the request */
  headers?: Record<string, string>
  /** a header of the request */
  authorization?: string
  /** does not answer pings, as one that has gone */
  isDead?: boolean
  /** what is sent along with the hello */
  params?: Record<string, unknown>
}

/** The other end of a WebSocket: a client that sends and reads messages one by one. */
export class TestSocket {
  readonly closed: Promise<{ code: number; reason: string }>
  readonly #socket: WebSocket
  readonly #heard: SocketMessage[] = []
  #arrived = Promise.withResolvers<void>()

  constructor(socket: WebSocket) {
    this.#socket = socket
    socket.on('message', (data: RawData) => {
      this.#heard.push(JSON.parse(String(data)))
      this.#arrived.resolve()
    })
    socket.on('error', () => {})
    this.closed = new Promise(resolve => {
      socket.once('close', (code, reason) => resolve({ code, reason: String(reason) }))
    })
  }

  send(message: SocketMessage | string): void {
    this.#socket.send(typeof message === 'string' ? message : JSON.stringify(message))
  }

  subscribe(id: string, query: string, variables: Record<string, unknown> = {}): void {
    this.send({ type: 'subscribe', id, payload: { query, variables } })
  }

  /** The next message that was not read yet. */
  async next(): Promise<SocketMessage> {
    while (this.#heard.length === 0) {
      this.#arrived = Promise.withResolvers()
      await Promise.race([this.#arrived.promise, this.closed.then(refuseToWait)])
    }
    return this.#heard.shift()!
  }

  /** Stops reading what comes, as a client does that is busy or far away. */
  pause(): void {
    this.#socket.pause()
  }

  resume(): void {
    this.#socket.resume()
  }

  close(): Promise<unknown> {
    this.#socket.close()
    return this.closed
  }
}

function refuseToWait(end: { code: number; reason: string }): never {
  throw new Error(`The socket was closed (${end.code} ${end.reason}) while a message was awaited.`)
}

/** Opens a socket; throws `{ status, body }` when that is refused. */
export function openSocket(app: SocketServer, options: SocketOptions = {}): Promise<TestSocket> {
  const { as, origin = app.appUrl, path = '/graphql', protocol = 'graphql-transport-ws' } = options
  const headers: Record<string, string> = { ...options.headers }
  if (as) headers.cookie = as.cookieHeader()
  if (options.authorization) headers.authorization = options.authorization
  if (origin !== null) headers.origin = origin
  const url = `${app.baseUrl.replace('http:', 'ws:')}${path}`
  const socket = new WebSocket(url, protocol, { headers, autoPong: !options.isDead })
  return new Promise((resolve, reject) => {
    const test = new TestSocket(socket)
    socket.once('open', () => resolve(test))
    socket.once('error', reject)
    socket.once('unexpected-response', (_request, response) => {
      let body = ''
      response.on('data', data => {
        body += data
      })
      response.on('end', () => reject({ status: response.statusCode, body: JSON.parse(body) }))
    })
  })
}

/** A socket over which the hellos were said. */
export async function talkTo(app: SocketServer, options: SocketOptions = {}): Promise<TestSocket> {
  const socket = await openSocket(app, options)
  socket.send({ type: 'connection_init', payload: options.params })
  const { type } = await socket.next()
  if (type !== 'connection_ack') throw new Error(`Expected connection_ack, heard ${type}.`)
  return socket
}
