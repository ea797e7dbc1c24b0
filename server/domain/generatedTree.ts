/** The shape that a generated tree must have, whoever made it. */

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
