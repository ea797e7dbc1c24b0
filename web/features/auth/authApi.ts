/** A refusal of /api/auth, in words. `field` is the field it belongs to, if it belongs to one. */
export class AuthError extends Error {
  readonly code: string
  readonly field: 'email' | 'password' | undefined

  constructor(code: string, message: string, field?: 'email' | 'password') {
    super(message)
    this.name = 'AuthError'
    this.code = code
    this.field = field
  }
}

interface Words {
  message: string
  field?: 'email' | 'password'
}

const wordsByCode: Record<string, Words> = {
  INVALID_EMAIL: { field: 'email', message: 'This is not an e-mail address, such as name@example.org.' },
  USER_ALREADY_EXISTS: { field: 'email', message: 'There is an account with this e-mail. Sign in instead.' },
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: {
    field: 'email',
    message: 'There is an account with this e-mail. Sign in instead.',
  },
  PASSWORD_TOO_SHORT: { field: 'password', message: 'Use 8 characters or more.' },
  PASSWORD_TOO_LONG: { field: 'password', message: 'Use 200 characters or fewer.' },
  INVALID_EMAIL_OR_PASSWORD: { message: 'This e-mail and password do not belong together.' },
  INVALID_TOKEN: { message: 'This link was used or is too old.' },
}

/** Turns an answer of /api/auth that is not a success into an error with words. */
export function readAuthError(status: number, body: unknown, retryAfter: string | null): AuthError {
  const { code, message } = (body ?? {}) as { code?: string; message?: string }
  if (status === 429) {
    const seconds = Number(retryAfter)
    const wait = seconds > 0 ? `${seconds} seconds` : 'a minute'
    return new AuthError('RATE_LIMITED', `Too many attempts. Wait ${wait}, then try again.`)
  }
  const words = code ? wordsByCode[code] : undefined
  if (words) return new AuthError(code!, words.message, words.field)
  if (status >= 500) return new AuthError('SERVER', 'The server could not answer. Try again in a moment.')
  return new AuthError(code ?? 'UNKNOWN', message || `The server refused this (${status}).`)
}

async function post(path: string, body: object = {}): Promise<void> {
  const response = await fetch(`/api/auth${path}`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new AuthError('OFFLINE', 'The server cannot be reached. Check your connection.')
  })
  if (response.ok) return
  const answer = await response.json().catch(() => null)
  const retryAfter = response.headers.get('retry-after') ?? response.headers.get('x-retry-after')
  throw readAuthError(response.status, answer, retryAfter)
}

export interface Credentials {
  email: string
  password: string
}

export const startWithoutAccount = () => post('/sign-in/anonymous')

export const signIn = ({ email, password }: Credentials) =>
  post('/sign-in/email', { email: email.trim(), password, rememberMe: true })

/** The account needs a name; until the learner gives one it is what stands before the @. */
export const signUp = ({ email, password }: Credentials) =>
  post('/sign-up/email', { email: email.trim(), password, name: email.trim().split('@')[0] })

export const signOut = () => post('/sign-out')

export const signOutEverywhere = () => post('/revoke-sessions')

export const requestPasswordReset = (email: string) =>
  post('/request-password-reset', { email: email.trim(), redirectTo: '/reset-password' })

export const resetPassword = (token: string, newPassword: string) =>
  post('/reset-password', { token, newPassword })
