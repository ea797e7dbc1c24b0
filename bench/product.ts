import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { projectFolder } from './peerPackages.ts'
import { findFreePort, type RunningProcess, startProcess } from './processes.ts'

const authSecret = 'a secret of the benchmarks, which guards nothing'

export interface RunningProduct extends RunningProcess {
  url: string
}

/** What `npm start` runs once everything is built, without the word node. */
function readStartArguments(): string[] {
  const { scripts } = JSON.parse(readFileSync(`${projectFolder}package.json`, 'utf8'))
  const [command, ...args] = (scripts.start as string).split(' ')
  if (command !== 'node')
    throw new Error(`"${scripts.start}" starts the product: expected node and arguments.`)
  return args
}

/** Starts the product's server as `npm start` does, on a free port. */
export async function startProduct(env: Record<string, string>): Promise<RunningProduct> {
  const port = await findFreePort()
  const url = `http://localhost:${port}`
  const server = await startProcess({
    command: process.execPath,
    args: readStartArguments(),
    cwd: projectFolder,
    env: { ...emptyEnvironment, PORT: String(port), APP_URL: url, AUTH_SECRET: authSecret, ...env },
    ready: 'Memoryloop is ready at',
  })
  return { ...server, url }
}

const ownVariables =
  'HOST DATA_DIR DATABASE_URL OPENAI_API_KEY OPENAI_BASE_URL OPENAI_MODEL SMTP_URL LOG_LEVEL TRUST_PROXY ADMIN_EMAIL'

/** An empty value counts as absent: neither the shell nor a file .env changes what is measured. */
export const emptyEnvironment = Object.fromEntries(ownVariables.split(' ').map(name => [name, '']))

/** The cookie of a signed-in browser, signed as better-auth signs it. */
export function sessionCookie(token: string): string {
  const signature = createHmac('sha256', authSecret).update(token).digest('base64')
  return `memoryloop.session_token=${encodeURIComponent(`${token}.${signature}`)}`
}
