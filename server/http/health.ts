import type { RequestHandler } from 'express'
import type { Logger } from 'pino'
import type { Db } from '../db/client.ts'

/** The process answers. */
export const answerAlive: RequestHandler = (_request, response) => {
  response.set('cache-control', 'no-store').json({ status: 'ok' })
}

const patienceMs = 2_000

/** The process answers and the database too; 503 while it does not. */
export function answerReady(db: Db, logger: Logger): RequestHandler {
  return async (_request, response) => {
    response.set('cache-control', 'no-store')
    const timeout = new AbortController()
    try {
      await Promise.race([
        db.$queryRaw`SELECT 1`,
        new Promise((_resolve, reject) => {
          const timer = setTimeout(() => reject(new Error(`no answer in ${patienceMs} ms`)), patienceMs)
          timeout.signal.addEventListener('abort', () => clearTimeout(timer))
        }),
      ])
      response.json({ status: 'ok' })
    } catch (error) {
      logger.warn({ err: error }, 'the database does not answer')
      response.status(503).json({ status: 'unavailable', reason: 'The database does not answer.' })
    } finally {
      timeout.abort()
    }
  }
}
