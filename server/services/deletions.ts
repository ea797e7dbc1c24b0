import type { Db, Tx } from '../db/client.ts'
import { type Deletion, type Flashcard, Prisma } from '../db/generated/prisma/client.ts'
import { cancelJobs } from '../db/generationJobs.ts'
import { transaction } from '../db/transaction.ts'
import { parseId } from '../domain/ids.ts'
import type { Learner } from '../domain/learner.ts'
import { planRemove } from '../domain/treeEdit.ts'
import { findGoalIds, parseCardIds } from './flashcards.ts'
import { type LockedLearner, lockCards, lockGoal, lockLearner } from './locks.ts'
import { openTree, savePlaces } from './skillTrees.ts'
import { recomputeTrees } from './treeMastery.ts'

/** Days for which a deletion can be undone; afterwards it is purged. */
export const UNDOABLE_DAYS = 30
const dayMs = 86_400_000

/** The last instant at which a deletion can be undone. */
export function undoableUntil(deletion: { createdAt: Date }): Date {
  return new Date(deletion.createdAt.getTime() + UNDOABLE_DAYS * dayMs)
}

/** What was deleted until then can no longer be undone. */
export function undoableSince(now: Date): Date {
  return new Date(now.getTime() - UNDOABLE_DAYS * dayMs)
}

/** Of deletions of cards alone the latest are listed; whole goals and branches are never crowded out by them. */
const listedCardDeletions = 200

/** Deletions that can still be undone, newest first. */
export async function listDeletions(db: Db, learner: Learner, now: Date): Promise<Deletion[]> {
  const where = { userId: learner.id, undoneAt: null, createdAt: { gt: undoableSince(now) } }
  const orderBy = [{ createdAt: 'desc' }, { id: 'desc' }] satisfies Prisma.DeletionOrderByWithRelationInput[]
  const [ofTrees, ofCards] = await Promise.all([
    db.deletion.findMany({ where: { ...where, kind: { not: 'cards' } }, orderBy }),
    db.deletion.findMany({ where: { ...where, kind: 'cards' }, orderBy, take: listedCardDeletions }),
  ])
  return [...ofTrees, ...ofCards].sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime())
}

/** Deletes a goal. Its active cards are unlinked, or deleted too where asked; its drafts go with it. */
export function deleteGoal(
  db: Db,
  learner: Learner,
  id: string,
  deletesCards: boolean,
  now: Date,
): Promise<Deletion> {
  const goalId = parseId('Goal', id)
  return transaction(db, async tx => {
    const user = await lockLearner(tx, learner.id)
    const goal = await lockGoal(tx, learner.id, goalId)
    const deletion = await openDeletion(tx, learner, 'goal', goal.title, now)
    await tx.learningGoal.update({ where: { id: goalId }, data: { deletedAt: now, deletionId: deletion.id } })
    await cancelJobs(tx, Prisma.sql`goal_id = ${goalId}::uuid`, now)
    const nodes = await tx.skillNode.findMany({
      where: { tree: { goalId }, deletedAt: null },
      select: { id: true },
    })
    return takeCards(
      tx,
      user,
      deletion,
      nodes.map(node => node.id),
      deletesCards,
      now,
    )
  })
}

/** Deletes a node with everything below it; cards as for a goal. */
export function deleteSkillNode(
  db: Db,
  learner: Learner,
  id: string,
  deletesCards: boolean,
  now: Date,
): Promise<{ deletion: Deletion; goalId: string }> {
  const nodeId = parseId('Skill node', id)
  return transaction(db, async tx => {
    const { user, tree, opened } = await openTree(tx, learner, [nodeId])
    const { removed, shifted } = planRemove(tree.nodes, nodeId)
    const opening = await openDeletion(tx, learner, 'node', opened[0]!.title, now)
    await tx.skillNode.updateMany({
      where: { id: { in: removed } },
      data: { deletedAt: now, deletionId: opening.id, path: null, updatedAt: now },
    })
    await savePlaces(tx, shifted, now)
    const deletion = await takeCards(tx, user, opening, removed, deletesCards, now)
    await recomputeTrees(tx, user, [tree.goalId], now)
    return { deletion, goalId: tree.goalId }
  })
}

/** Deletes cards, all or none; names their goal where it is one. `check` may refuse them, under their locks. */
export function deleteFlashcards(
  db: Db,
  learner: Learner,
  ids: readonly string[],
  now: Date,
  check: (cards: readonly Flashcard[]) => void = () => {},
): Promise<{ deletion: Deletion; goalId: string | null }> {
  const cardIds = parseCardIds(ids)
  return transaction(db, async tx => {
    const user = await lockLearner(tx, learner.id)
    const cards = await lockCards(tx, learner.id, cardIds)
    check(cards)
    const title = cards.length === 1 ? cards[0]!.question.slice(0, 200) : `${cards.length} cards`
    const { id } = await openDeletion(tx, learner, 'cards', title, now)
    const data = { deletedAt: now, deletionId: id, updatedAt: user.lockedAt }
    await tx.flashcard.updateMany({ where: { id: { in: cardIds } }, data })
    const goalIds = await findGoalIds(tx, cards)
    await recomputeTrees(tx, user, goalIds, now)
    const deletion = await tx.deletion.update({ where: { id }, data: { deletedCardCount: cards.length } })
    return { deletion, goalId: goalIds.length === 1 ? goalIds[0]! : null }
  })
}

function openDeletion(tx: Tx, learner: Learner, kind: string, title: string, now: Date): Promise<Deletion> {
  return tx.deletion.create({ data: { userId: learner.id, kind, title, createdAt: now } })
}

/** Unlinks or deletes the cards of nodes that go; drafts always go with their node. */
async function takeCards(
  tx: Tx,
  { lockedAt }: LockedLearner,
  deletion: Deletion,
  nodeIds: string[],
  deletesCards: boolean,
  now: Date,
): Promise<Deletion> {
  const ofNodes = { skillNodeId: { in: nodeIds }, deletedAt: null }
  const gone = await tx.flashcard.updateMany({
    where: deletesCards ? ofNodes : { ...ofNodes, status: 'draft' },
    data: { deletedAt: now, deletionId: deletion.id, updatedAt: lockedAt },
  })
  const unlinked = await tx.$executeRaw`
    UPDATE flashcards SET skill_node_id = NULL, unlinked_from_id = skill_node_id,
           unlinked_by_id = ${deletion.id}::uuid, updated_at = ${lockedAt}
     WHERE skill_node_id = ANY(${nodeIds}::uuid[]) AND deleted_at IS NULL`
  return tx.deletion.update({
    where: { id: deletion.id },
    data: { deletedCardCount: gone.count, unlinkedCardCount: unlinked },
  })
}
