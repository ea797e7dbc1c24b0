import { useCallback, useState } from 'react'
import type { TreeNode } from './treeActions.ts'

/** A tree this big opens with its categories closed. */
const BIG_TREE = 80

/** Which nodes are closed; kept for as long as the tab is open. */
export function useCollapsed(treeId: string, nodes: readonly TreeNode[]) {
  const storageKey = `memoryloop.closed.${treeId}`
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(
    () => readStored(storageKey) ?? new Set(nodes.length > BIG_TREE ? idsAtDepth(nodes, 1) : []),
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
