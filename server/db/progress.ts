import DataLoader from 'dataloader'
import {
  type DayMastery,
  fillDays,
  forgettingCurve,
  type MasteryEntry,
  traceMastery,
} from '../domain/progress.ts'
import { type AnsweredDay, type AnswerSums, sumDays } from '../domain/retention.ts'
import { type LearnerDay, learnerDayOf, startOfLearnerDay } from '../domain/studyDay.ts'
import type { Db } from './client.ts'
import type { User } from './generated/prisma/client.ts'
import {
  type CardSums,
  type DayActivity,
  loadActivity,
  loadAnsweredDays,
  loadCardSums,
  loadForecast,
  loadMasteryEntries,
  noCards,
  type ProgressScope,
  recentDays,
  wholeLearner,
} from './progressSql.ts'

/** Cards that become due on a day. */
export interface DayCount {
  day: LearnerDay
  count: number
}

export type ProgressLoaders = ReturnType<typeof createProgressLoaders>

/**
 * Loads the figures of progress by goal id, or by `wholeLearner`. One statement for
 * each kind of figure of the learner, one for all goals of a request.
 */
export function createProgressLoaders(db: Db, loadUser: () => Promise<User>, now: Date) {
  async function clock() {
    const user = await loadUser()
    return { user, today: learnerDayOf(now, user) }
  }

  /** for sums, retention and activity alike */
  const answeredDays = new DataLoader<string, AnsweredDay[]>(async keys => {
    const { user, today } = await clock()
    return loadByScope(
      user,
      keys,
      scope => loadAnsweredDays(db, scope, today),
      () => [],
    )
  })

  return {
    cards: new DataLoader<string, CardSums>(async keys => {
      const { user, today } = await clock()
      const curve = forgettingCurve({ fsrsWeights: user.fsrsWeights.length > 0 ? user.fsrsWeights : null })
      return loadByScope(user, keys, scope => loadCardSums(db, scope, today, curve), noCards)
    }),
    answers: new DataLoader<string, AnswerSums>(async keys => {
      const { today } = await clock()
      return (await answeredDays.loadMany(keys)).map(days => sumDays(orThrow(days), today))
    }),
    activity: byDays<DayActivity[]>(days => async keys => {
      const { user, today } = await clock()
      const loadRecent = async () =>
        (await answeredDays.loadMany(keys)).map(answered => toActivity(orThrow(answered)))
      const loadLonger = (scope: ProgressScope) => loadActivity(db, scope, today, days)
      const found = await (days <= recentDays ? loadRecent() : loadByScope(user, keys, loadLonger, () => []))
      return found.map(known =>
        fillDays<DayActivity>(known, today, days, day => ({ day, reviews: 0, timeSeconds: 0 })),
      )
    }),
    forecast: byDays<DayCount[]>(days => async keys => {
      const { user, today } = await clock()
      const starts = Array.from({ length: days }, (_, index) => startOfLearnerDay(today + 1 + index, user))
      const found = await loadByScope(
        user,
        keys,
        scope => loadForecast(db, scope, today, starts),
        () => [],
      )
      return found.map(rows => {
        const counts = new Map(rows.map(row => [row.dayNumber, row.count]))
        return Array.from({ length: days }, (_, number) => ({
          day: today + number,
          count: counts.get(number) ?? 0,
        }))
      })
    }),
    masteryHistory: byDays<DayMastery[]>(days => async keys => {
      const { user, today } = await clock()
      const load = async (scope: ProgressScope) => {
        const entries = await loadMasteryEntries(db, scope, today, days)
        if (scope.goalIds === null) return new Map([[wholeLearner, entries]])
        return Map.groupBy(entries, entry => entry.goalId)
      }
      const found = await loadByScope<MasteryEntry[]>(user, keys, load, () => [])
      return found.map(entries =>
        traceMastery(entries, new Set(entries.map(entry => entry.goalId)).size, today, days),
      )
    }),
  }
}

function toActivity(days: readonly AnsweredDay[]): DayActivity[] {
  return days.flatMap(({ day, counts: { reviews, seconds } }) =>
    day === null ? [] : [{ day, reviews, timeSeconds: seconds }],
  )
}

function orThrow<T>(loaded: T | Error): T {
  if (loaded instanceof Error) throw loaded
  return loaded
}

/** Answers keys in their order: `wholeLearner` by one statement, all goals by another. */
async function loadByScope<T>(
  { id: userId }: User,
  keys: readonly string[],
  load: (scope: ProgressScope) => Promise<Map<string, T>>,
  nothing: () => T,
): Promise<T[]> {
  const goalIds = keys.filter(key => key !== wholeLearner)
  const [ofLearner, ofGoals] = await Promise.all([
    keys.includes(wholeLearner) ? load({ userId, goalIds: null }) : null,
    goalIds.length > 0 ? load({ userId, goalIds }) : null,
  ])
  return keys.map(key => (key === wholeLearner ? ofLearner : ofGoals)?.get(key) ?? nothing())
}

/** One loader for each number of days that is asked for. */
function byDays<T>(load: (days: number) => DataLoader.BatchLoadFn<string, T>) {
  const made = new Map<number, DataLoader<string, T>>()
  return (days: number): DataLoader<string, T> => {
    const known = made.get(days)
    if (known) return known
    const loader = new DataLoader<string, T>(load(days))
    made.set(days, loader)
    return loader
  }
}
