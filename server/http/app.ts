import type { ApolloServer } from '@apollo/server'
import compression from 'compression'
import express, { type Express } from 'express'
import type { Logger } from 'pino'
import type { Auth } from '../auth/auth.ts'
import type { Db } from '../db/client.ts'
import type { Env } from '../env.ts'
import type { Context } from '../graphql/context.ts'
import type { Subscriptions } from '../graphql/subscriptions.ts'
import { serveAuth } from './authRoutes.ts'
import { readJsonBody, refuseNulInAddress } from './body.ts'
import { answerFaults } from './faults.ts'
import { type RequestFacts, serveGraphql } from './graphqlRoute.ts'
import { answerAlive, answerReady } from './health.ts'
import { createRequestLimit } from './requestLimit.ts'
import { logRequests } from './requestLog.ts'
import { nameRequest } from './requestScope.ts'
import { setSecurityHeaders } from './securityHeaders.ts'
import { type Sockets, serveSockets } from './socket.ts'
import { limitTime } from './timeLimit.ts'
import { serveWeb } from './webFiles.ts'

/** Longer than a transaction may wait and take (db/client.ts). */
const patienceMs = 60_000

export interface AppParts {
  env: Pick<Env, 'appUrl' | 'trustProxy'>
  db: Db
  auth: Auth
  graphqlServer: ApolloServer<Context>
  subscriptions: Subscriptions
  createContext(request: RequestFacts): Context
  logger: Logger
  /** where Vite puts the built pages */
  webDir: string
  /** GraphQL requests of one learner, or of one address without an account */
  requestsPerMinute?: number
}

export interface App {
  app: Express
  sockets: Sockets
  /** Ends what works behind it. */
  close(): Promise<void>
}

/** Everything that is answered over HTTP. Starts the GraphQL server; `close` stops it again. */
export async function createApp(parts: AppParts): Promise<App> {
  const { env, db, auth, graphqlServer, subscriptions, createContext, logger, webDir } = parts
  const { requestsPerMinute = 1800 } = parts
  const countRequest = createRequestLimit({ db, requestsPerMinute })
  await graphqlServer.start()

  const app = express()
  app.disable('x-powered-by')
  // Answers of the API are never stored; files of the web app bring their own.
  app.disable('etag')
  app.set('trust proxy', env.trustProxy)
  app.set('query parser', 'simple')
  app.use(nameRequest)
  app.use(logRequests(logger))
  app.use(setSecurityHeaders(new URL(env.appUrl)))
  app.get('/healthz', answerAlive)
  app.get('/readyz', answerReady(db, logger))
  app.use(limitTime(patienceMs))
  app.use(refuseNulInAddress)
  app.use(compression())
  app.use('/api/auth', readJsonBody, serveAuth(auth))
  app.use(
    '/graphql',
    serveGraphql({
      auth,
      graphqlServer,
      createContext,
      countRequest,
      readBody: readJsonBody,
      webDir,
    }),
  )
  app.use(serveWeb(webDir))
  app.use(answerFaults(logger))

  return {
    app,
    sockets: serveSockets({ app, auth, countRequest, createContext, logger, subscriptions }),
    async close() {
      await graphqlServer.stop()
      await auth.settle()
    },
  }
}
