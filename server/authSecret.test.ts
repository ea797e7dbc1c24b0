import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepAuthSecret } from './authSecret.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'memoryloop-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('is made once, for this user only', async () => {
  const dataDir = join(folder, 'a', 'b')
  const secrets = await Promise.all([1, 2, 3].map(() => keepAuthSecret(dataDir)))
  expect(secrets[0]!.length).toBeGreaterThanOrEqual(32)
  expect(new Set([...secrets, await keepAuthSecret(dataDir)]).size).toBe(1)
  expect((await stat(join(dataDir, 'auth-secret'))).mode & 0o777).toBe(0o600)
})

test('differs from folder to folder', async () => {
  expect(await keepAuthSecret(join(folder, 'a'))).not.toBe(await keepAuthSecret(join(folder, 'b')))
})

test('a file that is too short is refused', async () => {
  await writeFile(join(folder, 'auth-secret'), 'short')
  await expect(keepAuthSecret(folder)).rejects.toThrow('expected at least 32 characters')
})

test('a folder that cannot be made is named', async () => {
  const file = join(folder, 'file')
  await writeFile(file, '')
  await expect(keepAuthSecret(join(file, 'data'))).rejects.toThrow(
    `DATA_DIR ${join(file, 'data')} cannot be written to (ENOTDIR).`,
  )
})
