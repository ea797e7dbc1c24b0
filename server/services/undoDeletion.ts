import type { Db, Tx } from '../db/client.ts'
import { type Deletion, type Flashcard, type LearningGoal, Prisma } from '../db/generated/prisma/client.ts'
import { transaction } from '../db/transaction.ts'
import { loadTrees } from '../db/trees.ts'
import { Conflict, NotFound } from '../domain/errors.ts'
import { parseId } from '../domain/ids.ts'
import type { Learner } from '../domain/learner.ts'
import { planRestore, type TreeNode, type TreeNodePlace } from '../domain/treeEdit.ts'
import { undoableUntil } from './deletions.ts'
import { type LockedLearner, lockLearner } from './locks.ts'
import { savePlaces } from './skillTrees.ts'
import { recomputeTrees } from './treeMastery.ts'

/**
 * Puts back what one deletion took: the goal, the nodes at their old place, the cards with their links.
 * A second undo changes nothing. Throws NotFound (unknown, or older than 30 days) and Conflict (what
 * it stood in is deleted too, or an external id has been taken since).
 */
export function undoDeletion(
  db: Db,
  learner: Learner,
  id: string,
  now: Date,
): Promise<{ goals: LearningGoal[]; flashcards: Flashcard[] }> {
  const deletionId = parseId('Deletion', id)
  return transaction(db, async tx => {
    const user = await lockLearner(tx, learner.id)
    const deletion = await tx.deletion.findFirst({ where: { id: deletionId, userId: learner.id } })
    if (!deletion || undoableUntil(deletion) < now) throw new NotFound('Deletion', id)
    if (deletion.undoneAt) return { goals: [], flashcards: [] }
    await lockGoalsOf(tx, deletion)
    await refuseTakenExternalIds(tx, deletion)
    const restoredGoals = await restoreGoals(tx, deletion, now)
    const treeGoalIds = await restoreNodes(tx, deletion, now)
    const cardIds = await restoreCards(tx, user, deletion)
    const cardGoalIds = await goalIdsOfCards(tx, cardIds)
    const goalIds = [...new Set([...restoredGoals, ...treeGoalIds, ...cardGoalIds])]
    await recomputeTrees(tx, user, goalIds, now)
    await tx.deletion.update({ where: { id: deletionId }, data: { undoneAt: now } })
    const goals = await tx.learningGoal.findMany({ where: { id: { in: goalIds } }, orderBy: { id: 'asc' } })
    const flashcards = await tx.flashcard.findMany({ where: { id: { in: cardIds } }, orderBy: { id: 'asc' } })
    return { goals, flashcards }
  })
}

/** The goals it took or took from, before anything is read. */
async function lockGoalsOf(tx: Tx, { id }: Deletion): Promise<void> {
  await tx.$queryRaw`
    SELECT g.id FROM learning_goals g
     WHERE g.deletion_id = ${id}::uuid OR g.id IN (
       SELECT t.goal_id FROM skill_trees t JOIN skill_nodes n ON n.tree_id = t.id
        WHERE n.deletion_id = ${id}::uuid
           OR n.id IN (SELECT skill_node_id FROM flashcards WHERE deletion_id = ${id}::uuid))
     ORDER BY g.id FOR UPDATE`
}

async function restoreGoals(tx: Tx, { id }: Deletion, now: Date): Promise<string[]> {
  const goals = await tx.learningGoal.findMany({ where: { deletionId: id }, select: { id: true } })
  await tx.learningGoal.updateMany({
    where: { deletionId: id },
    data: { deletedAt: null, deletionId: null, updatedAt: now },
  })
  return goals.map(goal => goal.id)
}

/** One deletion takes one subtree, or, when its tree was regenerated, several. */
async function restoreNodes(tx: Tx, deletion: Deletion, now: Date): Promise<string[]> {
  const removed = await tx.skillNode.findMany({
    where: { deletionId: deletion.id },
    include: { tree: { include: { goal: true } } },
    orderBy: [{ depth: 'asc' }, { sortOrder: 'asc' }, { id: 'asc' }],
  })
  const removedIds = new Set(removed.map(node => node.id))
  const tops = removed.filter(node => !removedIds.has(node.parentId ?? ''))
  if (!tops[0]) return []
  const { treeId, tree: of } = tops[0]
  if (of.goal.deletedAt) throw blocked(deletion, `its goal "${of.goal.title}" is deleted too`)
  const [tree] = await loadTrees(tx, Prisma.sql`t.id = ${treeId}::uuid`)
  let nodes: TreeNode[] = tree!.nodes
  const places = new Map<string, TreeNodePlace>()
  for (const top of tops) {
    if (!nodes.some(node => node.id === top.parentId)) {
      throw blocked(deletion, 'the node it stood under is deleted too')
    }
    const { restored, shifted } = planRestore(nodes, placeRemoved(removed, top))
    for (const place of [...restored, ...shifted]) places.set(place.id, place)
    nodes = [...nodes.map(node => ({ ...node, ...places.get(node.id) })), ...restored]
  }
  await savePlaces(tx, [...places.values()], now)
  return [tree!.goalId]
}

/** Removed nodes have lost their paths; their order among themselves gives them back, from any top. */
function placeRemoved(
  removed: { id: string; parentId: string | null; sortOrder: number; depth: number; title: string }[],
  top: { id: string },
): TreeNode[] {
  const children = Map.groupBy(removed, node => node.parentId)
  const place = (node: (typeof removed)[number], path: string): TreeNode[] => [
    { ...node, path },
    ...(children.get(node.id) ?? []).flatMap(child => place(child, `${path}.${child.sortOrder + 1}`)),
  ]
  return place(removed.find(node => node.id === top.id)!, '1.1')
}

/** Cards it deleted come back where their node still is; cards it unlinked are linked again. */
async function restoreCards(tx: Tx, { lockedAt }: LockedLearner, { id }: Deletion): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE flashcards f SET deleted_at = NULL, deletion_id = NULL, updated_at = ${lockedAt},
           skill_node_id = CASE WHEN ${gone} THEN NULL ELSE f.skill_node_id END,
           unlinked_from_id = CASE WHEN ${gone} THEN f.skill_node_id ELSE f.unlinked_from_id END,
           unlinked_by_id = CASE WHEN ${gone} THEN COALESCE(n.deletion_id, g.deletion_id) ELSE f.unlinked_by_id END
      FROM flashcards self
      LEFT JOIN skill_nodes n ON n.id = self.skill_node_id
      LEFT JOIN skill_trees t ON t.id = n.tree_id
      LEFT JOIN learning_goals g ON g.id = t.goal_id
     WHERE self.id = f.id AND f.deletion_id = ${id}::uuid RETURNING f.id`
  const linked = await tx.$queryRaw<{ id: string }[]>`
    UPDATE flashcards SET skill_node_id = unlinked_from_id, unlinked_from_id = NULL, unlinked_by_id = NULL,
           updated_at = ${lockedAt}
     WHERE unlinked_by_id = ${id}::uuid AND skill_node_id IS NULL AND unlinked_from_id IS NOT NULL RETURNING id`
  return [...rows, ...linked].map(row => row.id)
}

const gone = Prisma.sql`(n.deleted_at IS NOT NULL OR g.deleted_at IS NOT NULL)`

async function goalIdsOfCards(tx: Tx, cardIds: string[]): Promise<string[]> {
  const trees = await tx.skillTree.findMany({
    where: { nodes: { some: { flashcards: { some: { id: { in: cardIds } } } } } },
    select: { goalId: true },
  })
  return trees.map(tree => tree.goalId)
}

async function refuseTakenExternalIds(tx: Tx, deletion: Deletion): Promise<void> {
  const [taken] = await tx.$queryRaw<{ external_id: string }[]>`
    SELECT gone.external_id FROM flashcards gone
      JOIN flashcards live ON live.user_id = gone.user_id AND live.external_id = gone.external_id
       AND live.deleted_at IS NULL
     WHERE gone.deletion_id = ${deletion.id}::uuid LIMIT 1`
  if (taken) throw blocked(deletion, `another card has the external id "${taken.external_id}" by now`)
}

function blocked(deletion: Deletion, why: string): Conflict {
  return new Conflict(`"${deletion.title}" cannot be put back: ${why}.`)
}
