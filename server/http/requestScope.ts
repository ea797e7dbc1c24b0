import { AsyncLocalStorage } from 'node:async_hooks'
import type { RequestHandler } from 'express'
import { v7 as uuidv7 } from 'uuid'

const scope = new AsyncLocalStorage<string>()
const acceptableId = /^[\w.:-]{1,100}$/

/** The id of the request being answered, in its log lines, its errors and its `x-request-id` header. */
export function currentRequestId(): string | undefined {
  return scope.getStore()
}

/** Answers a request that does not come through Express. */
export function runAsRequest<T>(requestId: string, answer: () => T): T {
  return scope.run(requestId, answer)
}

/** Takes over the caller's or the proxy's `x-request-id`, or makes one. */
export const nameRequest: RequestHandler = (request, response, next) => {
  const given = request.get('x-request-id')
  const requestId = given && acceptableId.test(given) ? given : uuidv7()
  response.set('x-request-id', requestId)
  scope.run(requestId, next)
}
