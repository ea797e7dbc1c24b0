/** The shape that a generated tree must have, whoever made it. */

import { childPath, type NodePath, ROOT_PATH } from './nodePath.ts'

export const treeDetails = ['simpler', 'standard', 'more_detail'] as const
/** How finely a tree divides its goal. */
export type TreeDetail = (typeof treeDetails)[number]

/** A node as a model writes it, depth first; depth 1 is a category. */
export interface GeneratedNode {
  /** 1–3 */
  depth: number
  title: string
  description: string | null
}

/** The fewest and the most, both allowed. */
export type Bounds = readonly [min: number, max: number]

export interface TreeBounds {
  categories: Bounds
  /** of each category */
  topics: Bounds
  /** of each topic */
  subtopics: Bounds
}

/** What every generated tree is held to. */
export const treeBounds: TreeBounds = { categories: [3, 6], topics: [2, 5], subtopics: [0, 3] }

/** What a model is asked for: within {@link treeBounds}, which alone decide whether the answer is right. */
export const wantedBounds: Record<TreeDetail, TreeBounds> = {
  simpler: { categories: [3, 4], topics: [2, 3], subtopics: [0, 0] },
  standard: { categories: [4, 6], topics: [2, 5], subtopics: [0, 3] },
  more_detail: { categories: [5, 6], topics: [3, 5], subtopics: [2, 3] },
}

/** Characters of a title that still names and does not explain. */
export const MAX_GENERATED_TITLE = 100
/** Characters of what a node says about itself. */
export const MAX_GENERATED_DESCRIPTION = 1_000

/** A generated node in the finished tree, whose root is `1`: the first category is `1.1`. */
export interface PlacedNode extends GeneratedNode {
  path: NodePath
}

/**
 * Gives nodes their paths. They come depth first, and no depth exceeds the one before by more than one, as
 * domain/generatedTreeCheck.ts demands; any other is placed as near to what it says as it can be.
 */
export function placeGeneratedNodes(nodes: readonly GeneratedNode[]): PlacedNode[] {
  const open: { path: NodePath; childCount: number }[] = [{ path: ROOT_PATH, childCount: 0 }]
  return nodes.map(node => {
    open.length = Math.max(1, Math.min(node.depth, open.length))
    const parent = open.at(-1)!
    const path = childPath(parent.path, ++parent.childCount)
    open.push({ path, childCount: 0 })
    return { ...node, path }
  })
}
