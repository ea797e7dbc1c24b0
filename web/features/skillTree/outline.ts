/**
 * The tree as an outline reads it: nodes arrive depth first with their paths, rows leave with
 * everything a `treeitem` has to say about itself. Pure; nothing here knows React or GraphQL.
 */

/** Deepest node: 0 root, 1 category, 2 topic, 3 subtopic. */
export const MAX_DEPTH = 3

export interface OutlineNode {
  id: string
  title: string
  path: string
  depth: number
  sortOrder: number
  isEnabled: boolean
}

export interface OutlineEntry<N extends OutlineNode = OutlineNode> {
  node: N
  parentId: string | null
  childIds: string[]
  /** Levels below the node: 0 for a leaf. */
  height: number
  /** An ancestor is switched off; the node's own flag is untouched. */
  isOffAbove: boolean
}

export interface Outline<N extends OutlineNode = OutlineNode> {
  rootId: string
  entries: Map<string, OutlineEntry<N>>
}

export interface OutlineRow<N extends OutlineNode = OutlineNode> {
  node: N
  parentId: string | null
  isOffAbove: boolean
  hasChildren: boolean
  isExpanded: boolean
  /** From 1, among its siblings. */
  positionInSet: number
  setSize: number
}

/** Links nodes by their paths. `nodes` are in any order; siblings are ordered by `sortOrder`. */
export function readOutline<N extends OutlineNode>(nodes: readonly N[]): Outline<N> {
  const entries = new Map<string, OutlineEntry<N>>()
  const idByPath = new Map(nodes.map(node => [node.path, node.id]))
  let rootId = ''
  for (const node of nodes.toSorted((a, b) => a.depth - b.depth || a.sortOrder - b.sortOrder)) {
    const parentId = idByPath.get(node.path.slice(0, node.path.lastIndexOf('.'))) ?? null
    const parent = parentId === null || node.depth === 0 ? undefined : entries.get(parentId)
    if (parent) parent.childIds.push(node.id)
    else rootId ||= node.id
    entries.set(node.id, {
      node,
      parentId: parent ? parentId : null,
      childIds: [],
      height: 0,
      isOffAbove: parent !== undefined && (parent.isOffAbove || !parent.node.isEnabled),
    })
  }
  for (const entry of [...entries.values()].toReversed()) {
    const parent = entry.parentId === null ? undefined : entries.get(entry.parentId)
    if (parent) parent.height = Math.max(parent.height, entry.height + 1)
  }
  return { rootId, entries }
}

/** Rows from top to bottom, without what lies under a collapsed node. */
export function listRows<N extends OutlineNode>(
  outline: Outline<N>,
  collapsed: ReadonlySet<string>,
): OutlineRow<N>[] {
  const rows: OutlineRow<N>[] = []
  const add = (id: string, positionInSet: number, setSize: number) => {
    const entry = outline.entries.get(id)
    if (!entry) return
    const hasChildren = entry.childIds.length > 0
    const isExpanded = hasChildren && !collapsed.has(id)
    const { node, parentId, isOffAbove } = entry
    rows.push({ node, parentId, isOffAbove, hasChildren, isExpanded, positionInSet, setSize })
    if (!isExpanded) return
    entry.childIds.forEach((childId, index) => {
      add(childId, index + 1, entry.childIds.length)
    })
  }
  add(outline.rootId, 1, 1)
  return rows
}

/** The nodes from the root down to `id`, itself included; empty when it is not in the tree. */
export function listPath<N extends OutlineNode>(outline: Outline<N>, id: string): N[] {
  const path: N[] = []
  for (let entry = outline.entries.get(id); entry; ) {
    path.unshift(entry.node)
    entry = entry.parentId === null ? undefined : outline.entries.get(entry.parentId)
  }
  return path
}

/** `id` and everything below it. */
export function listSubtree<N extends OutlineNode>(outline: Outline<N>, id: string): N[] {
  const entry = outline.entries.get(id)
  if (!entry) return []
  return [entry.node, ...entry.childIds.flatMap(childId => listSubtree(outline, childId))]
}
