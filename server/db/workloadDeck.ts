import type { CardSchedule } from '../domain/scheduling.ts'
import { mostSimulatedCards, type WorkloadDeck } from '../domain/workload.ts'
import type { Db } from './client.ts'
import { isStudiedGoal } from './dayUse.ts'
import { type Flashcard, Prisma } from './generated/prisma/client.ts'
import { disabledNodes, isNewCard, isScheduledCard, placeOfCard } from './queueSql.ts'
import { type Row, toModels } from './rows.ts'

/** How many cards of a learner are studied. */
export interface StudiedCounts {
  answered: number
  newCards: WorkloadDeck['newCards']
}

/**
 * Counts by the nodes' own counters and the index of new cards, without looking at a card. New cards are
 * told apart by what limits them: their goal's own number per day or, for all other goals, the learner's.
 */
export async function countStudiedCards(
  db: Db,
  userId: string,
  newCardsPerDay: number,
): Promise<StudiedCounts> {
  const rows = await db.$queryRaw<{ own_per_day: number | null; cards: bigint; new_cards: bigint }[]>`
    SELECT g.new_cards_per_day AS own_per_day, sum(n.studied_card_count) AS cards,
           sum(of_node.new_cards)::bigint AS new_cards
      FROM learning_goals g
      JOIN skill_trees t ON t.goal_id = g.id
      JOIN skill_nodes n ON n.tree_id = t.id AND n.deleted_at IS NULL
      CROSS JOIN LATERAL (
        SELECT count(*) AS new_cards FROM flashcards f
         WHERE f.skill_node_id = n.id AND ${isNewCard}) of_node
     WHERE g.user_id = ${userId}::uuid AND ${isStudiedGoal} AND n.id NOT IN (${disabledNodes(userId)})
     GROUP BY CASE WHEN g.new_cards_per_day IS NOT NULL THEN g.id END, g.new_cards_per_day`
  const answered = rows.reduce((sum, row) => sum + Number(row.cards) - Number(row.new_cards), 0)
  const newCards = rows
    .map(row => ({ count: Number(row.new_cards), perDay: row.own_per_day ?? newCardsPerDay }))
    .filter(({ count }) => count > 0)
  return { answered, newCards }
}

export type ScheduledCard = Pick<Flashcard, 'id' | keyof CardSchedule>

/**
 * Studied cards of the learner that were answered before, of `count` as many as are simulated: as good as
 * picked at random, but the same ones in the same order each time.
 */
export async function pickAnsweredCards(db: Db, userId: string, count: number): Promise<ScheduledCard[]> {
  // A few more than needed, so that chance leaves enough.
  const share = (1.1 * mostSimulatedCards) / count
  const isPicked =
    share >= 1 ? Prisma.sql`TRUE` : Prisma.sql`uuid_hash(f.id) < ${Math.round((share - 0.5) * 2 ** 32)}::int`
  const rows = await db.$queryRaw<Row[]>`
    SELECT f.id, f.state, f.due, f.stability, f.difficulty, f.learning_step, f.scheduled_days, f.reps,
           f.lapses, f.last_review, f.last_review_day
      FROM flashcards f ${placeOfCard}
     WHERE f.user_id = ${userId}::uuid AND ${isScheduledCard} AND ${isPicked} AND ${isStudiedGoal}
       AND n.id NOT IN (${disabledNodes(userId)})
     ORDER BY uuid_hash(f.id), f.id LIMIT ${mostSimulatedCards}::int`
  return toModels<ScheduledCard>(rows)
}
