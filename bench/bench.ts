import type { Measurement } from './report.ts'

export interface Bench {
  needsPostgres: boolean
  /** Measures; `say` tells what it is about to do. */
  run(say: (what: string) => void): Promise<Measurement[]>
}
