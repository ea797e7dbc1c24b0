import { expect, test } from 'vitest'
import { runInSteps } from './runInSteps.ts'

test('timers have their turn while work goes on', async () => {
  let ticks = 0
  const timer = setInterval(() => ticks++, 1)
  function* work() {
    const endsAt = performance.now() + 100
    while (performance.now() < endsAt) yield
    return 'done'
  }
  expect(await runInSteps(work())).toBe('done')
  clearInterval(timer)
  expect(ticks).toBeGreaterThan(2)
})
