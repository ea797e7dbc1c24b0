import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { GraphQLSchema } from 'graphql'
import { pino } from 'pino'
import { type Auth, createAuth } from '../auth/auth.ts'
import { createMail } from '../auth/mail.ts'
import type { Db } from '../db/client.ts'
import { createNotifications } from '../db/notifications.ts'
import type { Env } from '../env.ts'
import { createContext } from '../graphql/context.ts'
import { createJobEvents } from '../graphql/jobEvents.ts'
import { createGraphqlServer } from '../graphql/server.ts'
import { createSubscriptions } from '../graphql/subscriptions.ts'
import { createApp } from '../http/app.ts'
import { createWebServer } from '../http/listen.ts'
import { currentRequestId } from '../http/requestScope.ts'
import { CuratedTrees } from '../services/curatedTrees.ts'
import { TestClient } from './client.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { createTestMail, type TestMail } from './mail.ts'

export interface TestApp {
  baseUrl: string
  appUrl: string
  database: TestDatabase
  db: Db
  auth: Auth
  mail: TestMail
  /** what was written to the log, oldest first */
  log: Record<string, unknown>[]
  /** a browser without cookies, on our own page unless said otherwise */
  visitor(origin?: string): TestClient
  asGuest(): Promise<TestClient & { learnerId: string }>
  signUp(email?: string, password?: string): Promise<TestClient & { learnerId: string }>
  /** the first thing that stopping does */
  closeSockets(): Promise<void>
  close(): Promise<void>
}

export interface TestAppOptions {
  appUrl?: string
  adminEmail?: string
  trustProxy?: Env['trustProxy']
  requestsPerMinute?: number
  curatedTrees?: CuratedTrees
  /** default: the product's */
  schema?: GraphQLSchema
  /** letters go to the log instead of `mail` */
  hasMailServer?: boolean
  /** built pages; default: two that stand for them */
  webDir?: string
  now?: () => Date
}

let accounts = 0

/** The whole server on a port and a database of its own. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const { appUrl = 'http://localhost:4000', hasMailServer = true } = options
  const log: Record<string, unknown>[] = []
  const logger = pino({ level: 'debug' }, { write: line => void log.push(JSON.parse(line)) })
  const [database, webDir, schema] = await Promise.all([
    createTestDatabase(),
    options.webDir ?? writePages(),
    options.schema ?? import('../graphql/schema.ts').then(module => module.schema),
  ])
  const { db } = database
  const mail = createTestMail()
  const env = {
    appUrl,
    authSecret: 'only for tests, but long enough to be one: 7f3a91c2',
    adminEmail: options.adminEmail,
    trustProxy: options.trustProxy ?? false,
  }
  const auth = createAuth({
    db,
    env,
    logger,
    mail: hasMailServer ? mail : createMail({ mailFrom: 'memoryloop@localhost' }, logger),
    now: options.now,
  })
  const curatedTrees = options.curatedTrees ?? new CuratedTrees([])
  const notifications = await createNotifications(database)
  const jobEvents = createJobEvents(notifications)
  const shared = { db, curatedTrees, generation: null, jobEvents, version: '0.0.0' }
  const { app, sockets, close } = await createApp({
    env,
    db,
    auth,
    logger,
    webDir,
    requestsPerMinute: options.requestsPerMinute,
    graphqlServer: createGraphqlServer({ schema, logger, currentRequestId }),
    subscriptions: createSubscriptions(schema, logger),
    createContext: request => createContext({ ...request, ...shared, now: options.now?.() }),
  })
  const server = createWebServer(app, sockets.upgrade)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const visitor = (origin = appUrl) => new TestClient(baseUrl, origin)

  return {
    baseUrl,
    appUrl,
    database,
    db,
    auth,
    mail,
    log,
    visitor,
    async asGuest() {
      const client = visitor()
      return Object.assign(client, { learnerId: await client.startAsGuest() })
    },
    async signUp(email = `learner${++accounts}@example.org`, password = 'correct horse battery') {
      const client = visitor()
      return Object.assign(client, { learnerId: await client.signUp(email, password) })
    },
    closeSockets: sockets.close,
    async close() {
      await sockets.close()
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
      await close()
      await notifications.close()
      await database.drop()
      if (!options.webDir) await rm(webDir, { recursive: true })
    },
  }
}

/** Stands for the built pages, which tests of the server do without. */
async function writePages(): Promise<string> {
  const webDir = await mkdtemp(join(tmpdir(), 'memoryloop-web-'))
  const page = (title: string) =>
    `<!doctype html><title>${title}</title><script src="/assets/app-1a2b3c4d.js"></script>`
  await writeFile(join(webDir, 'index.html'), page('Memoryloop'))
  await writeFile(join(webDir, 'explorer.html'), page('Explorer'))
  return webDir
}
