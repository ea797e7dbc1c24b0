import { useMemo, useRef } from 'react'
import { listRows, type Outline } from '../outline.ts'
import type { TreeNode } from '../treeActions.ts'
import { useCollapsed } from '../useCollapsed.ts'

/** A big tree starts with its subtopics closed. */
const CLOSED_DEPTH_WHEN_BIG = 2

/** Which branches are closed on the map, and what is seen of the tree for it. */
export function useFolding(treeId: string, outline: Outline<TreeNode>) {
  const nodes = useMemo(() => [...outline.entries.values()].map(entry => entry.node), [outline])
  const { collapsed, setOpen } = useCollapsed(treeId, nodes, CLOSED_DEPTH_WHEN_BIG)
  const rows = useMemo(() => listRows(outline, collapsed), [outline, collapsed])
  const folded = useRef<string>(undefined)

  const branchIds = nodes.map(({ id }) => id).filter(id => outline.entries.get(id)!.childIds.length > 0)
  const innerIds = branchIds.filter(id => id !== outline.rootId)

  return {
    rows,
    setOpen,
    isOpen: (id: string) => !collapsed.has(id),
    /** Null where the root has no branches. */
    isAllOpen: innerIds.length === 0 ? null : branchIds.every(id => !collapsed.has(id)),
    /** By hand: until the tiles have their new places, `findFolded` says which branch it was. */
    fold(id: string, isOpen: boolean) {
      folded.current = id
      setOpen([id], isOpen)
    },
    foldAll: (isOpen: boolean) => setOpen(isOpen ? branchIds : innerIds, isOpen),
    findFolded: () => folded.current,
    /** Once that is done: later changes come from elsewhere. */
    forgetFolded: () => {
      folded.current = undefined
    },
  }
}
