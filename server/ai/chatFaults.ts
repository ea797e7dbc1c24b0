/** What goes wrong between us and a provider: whether it passes, what the learner reads, what the log says. */

import type { Refusal } from './chatFormats.ts'

/** One failed request. `message` is for the learner: it never holds words of the provider, nor a key. */
export class ChatFault extends Error {
  override readonly name = 'ChatFault'
  /** the same request may succeed later */
  readonly isPassing: boolean
  /** for the operator's log; may hold words of the provider, without secrets */
  readonly detail: string
  readonly status: number | null
  /** how long the provider asks us to wait */
  readonly retryAfterMs: number | null
  /** what the provider said no to, where another way of asking may help */
  readonly refusal: Refusal | null

  constructor(message: string, facts: Partial<Omit<ChatFault, keyof Error>> = {}) {
    super(message)
    this.isPassing = facts.isPassing ?? false
    this.detail = facts.detail ?? ''
    this.status = facts.status ?? null
    this.retryAfterMs = facts.retryAfterMs ?? null
    this.refusal = facts.refusal ?? null
  }
}

/** What the errors of the openai package say; they are read by their form, for the package is loaded late. */
interface ProviderError {
  status?: unknown
  headers?: unknown
  /** the body of the answer, or its field `error` */
  error?: unknown
  param?: unknown
  code?: unknown
  message?: unknown
  cause?: unknown
}

export interface FaultContext {
  model: string
  /** whatever must not reach a log */
  secrets: readonly string[]
  now: Date
}

const askOperator = 'Whoever runs this server'
const maxDetail = 500

/** Tells a thrown error as a fault. */
export function readFault(error: unknown, context: FaultContext): ChatFault {
  if (error instanceof ChatFault) return error
  const given = (typeof error === 'object' && error !== null ? error : {}) as ProviderError
  const said = given.error === undefined ? '' : JSON.stringify(given.error)
  // Errors within a stream have no status of their own; some providers put one into the body.
  const status = toStatus(given.status) ?? toStatus(given.code)
  if (given.error === undefined && status === null) return readConnectionFault(given)

  const text = said || String(given.message ?? '')
  const facts = {
    status,
    detail: blot(`${status ?? 'within the stream'}: ${text}`, context.secrets),
    retryAfterMs: readRetryAfter(given.headers, context.now),
  }
  const refusal = { param: typeof given.param === 'string' ? given.param : null, text }
  const isDecided = readHeader(given.headers, 'x-should-retry') === 'false'
  const mayAskOtherwise = status === null || [400, 404, 405, 415, 422, 500, 501].includes(status)
  return new ChatFault(explain(status, text, context.model), {
    ...facts,
    isPassing: !isDecided && isPassingStatus(status) && !isOutOfCredit(text),
    refusal: mayAskOtherwise ? refusal : null,
  })
}

/** A connection that was refused, reset, or not made in time. */
function readConnectionFault(error: ProviderError): ChatFault {
  const codes = causesOf(error).map(cause => (cause as { code?: unknown }).code)
  const code = codes.find(one => typeof one === 'string')
  return new ChatFault('The language model cannot be reached.', {
    isPassing: true,
    // Never its message: it may hold the whole address, with a password.
    detail: typeof code === 'string' ? code : error instanceof Error ? error.constructor.name : typeof error,
  })
}

function explain(status: number | null, text: string, model: string): string {
  if (isOutOfCredit(text)) {
    return `The account with the language model's provider has no credit left. ${askOperator} should look at its billing.`
  }
  if (
    status === 413 ||
    /context[_ ]length|context window|too many tokens|exceeds? the (available )?context/i.test(text)
  ) {
    return `There is more to read than the model "${model}" takes at once. Ask for less, or ${askOperator.toLowerCase()} should choose a model with a larger context (OPENAI_MODEL).`
  }
  switch (status) {
    case 401:
      return `The language model's provider does not accept the key. ${askOperator} should look at OPENAI_API_KEY.`
    case 402:
      return `The language model's provider wants to be paid first. ${askOperator} should look at its billing.`
    case 403:
      return `The language model's provider denies access to the model "${model}". ${askOperator} should look at what OPENAI_API_KEY may use.`
    case 404:
      return `The language model's provider does not know the model "${model}". ${askOperator} should look at OPENAI_MODEL and OPENAI_BASE_URL.`
    case 429:
      return 'The language model has too many requests just now.'
  }
  if (isPassingStatus(status)) return 'The language model has a fault just now.'
  return `The language model's provider refused the request. ${askOperator} finds the reason in the log.`
}

/** 409: locked, as the openai package takes it; no status: an error within a stream that had begun well. */
function isPassingStatus(status: number | null): boolean {
  return status === null || [408, 409, 425, 429].includes(status) || (status >= 500 && status !== 501)
}

/** A 429 that waiting does not help. */
function isOutOfCredit(text: string): boolean {
  return /insufficient_quota|credit_balance_exhausted|billing_hard_limit/i.test(text)
}

/** `retry-after-ms` of OpenAI, else `Retry-After` in seconds or as a date; null where there is none. */
function readRetryAfter(headers: unknown, now: Date): number | null {
  const inMs = readHeader(headers, 'retry-after-ms')
  if (inMs && /^\d+(\.\d+)?$/.test(inMs)) return Math.ceil(Number(inMs))
  const given = readHeader(headers, 'retry-after')
  if (!given) return null
  if (/^\d+(\.\d+)?$/.test(given)) return Math.ceil(Number(given) * 1000)
  const date = Date.parse(given)
  return Number.isNaN(date) ? null : Math.max(0, date - now.getTime())
}

function readHeader(headers: unknown, name: string): string | null {
  return headers instanceof Headers ? (headers.get(name)?.trim() ?? null) : null
}

function toStatus(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d{3}$/.test(value) ? Number(value) : value
  return typeof number === 'number' && number >= 400 && number < 600 ? number : null
}

function causesOf(error: unknown): object[] {
  const causes: object[] = []
  for (let cause = error; typeof cause === 'object' && cause && causes.length < 5; ) {
    causes.push(cause)
    cause = (cause as { cause?: unknown }).cause
  }
  return causes
}

/** Providers repeat what they were sent. */
function blot(text: string, secrets: readonly string[]): string {
  const blotted = secrets.reduce((rest, secret) => rest.replaceAll(secret, '[secret]'), text)
  return blotted.length > maxDetail ? `${blotted.slice(0, maxDetail)}…` : blotted
}
