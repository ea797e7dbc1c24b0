/** The two views of one tree. */
export type TreeView = 'outline' | 'map'

export function parseTreeView(value: unknown): TreeView | undefined {
  return value === 'outline' || value === 'map' ? value : undefined
}

/** The view a learner chose last on this device. */
export function readTreeView(learnerId: string): TreeView | undefined {
  try {
    return parseTreeView(localStorage.getItem(keyOf(learnerId)))
  } catch {
    return undefined
  }
}

export function rememberTreeView(learnerId: string, view: TreeView): void {
  try {
    localStorage.setItem(keyOf(learnerId), view)
  } catch {
    // Without storage it is chosen again next time.
  }
}

const keyOf = (learnerId: string) => `memoryloop.treeView.${learnerId}`
