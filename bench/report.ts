import { mkdir, writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'

/** One figure that has a bound. */
export interface Measurement {
  /** what was measured */
  name: string
  /** our side, with its unit, as printed */
  ours: string
  /** what it was measured against, as printed; absent where the bound is absolute */
  peer?: string
  /** what the bounds speak of: a ratio, or the figure itself */
  value: number
  unit: '×' | 's' | 'MB' | 'kB' | 'statements'
  must: number
  aim: number
  /** a ratio should be high; a size, a time or a count low */
  better: 'higher' | 'lower'
  /** everything else worth keeping, written to the results file only */
  details?: Record<string, unknown>
}

export type Verdict = 'aim' | 'must' | 'missed'

export function judge({ value, must, aim, better }: Measurement): Verdict {
  const reaches = (bound: number) => (better === 'higher' ? value >= bound : value <= bound)
  return reaches(aim) ? 'aim' : reaches(must) ? 'must' : 'missed'
}

/** The middle value; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Three digits that mean something: 0.0123, 1.23, 12.3, 1230. */
export function threeDigits(value: number): string {
  return Math.abs(value) >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)))
}

const verdictWords: Record<Verdict, string> = { aim: 'aim reached', must: 'must met', missed: 'MISSED' }

/** The measurements as a table for the terminal. */
export function formatTable(measurements: readonly Measurement[]): string {
  const header = ['measured', 'ours', 'peer', 'result', 'must', 'aim', '']
  const rows = measurements.map(measurement => {
    const { name, ours, peer = '–', value, unit, must, aim, better } = measurement
    const sign = better === 'higher' ? '≥' : '≤'
    const bounds = [must, aim].map(bound => `${sign} ${bound} ${unit}`)
    return [name, ours, peer, `${threeDigits(value)} ${unit}`, ...bounds, verdictWords[judge(measurement)]]
  })
  const widths = header.map((_, column) => Math.max(...[header, ...rows].map(row => row[column]!.length)))
  const print = (row: string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd()
  const rule = widths.map(width => '─'.repeat(width)).join('  ')
  return [print(header), rule, ...rows.map(print)].join('\n')
}

const resultsFolder = new URL('results/', import.meta.url)

/** Keeps the measurements of one bench with what they were measured on, and returns the file's path. */
export async function writeResults(bench: string, measurements: readonly Measurement[]): Promise<void> {
  await mkdir(resultsFolder, { recursive: true })
  const measuredAt = new Date().toISOString()
  const machine = {
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    cores: cpus().length,
    processor: cpus()[0]?.model,
    memoryMB: Math.round(totalmem() / 1e6),
  }
  const results = measurements.map(measurement => ({ ...measurement, verdict: judge(measurement) }))
  const file = new URL(`${bench}-${measuredAt.replaceAll(':', '')}.json`, resultsFolder)
  await writeFile(file, `${JSON.stringify({ bench, measuredAt, machine, results }, null, 2)}\n`)
}
