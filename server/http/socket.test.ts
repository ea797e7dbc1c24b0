import { once } from 'node:events'
import { IncomingMessage, type Server } from 'node:http'
import { type AddressInfo, connect, Socket } from 'node:net'
import { Duplex } from 'node:stream'
import express from 'express'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Auth } from '../auth/auth.ts'
import { openSocket } from '../testing/socket.ts'
import { createWebServer } from './listen.ts'
import { type SocketParts, type Sockets, serveSockets } from './socket.ts'

const appUrl = 'http://localhost:4000'

let server: Server
let sockets: Sockets
let port: number
/** The server's ends of all connections. */
let ends: Socket[]
/** Whom the server is about to let in. */
let counted: number
let letIn: PromiseWithResolvers<void>

beforeEach(async () => {
  ends = []
  counted = 0
  letIn = Promise.withResolvers()
  const app = express()
  sockets = serveSockets({
    app,
    auth: { trustedOrigins: [appUrl], now: () => new Date() } as Partial<Auth> as Auth,
    logger: pino({ level: 'silent' }),
    async countRequest() {
      counted++
      await letIn.promise
    },
  } as Partial<SocketParts> as SocketParts)
  server = createWebServer(app, sockets.upgrade).on('connection', end => ends.push(end))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterEach(async () => {
  letIn.resolve()
  await sockets.close()
  for (const end of ends) end.destroy()
  await new Promise(resolve => server.close(resolve))
})

/** A connection that asks for a WebSocket and leaves its end open, whatever the server does. */
function ask(path: string): Socket {
  const client = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
  client.write(
    `GET ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: Upgrade\r\nupgrade: websocket\r\n` +
      'sec-websocket-version: 13\r\nsec-websocket-key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n' +
      'sec-websocket-protocol: graphql-transport-ws\r\n\r\n',
  )
  return client
}

test('a connection that is lost before it is let in takes no seat', async () => {
  const seats = 300
  const clients = Array.from({ length: seats }, () => ask('/graphql'))
  await expect.poll(() => counted, { timeout: 10_000 }).toBe(seats)
  const lost = ends.map(end => new Promise(resolve => end.once('close', resolve)))
  for (const client of clients) client.resetAndDestroy()
  await Promise.all(lost)
  letIn.resolve()
  const socket = await openSocket({ baseUrl: `http://127.0.0.1:${port}`, appUrl })
  await socket.close()
})

test('a refusal closes the connection, though the client keeps its half open', async () => {
  const client = ask('/nothing')
  let answer = ''
  client.on('data', data => {
    answer += data
  })
  await once(client, 'end')
  expect(answer).toMatch(/^HTTP\/1.1 404 .*"NOT_FOUND"/s)
  await expect.poll(() => ends.map(end => end.destroyed)).toEqual([true])
  client.destroy()
})

test('a client that does not take the refusal is let go', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const refused = Promise.withResolvers<void>()
    const end = new Duplex({ read() {}, write: () => refused.resolve() })
    const request = Object.assign(new IncomingMessage(new Socket()), { url: '/nothing' })
    sockets.upgrade(request, end, Buffer.alloc(0))
    await refused.promise
    expect(end.destroyed).toBe(false)
    vi.advanceTimersByTime(5_000)
    expect(end.destroyed).toBe(true)
  } finally {
    vi.useRealTimers()
  }
})
