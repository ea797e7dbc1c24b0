import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { on, once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect } from 'vitest'

const main = fileURLToPath(new URL('../../server/main.ts', import.meta.url))

const startPatienceMs = 90_000

/** The product as `npm start` runs it: a process with its own port and its own data. */
export class Product {
  readonly url: string
  readonly #folder: string
  readonly #env: NodeJS.ProcessEnv
  readonly #output: string[] = []
  #process: ChildProcess | undefined

  constructor(folder: string, port: number, databaseUrl: string | undefined, env: NodeJS.ProcessEnv) {
    this.url = `http://localhost:${port}`
    this.#folder = folder
    this.#env = {
      PATH: process.env.PATH,
      PORT: String(port),
      DATA_DIR: join(folder, 'data'),
      DATABASE_URL: databaseUrl,
      LOG_LEVEL: 'warn',
      ...env,
    }
  }

  /** Resolves once the process says that it is ready. Starts again on the same data after a kill. */
  async start(): Promise<void> {
    // In a folder of its own no `.env` of a developer is read.
    const started = spawn(process.execPath, [main], { cwd: this.#folder, env: this.#env })
    this.#process = started
    // A test run that is cut off leaves nothing behind.
    process.once('exit', () => started.kill('SIGKILL'))
    const lines = createInterface(started.stdout!)
    lines.on('line', line => this.#output.push(line))
    createInterface(started.stderr!).on('line', line => this.#output.push(line))
    const stop = new AbortController()
    const patience = setTimeout(() => stop.abort(), startPatienceMs)
    started.once('exit', () => stop.abort())
    try {
      for await (const [line] of on(lines, 'line', { signal: stop.signal })) {
        if (line === `Memoryloop is ready at ${this.url}`) return
      }
    } catch {
      await this.kill()
      throw new Error(`The server did not become ready:\n${this.#output.join('\n')}`)
    } finally {
      clearTimeout(patience)
    }
  }

  /** So that a test that failed while it was down does not take the next ones with it. */
  async startIfDown(): Promise<void> {
    if (!isRunning(this.#process)) await this.start()
  }

  /** As a power cut would: no chance to finish anything. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  /** As a service manager would. Resolves with the exit code. */
  async stop(): Promise<number | null> {
    return this.#end('SIGTERM')
  }

  /** What the server itself called an error. */
  errors(): string[] {
    return this.#output.filter(isErrorLine)
  }

  async #end(signal: NodeJS.Signals): Promise<number | null> {
    const running = this.#process
    if (!running) return null
    if (isRunning(running)) {
      const exited = once(running, 'exit')
      running.kill(signal)
      await exited
    }
    return running.exitCode
  }
}

function isRunning(server: ChildProcess | undefined): boolean {
  return server !== undefined && server.exitCode === null && server.signalCode === null
}

/**
 * One product for all tests of the file, taken down in order afterwards. `readEnv` adds to its environment, once
 * what was set up before is there.
 */
export function useProduct(readEnv: () => NodeJS.ProcessEnv = () => ({})): () => Product {
  let product: Product | undefined
  let remove = async () => {}
  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'memoryloop-e2e-'))
    const database = await createDatabase()
    remove = async () => {
      await database?.drop()
      await rm(folder, { recursive: true, force: true })
    }
    product = new Product(folder, await findFreePort(), database?.url, readEnv())
    await product.start()
  })
  afterAll(async () => {
    const exitCode = await product?.stop()
    await remove()
    expect(product?.errors()).toEqual([])
    expect(exitCode, 'exit code after SIGTERM').toBe(0)
  })
  return () => {
    if (!product) throw new Error('The product runs from beforeAll on, not before.')
    return product
  }
}

/** With DATABASE_URL a database of its own on that server, else none: the product's PGlite in DATA_DIR. */
async function createDatabase(): Promise<{ url: string; drop(): Promise<void> } | undefined> {
  const { DATABASE_URL } = process.env
  if (!DATABASE_URL) return undefined
  const { databaseUrlOf, runOnServer } = await import('../../server/testing/databaseTemplate.ts')
  const name = `memoryloop_e2e_${randomUUID().replaceAll('-', '')}`
  await runOnServer(DATABASE_URL, `CREATE DATABASE ${name}`)
  return {
    url: databaseUrlOf(DATABASE_URL, name),
    drop: () => runOnServer(DATABASE_URL, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error(`No port in ${address}`)
  return address.port
}

/** pino's levels: 50 is "error", 60 "fatal". */
function isErrorLine(line: string): boolean {
  return /^\{"level":[56]0,/.test(line)
}
