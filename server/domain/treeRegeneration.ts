/**
 * What becomes of a tree when its goal is broken down anew: nothing that was learned is lost. A matched node keeps
 * its id, flag, notes, cards and history and takes the new title and place; an unmatched one with cards becomes a leaf
 * of the category "Unsorted"; one without goes.
 */

import { LimitExceeded } from './errors.ts'
import { type GeneratedNode, placeGeneratedNodes } from './generatedTree.ts'
import { childPath, comparePaths, type NodePath, parentPath, ROOT_PATH, rankOf } from './nodePath.ts'
import { MAX_NODES } from './treeEdit.ts'
import { isUnsorted, matchTrees, UNSORTED_TITLE } from './treeMatch.ts'

export const moveKinds = ['kept', 'moved', 'new', 'unmatched'] as const
/**
 * - kept: stands under the node that its old parent became, whatever its rank and title are now
 * - moved: stands under another
 * - new: was not there before
 * - unmatched: the new tree has no place for it
 */
export type MoveKind = (typeof moveKinds)[number]

/** A node as it stands. */
export interface StandingNode {
  id: string
  parentId: string | null
  path: NodePath
  depth: number
  sortOrder: number
  title: string
  description: string | null
  isEnabled: boolean
  /** its own flag and all its ancestors' */
  isEffectivelyEnabled: boolean
  /** its own active cards */
  cardCount: number
  /** whether any card is its own: active, suspended or draft */
  hasCards: boolean
}

/** A node of a tree that is not saved. */
export interface PlannedNode {
  path: NodePath
  depth: number
  title: string
  description: string | null
}

/** Where one node goes. */
export interface NodeMove {
  kind: MoveKind
  /** null: new */
  fromId: string | null
  /** null: it goes */
  toPath: NodePath | null
  /** its own active cards */
  cardCount: number
  /** 0.5–1, of its old and new title; null when it is new or unmatched */
  similarity: number | null
}

/** What a node that stays will be. */
export interface NodeUpdate extends PlannedNode {
  id: string
  parentPath: NodePath
  sortOrder: number
  isEnabled: boolean
}

export interface Regeneration {
  /** the whole tree as it will be, "Unsorted" included, depth first without the root */
  nodes: PlannedNode[]
  /** every old node once and every node of the tree to be once, in its order; what goes comes last */
  moves: NodeMove[]
  inserted: PlannedNode[]
  /** those of which anything changes */
  updated: NodeUpdate[]
  /** ids, depth first */
  removed: string[]
}

/** A place of the tree to be and who takes it. */
interface Place extends PlannedNode {
  kind: MoveKind
  old: StandingNode | null
  similarity: number | null
  isEnabled: boolean
}

/**
 * Plans how the generated nodes take the place of a tree (with its root, which stays as it is). What was switched off
 * with a branch stays off in "Unsorted". Throws LimitExceeded when the whole would have more than 500 nodes.
 */
export function planRegeneration(
  standing: readonly StandingNode[],
  generated: readonly GeneratedNode[],
): Regeneration {
  const olds = standing.toSorted((a, b) => comparePaths(a.path, b.path))
  const places = placeMatches(olds, placeGeneratedNodes(generated))
  const taken = new Set(places.map(place => place.old))
  const left = olds.filter(node => !taken.has(node))
  places.push(...placeUnsorted(places, left))
  places.sort((a, b) => comparePaths(a.path, b.path))
  checkNodeCount(places.length)

  const staying = new Set(places.map(place => place.old))
  const removed = left.filter(node => !staying.has(node))
  return {
    nodes: places.filter(place => place.depth > 0).map(toPlannedNode),
    moves: [...places.map(toMove), ...removed.map(toRemoval)],
    inserted: places.filter(place => place.old === null).map(toPlannedNode),
    updated: findUpdates(places),
    removed: removed.map(node => node.id),
  }
}

function placeMatches(olds: StandingNode[], proposed: PlannedNode[]): Place[] {
  const root = olds[0]!
  const oldByPath = new Map(olds.map(node => [node.path, node]))
  const matches = new Map(matchTrees(olds, [root, ...proposed]).map(match => [match.newPath, match]))
  const places: Place[] = [keepPlace(root, root)]
  for (const node of proposed) {
    const match = matches.get(node.path)
    if (!match) {
      places.push({ ...node, kind: 'new', old: null, similarity: null, isEnabled: true })
      continue
    }
    const old = oldByPath.get(match.oldPath)!
    const parent = matches.get(parentPath(node.path)!)
    const kind = parent?.oldPath === parentPath(old.path) ? 'kept' : 'moved'
    const description = node.description ?? old.description
    places.push({ ...node, description, kind, old, similarity: match.similarity, isEnabled: old.isEnabled })
  }
  return places
}

/**
 * The category for what is left over with cards, and its leaves: the generated one of that name, or the one that an
 * earlier regeneration has made, or a new one, last in the tree. Nothing when it is not needed.
 */
function placeUnsorted(places: Place[], left: StandingNode[]): Place[] {
  const generated = places.find(isUnsorted)
  const earlier = generated ? generated.old : (left.find(isUnsorted) ?? null)
  const leaves = left.filter(node => node.hasCards && node !== earlier)
  if (leaves.length === 0 && (generated || !earlier?.hasCards)) return []
  const category = generated ?? openUnsorted(places, earlier)
  const childCount = places.filter(({ path }) => parentPath(path) === category.path).length
  const added = leaves.map((old, index): Place => {
    const path = childPath(category.path, childCount + index + 1)
    const isEnabled = old.parentId === earlier?.id ? old.isEnabled : old.isEffectivelyEnabled
    const { title, description } = old
    return { path, depth: 2, title, description, kind: 'unmatched', old, similarity: null, isEnabled }
  })
  return generated ? added : [category, ...added]
}

function openUnsorted(places: Place[], earlier: StandingNode | null): Place {
  const path = childPath(ROOT_PATH, places.filter(({ depth }) => depth === 1).length + 1)
  const node = { path, depth: 1, title: UNSORTED_TITLE, description: null }
  if (earlier) return keepPlace(earlier, { ...earlier, path, depth: 1 })
  return { ...node, kind: 'new', old: null, similarity: null, isEnabled: true }
}

function keepPlace(old: StandingNode, { path, depth, title, description }: PlannedNode): Place {
  return { path, depth, title, description, kind: 'kept', old, similarity: 1, isEnabled: old.isEnabled }
}

function findUpdates(places: Place[]): NodeUpdate[] {
  const idByPath = new Map(places.map(({ path, old }) => [path, old?.id]))
  return places.flatMap(place => {
    const { old, path, isEnabled } = place
    const parent = parentPath(path)
    if (!old || parent === null) return []
    const isSame =
      old.path === path &&
      old.parentId === idByPath.get(parent) &&
      old.title === place.title &&
      old.description === place.description &&
      old.isEnabled === isEnabled
    if (isSame) return []
    return [
      { ...toPlannedNode(place), id: old.id, parentPath: parent, sortOrder: rankOf(path) - 1, isEnabled },
    ]
  })
}

function toPlannedNode({ path, depth, title, description }: PlannedNode): PlannedNode {
  return { path, depth, title, description }
}

function toMove({ kind, old, path, similarity }: Place): NodeMove {
  return { kind, fromId: old?.id ?? null, toPath: path, cardCount: old?.cardCount ?? 0, similarity }
}

function toRemoval({ id, cardCount }: StandingNode): NodeMove {
  return { kind: 'unmatched', fromId: id, toPath: null, cardCount, similarity: null }
}

function checkNodeCount(count: number): void {
  if (count <= MAX_NODES) return
  const why = `with the nodes whose cards are kept under "${UNSORTED_TITLE}"`
  const message = `The new tree would have ${count} nodes ${why}, where ${MAX_NODES} are allowed.`
  throw new LimitExceeded('nodes', count, MAX_NODES, message)
}
