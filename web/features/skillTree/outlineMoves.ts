import { listSubtree, MAX_DEPTH, type Outline, type OutlineNode, type OutlineRow } from './outline.ts'

/** Where a node goes: `position` counts from 0 among the children of the parent without the node. */
export interface NodePlace {
  parentId: string
  position: number
}

export type MoveDirection = 'up' | 'down' | 'left' | 'right'
export type DropZone = 'before' | 'inside' | 'after'

/** Alt + arrow: up and down among siblings, left out of the parent, right into the sibling above. */
export function placeByDirection(outline: Outline, id: string, direction: MoveDirection): NodePlace | null {
  const parentId = outline.entries.get(id)?.parentId
  const parent = parentId ? outline.entries.get(parentId) : undefined
  if (!parent || !parentId) return null
  const index = parent.childIds.indexOf(id)
  switch (direction) {
    case 'up':
      return index > 0 ? { parentId, position: index - 1 } : null
    case 'down':
      return index < parent.childIds.length - 1 ? { parentId, position: index + 1 } : null
    case 'left': {
      if (parent.parentId === null) return null
      const siblings = outline.entries.get(parent.parentId)!.childIds
      return { parentId: parent.parentId, position: siblings.indexOf(parentId) + 1 }
    }
    case 'right': {
      const above = parent.childIds[index - 1]
      if (above === undefined || !canStandUnder(outline, id, above)) return null
      return { parentId: above, position: outline.entries.get(above)!.childIds.length }
    }
  }
}

/**
 * Where a node dropped on `row` goes, `ratio` being how far down the row the pointer is (0 top, 1
 * bottom): the middle half means inside, unless only beside is possible. Null where it cannot go or
 * would not move.
 */
export function placeByDrop<N extends OutlineNode>(
  outline: Outline<N>,
  id: string,
  row: OutlineRow<N>,
  ratio: number,
): (NodePlace & { zone: DropZone }) | null {
  const targetId = row.node.id
  if (listSubtree(outline, id).some(node => node.id === targetId)) return null
  const half: DropZone = ratio < 0.5 ? 'before' : 'after'
  const wanted: DropZone = row.parentId === null || (ratio > 0.25 && ratio < 0.75) ? 'inside' : half
  const zones: DropZone[] = wanted === 'inside' ? ['inside', half] : [half]
  for (const zone of zones) {
    const place = placeInZone(outline, id, row, zone)
    if (place) return { ...place, zone }
  }
  return null
}

function placeInZone<N extends OutlineNode>(
  outline: Outline<N>,
  id: string,
  row: OutlineRow<N>,
  zone: DropZone,
): NodePlace | null {
  const target = outline.entries.get(row.node.id)
  if (!target) return null
  // Below an open node means: before its first child.
  const opensInto = zone === 'after' && row.isExpanded
  const parentId = zone === 'inside' || opensInto ? row.node.id : target.parentId
  if (parentId === null || !canStandUnder(outline, id, parentId)) return null
  const siblings = outline.entries.get(parentId)!.childIds
  const others = siblings.filter(other => other !== id)
  let position = others.length
  if (opensInto) position = 0
  else if (zone !== 'inside') position = others.indexOf(row.node.id) + (zone === 'after' ? 1 : 0)
  return siblings.indexOf(id) === position ? null : { parentId, position }
}

/** Whether the node with all that hangs on it fits under `parentId`: not below itself, not too deep. */
export function canStandUnder(outline: Outline, id: string, parentId: string): boolean {
  const entry = outline.entries.get(id)
  const parent = outline.entries.get(parentId)
  if (!entry || !parent || entry.parentId === null) return false
  if (listSubtree(outline, id).some(node => node.id === parentId)) return false
  return parent.node.depth + 1 + entry.height <= MAX_DEPTH
}

/** The tree after the move, depth first, with paths, depths and ranks as the server will have them. */
export function moveNode<N extends OutlineNode>(outline: Outline<N>, id: string, place: NodePlace): N[] {
  const childrenOf = (parentId: string) => {
    const childIds = outline.entries.get(parentId)!.childIds.filter(childId => childId !== id)
    if (parentId === place.parentId) childIds.splice(place.position, 0, id)
    return childIds
  }
  return layOut(outline, childrenOf)
}

/** The tree without the node and all that hangs on it, depth first, ranks closed up. */
export function removeNode<N extends OutlineNode>(outline: Outline<N>, id: string): N[] {
  return layOut(outline, parentId =>
    outline.entries.get(parentId)!.childIds.filter(childId => childId !== id),
  )
}

function layOut<N extends OutlineNode>(outline: Outline<N>, childrenOf: (id: string) => string[]): N[] {
  const moved: N[] = []
  const add = (nodeId: string, path: string, depth: number, sortOrder: number) => {
    const { node } = outline.entries.get(nodeId)!
    const isSame = node.path === path && node.depth === depth && node.sortOrder === sortOrder
    moved.push(isSame ? node : { ...node, path, depth, sortOrder })
    childrenOf(nodeId).forEach((childId, rank) => {
      add(childId, `${path}.${rank + 1}`, depth + 1, rank)
    })
  }
  const root = outline.entries.get(outline.rootId)!.node
  add(root.id, root.path, root.depth, root.sortOrder)
  return moved
}
