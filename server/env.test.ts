import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readEnv } from './env.ts'

const defaults = {
  port: 4000,
  host: 'localhost',
  appUrl: 'http://localhost:4000',
  dataDir: '.data',
  mailFrom: 'Memoryloop <memoryloop@localhost>',
  logLevel: 'info',
  trustProxy: false,
  aiForGuests: true,
}

const problemsOf = (source: Record<string, string>) => {
  try {
    readEnv(source)
  } catch (error) {
    return (error as Error).message.split('\n')
  }
  return []
}

test('nothing set: the defaults', () => {
  expect(readEnv({})).toEqual(defaults)
})

test('an empty value counts as absent', () => {
  expect(readEnv({ PORT: '', DATABASE_URL: ' ', AUTH_SECRET: '', LOG_LEVEL: '' })).toEqual(defaults)
})

test.each([
  [{ PORT: '8080' }, { port: 8080, appUrl: 'http://localhost:8080' }],
  [{ HOST: '0.0.0.0' }, { host: '0.0.0.0' }],
  [{ HOST: '::' }, { host: '::' }],
  [{ APP_URL: 'https://learn.example.org/' }, { appUrl: 'https://learn.example.org' }],
  [{ DATABASE_URL: 'postgres://me@db/app' }, { databaseUrl: 'postgres://me@db/app' }],
  [{ HOST: '127.0.0.1' }, { aiForGuests: true }],
  [{ HOST: '0.0.0.0' }, { aiForGuests: false }],
  [{ APP_URL: 'https://learn.example.org' }, { aiForGuests: false }],
  [{ HOST: '0.0.0.0', AI_FOR_GUESTS: 'yes' }, { aiForGuests: true }],
  [{ AI_FOR_GUESTS: 'no' }, { aiForGuests: false }],
  [{ TRUST_PROXY: '2' }, { trustProxy: 2 }],
  [{ TRUST_PROXY: 'loopback, 10.0.0.0/8' }, { trustProxy: 'loopback, 10.0.0.0/8' }],
  [{ MAIL_FROM: 'post@example.org' }, { mailFrom: 'post@example.org' }],
  [{ OPENAI_BASE_URL: 'http://localhost:11434/v1' }, { openaiBaseUrl: 'http://localhost:11434/v1' }],
])('%o', (source: Record<string, string>, read) => {
  expect(readEnv(source)).toMatchObject(read)
})

test.each([
  [{ PORT: 'http' }, 'PORT "http": expected a whole number from 1 to 65535, such as 4000'],
  [{ PORT: '65536' }, 'PORT "65536": expected a whole number from 1 to 65535, such as 4000'],
  [
    { HOST: 'http://x' },
    'HOST "http://x": expected a name or address of this machine, such as localhost or 0.0.0.0',
  ],
  [
    { APP_URL: 'https://x.org/app' },
    'APP_URL "https://x.org/app": expected an address without a path, such as https://memoryloop.example.org',
  ],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL "loud": expected one of trace, debug, info, warn, error, fatal, silent'],
  [{ ADMIN_EMAIL: 'me' }, 'ADMIN_EMAIL "me": expected an e-mail address'],
  [{ AI_FOR_GUESTS: 'true' }, 'AI_FOR_GUESTS "true": expected yes or no'],
  [
    { TRUST_PROXY: 'everyone' },
    'TRUST_PROXY "everyone": expected the number of proxies before this server, or their addresses: loopback, 10.0.0.0/8',
  ],
  [
    { MAIL_FROM: 'Memoryloop' },
    'MAIL_FROM "Memoryloop": expected an e-mail address, such as Memoryloop <memoryloop@example.org>',
  ],
])('%o is refused', (source: Record<string, string>, problem) => {
  expect(problemsOf(source)).toEqual([problem])
})

test('secrets are not repeated', () => {
  const problems = problemsOf({
    AUTH_SECRET: 'hunter2',
    DATABASE_URL: 'mysql://me:hunter2@db/app',
    SMTP_URL: 'hunter2',
    OPENAI_BASE_URL: 'me:hunter2@models.example.org',
  })
  expect(problems).toEqual([
    'DATABASE_URL: expected an address that starts with postgresql:// or postgres://',
    'AUTH_SECRET: expected at least 32 characters, not 7',
    'OPENAI_BASE_URL: expected an address that starts with https:// or http://',
    'SMTP_URL: expected an address that starts with smtp:// or smtps://',
  ])
})

test.each(['me:hunter2@', ':hunter2@', 'hunter2@'])(
  '%s in the address of the language model is refused',
  key => {
    expect(problemsOf({ OPENAI_BASE_URL: `https://${key}models.example.org/v1` })).toEqual([
      'OPENAI_BASE_URL: expected an address without a name and password: put the key into OPENAI_API_KEY',
    ])
  },
)

test('every problem is named at once', () => {
  expect(problemsOf({ PORT: '0', LOG_LEVEL: 'x', APP_URL: 'nowhere' })).toHaveLength(3)
})

test('.env.example names every variable and sets none', () => {
  const lines = readFileSync(new URL('../.env.example', import.meta.url), 'utf8').split('\n')
  const assignments = lines.filter(line => /^[A-Z]/.test(line))
  expect(assignments.filter(line => !line.endsWith('='))).toEqual([])
  const source = readFileSync(new URL('./env.ts', import.meta.url), 'utf8')
  const read = [...source.matchAll(/read\('([A-Z_]+)'/g)].map(match => match[1])
  expect(assignments.map(line => line.slice(0, -1)).sort()).toEqual(read.sort())
})
