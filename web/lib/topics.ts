/** Topics are the nodes with nothing below them: what is studied and tested. The root, if it is there, is none. */
export function findTopics<Node extends { path: string; depth: number }>(nodes: readonly Node[]): Node[] {
  const parents = new Set(nodes.map(node => node.path.slice(0, Math.max(0, node.path.lastIndexOf('.')))))
  return nodes.filter(node => node.depth > 0 && !parents.has(node.path))
}

export function countTopics(nodes: readonly { path: string; depth: number }[]): number {
  return findTopics(nodes).length
}
