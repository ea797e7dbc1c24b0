import { expect, test } from 'vitest'
import { decideTodayState, type TodayFacts } from './todayState.ts'

const facts = (change: Partial<TodayFacts['due']>, goalCount = 2, cardCount = 40): TodayFacts => ({
  due: {
    now: 0,
    today: change.now ?? 0,
    waiting: 0,
    new: 0,
    estimatedSeconds: 0,
    nextDueAt: null,
    ...change,
  },
  goalCount,
  cardCount,
})

test.each([
  ['no goal yet', facts({}, 0, 0), { kind: 'noGoals' }],
  ['goals without cards', facts({}, 2, 0), { kind: 'noCards' }],
  [
    'cards to review and new ones',
    facts({ now: 14, new: 10, estimatedSeconds: 360 }),
    {
      kind: 'ready',
      readyCount: 24,
      headline: '24 cards are ready',
      detail: 'About 6 minutes: 14 to review, 10 new',
      waiting: null,
    },
  ],
  [
    'a single new card',
    facts({ new: 1, estimatedSeconds: 10 }),
    {
      kind: 'ready',
      readyCount: 1,
      headline: '1 card is ready',
      detail: 'Under a minute: 1 new',
      waiting: null,
    },
  ],
  [
    'more than the day’s limit',
    facts({ now: 20, waiting: 15, estimatedSeconds: 400 }),
    {
      kind: 'ready',
      readyCount: 5,
      headline: '5 cards are ready today',
      detail: 'About 2 minutes: 5 to review',
      waiting: '15 more wait, spread over the coming days.',
    },
  ],
  [
    'the limit used up',
    facts({ now: 80, waiting: 80 }),
    { kind: 'limited', waiting: '80 more wait, spread over the coming days.' },
  ],
  [
    'nothing now, something later',
    facts({ nextDueAt: '2026-03-10T12:00:00Z' }),
    { kind: 'caughtUp', nextDueAt: '2026-03-10T12:00:00Z' },
  ],
  ['nothing ever', facts({}), { kind: 'caughtUp', nextDueAt: null }],
])('%s', (_name, given, expected) => {
  expect(decideTodayState(given)).toEqual(expected)
})
