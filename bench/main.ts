/**
 * Side-by-side benchmarks: `npm run bench`, or some of them: `npm run bench -- tree review`.
 * README.md says what each measures and how to read it.
 */
import type { Bench } from './bench.ts'
import { dropLarge } from './largeDatabase.ts'
import { dropBenchDatabases, findPostgresFault } from './postgres.ts'
import { stopProcesses } from './processes.ts'
import { formatTable, judge, type Measurement, writeResults } from './report.ts'

/** Loaded one by one: a bench that is not asked for need not be loadable. */
const benches: Record<string, () => Promise<Bench>> = {
  tree: async () => (await import('./tree/tree.ts')).tree,
  statements: async () => (await import('./statements.ts')).statements,
  review: async () => (await import('./review/review.ts')).review,
  queue: async () => (await import('./queue/queue.ts')).queue,
  progress: async () => (await import('./progress/progress.ts')).progress,
  preview: async () => (await import('./preview.ts')).preview,
  generation: async () => (await import('./generation.ts')).generation,
  startup: async () => (await import('./startup.ts')).startup,
  memory: async () => (await import('./memory.ts')).memory,
  bundle: async () => (await import('./bundle.ts')).bundle,
}

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(benches)
for (const name of names) {
  if (benches[name]) continue
  console.error(`There is no bench "${name}": expected ${Object.keys(benches).join(', ')}.`)
  process.exit(1)
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    stopProcesses()
    await dropBenchDatabases()
    process.exit(1)
  })
}

const measured: Measurement[] = []
for (const name of names) {
  try {
    const bench = await benches[name]!()
    const fault = bench.needsPostgres ? await findPostgresFault() : null
    if (fault !== null) throw new Error(fault)
    const measurements = await bench.run(what => console.log(`${name}: ${what} …`))
    await writeResults(name, measurements)
    measured.push(...measurements)
  } catch (error) {
    // The others are measured all the same.
    console.error(`${name}: ${(error as Error).message}`)
    process.exitCode = 1
  }
}
await dropLarge()
await dropBenchDatabases()
if (measured.length > 0) console.log(`\n${formatTable(measured)}`)
if (measured.some(measurement => judge(measurement) === 'missed')) process.exitCode = 1
