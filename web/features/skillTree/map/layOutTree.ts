/**
 * Where the tiles of the map stand. Pure; the same tree always gets the same places, and tiles never overlap.
 */

export interface MapShape {
  /** `right`: a column per level, read from left to right; `down`: a line per node, indented, for narrow screens. */
  direction: 'right' | 'down'
  /** Lengths are pixels at full size. */
  tileWidth: number
  tileHeight: number
  /** Between the columns of two levels; going down, by how much a level is indented. */
  levelGap: number
  /** Between one tile and the next below it. */
  rowGap: number
  /** What is added between two branches. */
  branchGap: number
  /** A parent stands in the middle of its children, but no farther than this below the first of them. */
  maxDrop: number
}

export interface MapPlace {
  x: number
  y: number
}

export interface PlacedTree {
  /** The upper left corner of each tile, from the upper left corner of the whole. */
  places: ReadonlyMap<string, MapPlace>
  width: number
  height: number
}

export interface MapNode {
  id: string
  parentId: string | null
}

interface Member {
  id: string
  parentId: string | null
  level: number
  childIds: string[]
}

/** `nodes` are depth first: a parent before its children, siblings in their order. */
export function layOutTree(nodes: readonly MapNode[], shape: MapShape): PlacedTree {
  const members = linkMembers(nodes)
  const places = shape.direction === 'right' ? placeInColumns(members, shape) : placeInLines(members, shape)
  const corners = [...places.values()]
  return {
    places,
    width: corners.reduce((right, { x }) => Math.max(right, x + shape.tileWidth), 0),
    height: corners.reduce((bottom, { y }) => Math.max(bottom, y + shape.tileHeight), 0),
  }
}

function linkMembers(nodes: readonly MapNode[]): Member[] {
  const members = new Map<string, Member>()
  for (const { id, parentId } of nodes) {
    const parent = parentId === null ? undefined : members.get(parentId)
    parent?.childIds.push(id)
    members.set(id, { id, parentId, level: parent ? parent.level + 1 : 0, childIds: [] })
  }
  return [...members.values()]
}

/**
 * Every node without children has a row of its own, and every other stands in the middle of its children; of a
 * long branch in the middle of its beginning, where reading starts. So a branch keeps the rows between its first
 * and its last leaf to itself, on all levels.
 */
function placeInColumns(members: readonly Member[], shape: MapShape): Map<string, MapPlace> {
  const places = new Map<string, MapPlace>()
  const xOf = ({ level }: Member) => level * (shape.tileWidth + shape.levelGap)
  let above: Member | undefined
  let y = 0
  for (const leaf of members.filter(({ childIds }) => childIds.length === 0)) {
    if (above) y += shape.tileHeight + shape.rowGap
    if (above && above.parentId !== leaf.parentId) y += shape.branchGap
    places.set(leaf.id, { x: xOf(leaf), y })
    above = leaf
  }
  for (const member of members.toReversed()) {
    const first = places.get(member.childIds[0] ?? '')
    const last = places.get(member.childIds.at(-1) ?? '')
    if (!first || !last) continue
    const drop = Math.min(shape.maxDrop, (last.y - first.y) / 2)
    places.set(member.id, { x: xOf(member), y: Math.round(first.y + drop) })
  }
  return places
}

function placeInLines(members: readonly Member[], shape: MapShape): Map<string, MapPlace> {
  const places = new Map<string, MapPlace>()
  let y = 0
  for (const { id, level } of members) {
    if (level === 1) y += shape.branchGap
    places.set(id, { x: level * shape.levelGap, y })
    y += shape.tileHeight + shape.rowGap
  }
  return places
}
