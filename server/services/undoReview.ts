import type { Db, Tx } from '../db/client.ts'
import type { Flashcard, ReviewLog } from '../db/generated/prisma/client.ts'
import { takeFromDays } from '../db/reviewDaysSql.ts'
import { transaction } from '../db/transaction.ts'
import { Conflict, NotFound } from '../domain/errors.ts'
import { parseId } from '../domain/ids.ts'
import type { Learner } from '../domain/learner.ts'
import { cardMastery } from '../domain/mastery.ts'
import { countedSeconds } from '../domain/review.ts'
import type { CardState } from '../domain/scheduling.ts'
import { type CardPlace, lockCardPlace, savePlaceChange } from './cardPlace.ts'
import { type LockedLearner, lockLearner } from './locks.ts'
import { columnsBefore, dayShareOf, updateCards } from './reviewLog.ts'
import type { ReviewedCard } from './reviews.ts'
import { refreshSummary } from './studySummary.ts'
import { addToTotals } from './titles.ts'

/**
 * Takes a review back: every figure ignores it, and the card's schedule, mastery, limits and the session's
 * item are as they were; where the card stands and what it says stay. `reviewId` is the client's. Undoing
 * twice changes nothing.
 *
 * @throws NotFound for a review that is not the learner's, Conflict when the card has moved on since
 */
export async function undoReview(
  db: Db,
  learner: Learner,
  reviewId: string,
  now: Date,
): Promise<ReviewedCard> {
  const clientReviewId = parseId('Review', reviewId)
  return transaction(db, async tx => {
    const user = await lockLearner(tx, learner.id)
    const log = await findLog(tx, learner, clientReviewId)
    await lockGoalsOf(tx, log)
    const place = (await lockCardPlace(tx, learner.id, log.flashcardId!))!
    if (log.undoneAt) return toResult(log, place.card, place)
    if (log.appliedToSchedule) await requireNewest(tx, log)

    const card = log.appliedToSchedule ? restoreCard(place.card, log, user) : place.card
    if (log.appliedToSchedule) await tx.$executeRaw(updateCards([card]))
    const addedSeconds = -countedSeconds(log.durationMs)
    const isSamePlace = place.goal !== null && place.goal.id === log.goalId
    const change = { masteryDelta: masteryChange(place, card), isFirstMastery: false, sessionId: null }
    await savePlaceChange(tx, user, place, { ...change, addedSeconds: isSamePlace ? addedSeconds : 0 }, now)
    if (log.goalId && !isSamePlace) await addGoalTime(tx, log.goalId, addedSeconds, now)
    await reopenItem(tx, log)
    await tx.$executeRaw(takeFromDays(dayShareOf(log)))
    const isMasteredNoMore = place.card.masteredAt !== null && card.masteredAt === null
    if (isMasteredNoMore) await addToTotals(tx, user.id, { cards: -1 }, null, now)
    const review = await tx.reviewLog.update({ where: { id: log.id }, data: { undoneAt: now } })
    if (log.studySessionId) await refreshSummary(tx, user, log.studySessionId, now)
    return toResult(review, card, place)
  })
}

async function findLog(tx: Tx, learner: Learner, clientReviewId: string): Promise<ReviewLog> {
  const where = { userId: learner.id, clientReviewId, kind: 'review', flashcardId: { not: null } }
  const log = await tx.reviewLog.findFirst({ where })
  if (!log) throw new NotFound('Review', clientReviewId)
  return log
}

/** The goal the review counted for and the one the card stands in now: in most cases the same. */
async function lockGoalsOf(tx: Tx, { goalId, flashcardId }: ReviewLog): Promise<void> {
  await tx.$queryRaw`
    SELECT id FROM learning_goals
     WHERE id = ${goalId}::uuid
        OR id = (SELECT t.goal_id FROM flashcards f JOIN skill_nodes n ON n.id = f.skill_node_id
                   JOIN skill_trees t ON t.id = n.tree_id WHERE f.id = ${flashcardId}::uuid)
     ORDER BY id FOR UPDATE`
}

/** Later live entries build on this one. Those that were not applied moved nothing and do not count. */
async function requireNewest(tx: Tx, log: ReviewLog): Promise<void> {
  const newest = await tx.reviewLog.findFirst({
    where: { flashcardId: log.flashcardId, undoneAt: null, appliedToSchedule: true },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: { id: true, kind: true },
  })
  if (newest?.id === log.id) return
  const since = newest?.kind === 'reset' ? 'reset' : 'reviewed'
  throw new Conflict(`Review ${log.clientReviewId} cannot be undone: its card was ${since} since.`)
}

function restoreCard(card: Flashcard, log: ReviewLog, { lockedAt }: LockedLearner): Flashcard {
  return { ...card, ...columnsBefore(log), version: card.version + 1, updatedAt: lockedAt }
}

/** As the card's node counts it now: suspended and deleted cards do not count. */
function masteryChange({ card }: CardPlace, restored: Flashcard): number {
  if (card.isSuspended || card.deletedAt) return 0
  return masteryOf(restored) - masteryOf(card)
}

function masteryOf({ state, stability }: Flashcard): number {
  return cardMastery(state as CardState, stability)
}

async function addGoalTime(tx: Tx, goalId: string, seconds: number, now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE learning_goals SET total_time_seconds = GREATEST(0, total_time_seconds + ${seconds}::int), updated_at = ${now}
     WHERE id = ${goalId}::uuid`
}

/** The session's item waits for an answer again; the item that this answer brought back goes. */
async function reopenItem(tx: Tx, log: ReviewLog): Promise<void> {
  if (!log.studySessionId) return
  await tx.$executeRaw`
    WITH returned AS (
      DELETE FROM study_session_items WHERE caused_by_id = ${log.id}::uuid AND review_log_id IS NULL)
    UPDATE study_session_items SET review_log_id = NULL WHERE review_log_id = ${log.id}::uuid`
}

function toResult(review: ReviewLog, card: Flashcard, { goal }: CardPlace): ReviewedCard {
  return { review, card, goalId: goal?.id ?? null, wasCorrect: null, correctChoiceId: null }
}
