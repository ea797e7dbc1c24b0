import type { Tx } from '../db/client.ts'
import { Prisma } from '../db/generated/prisma/client.ts'
import type { SkillTreeRecord } from '../db/trees.ts'
import { ROOT_PATH } from '../domain/nodePath.ts'
import type { NodeUpdate, Regeneration } from '../domain/treeRegeneration.ts'
import type { LockedLearner } from './locks.ts'
import { insertNodes } from './newTree.ts'

/**
 * Saves what becomes of a tree, under its goal's lock: new nodes first, so that others can be put under them; what
 * goes last, as one deletion that can be undone. Counts and mastery are the caller's to recompute.
 */
export async function saveRegeneration(
  tx: Tx,
  user: LockedLearner,
  tree: SkillTreeRecord,
  plan: Regeneration,
  now: Date,
): Promise<void> {
  const idByPath = new Map([[ROOT_PATH, tree.root.id]])
  for (const { fromId, toPath } of plan.moves) if (fromId && toPath) idByPath.set(toPath, fromId)
  if (plan.inserted.length > 0) await insertNodes(tx, user, tree.id, plan.inserted, idByPath)
  await updateNodes(tx, plan.updated, idByPath, now)
  await removeNodes(tx, user, tree, plan.removed, now)
  await tx.skillTree.update({
    where: { id: tree.id },
    data: { generatedBy: 'ai', regeneratedAt: now, updatedAt: now },
  })
}

/** In one statement; unique paths are checked at its transaction's end. */
async function updateNodes(
  tx: Tx,
  updates: NodeUpdate[],
  idByPath: Map<string, string>,
  now: Date,
): Promise<void> {
  if (updates.length === 0) return
  const rows = updates.map(
    ({ id, parentPath, path, sortOrder, depth, title, description, isEnabled }) =>
      Prisma.sql`(${id}::uuid, ${idByPath.get(parentPath)!}::uuid, ${path}::text, ${sortOrder}::int, ${depth}::int,
        ${title}::text, ${description}::text, ${isEnabled}::boolean)`,
  )
  await tx.$executeRaw`
    UPDATE skill_nodes n SET parent_id = v.parent_id, path = v.path, sort_order = v.sort_order, depth = v.depth,
           title = v.title, description = v.description, is_enabled = v.is_enabled, updated_at = ${now}
      FROM (VALUES ${Prisma.join(rows)}) AS v(id, parent_id, path, sort_order, depth, title, description, is_enabled)
     WHERE n.id = v.id`
}

/** Notes may have been written there, and old reviews name these nodes: they go as any deleted node does. */
async function removeNodes(
  tx: Tx,
  user: LockedLearner,
  tree: SkillTreeRecord,
  ids: string[],
  now: Date,
): Promise<void> {
  if (ids.length === 0) return
  const [only] = tree.nodes.filter(node => node.id === ids[0])
  const title = ids.length === 1 ? only!.title : `${ids.length} topics of "${tree.root.title}"`
  const deletion = await tx.deletion.create({
    data: { userId: user.id, kind: 'node', title, createdAt: now },
  })
  await tx.skillNode.updateMany({
    where: { id: { in: ids } },
    data: { deletedAt: now, deletionId: deletion.id, path: null, updatedAt: now },
  })
}
