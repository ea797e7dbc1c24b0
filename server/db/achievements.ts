import type { AchievementFacts, SessionResult } from '../domain/achievements.ts'
import { titleDefinitions } from '../domain/titles.ts'
import type { Db } from './client.ts'
import type { UserAchievement, UserTitle } from './generated/prisma/client.ts'
import { type Row, toModel } from './rows.ts'

/** So many of a learner's latest sessions tell how close they are to a perfect or a quick one. */
const latestSessions = 20

export type LearnerTitle = Pick<
  UserTitle,
  'currentTitle' | 'totalCardsMastered' | 'totalGoalsCompleted' | 'titleHistory'
>

/** What a learner has earned, and how far they are with the rest. */
export interface LearnerAwards {
  /** the latest first */
  achievements: UserAchievement[]
  /** the first one where nothing was earned yet */
  title: LearnerTitle
  facts: AchievementFacts
}

/** One statement; reads the learner's awards, goals, days and latest sessions. */
export async function loadAwards(db: Db, userId: string): Promise<LearnerAwards> {
  const [row] = await db.$queryRaw<[AwardsRow]>`
    SELECT (SELECT json_agg(a ORDER BY a.unlocked_at DESC, a.id DESC)
              FROM user_achievements a WHERE a.user_id = ${userId}::uuid) AS achievements,
           (SELECT row_to_json(t) FROM user_titles t WHERE t.user_id = ${userId}::uuid) AS title,
           (SELECT max(mastery_percentage) FROM learning_goals
             WHERE user_id = ${userId}::uuid AND deleted_at IS NULL) AS percentage,
           (SELECT max(of_week)::int FROM (
              SELECT count(*) OVER (ORDER BY learner_day RANGE BETWEEN '6 days' PRECEDING AND CURRENT ROW) AS of_week
                FROM review_days WHERE user_id = ${userId}::uuid AND reviews > 0) AS week) AS week_days,
           (SELECT json_agg(result) FROM (
              SELECT count(DISTINCT l.flashcard_id) AS cards, bool_and(l.rating >= 3) AS "isFlawless",
                     s.mode = 'timed' AS "isTimed", count(l.points) AS "answersOnClock",
                     COALESCE(count(*) FILTER (WHERE l.points IS NOT NULL AND l.was_correct)::float8
                              / NULLIF(count(l.points), 0), 0) AS score
                FROM (SELECT id, mode FROM study_sessions WHERE user_id = ${userId}::uuid
                       ORDER BY started_at DESC LIMIT ${latestSessions}::int) AS s
                JOIN review_logs l ON l.study_session_id = s.id AND l.kind = 'review' AND l.undone_at IS NULL
               GROUP BY s.id, s.mode) AS result) AS sessions`
  const achievements = (row.achievements ?? []).map(readAchievement)
  const title = row.title === null ? noTitle : toModel<LearnerTitle>(row.title)
  const facts = {
    earned: new Set(achievements.map(({ achievementKey }) => achievementKey)),
    totalCardsMastered: title.totalCardsMastered,
    bestGoalPercentage: row.percentage ?? 0,
    sessions: row.sessions ?? [],
    bestWeekDays: row.week_days ?? 0,
  }
  return { achievements, title, facts }
}

interface AwardsRow {
  achievements: Row[] | null
  title: Row | null
  percentage: number | null
  week_days: number | null
  sessions: SessionResult[] | null
}

const noTitle: LearnerTitle = {
  currentTitle: titleDefinitions[0]!.title,
  totalCardsMastered: 0,
  totalGoalsCompleted: 0,
  titleHistory: [],
}

/** JSON writes dates as text. */
function readAchievement(row: Row): UserAchievement {
  const achievement = toModel<UserAchievement>(row)
  return { ...achievement, unlockedAt: new Date(achievement.unlockedAt) }
}
