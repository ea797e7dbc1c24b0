import type { Db, Tx } from '../db/client.ts'
import type { Deletion, Flashcard } from '../db/generated/prisma/client.ts'
import { transaction } from '../db/transaction.ts'
import { InvalidInput } from '../domain/errors.ts'
import type { Learner } from '../domain/learner.ts'
import { deleteFlashcards } from './deletions.ts'
import { findCardsInOrder, findGoalIds, parseCardIds } from './flashcards.ts'
import { type LockedLearner, lockCards, lockLearner } from './locks.ts'
import { recomputeTrees } from './treeMastery.ts'

/**
 * Makes drafts cards that are studied, all or none. Of several versions of one draft the approved one stays and
 * the others go. A card that was approved before stays as it is.
 */
export function approveDrafts(
  db: Db,
  learner: Learner,
  ids: readonly string[],
  now: Date,
): Promise<Flashcard[]> {
  const cardIds = parseCardIds(ids)
  return transaction(db, async tx => {
    const user = await lockLearner(tx, learner.id)
    const cards = await lockCards(tx, learner.id, cardIds)
    const drafts = cards.filter(card => card.status === 'draft').map(card => card.id)
    await tx.flashcard.updateMany({
      where: { id: { in: drafts } },
      data: { status: 'active', replacesId: null, updatedAt: user.lockedAt },
    })
    await dropOtherVersions(tx, user, cards, now)
    await recomputeTrees(tx, user, await findGoalIds(tx, cards), now)
    return findCardsInOrder(tx, cardIds)
  })
}

/** Discards drafts, all or none, as a deletion that can be undone. Throws InvalidInput for an approved card. */
export function discardDrafts(
  db: Db,
  learner: Learner,
  ids: readonly string[],
  now: Date,
): Promise<{ deletion: Deletion; goalId: string | null }> {
  return deleteFlashcards(db, learner, ids, now, refuseApproved)
}

function refuseApproved(cards: readonly Flashcard[]): void {
  const approved = cards.find(card => card.status !== 'draft')
  if (!approved) return
  const message = `Flashcard ${approved.id} is not a draft: expected drafts. Delete a card to be rid of it.`
  throw new InvalidInput('ids', message)
}

/** The drafts that an approved one replaces, and those that would have replaced it. */
async function dropOtherVersions(
  tx: Tx,
  { id: userId, lockedAt }: LockedLearner,
  approved: readonly Flashcard[],
  now: Date,
): Promise<void> {
  const ids = approved.map(card => card.id)
  const versions = await tx.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE earlier AS (
      SELECT replaces_id AS id FROM unnest(${approved.map(card => card.replacesId)}::uuid[]) AS given(replaces_id)
      UNION SELECT f.replaces_id FROM flashcards f JOIN earlier ON f.id = earlier.id),
    later AS (
      SELECT id FROM flashcards WHERE replaces_id = ANY(${ids}::uuid[])
         OR replaces_id IN (SELECT id FROM earlier)
      UNION SELECT f.id FROM flashcards f JOIN later ON f.replaces_id = later.id)
    SELECT f.id FROM flashcards f
     WHERE f.id IN (SELECT id FROM earlier UNION SELECT id FROM later) AND NOT f.id = ANY(${ids}::uuid[])
       AND f.user_id = ${userId}::uuid AND f.status = 'draft' AND f.deleted_at IS NULL`
  if (versions.length === 0) return
  const title =
    versions.length === 1 ? 'Another version of a draft' : `${versions.length} other versions of drafts`
  const deletion = await tx.deletion.create({
    data: { userId, kind: 'cards', title, deletedCardCount: versions.length, createdAt: now },
  })
  await tx.flashcard.updateMany({
    where: { id: { in: versions.map(version => version.id) } },
    data: { deletedAt: now, deletionId: deletion.id, updatedAt: lockedAt },
  })
}
