import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '../db/client.ts'
import type { Prisma, UserTitle } from '../db/generated/prisma/client.ts'
import { type Row, toModel } from '../db/rows.ts'
import { earnedByCards } from '../domain/achievements.ts'
import { earnedTitles, type TitleEarned, titleDefinitions } from '../domain/titles.ts'
import { awardAchievements } from './achievements.ts'

/** Cards mastered and goals completed for the first time; fewer cards when an answer is taken back. */
export interface TotalsChange {
  cards?: number
  goals?: number
}

/**
 * Counts what was mastered or completed for the first time, and gives the titles and achievements that
 * the new totals earn. Runs in the transaction of the cause, under the learner's lock. What an undo takes
 * back it takes from the totals alone: titles stay.
 */
export async function addToTotals(
  tx: Tx,
  userId: string,
  { cards = 0, goals = 0 }: TotalsChange,
  sessionId: string | null,
  now: Date,
): Promise<void> {
  const [row] = await tx.$queryRaw<Row[]>`
    INSERT INTO user_titles AS t (id, user_id, total_cards_mastered, total_goals_completed, updated_at)
    VALUES (${uuidv7()}::uuid, ${userId}::uuid, GREATEST(0, ${cards}::int), GREATEST(0, ${goals}::int), ${now})
    ON CONFLICT (user_id) DO UPDATE SET
      total_cards_mastered = GREATEST(0, t.total_cards_mastered + ${cards}::int),
      total_goals_completed = GREATEST(0, t.total_goals_completed + ${goals}::int), updated_at = ${now}
    RETURNING *`
  await awardTotals(tx, toModel<UserTitle>(row!), sessionId, now)
}

/** Gives what a learner's totals have earned. */
export async function awardTotals(
  tx: Tx,
  title: UserTitle,
  sessionId: string | null,
  now: Date,
): Promise<void> {
  const { userId, totalCardsMastered } = title
  const earned = earnedTitles(title.currentTitle, title)
  const highest = earned.at(-1)
  if (highest) {
    const at = { earnedAt: now.toISOString(), ...(sessionId && { sessionId }) }
    const entries: TitleEarned[] = earned.map(definition => ({ title: definition.title, ...at }))
    const titleHistory = [...readTitleHistory(title), ...entries] as object[] as Prisma.InputJsonArray
    const data = { currentTitle: highest.title, titleHistory, updatedAt: now }
    await tx.userTitle.update({ where: { userId }, data })
  }
  const reason = { sessionId, cardCount: totalCardsMastered }
  await awardAchievements(tx, userId, earnedByCards(totalCardsMastered), reason, now)
}

export function readTitleHistory({ titleHistory }: Pick<UserTitle, 'titleHistory'>): TitleEarned[] {
  return titleHistory as object as TitleEarned[]
}

/** How a session has changed the learner's title; null when it has not. */
export async function findTitleChange(
  tx: Tx,
  userId: string,
  sessionId: string,
): Promise<{ from: string; to: string } | null> {
  const title = await tx.userTitle.findUnique({ where: { userId } })
  if (!title) return null
  const history = readTitleHistory(title)
  const first = history.findIndex(entry => entry.sessionId === sessionId)
  const last = history.findLast(entry => entry.sessionId === sessionId)
  if (!last) return null
  return { from: history[first - 1]?.title ?? titleDefinitions[0]!.title, to: last.title }
}
