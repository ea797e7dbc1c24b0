import { createHash, randomUUID } from 'node:crypto'
import { link, realpath, rename, rm } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { StartError } from '../startError.ts'

/** The longest path a Unix socket may have is 104 bytes on macOS, 108 on Linux, its closing NUL included. */
const longestSocketPath = 103

export interface FolderLock {
  release(): Promise<void>
}

/**
 * Holds a folder for this process, so that no other opens the database in it: two would ruin it.
 *
 * The lock is a listening socket, which the operating system closes with the process however it ends. A
 * file with a process id would lie in containers, where that id is always 1.
 *
 * @throws StartError naming the folder and the process that holds it.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const path = await socketPath(folder)
  const server = await listen(path).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error
    await clearStaleSocket(path, folder)
    return listen(path).catch((again: NodeJS.ErrnoException) => {
      throw again.code === 'EADDRINUSE' ? inUse(folder, '') : again
    })
  })
  return {
    release: () => new Promise(resolve => server.close(() => resolve())),
  }
}

async function socketPath(folder: string): Promise<string> {
  const beside = join(await realpath(folder), 'memoryloop.sock')
  if (process.platform !== 'win32' && Buffer.byteLength(beside) <= longestSocketPath) return beside
  const name = `memoryloop-${createHash('sha256').update(beside).digest('hex').slice(0, 24)}`
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`)
}

function listen(path: string): Promise<Server> {
  // Whoever connects is told which process holds the folder.
  const server = createServer(socket => socket.on('error', () => {}).end(String(process.pid)))
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, () => {
      server.unref()
      resolve(server)
    })
  })
}

/**
 * Removes the socket of a process that is gone. It is renamed first and asked afterwards: another process
 * may have taken the lock in between, and what is removed must be what was asked.
 */
async function clearStaleSocket(path: string, folder: string): Promise<void> {
  const holder = await askHolder(path)
  if (holder !== undefined) throw inUse(folder, holder)
  const aside = `${path}.${randomUUID().slice(0, 4)}`
  const moved = await rename(path, aside).then(
    () => true,
    () => false,
  )
  if (!moved) return
  const newHolder = await askHolder(aside)
  if (newHolder !== undefined) await link(aside, path).catch(() => {})
  await rm(aside, { force: true })
  if (newHolder !== undefined) throw inUse(folder, newHolder)
}

/** The process id the holder gives, '' when it gives none, undefined when nobody listens. */
function askHolder(path: string): Promise<string | undefined> {
  return new Promise(resolve => {
    let answer = ''
    const socket = connect(path)
    socket.setTimeout(2000, () => socket.destroy())
    socket.on('data', data => {
      answer += data
    })
    socket.on('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code === 'ECONNREFUSED' || error.code === 'ENOENT' ? undefined : '')
    })
    socket.on('close', () => resolve(answer))
  })
}

function inUse(folder: string, pid: string): StartError {
  const who = /^\d+$/.test(pid) ? `another Memoryloop process (${pid})` : 'another Memoryloop process'
  return new StartError(
    `The folder ${folder} is in use by ${who}. Stop it, set DATA_DIR to another folder, or set DATABASE_URL: any number of processes can share a PostgreSQL database.`,
  )
}
