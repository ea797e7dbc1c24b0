import { findTopics } from '../../lib/topics.ts'

export interface HeatNode {
  id: string
  title: string
  path: string
  depth: number
  isEnabled: boolean
  masteryPercentage: number
  subtreeCardCount: number
}

export interface HeatGroup {
  category: HeatNode
  topics: HeatNode[]
}

/** Topics under their categories, in the order of the tree; a category without topics is its own. */
export function groupByCategory(nodes: readonly HeatNode[]): HeatGroup[] {
  const topics = findTopics(switchOffBranches(nodes))
  return nodes
    .filter(node => node.depth === 1)
    .map(category => ({
      category,
      topics: topics.filter(
        topic => topic.path === category.path || topic.path.startsWith(`${category.path}.`),
      ),
    }))
}

/** A node under one that is switched off is off as well. */
function switchOffBranches(nodes: readonly HeatNode[]): HeatNode[] {
  const off = nodes.filter(node => !node.isEnabled).map(node => `${node.path}.`)
  return nodes.map(node =>
    off.some(path => node.path.startsWith(path)) ? { ...node, isEnabled: false } : node,
  )
}

/** 0 nothing yet to 4 mastered; -1 for what is switched off. */
export function masteryLevel({ isEnabled, masteryPercentage }: HeatNode): number {
  if (!isEnabled) return -1
  if (masteryPercentage >= 100) return 4
  return masteryPercentage === 0 ? 0 : Math.min(3, 1 + Math.floor(masteryPercentage / 34))
}
