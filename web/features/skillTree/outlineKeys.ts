import type { OutlineNode, OutlineRow } from './outline.ts'

export interface KeyStep {
  focusId?: string
  collapse?: string[]
  expand?: string[]
}

/**
 * What a navigation key does in a tree (WAI-ARIA tree view pattern): where the focus goes and what
 * opens or closes; null for a key that means nothing here.
 */
export function stepByKey<N extends OutlineNode>(
  rows: readonly OutlineRow<N>[],
  currentId: string,
  key: string,
): KeyStep | null {
  const index = rows.findIndex(row => row.node.id === currentId)
  const row = rows[index]
  if (!row) return rows[0] ? { focusId: rows[0].node.id } : null
  switch (key) {
    case 'ArrowDown':
      return { focusId: (rows[index + 1] ?? row).node.id }
    case 'ArrowUp':
      return { focusId: (rows[index - 1] ?? row).node.id }
    case 'Home':
      return { focusId: rows[0]!.node.id }
    case 'End':
      return { focusId: rows.at(-1)!.node.id }
    case 'ArrowRight':
      if (!row.hasChildren) return {}
      return row.isExpanded ? { focusId: rows[index + 1]!.node.id } : { expand: [currentId] }
    case 'ArrowLeft':
      if (row.isExpanded) return { collapse: [currentId] }
      return row.parentId === null ? {} : { focusId: row.parentId }
    case '*':
      return { expand: siblingsOf(rows, row) }
    default:
      return null
  }
}

/**
 * Type-ahead: the next row whose title starts with `typed`. A first letter looks past the current row,
 * so that the same letter walks on; a longer word may stay where it is.
 */
export function findByTyping<N extends OutlineNode>(
  rows: readonly OutlineRow<N>[],
  currentId: string,
  typed: string,
): string | null {
  const wanted = typed.toLocaleLowerCase()
  const index = Math.max(
    0,
    rows.findIndex(row => row.node.id === currentId),
  )
  const from = typed.length > 1 ? index : index + 1
  const inTurn = [...rows.slice(from), ...rows.slice(0, from)]
  const found = inTurn.find(row => row.node.title.toLocaleLowerCase().startsWith(wanted))
  return found?.node.id ?? null
}

function siblingsOf<N extends OutlineNode>(rows: readonly OutlineRow<N>[], row: OutlineRow<N>): string[] {
  return rows
    .filter(other => other.parentId === row.parentId && other.hasChildren)
    .map(other => other.node.id)
}
