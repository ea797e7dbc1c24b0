import { expect, test } from 'vitest'
import { decideTodayState, type TodayFacts } from './todayState.ts'

const facts = (change: Partial<TodayFacts['due']>, goalCount = 2, cardCount = 40): TodayFacts => ({
  due: { now: 0, new: 0, estimatedSeconds: 0, nextDueAt: null, ...change },
  goalCount,
  cardCount,
})

test.each([
  ['no goal yet', facts({}, 0, 0), { kind: 'noGoals' }],
  ['goals without cards', facts({}, 2, 0), { kind: 'noCards' }],
  [
    'cards to review and new ones',
    facts({ now: 14, new: 10, estimatedSeconds: 360 }),
    { kind: 'ready', headline: '24 cards are ready', detail: 'About 6 minutes: 14 to review, 10 new' },
  ],
  [
    'a single new card',
    facts({ new: 1, estimatedSeconds: 10 }),
    { kind: 'ready', headline: '1 card is ready', detail: 'Under a minute: 1 new' },
  ],
  [
    'more than a day takes',
    { ...facts({ now: 80 }), isLimitReached: true },
    { kind: 'limited', waiting: 80 },
  ],
  [
    'nothing now, something later',
    facts({ nextDueAt: '2026-03-10T12:00:00Z' }),
    { kind: 'caughtUp', nextDueAt: '2026-03-10T12:00:00Z' },
  ],
  [
    'nothing ready, whatever the limit',
    { ...facts({}), isLimitReached: true },
    { kind: 'caughtUp', nextDueAt: null },
  ],
  ['nothing ever', facts({}), { kind: 'caughtUp', nextDueAt: null }],
])('%s', (_name, given, expected) => {
  expect(decideTodayState(given)).toEqual(expected)
})
