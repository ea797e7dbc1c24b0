import { prismaAdapter } from 'better-auth/adapters/prisma'
import { APIError, createAuthMiddleware } from 'better-auth/api'
import { betterAuth } from 'better-auth/minimal'
import { anonymous } from 'better-auth/plugins/anonymous'
import type { Logger } from 'pino'
import { v7 as uuidv7 } from 'uuid'
import type { Db } from '../db/client.ts'
import type { Env } from '../env.ts'
import { findAccountInputFault } from './accountInput.ts'
import { appointAdministrator } from './admins.ts'
import { moveGuestWork } from './guests.ts'
import type { Mail } from './mail.ts'
import { listTrustedOrigins } from './origins.ts'
import { hashPassword, maxPasswordCharacters, minPasswordCharacters, verifyPassword } from './passwords.ts'

/** Set by our own HTTP server to the address it determined; whatever a client sends under it is discarded. */
export const clientAddressHeader = 'x-memoryloop-client-address'

const daySeconds = 86_400
/** Every use of a session a day or more after the last prolongs it to 365 days again. */
const sessionSeconds = { lifetime: 365 * daySeconds, refreshAfter: daySeconds }

/** Attempts per client address; `window` in seconds, starting anew after as long a pause. */
const accountRateLimits = {
  '/sign-in/email': { window: 60, max: 10 },
  '/sign-in/anonymous': { window: 60, max: 60 },
  '/sign-up/email': { window: 60, max: 20 },
  '/request-password-reset': { window: 300, max: 5 },
  '/send-verification-email': { window: 300, max: 5 },
  '/reset-password': { window: 60, max: 10 },
  '/change-password': { window: 60, max: 10 },
  '/get-session': false,
} as const

export interface AuthParts {
  db: Db
  env: Pick<Env, 'appUrl' | 'authSecret' | 'adminEmail'>
  mail: Mail
  logger: Logger
  now?: () => Date
}

export type Auth = ReturnType<typeof createAuth>

/** Accounts, guests and sessions: better-auth's endpoints under /api/auth, and what identifying needs. */
export function createAuth({ db, env, mail, logger, now = () => new Date() }: AuthParts) {
  const appUrl = new URL(env.appUrl)
  const isSecure = appUrl.protocol === 'https:'
  const inBackground = new Set<Promise<unknown>>()
  const runInBackground = (work: Promise<unknown>) => {
    const settled = work.catch(error => logger.error({ err: error }, 'auth: background work failed'))
    inBackground.add(settled)
    settled.finally(() => inBackground.delete(settled))
  }
  const appoint = () => appointAdministrator(db, env.adminEmail ?? null)

  const instance = betterAuth({
    appName: 'Memoryloop',
    baseURL: appUrl.origin,
    basePath: '/api/auth',
    secret: env.authSecret,
    trustedOrigins: listTrustedOrigins(appUrl),
    telemetry: { enabled: false },
    database: prismaAdapter(db, { provider: 'postgresql' }),
    session: { expiresIn: sessionSeconds.lifetime, updateAge: sessionSeconds.refreshAfter },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: minPasswordCharacters,
      maxPasswordLength: maxPasswordCharacters,
      password: { hash: hashPassword, verify: verifyPassword },
      revokeSessionsOnPasswordReset: true,
      async sendResetPassword({ user, token }) {
        await mail.send({
          to: user.email,
          subject: 'Reset your Memoryloop password',
          text:
            'Somebody, hopefully you, asked to reset the password of your Memoryloop account. ' +
            'Choose a new one here within an hour, or ignore this e-mail to keep the old one:',
          link: new URL(`/reset-password?token=${encodeURIComponent(token)}`, appUrl).href,
        })
      },
    },
    emailVerification: {
      sendOnSignUp: true,
      async sendVerificationEmail({ user, url }) {
        await mail.send({
          to: user.email,
          subject: 'Confirm your e-mail address for Memoryloop',
          text: 'Please confirm that this is your e-mail address. You can keep learning meanwhile:',
          link: url,
        })
      },
      afterEmailVerification: appoint,
    },
    plugins: [
      anonymous({
        emailDomainName: 'guest.invalid',
        generateName: () => 'Guest',
        disableDeleteAnonymousUser: true,
        async onLinkAccount({ anonymousUser, newUser, ctx }) {
          await moveGuestWork(db, anonymousUser.user.id, newUser.user.id, {
            settingsOf: ctx.path?.startsWith('/sign-up') ? 'guest' : 'account',
            now: now(),
          })
        },
      }),
    ],
    databaseHooks: {
      user: {
        create: {
          async after(user) {
            if (!user.isAnonymous) await appoint()
          },
        },
      },
    },
    hooks: {
      before: createAuthMiddleware(async ctx => {
        const fault = findAccountInputFault(ctx.body)
        if (fault) throw new APIError('BAD_REQUEST', { code: 'BAD_USER_INPUT', message: fault.message })
        const isMailRequest = /^\/(request-password-reset|send-verification-email)$/.test(ctx.path)
        // Guests have no address; theirs only fills the column.
        if (isMailRequest && String(ctx.body?.email).toLowerCase().endsWith('@guest.invalid')) {
          throw new APIError('BAD_REQUEST', { code: 'BAD_USER_INPUT', message: 'A guest has no e-mail.' })
        }
      }),
    },
    rateLimit: { enabled: true, storage: 'database', customRules: accountRateLimits },
    advanced: {
      database: { generateId: () => uuidv7() },
      cookiePrefix: 'memoryloop',
      useSecureCookies: isSecure,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', secure: isSecure, path: '/' },
      // better-auth relaxes both when NODE_ENV is test: say what holds everywhere.
      disableOriginCheck: false,
      disableCSRFCheck: false,
      ipAddress: { ipAddressHeaders: [clientAddressHeader] },
      backgroundTasks: { handler: runInBackground },
    },
    // Faults reach the error handler of our HTTP server, which masks and logs them.
    onAPIError: { throw: true },
    logger: {
      level: 'warn',
      log(level, message, ...details) {
        logger[level === 'debug' || level === 'info' ? 'debug' : level]({ details }, `auth: ${message}`)
      },
    },
  })

  const prefix = isSecure ? '__Secure-memoryloop' : 'memoryloop'
  return {
    db,
    now,
    secret: env.authSecret,
    betterAuth: instance,
    trustedOrigins: listTrustedOrigins(appUrl),
    sessionCookieName: `${prefix}.session_token`,
    /** present when the learner chose not to stay signed in: such a session is not prolonged */
    forgetCookieName: `${prefix}.dont_remember`,
    sessionSeconds: { refreshBelow: sessionSeconds.lifetime - sessionSeconds.refreshAfter },
    appointAdministrator: appoint,
    /** Waits for letters that are still being sent. */
    async settle() {
      await Promise.all(inBackground)
    },
  }
}
