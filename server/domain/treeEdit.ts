/**
 * Edits of a skill tree as plans: given where every node stands, each function says which places
 * change. Nothing is saved here; ranks stay dense and `sortOrder` is always rank − 1.
 */

import { InvalidInput, LimitExceeded, NotFound } from './errors.ts'
import {
  childPath,
  depthOf,
  isSelfOrDescendant,
  type NodePath,
  parentPath,
  ROOT_PATH,
  rankOf,
} from './nodePath.ts'
import { countCharacters, findForbiddenCharacter, quoteValue } from './textFaults.ts'

/** Deepest node: 0 root, 1 category, 2 topic, 3 subtopic. */
export const MAX_DEPTH = 3
/** Nodes of one tree, the root included. */
export const MAX_NODES = 500
/** Characters (code points) of a goal's or node's title. */
export const MAX_TITLE = 200

/** Where a node stands. */
export interface TreeNodePlace {
  id: string
  parentId: string | null
  path: NodePath
  sortOrder: number
  depth: number
}

/** A node as the plans read it; with its title, errors can name it. */
export interface TreeNode extends TreeNodePlace {
  title?: string
}

/** The place of a node that has no id yet. */
export type NewPlace = Omit<TreeNodePlace, 'id'>

/** The place of a node of a pasted outline; its parent may be as new as itself, hence by path. */
export interface GraftPlace {
  path: NodePath
  parentPath: NodePath
  sortOrder: number
  depth: number
}

/** Begins the stand-in of a node that has no id yet; no id holds NUL. */
const NEW_ID = '\u0000'

interface Tree {
  byId: Map<string, TreeNode>
  /** Ids in order, by parent. */
  children: Map<string, string[]>
  rootId: string
}

/**
 * Makes room for a new child of `parentId` at `position` (from 0; null: last).
 * Throws NotFound (parent), InvalidInput (position), LimitExceeded (depth, nodes).
 */
export function planInsert(
  nodes: TreeNode[],
  parentId: string,
  position: number | null,
): { place: NewPlace; shifted: TreeNodePlace[] } {
  const tree = readTree(nodes)
  const parent = findNode(tree, parentId)
  checkDepth(parent.depth + 1, 'The new node')
  checkNodeCount(nodes.length + 1)
  const at = checkPosition(position, childrenOf(tree, parentId).length)
  childrenOf(tree, parentId).splice(at, 0, NEW_ID)
  const places = layOut(tree)
  const { id: _, ...place } = places.get(NEW_ID)!
  return { place, shifted: findShifted(tree, places) }
}

/**
 * Moves a node with its subtree under `parentId`. `position` counts from 0 among the children the new
 * parent will have without the moved node. Returns every place that differs afterwards.
 * Throws NotFound, InvalidInput (root, own descendant, position), LimitExceeded (depth).
 */
export function planMove(nodes: TreeNode[], id: string, parentId: string, position: number): TreeNodePlace[] {
  const tree = readTree(nodes)
  const node = findNode(tree, id)
  const parent = findNode(tree, parentId)
  if (node.parentId === null) throw new InvalidInput('id', 'The root of a tree cannot be moved.')
  if (isSelfOrDescendant(parent.path, node.path)) {
    const where = id === parentId ? 'itself' : `${nameOf(parent)}, which lies below it`
    throw new InvalidInput('parentId', `${nameOf(node)} cannot be moved under ${where}.`)
  }
  for (const below of nodes) {
    if (!isSelfOrDescendant(below.path, node.path)) continue
    checkDepth(parent.depth + 1 + below.depth - node.depth, nameOf(below))
  }
  const before = childrenOf(tree, node.parentId)
  before.splice(before.indexOf(id), 1)
  const after = childrenOf(tree, parentId)
  after.splice(checkPosition(position, after.length), 0, id)
  return findShifted(tree, layOut(tree))
}

/**
 * Takes a node and everything below it out of the tree. `removed` are their ids, depth first.
 * Throws NotFound, InvalidInput (root).
 */
export function planRemove(nodes: TreeNode[], id: string): { removed: string[]; shifted: TreeNodePlace[] } {
  const tree = readTree(nodes)
  const node = findNode(tree, id)
  if (node.parentId === null) {
    throw new InvalidInput('id', 'The root of a tree cannot be deleted: delete its goal instead.')
  }
  const removed: string[] = []
  const waiting = [id]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    removed.push(next)
    waiting.push(...childrenOf(tree, next).toReversed())
  }
  const siblings = childrenOf(tree, node.parentId)
  siblings.splice(siblings.indexOf(id), 1)
  return { removed, shifted: findShifted(tree, layOut(tree)) }
}

/**
 * Puts a removed subtree back under its parent, at its old position or, when fewer siblings are left,
 * last. `subtree` are its nodes as they stood when they were removed.
 * Throws NotFound (the parent is gone), LimitExceeded (depth, nodes).
 */
export function planRestore(
  nodes: TreeNode[],
  subtree: TreeNode[],
): { restored: TreeNodePlace[]; shifted: TreeNodePlace[] } {
  const tree = readTree(nodes)
  const top = subtree.reduce((highest, node) => (node.depth < highest.depth ? node : highest))
  const parent = findNode(tree, top.parentId ?? '')
  checkNodeCount(nodes.length + subtree.length)
  for (const node of subtree) checkDepth(parent.depth + 1 + node.depth - top.depth, nameOf(node))
  const siblings = childrenOf(tree, parent.id)
  siblings.splice(Math.min(top.sortOrder, siblings.length), 0, top.id)
  for (const node of inOrder(subtree)) {
    if (node !== top) childrenOf(tree, node.parentId!).push(node.id)
  }
  const places = layOut(tree)
  return { restored: subtree.map(node => places.get(node.id)!), shifted: findShifted(tree, places) }
}

/**
 * Places the nodes of a parsed outline (paths below root `1`, parents before children) under
 * `parentId`, its first top node at `position` (null: after the last child).
 * Throws NotFound (parent), InvalidInput (position), LimitExceeded (depth, nodes).
 */
export function planGraft<T extends { path: NodePath; title: string }>(
  nodes: TreeNode[],
  parentId: string,
  outlineNodes: T[],
  position: number | null,
): { added: (T & GraftPlace)[]; shifted: TreeNodePlace[] } {
  const tree = readTree(nodes)
  const parent = findNode(tree, parentId)
  checkNodeCount(nodes.length + outlineNodes.length)
  const at = checkPosition(position, childrenOf(tree, parentId).length)
  const added = outlineNodes.map(node => {
    const [, topRank, ...below] = node.path.split('.')
    const path = [childPath(parent.path, at + Number(topRank)), ...below].join('.')
    const depth = parent.depth + depthOf(node.path)
    checkDepth(depth, quoteValue(node.title))
    return { ...node, path, parentPath: parentPath(path)!, sortOrder: rankOf(path) - 1, depth }
  })
  const tops = outlineNodes.filter(node => depthOf(node.path) === 1)
  const siblings = childrenOf(tree, parentId)
  siblings.splice(at, 0, ...tops.map(top => `${NEW_ID}${top.path}`))
  return { added, shifted: findShifted(tree, layOut(tree)) }
}

/**
 * A title as it is stored: white space folded and trimmed. Throws InvalidInput at `path` when it is
 * empty, longer than MAX_TITLE characters, or holds control characters or lone surrogates.
 */
export function cleanTitle(text: string, path: string): string {
  const title = foldWhiteSpace(text)
  const fault = findTitleFault(title)
  if (fault) throw new InvalidInput(path, `Invalid title ${quoteValue(text)}: ${fault}`)
  return title
}

/** White space folded to single spaces, none at the ends. */
export function foldWhiteSpace(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** What is wrong with a title whose white space is folded, as a sentence; null when nothing is. */
export function findTitleFault(title: string, maxCharacters = MAX_TITLE): string | null {
  const expected = `expected 1 to ${maxCharacters} characters`
  const forbidden = findForbiddenCharacter(title, true)
  if (forbidden) return `it holds a ${forbidden}, ${expected} without control characters.`
  // Format characters alone (such as a zero-width space) show nothing.
  if (!/[^\s\p{Cf}]/u.test(title)) return `it is empty, ${expected}.`
  const length = countCharacters(title)
  return length > maxCharacters ? `it has ${length} characters, ${expected}.` : null
}

function readTree(nodes: TreeNode[]): Tree {
  const tree: Tree = { byId: new Map(), children: new Map(), rootId: '' }
  for (const node of nodes) tree.byId.set(node.id, node)
  for (const node of inOrder(nodes)) {
    if (node.parentId === null) tree.rootId = node.id
    else childrenOf(tree, node.parentId).push(node.id)
  }
  return tree
}

function inOrder(nodes: TreeNode[]): TreeNode[] {
  return nodes.toSorted((a, b) => a.sortOrder - b.sortOrder)
}

function childrenOf(tree: Tree, id: string): string[] {
  let children = tree.children.get(id)
  if (!children) {
    children = []
    tree.children.set(id, children)
  }
  return children
}

function findNode(tree: Tree, id: string): TreeNode {
  const node = tree.byId.get(id)
  if (!node) throw new NotFound('Skill node', id)
  return node
}

/** The place that its order gives to every node, depth first; ids unknown to the tree hold a rank open. */
function layOut(tree: Tree): Map<string, TreeNodePlace> {
  const places = new Map<string, TreeNodePlace>()
  const root = { id: tree.rootId, parentId: null, path: ROOT_PATH, sortOrder: 0, depth: 0 }
  const waiting: TreeNodePlace[] = [root]
  for (let parent = waiting.pop(); parent !== undefined; parent = waiting.pop()) {
    places.set(parent.id, parent)
    const { id: parentId, path, depth } = parent
    const children = childrenOf(tree, parentId).map((id, sortOrder) => {
      return { id, parentId, path: childPath(path, sortOrder + 1), sortOrder, depth: depth + 1 }
    })
    waiting.push(...children.reverse())
  }
  return places
}

/** The places of `nodes` that differ from where they stood. */
function findShifted(tree: Tree, places: Map<string, TreeNodePlace>): TreeNodePlace[] {
  return [...places.values()].filter(place => {
    const before = tree.byId.get(place.id)
    if (!before) return false
    return (
      before.path !== place.path ||
      before.parentId !== place.parentId ||
      before.sortOrder !== place.sortOrder ||
      before.depth !== place.depth
    )
  })
}

function checkPosition(position: number | null, last: number): number {
  if (position === null) return last
  if (Number.isInteger(position) && position >= 0 && position <= last) return position
  throw new InvalidInput(
    'position',
    `Invalid position ${position}: expected a whole number from 0 to ${last}.`,
  )
}

function checkDepth(depth: number, name: string): void {
  if (depth <= MAX_DEPTH) return
  throw new LimitExceeded(
    'depth',
    depth,
    MAX_DEPTH,
    `${name} would stand at depth ${depth}, where ${MAX_DEPTH} is the deepest.`,
  )
}

function checkNodeCount(count: number): void {
  if (count <= MAX_NODES) return
  throw new LimitExceeded(
    'nodes',
    count,
    MAX_NODES,
    `The tree would have ${count} nodes, where ${MAX_NODES} are allowed.`,
  )
}

function nameOf(node: TreeNode): string {
  return node.title === undefined ? `Node ${node.path}` : quoteValue(node.title)
}
