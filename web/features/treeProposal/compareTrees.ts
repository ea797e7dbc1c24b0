/** Two trees side by side: what becomes of each node, for the eye. Pure; the server decides, this only reads. */

import type { NodeMoveKind } from '../../gql/graphql.ts'

/** What becomes of a node: `unsorted` keeps its cards under the category "Unsorted", `gone` has none and goes. */
export type Fate = 'kept' | 'moved' | 'new' | 'unsorted' | 'gone'

interface OldNode {
  id: string
  title: string
  path: string
  depth: number
  cardCount: number
}

interface ProposedNode {
  title: string
  path: string
  depth: number
}

interface Move {
  kind: NodeMoveKind
  from: { id: string } | null
  toPath: string | null
  cardCount: number
}

export interface ComparedRow {
  /** The node's id in the old tree, its path in the new one. */
  key: string
  title: string
  depth: number
  /** Null for a node that came after the proposal was made, and for the category that holds what is left over. */
  fate: Fate | null
  /** Own active cards. */
  cardCount: number
  /** What the mark alone does not say: where it goes or comes from, or its other title. */
  note: string
}

export interface ComparedTrees {
  /** As it stands, without its root. */
  oldRows: ComparedRow[]
  /** As it would be, without its root. */
  newRows: ComparedRow[]
  /** Of the old tree: those that go. */
  goneRows: ComparedRow[]
  counts: Record<Fate, number>
  /** Active cards, all of which stay with their nodes. */
  cardCount: number
}

/** `oldNodes` and `proposed` depth first; the root of the old one may be among them. */
export function compareTrees(
  oldNodes: readonly OldNode[],
  proposed: readonly ProposedNode[],
  moves: readonly Move[],
): ComparedTrees {
  const moveByOldId = new Map(moves.flatMap(move => (move.from ? [[move.from.id, move] as const] : [])))
  const moveByPath = new Map(moves.flatMap(move => (move.toPath ? [[move.toPath, move] as const] : [])))
  const oldById = new Map(oldNodes.map(node => [node.id, node]))
  const oldByPath = new Map(oldNodes.map(node => [node.path, node]))
  const newByPath = new Map(proposed.map(node => [node.path, node]))
  const holders = new Set(moves.filter(isUnsorted).map(({ toPath }) => parentPath(toPath!)))

  const oldRows = oldNodes
    .filter(({ depth }) => depth > 0)
    .map(node => {
      const move = moveByOldId.get(node.id)
      const to = move?.toPath ? newByPath.get(move.toPath) : undefined
      const above = to && newByPath.get(parentPath(to.path))
      const fate = move ? fateOf(move) : null
      const notes = [
        fate === 'moved' && (above ? `to “${above.title}”` : 'to the top'),
        to && to.title !== node.title && `now “${to.title}”`,
      ]
      return { ...rowOf(node, node.id, fate, notes), cardCount: node.cardCount }
    })
  const newRows = proposed.map(node => {
    const move = moveByPath.get(node.path)
    const from = move?.from ? oldById.get(move.from.id) : undefined
    const above = from && oldByPath.get(parentPath(from.path))
    const isHolder = holders.has(node.path)
    const fate = move && !isHolder ? fateOf(move) : null
    const notes = [
      isHolder && 'keeps what has cards and no place in the new tree',
      fate === 'moved' && (above && above.depth > 0 ? `from “${above.title}”` : 'from the top'),
      from && from.title !== node.title && `was “${from.title}”`,
    ]
    return { ...rowOf(node, node.path, fate, notes), cardCount: move?.cardCount ?? 0 }
  })
  return {
    oldRows,
    newRows,
    goneRows: oldRows.filter(({ fate }) => fate === 'gone'),
    counts: countFates(moves, holders),
    cardCount: moves.reduce((sum, move) => sum + move.cardCount, 0),
  }
}

function rowOf(
  { title, depth }: ProposedNode | OldNode,
  key: string,
  fate: Fate | null,
  notes: (string | false | undefined)[],
): Omit<ComparedRow, 'cardCount'> {
  return { key, title, depth, fate, note: notes.filter(Boolean).join(', ') }
}

function fateOf({ kind, toPath }: Move): Fate {
  if (kind === 'UNMATCHED') return toPath === null ? 'gone' : 'unsorted'
  return kind === 'KEPT' ? 'kept' : kind === 'MOVED' ? 'moved' : 'new'
}

function isUnsorted(move: Move): boolean {
  return move.kind === 'UNMATCHED' && move.toPath !== null
}

/** Without the root, and without the category that only holds what is left over. */
function countFates(moves: readonly Move[], holders: ReadonlySet<string>): Record<Fate, number> {
  const counts: Record<Fate, number> = { kept: 0, moved: 0, new: 0, unsorted: 0, gone: 0 }
  for (const move of moves) {
    const isOfTopics = move.toPath === null || (parentPath(move.toPath) !== '' && !holders.has(move.toPath))
    if (isOfTopics) counts[fateOf(move)]++
  }
  return counts
}

/** Of `1.2.3` it is `1.2`; of the root it is empty. */
function parentPath(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('.')))
}
