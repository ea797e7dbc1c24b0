interface TopicNode {
  /** `1.2.3`; see the tree's paths */
  path: string
  isEnabled: boolean
  cardCount: number
  /** where it is known */
  subtreeDraftCount?: number
}

/** How many topics of a branch wait for their first card: switched on, with nothing below, no card and no draft. */
export function countEmptyTopics(nodes: readonly TopicNode[], branchPath: string): number {
  const isBelow = (path: string, top: string) => path === top || path.startsWith(`${top}.`)
  const parents = new Set(nodes.map(({ path }) => path.slice(0, Math.max(0, path.lastIndexOf('.')))))
  const off = nodes.filter(node => !node.isEnabled).map(node => node.path)
  return nodes.filter(
    ({ path, cardCount, subtreeDraftCount = 0 }) =>
      cardCount === 0 &&
      subtreeDraftCount === 0 &&
      isBelow(path, branchPath) &&
      !parents.has(path) &&
      !off.some(top => isBelow(path, top)),
  ).length
}

/** What the dialog that asks for cards has to know of a branch. */
export function describeTopics(nodes: readonly TopicNode[], { path }: Pick<TopicNode, 'path'>) {
  return {
    emptyTopicCount: countEmptyTopics(nodes, path),
    hasTopicsBelow: nodes.some(node => node.path.startsWith(`${path}.`)),
  }
}
