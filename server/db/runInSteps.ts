import { setImmediate as nextTurn } from 'node:timers/promises'

/** Nobody notices work that keeps the thread no longer. */
const longestStretchMs = 10

/** Takes the steps of long work and lets requests and timers have their turn in between. */
export async function runInSteps<T>(steps: Iterator<void, T>): Promise<T> {
  let startedAt = performance.now()
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    if (performance.now() - startedAt < longestStretchMs) continue
    await nextTurn()
    startedAt = performance.now()
  }
}
