import { useCallback, useState } from 'react'
import type { TreeNode } from './treeActions.ts'

/** A tree this big opens with its lower levels closed. */
const BIG_TREE = 80

/**
 * Which nodes are closed, in the outline as on the map; kept for as long as the tab is open. A big tree starts
 * with the nodes of `closedDepth` closed: 1 are the categories.
 */
export function useCollapsed(treeId: string, nodes: readonly TreeNode[], closedDepth = 1) {
  const storageKey = `memoryloop.closed.${treeId}`
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(
    () => readStored(storageKey) ?? new Set(nodes.length > BIG_TREE ? idsAtDepth(nodes, closedDepth) : []),
  )

  const setOpen = useCallback(
    (ids: string[], isOpen: boolean) => {
      setCollapsed(current => {
        if (ids.every(id => current.has(id) !== isOpen)) return current
        const next = new Set(current)
        for (const id of ids) {
          if (isOpen) next.delete(id)
          else next.add(id)
        }
        sessionStorage.setItem(storageKey, JSON.stringify([...next]))
        return next
      })
    },
    [storageKey],
  )

  return { collapsed, setOpen }
}

function readStored(key: string): Set<string> | null {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null')
    return Array.isArray(stored) ? new Set(stored) : null
  } catch {
    return null
  }
}

function idsAtDepth(nodes: readonly TreeNode[], depth: number): string[] {
  return nodes.filter(node => node.depth === depth).map(node => node.id)
}
