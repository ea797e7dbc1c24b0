import type { ProgressFiguresFragment } from '../../gql/graphql.ts'

const dayMs = 86_400_000
const lastDay = Date.UTC(2026, 2, 10)

const dayAt = (offset: number) => new Date(lastDay + offset * dayMs).toISOString().slice(0, 10)

/** Progress up to Tuesday, 10 March 2026, as the server would answer it; for tests. */
export function progressAnswer(change: Partial<ProgressFiguresFragment> = {}) {
  return {
    __typename: 'Progress',
    totalCards: 420,
    masteredCards: 123,
    reviewsTotal: 8412,
    timeSeconds: 92_000,
    knownNow: 287.4,
    cardsByState: [
      { __typename: 'StateCount', state: 'NEW', count: 120 },
      { __typename: 'StateCount', state: 'REVIEW', count: 300 },
    ],
    trueRetention: [
      {
        __typename: 'RetentionRow',
        period: 'DAYS_30',
        maturity: 'ALL',
        passed: 184,
        failed: 16,
        rate: 0.92,
      },
    ],
    forecast: Array.from({ length: 30 }, (_, index) => ({
      __typename: 'DayCount',
      date: dayAt(index),
      count: index === 0 ? 61 : 20,
    })),
    activity: Array.from({ length: 365 }, (_, index) => ({
      __typename: 'DayActivity',
      date: dayAt(index - 364),
      reviews: index >= 363 ? index - 360 : 0,
      timeSeconds: index >= 363 ? 120 : 0,
    })),
    masteryHistory: [
      { __typename: 'DayMastery', date: dayAt(-1), masteryPercentage: 30 },
      { __typename: 'DayMastery', date: dayAt(0), masteryPercentage: 34 },
    ],
    ...change,
  }
}

export function dueAnswer(now: number, fresh: number) {
  return {
    __typename: 'DueCounts',
    now,
    today: now,
    thisWeek: now,
    waiting: 0,
    new: fresh,
    estimatedSeconds: (now + fresh) * 15,
    nextDueAt: null,
  }
}
