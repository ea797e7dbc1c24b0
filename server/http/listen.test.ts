import { type Agent, get, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { listen } from './listen.ts'

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise(resolve => server.close(resolve))
  return port
}

const ask = (port: number, agent?: Agent) =>
  new Promise<{ status?: number; body: string }>((resolve, reject) => {
    get({ host: '127.0.0.1', port, agent }, (response: IncomingMessage) => {
      let body = ''
      response.on('data', data => {
        body += data
      })
      response.on('end', () => resolve({ status: response.statusCode, body }))
      response.on('error', reject)
    }).on('error', reject)
  })

/** A handler whose first answer waits until it is let go. */
function createHeldHandler() {
  const arrived = Promise.withResolvers<void>()
  const letGo = Promise.withResolvers<void>()
  const handle = async (_request: IncomingMessage, response: ServerResponse) => {
    arrived.resolve()
    await letGo.promise
    response.end('done')
  }
  return { handle, arrived: arrived.promise, letGo: letGo.resolve }
}

test('a port in use is named', async () => {
  const port = await freePort()
  const first = await listen((_request, response) => response.end(), 'localhost', port)
  await expect(listen(() => {}, 'localhost', port)).rejects.toThrow(
    `PORT ${port} is in use. Stop what listens there, or set PORT to another port.`,
  )
  await first.stop(0)
  const again = await listen(() => {}, '127.0.0.1', port)
  await again.stop(0)
})

test('an address of another machine is named', async () => {
  await expect(listen(() => {}, '192.0.2.1', await freePort())).rejects.toThrow(
    'HOST "192.0.2.1": expected a name or address of this machine.',
  )
})

test('stopping lets a request finish and refuses new ones', async () => {
  const port = await freePort()
  const { handle, arrived, letGo } = createHeldHandler()
  const server = await listen(handle, '127.0.0.1', port)
  const answer = ask(port)
  await arrived
  const stopped = server.stop(60_000)
  await expect(ask(port)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  letGo()
  expect(await answer).toEqual({ status: 200, body: 'done' })
  await stopped
})

test('a request that does not finish is cut off', async () => {
  const port = await freePort()
  const { handle, arrived } = createHeldHandler()
  const server = await listen(handle, '127.0.0.1', port)
  const answer = expect(ask(port)).rejects.toMatchObject({ code: 'ECONNRESET' })
  await arrived
  await server.stop(50)
  await answer
})
