/** A generated tree while it arrives, before it is known whether the whole will be right. */

import { normalizeText } from './cardText.ts'
import { maxChildren, readGeneratedNode } from './generatedNode.ts'
import type { GeneratedNode } from './generatedTree.ts'

/**
 * Takes the nodes that can stand where they say: no depth left out, no more children than allowed, no sibling's
 * title. What stands below a node that was passed over is passed over too, so that nothing hangs elsewhere for a
 * while. A tree that turns out to be right is taken whole.
 */
export class GrowingTree {
  /** from the root down to the last node taken: the titles of its children */
  readonly #open: Set<string>[] = [new Set()]
  /** deeper nodes belong to one that was passed over */
  #passedDepth = Number.POSITIVE_INFINITY

  /** The node as it can be shown and saved; null when it is passed over. */
  take(item: unknown): GeneratedNode | null {
    const { node, faults } = readGeneratedNode(item)
    if (node.depth > this.#passedDepth) return null
    const siblings = this.#open[node.depth - 1]
    const form = normalizeText(node.title)
    const hasPlace =
      siblings !== undefined && !siblings.has(form) && siblings.size < maxChildren[node.depth - 1]!
    if (faults.length > 0 || !hasPlace) {
      this.#passedDepth = node.depth
      return null
    }
    this.#passedDepth = Number.POSITIVE_INFINITY
    siblings.add(form)
    this.#open.length = node.depth
    this.#open.push(new Set())
    return node
  }
}
