import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { Duplex } from 'node:stream'
import { StartError } from '../startError.ts'

/** Answers a request to go on in another protocol: a WebSocket's. */
export type UpgradeListener = (request: IncomingMessage, socket: Duplex, head: Buffer) => void

export interface Listening {
  /** Takes no new work, lets what runs finish for `patienceMs`, then cuts it off. */
  stop(patienceMs: number): Promise<void>
}

/**
 * Listens at `host`; "localhost" is both loopback addresses, since nobody knows which of the two a browser
 * will try.
 *
 * @throws StartError when the port is taken or the address is not of this machine.
 */
export async function listen(
  handle: RequestListener,
  host: string,
  port: number,
  upgrade?: UpgradeListener,
): Promise<Listening> {
  let isStopping = false
  const servers: Server[] = []
  const closeIdle = () => {
    for (const server of servers) server.closeIdleConnections()
  }
  const handleUnlessStopping: RequestListener = (request, response) => {
    if (isStopping) return refuse(response)
    // A connection that is kept alive would hold up stopping until it has been idle for long.
    response.on('close', () => isStopping && setImmediate(closeIdle))
    handle(request, response)
  }
  try {
    for (const address of host === 'localhost' ? ['127.0.0.1', '::1'] : [host]) {
      const server = await listenAt(createWebServer(handleUnlessStopping, upgrade), address, port)
      if (server) servers.push(server)
    }
  } catch (error) {
    for (const server of servers) server.close()
    throw explain(error as NodeJS.ErrnoException, host, port)
  }
  return {
    async stop(patienceMs) {
      isStopping = true
      const cut = setTimeout(() => {
        for (const server of servers) server.closeAllConnections()
      }, patienceMs)
      await Promise.all(servers.map(server => new Promise(resolve => server.close(resolve))))
      clearTimeout(cut)
    },
  }
}

/** A server of which nothing but a WebSocket may be had instead: clients that offer HTTP/2 are answered as ever. */
export function createWebServer(handle: RequestListener, upgrade?: UpgradeListener): Server {
  if (!upgrade) return createServer(handle)
  const shouldUpgradeCallback = ({ headers }: IncomingMessage) =>
    headers.upgrade?.toLowerCase() === 'websocket'
  return createServer({ shouldUpgradeCallback }, handle).on('upgrade', upgrade)
}

function listenAt(server: Server, address: string, port: number): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isMissingIpv6 =
        address === '::1' && /^(EADDRNOTAVAIL|EAFNOSUPPORT|EINVAL)$/.test(error.code ?? '')
      if (isMissingIpv6) resolve(undefined)
      else reject(error)
    })
    server.listen(port, address, () => resolve(server))
  })
}

/** A request on a connection that was open already. */
function refuse(response: ServerResponse) {
  const body = {
    errors: [{ message: 'The server is stopping. Try again.', extensions: { code: 'UNAVAILABLE' } }],
  }
  response.writeHead(503, { connection: 'close', 'content-type': 'application/json', 'retry-after': '5' })
  response.end(JSON.stringify(body))
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new StartError(`PORT ${port} is in use. Stop what listens there, or set PORT to another port.`)
    case 'EACCES':
      return new StartError(`PORT ${port} may not be used by this user. Expected a port above 1023.`)
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new StartError(`HOST "${host}": expected a name or address of this machine.`)
    default:
      return error
  }
}
