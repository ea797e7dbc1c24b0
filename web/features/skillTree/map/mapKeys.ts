import type { OutlineNode, OutlineRow } from '../outline.ts'
import type { KeyStep } from '../outlineKeys.ts'
import type { MapShape } from './layOutTree.ts'

/**
 * Where an arrow key leads on the map: left to the parent, right to the children (a closed branch opens first),
 * up and down to the neighbour in the column of its level or, going down, in the lines. Null for other keys.
 */
export function stepOnMap<N extends OutlineNode>(
  rows: readonly OutlineRow<N>[],
  currentId: string,
  key: string,
  direction: MapShape['direction'],
): KeyStep | null {
  const current = rows.find(row => row.node.id === currentId) ?? rows[0]
  if (!current) return null
  const lane = direction === 'down' ? rows : rows.filter(row => row.node.depth === current.node.depth)
  const index = lane.indexOf(current)
  const focus = (row: OutlineRow<N> | undefined): KeyStep => (row ? { focusId: row.node.id } : {})
  switch (key) {
    case 'ArrowUp':
      return focus(lane[index - 1])
    case 'ArrowDown':
      return focus(lane[index + 1])
    case 'ArrowLeft':
      return focus(rows.find(row => row.node.id === current.parentId))
    case 'ArrowRight':
      if (current.hasChildren && !current.isExpanded) return { expand: [current.node.id] }
      return focus(findMiddleChild(rows, current, direction))
    case 'Home':
      return focus(rows[0])
    case 'End':
      return focus(rows.at(-1))
    default:
      return null
  }
}

/** Beside a parent stands the middle one of its children; below it the first. */
function findMiddleChild<N extends OutlineNode>(
  rows: readonly OutlineRow<N>[],
  parent: OutlineRow<N>,
  direction: MapShape['direction'],
): OutlineRow<N> | undefined {
  const children = rows.filter(row => row.parentId === parent.node.id)
  return children[direction === 'down' ? 0 : Math.floor((children.length - 1) / 2)]
}
