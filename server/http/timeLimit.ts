import type { RequestHandler } from 'express'
import { Unavailable } from '../domain/errors.ts'

/**
 * Gives up on a request whose connection has been silent for `patienceMs`: a body that stopped arriving,
 * or work that takes longer than anybody waits for.
 */
export function limitTime(patienceMs: number): RequestHandler {
  return (_request, response, next) => {
    response.setTimeout(patienceMs, () => {
      if (response.headersSent) return response.destroy()
      // The rest of a body may still come: it would be taken for the next request.
      response.set('connection', 'close')
      next(new Unavailable(`This took longer than ${patienceMs / 1000} seconds and was given up. Try again.`))
    })
    next()
  }
}
