import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '../db/client.ts'
import {
  type AchievementKey,
  completesWeek,
  earnedByMastery,
  earnedBySession,
  sumSession,
  weekDays,
} from '../domain/achievements.ts'
import type { SessionAnswer } from '../domain/sessionSummary.ts'
import { type LearnerDay, toIsoDate } from '../domain/studyDay.ts'
import { dateToDay } from './days.ts'

/** Why an achievement was earned, as it is kept with it. */
export interface AwardReason {
  /** the session whose answer or end it was */
  sessionId: string | null
  goalId?: string
  masteryPercentage?: number
  cardCount?: number
  goalCount?: number
  answerCount?: number
  /** 0–1 */
  score?: number
  /** YYYY-MM-DD */
  learnerDay?: string
}

/**
 * Gives achievements, each once in a learner's life. Runs in the transaction of what earned them, under the
 * learner's lock.
 */
export async function awardAchievements(
  tx: Tx,
  userId: string,
  keys: readonly AchievementKey[],
  { sessionId, ...why }: AwardReason,
  now: Date,
): Promise<void> {
  if (keys.length === 0) return
  const metadata = { ...why, ...(sessionId !== null && { sessionId }) }
  await tx.userAchievement.createMany({
    data: keys.map(achievementKey => ({ id: uuidv7(), userId, achievementKey, unlockedAt: now, metadata })),
    skipDuplicates: true,
  })
}

/** For a goal's percentage that changed. */
export function awardMastery(
  tx: Tx,
  userId: string,
  goalId: string,
  { before, after }: { before: number; after: number },
  sessionId: string | null,
  now: Date,
): Promise<void> {
  const reason = { sessionId, goalId, masteryPercentage: after }
  return awardAchievements(tx, userId, earnedByMastery(before, after), reason, now)
}

/** For the first answer of a learner day: one statement, and nothing more on most days. */
export async function awardWeek(
  tx: Tx,
  userId: string,
  day: LearnerDay,
  sessionId: string | null,
  now: Date,
): Promise<void> {
  const rows = await tx.$queryRaw<{ learner_day: Date }[]>`
    SELECT learner_day FROM review_days
     WHERE user_id = ${userId}::uuid AND reviews > 0
       AND learner_day BETWEEN ${toIsoDate(day - weekDays + 1)}::date AND ${toIsoDate(day + weekDays - 1)}::date`
  const studied = new Set(rows.map(row => dateToDay(row.learner_day)))
  if (!completesWeek(day, studied)) return
  await awardAchievements(tx, userId, ['week_warrior'], { sessionId, learnerDay: toIsoDate(day) }, now)
}

/** For a session that is completed. */
export function awardSession(
  tx: Tx,
  session: { id: string; userId: string; mode: string },
  answers: readonly SessionAnswer[],
  now: Date,
): Promise<void> {
  const result = sumSession(answers, session.mode === 'timed')
  const { answersOnClock: answerCount, score } = result
  const reason = {
    sessionId: session.id,
    cardCount: result.cards,
    ...(result.isTimed && { answerCount, score }),
  }
  return awardAchievements(tx, session.userId, earnedBySession(result), reason, now)
}

/** The achievements a session has brought, in the order they were earned. */
export async function findSessionAwards(tx: Tx, userId: string, sessionId: string): Promise<string[]> {
  const rows = await tx.userAchievement.findMany({
    where: { userId, metadata: { path: ['sessionId'], equals: sessionId } },
    orderBy: [{ unlockedAt: 'asc' }, { id: 'asc' }],
    select: { achievementKey: true },
  })
  return rows.map(row => row.achievementKey)
}
