import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../main.ts', import.meta.url))

const running = new Set<ChildProcess>()

export interface ServerProcess {
  child: ChildProcess
  /** resolves when it says that it is ready; rejects with what it wrote to standard error when it ends instead */
  ready: Promise<void>
  exited: Promise<{ code: number | null; stdout: string; stderr: string }>
}

/** The server as `npm start` runs it, in a folder of its own, with nothing set but what is given. */
export function startServerProcess(folder: string, env: Record<string, string>): ServerProcess {
  const child = spawn(process.execPath, [main], {
    cwd: folder,
    env: { PATH: process.env.PATH, LOG_LEVEL: 'silent', ...env },
  })
  running.add(child)
  const output = { stdout: '', stderr: '' }
  child.stdout.on('data', data => {
    output.stdout += data
  })
  child.stderr.on('data', data => {
    output.stderr += data
  })
  const exited = once(child, 'close').then(([code]) => ({ code, ...output }))
  const ready = new Promise<void>((resolve, reject) => {
    child.stdout.on('data', () => output.stdout.includes('is ready') && resolve())
    exited.then(({ stderr }) => reject(new Error(stderr)))
  })
  ready.catch(() => {})
  return { child, ready, exited }
}

/** Ends every process that is still there; for afterEach. */
export function killServerProcesses(): void {
  for (const child of running) child.kill('SIGKILL')
  running.clear()
}

/** Listens on a port, 0 for any, so that nobody else can. */
export function occupyPort(port: number): Promise<Server> {
  return new Promise(resolve => {
    const server = createServer()
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}

/** A port that was free a moment ago. */
export async function findFreePort(): Promise<number> {
  const probe = await occupyPort(0)
  const { port } = probe.address() as { port: number }
  await new Promise(resolve => probe.close(resolve))
  return port
}
