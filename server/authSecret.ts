import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { StartError } from './startError.ts'

/**
 * The secret that signs cookies, from `dataDir`/auth-secret; made when it is not there yet, for the eyes
 * of this user only.
 *
 * @throws StartError when the folder cannot be written to, or the file holds something else.
 */
export async function keepAuthSecret(dataDir: string): Promise<string> {
  const folder = resolve(dataDir)
  const file = join(folder, 'auth-secret')
  try {
    await mkdir(folder, { recursive: true })
    if (!existsSync(file)) await makeSecret(file)
    const kept = (await readFile(file, 'utf8')).trim()
    if (kept.length >= 32) return kept
  } catch (error) {
    throw new StartError(
      `DATA_DIR ${folder} cannot be written to (${(error as NodeJS.ErrnoException).code}). Expected a folder that this user may write to.`,
    )
  }
  throw new StartError(`${file}: expected at least 32 characters. Remove the file to have a new one made.`)
}

/** Written aside and linked when it is whole: of processes that start together one makes it, all read it. */
async function makeSecret(file: string): Promise<void> {
  const unfinished = `${file}.${randomUUID()}`
  await writeFile(unfinished, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 })
  await link(unfinished, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(unfinished)
}
