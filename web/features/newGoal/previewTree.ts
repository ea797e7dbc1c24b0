import { formatNumber, pluralize } from '../../lib/formatTime.ts'
import { findTopics } from '../../lib/topics.ts'

/** A node of a tree that is not saved yet; its path tells its parent. */
export interface PreviewNode {
  path: string
  title: string
  depth: number
  description?: string | null
}

/** Own flags only: a branch is off when it or anything above it is in the set. */
export type DisabledPaths = ReadonlySet<string>

export function isBranchEnabled(path: string, disabled: DisabledPaths): boolean {
  for (let end = path.length; end > 0; end = path.lastIndexOf('.', end - 1)) {
    if (disabled.has(path.slice(0, end))) return false
  }
  return true
}

/** Switches one node's own flag and leaves all others as they are. */
export function toggleBranch(path: string, disabled: DisabledPaths): Set<string> {
  const next = new Set(disabled)
  if (!next.delete(path)) next.add(path)
  return next
}

export function countEnabledTopics(nodes: readonly PreviewNode[], disabled: DisabledPaths): number {
  return findTopics(nodes).filter(node => isBranchEnabled(node.path, disabled)).length
}

/** `27 topics`, or `24 of 27 topics` */
export function describeTopics(enabledCount: number, topicCount: number): string {
  const topics = pluralize(topicCount, 'topic')
  return enabledCount === topicCount ? topics : `${formatNumber(enabledCount)} of ${topics}`
}

/** Without the root, which stands for the goal and cannot be switched off. */
export function withoutRoot<Node extends { depth: number }>(nodes: readonly Node[]): Node[] {
  return nodes.filter(node => node.depth > 0)
}

/** Only the paths that the tree has: an outline may have been edited since a branch was switched off. */
export function keepKnownPaths(disabled: DisabledPaths, nodes: readonly PreviewNode[]): string[] {
  const known = new Set(nodes.map(node => node.path))
  return [...disabled].filter(path => known.has(path)).sort()
}
