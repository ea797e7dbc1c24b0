import { median } from './report.ts'

export interface Comparison {
  /** medians over the rounds */
  ours: number
  peer: number
  /** ours ÷ peer, the median of the rounds' own ratios */
  ratio: number
  rounds: { ours: number; peer: number }[]
}

export interface RoundOptions {
  rounds: number
  /** rounds that are not counted: code is compiled, plans and caches are made */
  warmUpRounds?: number
  /** one measurement of each side: the higher the better */
  ours(): Promise<number>
  peer(): Promise<number>
}

/**
 * Measures both sides in turns, so that whatever else the machine does meets both alike; who begins
 * changes with every round.
 */
export async function compareInRounds({
  rounds,
  warmUpRounds = 2,
  ours,
  peer,
}: RoundOptions): Promise<Comparison> {
  const counted: Comparison['rounds'] = []
  for (let round = 0; round < warmUpRounds + rounds; round++) {
    const isOursFirst = round % 2 === 0
    const first = await (isOursFirst ? ours() : peer())
    const second = await (isOursFirst ? peer() : ours())
    if (round >= warmUpRounds)
      counted.push(isOursFirst ? { ours: first, peer: second } : { ours: second, peer: first })
  }
  return {
    ours: median(counted.map(round => round.ours)),
    peer: median(counted.map(round => round.peer)),
    ratio: median(counted.map(round => round.ours / round.peer)),
    rounds: counted,
  }
}

/** How often per second `work` runs, repeated for at least `durationMs`. */
export async function perSecond(durationMs: number, work: () => unknown): Promise<number> {
  const startedAt = performance.now()
  let runs = 0
  let elapsedMs = 0
  do {
    const result = work()
    if (result instanceof Promise) await result
    runs++
    elapsedMs = performance.now() - startedAt
  } while (elapsedMs < durationMs)
  return (runs * 1000) / elapsedMs
}
