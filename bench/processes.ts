import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const running = new Set<ChildProcess>()
const pollEveryMs = 10
const outputTailCharacters = 4_000

/** A program that was started and has said that it is ready; `await using` stops it. */
export interface RunningProcess extends AsyncDisposable {
  pid: number
  /** from the start to the ready line */
  readyAfterMs: number
}

export interface ProcessOptions {
  command: string
  args: string[]
  cwd: string
  env?: Record<string, string>
  /** the line it prints when it can be used */
  ready: string
  timeoutMs?: number
}

/**
 * Starts a program and waits for its ready line; throws with the end of its output when that does not come.
 * Its output goes to a file: reading a pipe would take time from what is being measured.
 */
export async function startProcess(options: ProcessOptions): Promise<RunningProcess> {
  const { command, args, cwd, env, ready, timeoutMs = 120_000 } = options
  const folder = mkdtempSync(join(tmpdir(), 'memoryloop-bench-'))
  const outputFile = join(folder, 'output')
  const output = openSync(outputFile, 'a')
  const startedAt = performance.now()
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', output, output],
    // npm does not pass every signal on: the whole group is stopped
    detached: true,
  })
  closeSync(output)
  running.add(child)
  let fault: string | null = null
  child.once('error', error => {
    fault = error.message
  })
  const exited = once(child, 'exit').catch(() => {})
  const stop = async () => {
    signalGroup(child, 'SIGTERM')
    await exited
    // What it started itself may take longer to stop than it does.
    while (signalGroup(child, 0)) await sleep(pollEveryMs)
    running.delete(child)
    rmSync(folder, { recursive: true, force: true })
  }
  while (!readFileSync(outputFile, 'utf8').includes(ready)) {
    if (child.exitCode !== null) fault = `it ended with exit code ${child.exitCode}`
    if (performance.now() - startedAt > timeoutMs)
      fault = `"${ready}" did not appear in ${timeoutMs / 1000} s`
    if (fault !== null) {
      const tail = readFileSync(outputFile, 'utf8').slice(-outputTailCharacters)
      await stop()
      throw new Error(`${command} ${args.join(' ')} did not start: ${fault}. The end of its output:\n${tail}`)
    }
    await sleep(pollEveryMs)
  }
  return { pid: child.pid!, readyAfterMs: performance.now() - startedAt, [Symbol.asyncDispose]: stop }
}

/** Whether anything of the group was still there to receive it; signal 0 only asks. */
function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals | 0): boolean {
  if (pid === undefined) return false
  try {
    return process.kill(-pid, signal)
  } catch {
    return false
  }
}

/** What an interrupted run would leave behind. */
export function stopProcesses(): void {
  for (const child of running) signalGroup(child, 'SIGTERM')
}

/** Resident memory of a process in MB (10⁶ bytes). */
export function residentMB(pid: number): number {
  const kibibytes =
    process.platform === 'linux'
      ? Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
      : Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }))
  return (kibibytes * 1024) / 1e6
}

/** A port that was free a moment ago. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('No port is free.')
  return address.port
}

/** Milliseconds of processor time a process has used so far; NaN where the system does not tell (not Linux). */
export function processorMs(pid: number): number {
  if (process.platform !== 'linux') return Number.NaN
  // After the name in parentheses: user and system time are fields 14 and 15, in hundredths of a second.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}
