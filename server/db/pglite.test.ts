import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { PGlite } from '@electric-sql/pglite'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openDatabase } from './client.ts'
import { checkpointRegularly, pgliteStartParams } from './pglite.ts'
import { PGlitePool } from './pglitePool.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'memoryloop-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** Writes in another process, killed after `count` acknowledged writes; returns the last one acknowledged. */
async function writeAndKill(dataDir: string, count: number): Promise<number> {
  const child = fork(new URL('../testing/writeForEver.ts', import.meta.url), [dataDir])
  let acknowledged = 0
  for (let received = 0; received < count; received++) [acknowledged] = await once(child, 'message')
  child.on('message', number => {
    acknowledged = number as number
  })
  child.kill('SIGKILL')
  await once(child, 'close')
  return acknowledged
}

test('what was acknowledged outlives SIGKILL', async () => {
  const dataDir = join(folder, 'data')
  for (const count of [1, 40, 150]) {
    const acknowledged = await writeAndKill(dataDir, count)
    const database = await openDatabase({ dataDir })
    const [row] = await database.db.$queryRaw<{ last: number; count: bigint }[]>`
      SELECT max(number) AS last, count(*) AS count FROM writes`
    await database.close()
    expect(row!.last).toBeGreaterThanOrEqual(acknowledged)
    expect(Number(row!.count)).toBe(row!.last)
  }
}, 60_000)

test('a folder is open once at a time', async () => {
  const database = await openDatabase({ dataDir: folder })
  await expect(openDatabase({ dataDir: folder })).rejects.toThrow('is in use by another Memoryloop process')
  await database.close()
  await (await openDatabase({ dataDir: folder })).close()
})

test('a folder that cannot be written to is named', async () => {
  const file = join(folder, 'file')
  await writeFile(file, '')
  await expect(openDatabase({ dataDir: join(file, 'data') })).rejects.toThrow(
    `DATA_DIR ${join(file, 'data')} cannot be written to (ENOTDIR).`,
  )
})

describe('checkpoints', () => {
  const written = { rows: [{ position: '0/3000000', bytes: String(64 * 1024 * 1024) }] }

  test('one that fails is told and tried again', async () => {
    const checkpoint = vi.fn().mockRejectedValueOnce(new Error('disk full')).mockResolvedValue({ rows: [] })
    const query = (sql: string) => (sql === 'CHECKPOINT' ? checkpoint() : Promise.resolve(written))
    const logger = { warn: vi.fn() }
    const stop = checkpointRegularly({ query }, logger, 5)
    await vi.waitFor(() => expect(checkpoint.mock.calls.length).toBeGreaterThan(1))
    await stop()
    expect(logger.warn).toHaveBeenCalledExactlyOnceWith(
      { err: expect.objectContaining({ message: 'disk full' }) },
      expect.stringContaining('checkpoint'),
    )
  })

  test('stopping waits for the one that runs, and none follows', async () => {
    const { promise, resolve } = Promise.withResolvers<{ rows: unknown[] }>()
    const query = vi.fn((sql: string) => (sql === 'CHECKPOINT' ? promise : Promise.resolve(written)))
    const stop = checkpointRegularly({ query }, undefined, 5)
    await vi.waitFor(() => expect(query).toHaveBeenCalledTimes(2))
    let isStopped = false
    const stopped = stop().then(() => {
      isStopped = true
    })
    await sleep(20)
    expect(isStopped).toBe(false)
    resolve({ rows: [] })
    await stopped
    await sleep(20)
    expect(query).toHaveBeenCalledTimes(2)
  })

  test('wait while somebody else has a transaction open', async () => {
    const pglite = await PGlite.create({ startParams: pgliteStartParams })
    const pool = new PGlitePool(pglite)
    const logger = { warn: vi.fn() }
    const client = await pool.connect()
    await client.query('BEGIN')
    await expect(client.query('SELECT 1 / 0')).rejects.toThrow('division by zero')
    const stop = checkpointRegularly(pool, logger, 5)
    await sleep(50)
    await client.query('ROLLBACK')
    client.release()
    await stop()
    expect(logger.warn).not.toHaveBeenCalled()
    await pglite.close()
  }, 60_000)
})
