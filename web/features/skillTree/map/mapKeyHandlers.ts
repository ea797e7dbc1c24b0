import type { KeyboardEvent } from 'react'
import type { OutlineRow } from '../outline.ts'
import type { TreeNode } from '../treeActions.ts'
import type { MapShape } from './layOutTree.ts'
import { stepOnMap } from './mapKeys.ts'

interface MapKeyPorts {
  rows: readonly OutlineRow<TreeNode>[]
  direction: MapShape['direction']
  onOpen: (id: string) => void
  onFold: (id: string, isOpen: boolean) => void
  onFocus: (id: string) => void
  onZoomIn: () => void
  /** False for a key that does not pan. */
  panByKey: (key: string) => boolean
}

/** Keys of the map while a tile has the focus; `+`, `-` and `0` work on the whole page. */
export function createMapKeys(ports: MapKeyPorts) {
  const { rows, direction, onOpen, onFold, onFocus, onZoomIn, panByKey } = ports

  /** Whether the key meant something here. */
  const run = (id: string, { key, shiftKey }: KeyboardEvent): boolean => {
    if (shiftKey && panByKey(key)) return true
    if (key === 'Enter') {
      onOpen(id)
      return true
    }
    if (key === ' ') {
      const row = rows.find(candidate => candidate.node.id === id)
      if (row?.hasChildren) onFold(id, !row.isExpanded)
      return true
    }
    // The key of the plus, without the shift it needs on many keyboards.
    if (key === '=') {
      onZoomIn()
      return true
    }
    const step = stepOnMap(rows, id, key, direction)
    for (const branchId of step?.expand ?? []) onFold(branchId, true)
    if (step?.focusId) onFocus(step.focusId)
    return step !== null
  }

  return {
    onKeyDown(event: KeyboardEvent) {
      const id = findTileId(event)
      if (!id || event.ctrlKey || event.metaKey || event.altKey || !run(id, event)) return
      event.preventDefault()
      event.stopPropagation()
    },
    /** Some browsers press a button when Space comes up again. */
    onKeyUp(event: KeyboardEvent) {
      if (event.key === ' ' && findTileId(event)) event.preventDefault()
    },
  }
}

function findTileId(event: KeyboardEvent): string | undefined {
  return (event.target as HTMLElement).dataset.nodeId
}
