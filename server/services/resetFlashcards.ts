import { v7 as uuidv7 } from 'uuid'
import type { Db } from '../db/client.ts'
import type { Flashcard, ReviewLog, User } from '../db/generated/prisma/client.ts'
import { transaction } from '../db/transaction.ts'
import type { Learner } from '../domain/learner.ts'
import { newCardSchedule } from '../domain/scheduling.ts'
import { learnerDayOf } from '../domain/studyDay.ts'
import { dayToDate } from './days.ts'
import { findGoalIds, parseCardIds } from './flashcards.ts'
import { type LockedLearner, lockCards, lockLearner } from './locks.ts'
import { saveLogs, scheduleColumns, settingsOfLog, stateAfter, stateBefore } from './reviewLog.ts'
import { readSettings } from './studySettings.ts'
import { recomputeTrees } from './treeMastery.ts'

/**
 * Forgets the schedule of cards: they are new again. Their history is kept, with an entry for the reset,
 * and so is the day they were first mastered. All or none; new cards stay as they are.
 */
export async function resetFlashcards(
  db: Db,
  learner: Learner,
  ids: readonly string[],
  now: Date,
): Promise<Flashcard[]> {
  const cardIds = parseCardIds(ids)
  return transaction(db, async tx => {
    const user = await lockLearner(tx, learner.id)
    const locked = await lockCards(tx, learner.id, cardIds)
    const learned = locked.filter(card => card.state !== 'new')
    const reset = learned.map(card => resetCard(card, user))
    if (learned.length > 0) {
      await saveLogs(
        tx,
        learned.map(card => buildResetLog(user, card, now)),
        reset,
      )
      await recomputeTrees(tx, user, await findGoalIds(tx, learned), now)
    }
    const byId = new Map([...locked, ...reset].map(card => [card.id, card]))
    return cardIds.map(id => byId.get(id)!)
  })
}

function resetCard(card: Flashcard, { lockedAt }: LockedLearner): Flashcard {
  const forgotten = { ...scheduleColumns(newCardSchedule), isLeech: false }
  return { ...card, ...forgotten, version: card.version + 1, updatedAt: lockedAt }
}

function buildResetLog(user: User, card: Flashcard, now: Date): Omit<ReviewLog, 'id' | 'createdAt'> {
  const settings = readSettings(user)
  return {
    userId: user.id,
    flashcardId: card.id,
    clientReviewId: uuidv7(),
    kind: 'reset',
    rating: null,
    choiceId: null,
    wasCorrect: null,
    reviewedAt: now,
    learnerDay: dayToDate(learnerDayOf(now, settings))!,
    elapsedDays: 0,
    durationMs: null,
    mode: null,
    presentation: 'flip',
    points: null,
    appliedToSchedule: true,
    undoneAt: null,
    settings: settingsOfLog(settings) as object as ReviewLog['settings'],
    ...stateBefore(card),
    ...stateAfter(newCardSchedule),
    goalId: null,
    skillNodeId: card.skillNodeId,
    studySessionId: null,
    studyItemPosition: null,
  }
}
