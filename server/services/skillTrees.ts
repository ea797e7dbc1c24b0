import { v7 as uuidv7 } from 'uuid'
import type { Db, Tx } from '../db/client.ts'
import { Prisma } from '../db/generated/prisma/client.ts'
import { transaction } from '../db/transaction.ts'
import { loadTrees, type SkillNodeRecord, type SkillTreeRecord } from '../db/trees.ts'
import { InvalidInput, NotFound } from '../domain/errors.ts'
import { parseId, parseIds } from '../domain/ids.ts'
import type { Learner } from '../domain/learner.ts'
import { cleanLongText } from '../domain/longText.ts'
import { parseOutline } from '../domain/outline.ts'
import {
  cleanTitle,
  MAX_DEPTH,
  MAX_NODES,
  planGraft,
  planInsert,
  planMove,
  type TreeNodePlace,
} from '../domain/treeEdit.ts'
import { type LockedLearner, lockGoalsOfNodes, lockLearner } from './locks.ts'
import { insertNodes, outlineProblems } from './newTree.ts'
import { recomputeTrees } from './treeMastery.ts'

/** A tree open for a change: the learner's row and the goal are locked, the nodes read afterwards. */
export interface OpenTree {
  user: LockedLearner
  tree: SkillTreeRecord
  /** the nodes that were asked for, in that order */
  opened: SkillNodeRecord[]
}

/** A live node of the learner and its goal. Throws NotFound for anything else. */
export async function findNode(
  db: Db,
  learner: Learner,
  id: string,
): Promise<{ id: string; goalId: string }> {
  const nodeId = parseId('Skill node', id)
  const node = await db.skillNode.findFirst({
    where: { id: nodeId, deletedAt: null, tree: { goal: { userId: learner.id, deletedAt: null } } },
    select: { id: true, tree: { select: { goalId: true } } },
  })
  if (!node) throw new NotFound('Skill node', id)
  return { id: node.id, goalId: node.tree.goalId }
}

/**
 * Locks and reads the one tree in which these nodes stand. Throws NotFound for a node that is not the
 * learner's, InvalidInput at `path` when they stand in several trees.
 */
export async function openTree(tx: Tx, learner: Learner, nodeIds: string[], path = 'ids'): Promise<OpenTree> {
  const user = await lockLearner(tx, learner.id)
  const goals = await lockGoalsOfNodes(tx, learner.id, nodeIds)
  if (goals.length !== 1) throw new InvalidInput(path, `Invalid ${path}: expected nodes of one tree.`)
  const [tree] = await loadTrees(tx, Prisma.sql`t.goal_id = ${goals[0]!.id}::uuid`)
  const byId = new Map(tree!.nodes.map(node => [node.id, node]))
  return { user, tree: tree!, opened: nodeIds.map(id => byId.get(id)!) }
}

export interface AddNodeInput {
  parentId: string
  title: string
  description?: string | null
  notes?: string | null
  position?: number | null
}

/** Adds a child; siblings from its position on move down. */
export function addSkillNode(db: Db, learner: Learner, input: AddNodeInput, now: Date): Promise<string> {
  const parentId = parseId('Skill node', input.parentId)
  const title = cleanTitle(input.title, 'title')
  const description = cleanLongText(input.description, 'description')
  const notes = cleanLongText(input.notes, 'notes')
  return transaction(db, async tx => {
    const { user, tree } = await openTree(tx, learner, [parentId])
    const { place, shifted } = planInsert(tree.nodes, parentId, input.position ?? null)
    await savePlaces(tx, shifted, now)
    const id = uuidv7()
    await tx.skillNode.create({ data: { id, treeId: tree.id, ...place, title, description, notes } })
    await recomputeTrees(tx, user, [tree.goalId], now)
    return id
  })
}

/** Adds a pasted outline below a node, after its children. Returns the tree's id. */
export function addOutline(
  db: Db,
  learner: Learner,
  parentId: string,
  text: string,
  now: Date,
): Promise<string> {
  const nodeId = parseId('Skill node', parentId)
  return transaction(db, async tx => {
    const { user, tree, opened } = await openTree(tx, learner, [nodeId])
    const maxDepth = MAX_DEPTH - opened[0]!.depth
    const maxNodes = MAX_NODES - tree.nodes.length
    const { nodes, problems } = parseOutline(text, { singleTopIsTitle: false, maxDepth, maxNodes })
    if (problems.length > 0) throw outlineProblems(problems, 'text')
    const { added, shifted } = planGraft(tree.nodes, nodeId, nodes, null)
    await savePlaces(tx, shifted, now)
    const idByPath = new Map(tree.nodes.map(existing => [existing.path, existing.id]))
    await insertNodes(tx, user, tree.id, added, idByPath)
    await recomputeTrees(tx, user, [tree.goalId], now)
    return tree.id
  })
}

/** An absent field is kept; null clears description and notes. */
export interface NodeChange {
  title?: string | null
  description?: string | null
  notes?: string | null
  isEnabled?: boolean | null
}

export function updateSkillNode(
  db: Db,
  learner: Learner,
  id: string,
  change: NodeChange,
  now: Date,
): Promise<string> {
  const nodeId = parseId('Skill node', id)
  const data: Prisma.SkillNodeUpdateInput = { updatedAt: now }
  if (change.title !== undefined) data.title = cleanTitle(change.title ?? '', 'title')
  if (change.description !== undefined) data.description = cleanLongText(change.description, 'description')
  if (change.notes !== undefined) data.notes = cleanLongText(change.notes, 'notes')
  if (change.isEnabled === null)
    throw new InvalidInput('isEnabled', 'Invalid isEnabled null: expected true or false.')
  if (change.isEnabled !== undefined) data.isEnabled = change.isEnabled
  return transaction(db, async tx => {
    const { user, tree, opened } = await openTree(tx, learner, [nodeId])
    await tx.skillNode.update({ where: { id: nodeId }, data })
    const isRoot = opened[0]!.parentId === null
    if (isRoot && typeof data.title === 'string') {
      await tx.learningGoal.update({
        where: { id: tree.goalId },
        data: { title: data.title, updatedAt: now },
      })
    }
    if (change.isEnabled !== undefined) await recomputeTrees(tx, user, [tree.goalId], now)
    return nodeId
  })
}

/** Moves a subtree, with its order, to a place under another parent of the same tree. */
export function moveSkillNode(
  db: Db,
  learner: Learner,
  input: { id: string; parentId: string; position: number },
  now: Date,
): Promise<string> {
  const id = parseId('Skill node', input.id)
  const parentId = parseId('Skill node', input.parentId)
  return transaction(db, async tx => {
    const { user, tree } = await openTree(tx, learner, [id, parentId], 'parentId')
    await savePlaces(tx, planMove(tree.nodes, id, parentId, input.position), now)
    await recomputeTrees(tx, user, [tree.goalId], now)
    return tree.id
  })
}

/** Switches nodes on or off; their descendants keep their own flags. */
export function setSkillNodesEnabled(
  db: Db,
  learner: Learner,
  ids: readonly string[],
  isEnabled: boolean,
  now: Date,
): Promise<string> {
  const nodeIds = parseIds('Skill node', ids)
  return transaction(db, async tx => {
    const { user, tree } = await openTree(tx, learner, nodeIds)
    await tx.skillNode.updateMany({ where: { id: { in: nodeIds } }, data: { isEnabled, updatedAt: now } })
    await recomputeTrees(tx, user, [tree.goalId], now)
    return tree.id
  })
}

/** Saves changed places in one statement; unique paths are checked at its transaction's end. */
export async function savePlaces(tx: Tx, places: TreeNodePlace[], now: Date): Promise<void> {
  if (places.length === 0) return
  const rows = places.map(
    ({ id, parentId, path, sortOrder, depth }) =>
      Prisma.sql`(${id}::uuid, ${parentId}::uuid, ${path}::text, ${sortOrder}::int, ${depth}::int)`,
  )
  await tx.$executeRaw`
    UPDATE skill_nodes n SET parent_id = v.parent_id, path = v.path, sort_order = v.sort_order, depth = v.depth,
           deleted_at = NULL, deletion_id = NULL, updated_at = ${now}
      FROM (VALUES ${Prisma.join(rows)}) AS v(id, parent_id, path, sort_order, depth) WHERE n.id = v.id`
}
