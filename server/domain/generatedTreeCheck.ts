/** Whether a model's answer is a tree of the demanded shape, and every reason why it is not. */

import { normalizeText } from './cardText.ts'
import { readGeneratedNode } from './generatedNode.ts'
import {
  type Bounds,
  type GeneratedNode,
  type PlacedNode,
  placeGeneratedNodes,
  treeBounds,
} from './generatedTree.ts'
import { limitFaults } from './modelText.ts'
import { type NodePath, parentPath, ROOT_PATH, rankOf } from './nodePath.ts'
import { quoteValue } from './textFaults.ts'

/** Violations told one by one: more would not make a repair better. */
const MAX_VIOLATIONS = 20
const kinds = ['node', 'category', 'topic', 'subtopic'] as const

export interface CheckedTree {
  nodes: GeneratedNode[]
  /** sentences that name the place and what was expected there; none: the tree is right */
  violations: string[]
}

/**
 * Checks the nodes of an answer, depth first without the root: 3 to 6 categories, 2 to 5 topics in each, 0 to 3
 * subtopics in each, no step of the depth left out, storable concise titles that differ among siblings once
 * normalised, and descriptions within their limits. Numbers are those of the tree when each node has a depth that
 * fits, and else those of the list: shape is judged only then.
 */
export function checkGeneratedTree(items: readonly unknown[]): CheckedTree {
  const reads = items.map(readGeneratedNode)
  const nodes = reads.map(({ node }) => node)
  const jumps = nodes.map((node, index) => findJump(node, nodes[index - 1] ?? null))
  const isPlaced = nodes.every((node, index) => node.depth > 0 && jumps[index] === null)
  const placed = placeGeneratedNodes(nodes)
  const nameAt = (index: number) =>
    isPlaced ? nameOf(placed[index]!) : `Node ${index + 1} ${quoteValue(nodes[index]!.title)}`
  const violations = reads.flatMap(({ faults }, index) => {
    const jump = jumps[index]
    return (jump ? [...faults, jump] : faults).map(fault => `${nameAt(index)} ${fault}`)
  })
  if (isPlaced) violations.push(...findWrongCounts(placed), ...findSameTitles(placed))
  return { nodes, violations: limitFaults(violations, MAX_VIOLATIONS) }
}

function findJump({ depth }: GeneratedNode, previous: GeneratedNode | null): string | null {
  const deepest = (previous?.depth ?? 0) + 1
  // A depth that could not be read is a fault of its own.
  if (depth <= deepest || previous?.depth === 0) return null
  const where = previous ? `follows a node of depth ${previous.depth}` : 'comes first'
  return `has depth ${depth} and ${where}: expected ${deepest === 1 ? 'depth 1' : `at most depth ${deepest}`}.`
}

function findWrongCounts(nodes: readonly PlacedNode[]): string[] {
  const childCounts = new Map<NodePath, number>([[ROOT_PATH, 0]])
  for (const { path } of nodes) {
    childCounts.set(path, 0)
    const parent = parentPath(path)!
    childCounts.set(parent, childCounts.get(parent)! + 1)
  }
  const { categories, topics, subtopics } = treeBounds
  const wrong = [
    describeCount('The tree', childCounts.get(ROOT_PATH)!, categories, ['category', 'categories']),
  ]
  for (const node of nodes) {
    if (node.depth > 2) continue
    const [bounds, words] =
      node.depth === 1 ? ([topics, 'topic'] as const) : ([subtopics, 'subtopic'] as const)
    wrong.push(describeCount(nameOf(node), childCounts.get(node.path)!, bounds, [words, `${words}s`]))
  }
  return wrong.filter(sentence => sentence !== null)
}

function describeCount(
  name: string,
  count: number,
  [min, max]: Bounds,
  words: [string, string],
): string | null {
  if (count >= min && count <= max) return null
  return `${name} has ${count} ${words[count === 1 ? 0 : 1]}: expected ${min} to ${max}.`
}

function findSameTitles(nodes: readonly PlacedNode[]): string[] {
  const firstOf = new Map<string, PlacedNode>()
  return nodes.flatMap(node => {
    const key = `${parentPath(node.path)} ${normalizeText(node.title)}`
    const first = firstOf.get(key)
    if (!first) firstOf.set(key, node)
    const expected = 'expected nodes beside each other to have different titles'
    return first ? [`${nameOf(node)} has the title of ${numberOf(first)}: ${expected}.`] : []
  })
}

/** `Topic 2.1 "Services"` */
function nameOf(node: PlacedNode): string {
  const name = `${numberOf(node)} ${quoteValue(node.title)}`
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** `topic 2.1`, without the 1 of the root */
function numberOf({ path, depth }: PlacedNode): string {
  return `${kinds[depth]} ${depth === 1 ? rankOf(path) : path.slice(ROOT_PATH.length + 1)}`
}
