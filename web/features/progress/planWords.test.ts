import { expect, test } from 'vitest'
import { describePlan, type PlanFacts } from './planWords.ts'

const plan = (change: Partial<PlanFacts>): PlanFacts => ({
  newCardsPerDay: 12,
  minutesPerDay: 9,
  reachesAllTopicsOn: '2026-05-03',
  atPresentPaceOn: '2026-06-20',
  ...change,
})

test.each([
  [
    'a plan and a pace',
    plan({}),
    '12 new cards a day, about 9 minutes with their reviews, reach every topic on 3 May 2026, 14 days before your date.',
    'The present pace reaches every topic on 20 June 2026.',
  ],
  [
    'nothing studied yet',
    plan({ newCardsPerDay: 1, atPresentPaceOn: null }),
    '1 new card a day, about 9 minutes with their reviews, reach every topic on 3 May 2026, 14 days before your date.',
    'After a few days of study, the day your present pace arrives stands here.',
  ],
  [
    'a date so near that nothing is spare',
    plan({ reachesAllTopicsOn: '2026-05-16' }),
    '12 new cards a day, about 9 minutes with their reviews, reach every topic on 16 May 2026.',
    'The present pace reaches every topic on 20 June 2026.',
  ],
  [
    'every card begun',
    plan({ newCardsPerDay: 0, minutesPerDay: 4 }),
    'Every topic has been begun. Reviews take about 4 minutes a day.',
    '',
  ],
])('%s', (_name, facts, wanted, present) => {
  const words = describePlan(facts, '2026-05-17', 'en-GB')
  expect(words).toEqual({ wanted, present })
  expect(`${words.wanted} ${words.present}`).not.toMatch(/behind|late|missed/i)
})
