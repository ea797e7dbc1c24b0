import type { Db } from '../db/client.ts'
import type { Flashcard } from '../db/generated/prisma/client.ts'
import { transaction } from '../db/transaction.ts'
import { NotFound } from '../domain/errors.ts'
import type { Learner } from '../domain/learner.ts'
import { cardMastery, type MasteryCardState } from '../domain/mastery.ts'
import { lockCardPlace, type PlaceChange, savePlaceChange } from './cardPlace.ts'
import { completeGoal } from './goalCompletion.ts'
import { lockLearner } from './locks.ts'
import { isTreeComplete } from './treeMastery.ts'

/**
 * Takes one card out of study, or back in, as `setFlashcardsSuspended` does with many, but reads no more
 * of the tree than the nodes above it: it is done while studying, of trees of any size.
 */
export function suspendFlashcard(
  db: Db,
  learner: Learner,
  cardId: string,
  isSuspended: boolean,
  now: Date,
): Promise<Flashcard> {
  return transaction(db, async tx => {
    const user = await lockLearner(tx, learner.id)
    const place = await lockCardPlace(tx, learner.id, cardId)
    if (!place || place.card.deletedAt) throw new NotFound('Flashcard', cardId)
    const { card, goal } = place
    const data = { isSuspended, updatedAt: user.lockedAt }
    const saved = await tx.flashcard.update({ where: { id: cardId }, data })
    // Drafts are not counted.
    if (!goal || card.status !== 'active' || card.isSuspended === isSuspended) return saved
    await savePlaceChange(tx, user, place, describeChange(card, isSuspended), now)
    if (goal.status === 'active' && (await isTreeComplete(tx, goal.id))) {
      await completeGoal(tx, user.id, goal.id, { isByStudy: false, sessionId: null }, now)
    }
    return saved
  })
}

function describeChange({ state, stability }: Flashcard, isSuspended: boolean): PlaceChange {
  const mastery = cardMastery(state as MasteryCardState, stability)
  return {
    counts: { cardCount: 0, studiedCardCount: isSuspended ? -1 : 1 },
    masteryDelta: isSuspended ? -mastery : mastery,
    addedSeconds: 0,
    isFirstMastery: false,
    sessionId: null,
  }
}
