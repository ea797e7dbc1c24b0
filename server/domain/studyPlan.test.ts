import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type PlanFacts, planStudy, presentPace } from './studyPlan.ts'

const facts: PlanFacts = {
  today: 1000,
  targetDay: 1113,
  newCards: 100,
  begunToday: 0,
  begunLately: 0,
  createdDay: 900,
  newCardsPerDay: 10,
}
const plan = (more: Partial<PlanFacts>) => planStudy({ ...facts, ...more })

test.each<[string, Partial<PlanFacts>, number, number | null, number | null]>([
  ['a hundred days for a hundred cards', {}, 1, 1099, 1009],
  ['a little less time', { targetDay: 1112 }, 2, 1049, 1009],
  ['the same after some of today', { newCards: 97, begunToday: 3, begunLately: 3 }, 1, 1099, 1466],
  ['the last possible day', { targetDay: 1014 }, 100, 1000, 1009],
  ['less than 14 days: until the target', { targetDay: 1009 }, 10, 1009, 1009],
  ['on the target', { targetDay: 1000 }, 100, 1000, 1009],
  ['after it: at the present pace', { targetDay: 999, begunLately: 35 }, 3, 1039, 1039],
  ['all begun', { newCards: 0, begunToday: 5 }, 0, null, null],
  ['nothing moves', { newCardsPerDay: 0 }, 1, 1099, null],
  ['the pace of a young goal', { createdDay: 998, begunLately: 30 }, 1, 1099, 1009],
])('%s', (_name, more, newCardsPerDay, reachesAllTopicsOn, atPresentPaceOn) => {
  expect(plan(more)).toEqual({ newCardsPerDay, reachesAllTopicsOn, atPresentPaceOn })
})

test.each([
  [0, 900, 10],
  [28, 900, 2],
  [3, 1000, 3],
  [7, 1002, 7],
])('%d begun lately in a goal since day %d: %d a day', (begunLately, createdDay, expected) => {
  expect(presentPace({ ...facts, begunLately, createdDay })).toBe(expected)
})

test('who follows the plan reaches every topic in time, and the plan does not grow', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 14, max: 700 }), (newCards, days) => {
      let left = newCards
      const targetDay = facts.today + days
      const first = plan({ newCards, targetDay }).newCardsPerDay
      for (let today = facts.today; today <= targetDay - 14; today++) {
        const { newCardsPerDay } = plan({ newCards: left, targetDay, today })
        expect(newCardsPerDay).toBeLessThanOrEqual(first)
        left -= Math.min(left, newCardsPerDay)
      }
      expect(left).toBe(0)
    }),
  )
})
