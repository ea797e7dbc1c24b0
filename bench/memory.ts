import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Bench } from './bench.ts'
import { createBenchDatabase } from './postgres.ts'
import { residentMB } from './processes.ts'
import { startProduct } from './product.ts'
import { type Measurement, threeDigits } from './report.ts'

const idleMs = 10_000

/** Resident memory of a server that nobody has used yet, ten seconds after it was ready. */
export const memory: Bench = {
  needsPostgres: true,
  async run(say) {
    say(`Idling ${idleMs / 1000} s on PGlite`)
    const dataDir = await mkdtemp(join(tmpdir(), 'memoryloop-bench-data-'))
    try {
      // Making the database takes memory that later starts do not: the second one is measured.
      await (await startProduct({ DATA_DIR: dataDir }))[Symbol.asyncDispose]()
      const onPGlite = await measureIdle({ DATA_DIR: dataDir })
      say(`Idling ${idleMs / 1000} s on PostgreSQL`)
      await using database = await createBenchDatabase()
      const onPostgres = await measureIdle({ DATA_DIR: dataDir, DATABASE_URL: database.url })
      return [
        describe('idle memory with PGlite', onPGlite, { must: 650, aim: 450 }),
        describe('idle memory with PostgreSQL', onPostgres, { must: 220, aim: 150 }),
      ]
    } finally {
      await rm(dataDir, { recursive: true, force: true })
    }
  },
}

async function measureIdle(env: Record<string, string>): Promise<number> {
  await using product = await startProduct(env)
  await sleep(idleMs)
  return residentMB(product.pid)
}

function describe(name: string, value: number, bounds: { must: number; aim: number }): Measurement {
  return { name, ours: `${threeDigits(value)} MB`, value, unit: 'MB', ...bounds, better: 'lower' }
}
