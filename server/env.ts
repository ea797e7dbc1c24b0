import { existsSync } from 'node:fs'
import { isIP } from 'node:net'
import { StartError } from './startError.ts'

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

/** What the environment says, completed; .env.example describes each variable. */
export interface Env extends GivenEnv {
  authSecret: string
}

/** What the environment says. */
export interface GivenEnv {
  port: number
  host: string
  /** origin under which browsers reach this server, without a path */
  appUrl: string
  dataDir: string
  databaseUrl?: string
  /** absent: authSecret.ts makes one and keeps it in dataDir */
  authSecret?: string
  openaiApiKey?: string
  openaiBaseUrl?: string
  openaiModel?: string
  /** whether guests may have the language model work for them; absent: where only this machine reaches the server */
  aiForGuests: boolean
  smtpUrl?: string
  mailFrom: string
  logLevel: (typeof logLevels)[number]
  /** Express' `trust proxy`: how many proxies stand before us, or their addresses */
  trustProxy: false | number | string
  adminEmail?: string
}

type Source = Record<string, string | undefined>

/** Reads the environment of this process, completed from a file `.env` where there is one. */
export function loadEnv(): GivenEnv {
  if (existsSync('.env')) process.loadEnvFile('.env')
  return readEnv(process.env)
}

/**
 * Reads settings; an empty value counts as absent.
 * @throws StartError that names every wrong variable, its value (never a secret) and what was expected.
 */
export function readEnv(source: Source): GivenEnv {
  const problems: string[] = []
  const read = <T>(name: string, parse: (text: string) => T, { isSecret = false } = {}): T | undefined => {
    const text = source[name]?.trim()
    if (!text) return undefined
    try {
      return parse(text)
    } catch (error) {
      problems.push(`${name}${isSecret ? '' : ` "${text}"`}: expected ${(error as Error).message}`)
      return undefined
    }
  }

  const port = read('PORT', parsePort) ?? 4000
  const host = read('HOST', parseHost) ?? 'localhost'
  const appUrl = read('APP_URL', parseOrigin) ?? `http://localhost:${port}`
  const env: GivenEnv = {
    port,
    host,
    appUrl,
    dataDir: read('DATA_DIR', text => text) ?? '.data',
    databaseUrl: read('DATABASE_URL', urlParser('postgresql:', 'postgres:'), { isSecret: true }),
    authSecret: read('AUTH_SECRET', parseSecret, { isSecret: true }),
    openaiApiKey: read('OPENAI_API_KEY', text => text, { isSecret: true }),
    openaiBaseUrl: read('OPENAI_BASE_URL', parseApiUrl, { isSecret: true }),
    openaiModel: read('OPENAI_MODEL', text => text),
    aiForGuests: read('AI_FOR_GUESTS', parseYesNo) ?? [host, new URL(appUrl).hostname].every(isThisMachine),
    smtpUrl: read('SMTP_URL', urlParser('smtp:', 'smtps:'), { isSecret: true }),
    mailFrom: read('MAIL_FROM', parseSender) ?? 'Memoryloop <memoryloop@localhost>',
    logLevel: read('LOG_LEVEL', parseLogLevel) ?? 'info',
    trustProxy: read('TRUST_PROXY', parseTrustProxy) ?? false,
    adminEmail: read('ADMIN_EMAIL', parseEmail),
  }
  if (problems.length > 0) throw new StartError(problems.join('\n'))
  return env
}

function expected(what: string): never {
  throw new Error(what)
}

function parsePort(text: string): number {
  const port = Number(text)
  return /^\d+$/.test(text) && port >= 1 && port <= 65_535
    ? port
    : expected('a whole number from 1 to 65535, such as 4000')
}

function parseHost(text: string): string {
  return isIP(text) || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text)
    ? text
    : expected('a name or address of this machine, such as localhost or 0.0.0.0')
}

function parseOrigin(text: string): string {
  const hint = 'an address without a path, such as https://memoryloop.example.org'
  const url = URL.canParse(text) ? new URL(text) : expected(hint)
  const isOrigin = /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`
  return isOrigin ? url.origin : expected(hint)
}

function urlParser(...protocols: [string, string]) {
  return (text: string): string => {
    const isRight =
      URL.canParse(text) && protocols.includes(new URL(text).protocol) && new URL(text).hostname !== ''
    return isRight ? text : expected(`an address that starts with ${protocols.join('// or ')}//`)
  }
}

/** Of an API whose key has a variable of its own. */
function parseApiUrl(text: string): string {
  const url = new URL(urlParser('https:', 'http:')(text))
  return url.username || url.password
    ? expected('an address without a name and password: put the key into OPENAI_API_KEY')
    : text
}

function parseSecret(text: string): string {
  return text.length >= 32 ? text : expected(`at least 32 characters, not ${text.length}`)
}

function parseEmail(text: string): string {
  return /^[^\s@<>]+@[^\s@<>]+$/.test(text) ? text : expected('an e-mail address')
}

function parseSender(text: string): string {
  return /^([^<>\r\n]+ )?<[^\s@<>]+@[^\s@<>]+>$|^[^\s@<>]+@[^\s@<>]+$/.test(text)
    ? text
    : expected('an e-mail address, such as Memoryloop <memoryloop@example.org>')
}

function parseLogLevel(text: string): Env['logLevel'] {
  return logLevels.find(level => level === text) ?? expected(`one of ${logLevels.join(', ')}`)
}

function parseTrustProxy(text: string): Env['trustProxy'] {
  if (/^\d{1,2}$/.test(text)) return Number(text)
  if (text === 'false') return false
  const names = ['loopback', 'linklocal', 'uniquelocal']
  const isList = text
    .split(',')
    .map(part => part.trim())
    .every(part => names.includes(part) || isSubnet(part))
  return isList
    ? text
    : expected('the number of proxies before this server, or their addresses: loopback, 10.0.0.0/8')
}

function parseYesNo(text: string): boolean {
  return text === 'yes' || (text === 'no' ? false : expected('yes or no'))
}

/** Names and addresses that nobody else can reach. */
function isThisMachine(host: string): boolean {
  return host === 'localhost' || /^127(\.\d{1,3}){3}$/.test(host) || host === '::1' || host === '[::1]'
}

function isSubnet(text: string): boolean {
  const [address = '', bits = '0', ...rest] = text.split('/')
  return isIP(address) !== 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= 128 && rest.length === 0
}
