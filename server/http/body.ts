import express, { type RequestHandler } from 'express'
import { InvalidInput, LimitExceeded } from '../domain/errors.ts'

/** Room for an import of 5,000 cards of ordinary length. */
export const maxBodyBytes = 4_000_000

const parseJson = express.json({ limit: maxBodyBytes, strict: false })

/**
 * Reads JSON bodies of up to {@link maxBodyBytes}; a body of another type is left unread. One announced as
 * larger is refused at once, where Express would read it to its end first.
 */
export const readJsonBody: RequestHandler = (request, response, next) => {
  const announced = Number(request.get('content-length') ?? 0)
  if (announced > maxBodyBytes) next(exceedBody(announced))
  else parseJson(request, response, next)
}

export function exceedBody(bytes: number): LimitExceeded {
  const message = `The body is larger than ${maxBodyBytes} bytes, the most that is accepted in one request.`
  return new LimitExceeded('bodyBytes', bytes, maxBodyBytes, message)
}

/** PostgreSQL refuses NUL, and no address of ours has one. */
export const refuseNulInAddress: RequestHandler = (request, _response, next) => {
  next(
    request.url.includes('%00')
      ? new InvalidInput('url', 'The address contains the character NUL.')
      : undefined,
  )
}
