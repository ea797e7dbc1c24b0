/**
 * Errors a learner or an integrator can act on. Each carries the stable `code` of the API; everything
 * else that is thrown is a fault of ours and is masked.
 */

export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'BAD_USER_INPUT'
  | 'CONFLICT'
  | 'LIMIT_EXCEEDED'
  | 'RATE_LIMITED'
  | 'UNAVAILABLE'
  | 'AI_UNAVAILABLE'
  | 'AI_FAILED'

/** Base of every error that is meant to be read by the caller. */
export abstract class DomainError extends Error {
  abstract readonly code: ErrorCode
  /** Goes into `extensions` beside `code`. */
  get details(): Record<string, unknown> {
    return {}
  }
}

/** One fault of an input: where it is (`cards.3.question`) and what was expected there. */
export interface InputIssue {
  path: string
  message: string
}

/** Nobody is signed in. */
export class Unauthenticated extends DomainError {
  readonly code = 'UNAUTHENTICATED'
  constructor(message = 'Sign in, start without an account or send a token to do this.') {
    super(message)
  }
}

/** The caller is known but may not do this (token scope, administrators). */
export class Forbidden extends DomainError {
  readonly code = 'FORBIDDEN'
}

/** No such object among the learner's own; also for malformed ids and other learners' objects. */
export class NotFound extends DomainError {
  readonly code = 'NOT_FOUND'
  constructor(kind: string, id: string) {
    super(`${kind} "${id}" was not found.`)
  }
}

/** The input is wrong; every fault found is listed with its place. */
export class InvalidInput extends DomainError {
  readonly code = 'BAD_USER_INPUT'
  readonly issues: InputIssue[]
  constructor(path: string, message: string)
  constructor(issues: InputIssue[])
  constructor(pathOrIssues: string | InputIssue[], message = '') {
    const issues = typeof pathOrIssues === 'string' ? [{ path: pathOrIssues, message }] : pathOrIssues
    super(issues.map(issue => issue.message).join(' '))
    this.issues = issues
  }
  override get details() {
    return { issues: this.issues }
  }
}

/** The object is no longer what the caller believes it to be. */
export class Conflict extends DomainError {
  readonly code = 'CONFLICT'
}

/** More than the product allows: `limit` names what is limited. */
export class LimitExceeded extends DomainError {
  readonly code = 'LIMIT_EXCEEDED'
  readonly limit: string
  readonly value: number
  readonly allowed: number
  constructor(limit: string, value: number, allowed: number, message?: string) {
    super(message ?? `Too many ${limit}: ${value}, where ${allowed} are allowed.`)
    this.limit = limit
    this.value = value
    this.allowed = allowed
  }
  override get details() {
    return { limit: this.limit, value: this.value, allowed: this.allowed }
  }
}

/** Too often; `retryAfterSeconds` says when the next try is welcome. */
export class RateLimited extends DomainError {
  readonly code = 'RATE_LIMITED'
  readonly retryAfterSeconds: number
  constructor(what: string, retryAfterSeconds: number) {
    super(`Too many ${what}. Try again in ${sayWait(retryAfterSeconds)}.`)
    this.retryAfterSeconds = retryAfterSeconds
  }
  override get details() {
    return { retryAfterSeconds: this.retryAfterSeconds }
  }
}

/** As coarse as a person would say it, and never too short. */
function sayWait(seconds: number): string {
  if (seconds < 120) return seconds === 1 ? '1 second' : `${seconds} seconds`
  return seconds < 7200 ? `${Math.ceil(seconds / 60)} minutes` : `${Math.ceil(seconds / 3600)} hours`
}

/** A passing fault on our side; the same request may succeed later. */
export class Unavailable extends DomainError {
  readonly code = 'UNAVAILABLE'
}

/** No language model is set up, or not for this learner. */
export class AiUnavailable extends DomainError {
  readonly code = 'AI_UNAVAILABLE'
}

/** The language model did not give what was asked for; the message says so to the learner. */
export class AiFailed extends DomainError {
  readonly code = 'AI_FAILED'
}
