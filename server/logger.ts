import { type DestinationStream, type Logger, pino } from 'pino'
import type { GivenEnv } from './env.ts'

const secretFields = ['authorization', 'cookie', 'password', 'token', 'secret', 'apiKey', 'set-cookie']

/** One line of JSON per event on standard output; fields that hold secrets are blotted out. */
export function createLogger(
  { logLevel }: Pick<GivenEnv, 'logLevel'>,
  destination?: DestinationStream,
): Logger {
  return pino(
    {
      level: logLevel,
      redact: {
        paths: secretFields.flatMap(field => [
          `["${field}"]`,
          `*["${field}"]`,
          `*.*["${field}"]`,
          `*.*.*["${field}"]`,
        ]),
        censor: '[secret]',
      },
    },
    destination ?? pino.destination({ dest: 1, sync: true }),
  )
}
