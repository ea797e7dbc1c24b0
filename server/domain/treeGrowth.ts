/** A stored tree that takes in generated nodes as they arrive, while the learner may already be changing it. */

import { normalizeText } from './cardText.ts'
import { LimitExceeded } from './errors.ts'
import type { GeneratedNode } from './generatedTree.ts'
import { planInsert, planRemove, type TreeNode, type TreeNodePlace } from './treeEdit.ts'

/** Ids of the nodes that a job has brought, by their key: a node that came stays the same if it comes again. */
export type GrownNodes = Readonly<Record<string, string>>

export interface StoredNode extends TreeNode {
  title: string
}

export interface GrownNode extends TreeNodePlace {
  title: string
  description: string | null
}

export interface Growth {
  added: GrownNode[]
  /** nodes that stood there before and stand elsewhere now */
  shifted: TreeNodePlace[]
  /** with the new ones */
  grown: GrownNodes
}

/**
 * Where the generated nodes that have not come before go: after the sibling they follow, at the front when they
 * are the first. What the learner has changed stays: what would stand below a node that is gone, or in a place that
 * is too deep or beyond the limit of nodes, is passed over. `newId` makes ids.
 */
export function planGrowth(
  nodes: readonly StoredNode[],
  generated: readonly GeneratedNode[],
  before: GrownNodes,
  newId: () => string,
): Growth {
  const current = new Map<string, TreeNode>(nodes.map(node => [node.id, node]))
  const rootId = nodes.find(node => node.parentId === null)!.id
  // Titles may be named as what every object has, such as "constructor".
  const grown: Record<string, string> = Object.assign(Object.create(null), before)
  const added = new Map<string, Pick<GrownNode, 'title' | 'description'>>()
  const shifted = new Set<string>()
  for (const { node, key, parentKey, previousKey } of withKeys(generated)) {
    if (grown[key] !== undefined) continue
    const parentId = parentKey === '' ? rootId : grown[parentKey]
    if (parentId === undefined || !current.has(parentId)) continue
    const previous = previousKey === null ? undefined : current.get(grown[previousKey] ?? '')
    const position = previous?.parentId === parentId ? previous.sortOrder + 1 : null
    const id = newId()
    const plan = tryInsert([...current.values()], parentId, previousKey === null ? 0 : position)
    if (!plan) continue
    for (const place of plan.shifted) {
      current.set(place.id, { ...current.get(place.id)!, ...place })
      shifted.add(place.id)
    }
    current.set(id, { id, ...plan.place, title: node.title })
    added.set(id, { title: node.title, description: node.description })
    grown[key] = id
  }
  const placeOf = (id: string): TreeNodePlace => {
    const { parentId, path, sortOrder, depth } = current.get(id)!
    return { id, parentId, path, sortOrder, depth }
  }
  return {
    added: [...added].map(([id, text]) => ({ ...placeOf(id), ...text })),
    shifted: [...shifted].filter(id => !added.has(id)).map(placeOf),
    grown,
  }
}

/**
 * Which grown nodes go when they are not wanted after all: those that the learner has not made their own. A node
 * with cards or notes, with another title, or above one that stays, stays. `wanted` are the nodes that are right; none
 * when nothing is.
 */
export function planWithdrawal(
  nodes: readonly StoredNode[],
  grown: GrownNodes,
  wanted: readonly GeneratedNode[],
  usedIds: ReadonlySet<string>,
): { removed: string[]; shifted: TreeNodePlace[] } {
  const wantedKeys = new Set([...withKeys(wanted)].map(({ key }) => key))
  const keyOf = new Map(Object.entries(grown).map(([key, id]) => [id, key]))
  const canGo = ({ id, title }: StoredNode) => {
    const key = keyOf.get(id)
    if (key === undefined || wantedKeys.has(key) || usedIds.has(id)) return false
    return lastTitle(key) === normalizeText(title)
  }
  const kept = new Set(nodes.filter(node => !canGo(node)).map(node => node.id))
  const parentOf = new Map(nodes.map(node => [node.id, node.parentId]))
  for (const id of [...kept]) {
    for (let above = parentOf.get(id); above && !kept.has(above); above = parentOf.get(above)) kept.add(above)
  }
  return removeAll(
    nodes,
    nodes.filter(node => !kept.has(node.id) && kept.has(node.parentId ?? '')).map(node => node.id),
  )
}

function removeAll(nodes: readonly StoredNode[], tops: readonly string[]) {
  const current = new Map<string, TreeNode>(nodes.map(node => [node.id, node]))
  const removed: string[] = []
  const shifted = new Map<string, TreeNodePlace>()
  for (const top of tops) {
    const plan = planRemove([...current.values()], top)
    for (const id of plan.removed) {
      current.delete(id)
      shifted.delete(id)
    }
    removed.push(...plan.removed)
    for (const place of plan.shifted) {
      current.set(place.id, { ...current.get(place.id)!, ...place })
      shifted.set(place.id, place)
    }
  }
  return { removed, shifted: [...shifted.values()] }
}

function tryInsert(nodes: TreeNode[], parentId: string, position: number | null) {
  try {
    return planInsert(nodes, parentId, position)
  } catch (error) {
    if (error instanceof LimitExceeded) return null
    throw error
  }
}

/** Titles from the category down, as they are compared: siblings have different ones. No title holds a line end. */
const separator = '\n'

interface KeyedNode {
  node: GeneratedNode
  key: string
  /** '' for the root */
  parentKey: string
  /** the sibling before it; null for the first */
  previousKey: string | null
}

function* withKeys(generated: readonly GeneratedNode[]): Generator<KeyedNode> {
  const open: string[] = []
  const last = new Map<string, string>()
  for (const node of generated) {
    open.length = node.depth - 1
    const parentKey = open.join(separator)
    open.push(normalizeText(node.title))
    const key = open.join(separator)
    yield { node, key, parentKey, previousKey: last.get(parentKey) ?? null }
    last.set(parentKey, key)
  }
}

function lastTitle(key: string): string {
  return key.slice(key.lastIndexOf(separator) + 1)
}
