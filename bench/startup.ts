import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bench } from './bench.ts'
import { projectFolder } from './peerPackages.ts'
import { findFreePort, startProcess } from './processes.ts'
import { emptyEnvironment } from './product.ts'
import { median, threeDigits } from './report.ts'

const starts = 5

/** `npm start` when everything is there already, from the command to the ready line, with PGlite. */
export const startup: Bench = {
  needsPostgres: false,
  async run(say) {
    const dataDir = await mkdtemp(join(tmpdir(), 'memoryloop-bench-data-'))
    try {
      say('Starting once, so that everything is up to date')
      const firstMs = await timeStart(dataDir)
      say(`Starting ${starts} times more`)
      const timesMs: number[] = []
      for (let start = 0; start < starts; start++) timesMs.push(await timeStart(dataDir))
      const seconds = median(timesMs) / 1000
      return [
        {
          name: 'second npm start until ready',
          ours: `${threeDigits(seconds)} s`,
          value: seconds,
          unit: 's',
          must: 3,
          aim: 3,
          better: 'lower',
          details: { firstMs, timesMs },
        },
      ]
    } finally {
      await rm(dataDir, { recursive: true, force: true })
    }
  },
}

async function timeStart(dataDir: string): Promise<number> {
  await using started = await startProcess({
    command: 'npm',
    args: ['start'],
    cwd: projectFolder,
    env: { ...emptyEnvironment, DATA_DIR: dataDir, PORT: String(await findFreePort()) },
    ready: 'Memoryloop is ready at',
    // the first one may have to generate and to build
    timeoutMs: 600_000,
  })
  return started.readyAfterMs
}
