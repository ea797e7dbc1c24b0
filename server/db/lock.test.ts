import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockFolder } from './lock.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'memoryloop-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** Another process that takes the lock and keeps it until it is killed. */
async function lockElsewhere(): Promise<ChildProcess> {
  const child = fork(new URL('../testing/holdLock.ts', import.meta.url), [folder])
  await once(child, 'message')
  return child
}

test('is held by one at a time', async () => {
  const lock = await lockFolder(folder)
  await expect(lockFolder(folder)).rejects.toThrow(
    `The folder ${folder} is in use by another Memoryloop process (${process.pid}). Stop it, `,
  )
  await lock.release()
  await (await lockFolder(folder)).release()
})

test('is free again when its process was killed', async () => {
  const child = await lockElsewhere()
  await expect(lockFolder(folder)).rejects.toThrow(`another Memoryloop process (${child.pid})`)
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(existsSync(join(folder, 'memoryloop.sock'))).toBe(true)
  await (await lockFolder(folder)).release()
})

test('of many that find it stale one gets it', async () => {
  const child = await lockElsewhere()
  child.kill('SIGKILL')
  await once(child, 'exit')
  const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => lockFolder(folder)))
  const held = outcomes.filter(outcome => outcome.status === 'fulfilled')
  expect(held).toHaveLength(1)
  await held[0]!.value.release()
})

test('works in a folder whose path is too long for a socket', async () => {
  folder = join(folder, 'x'.repeat(120))
  await mkdir(folder)
  const lock = await lockFolder(folder)
  await expect(lockFolder(folder)).rejects.toThrow('is in use by')
  await lock.release()
})
