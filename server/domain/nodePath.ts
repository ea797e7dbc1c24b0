/**
 * The place of a node in its tree: `1` is the root, then the dense 1-based rank of each step down,
 * as in `1.2.3`. Order is by the numbers, never by text: `1.10` comes after `1.2`.
 */

import { InvalidInput } from './errors.ts'
import { quoteValue } from './textFaults.ts'

export type NodePath = string

export const ROOT_PATH: NodePath = '1'

/** `1` and then ranks from 1, without leading zeros. */
const PATH = /^1(?:\.[1-9]\d{0,5})*$/

/** The ranks from the root down: `'1.2.3'` → `[1, 2, 3]`. Throws InvalidInput on anything else. */
export function parsePath(path: NodePath): number[] {
  if (!PATH.test(path)) {
    throw new InvalidInput('path', `Invalid path ${quoteValue(path)}: expected ranks from 1 as in "1.2.3".`)
  }
  return path.split('.').map(Number)
}

/** Orders paths depth first: a parent before its children, siblings by rank. */
export function comparePaths(a: NodePath, b: NodePath): number {
  const left = a.split('.')
  const right = b.split('.')
  const shared = Math.min(left.length, right.length)
  for (let step = 0; step < shared; step++) {
    const difference = Number(left[step]) - Number(right[step])
    if (difference !== 0) return difference
  }
  return left.length - right.length
}

/** The path one step up; null for the root. */
export function parentPath(path: NodePath): NodePath | null {
  const end = path.lastIndexOf('.')
  return end === -1 ? null : path.slice(0, end)
}

/** Steps below the root; the root is 0. */
export function depthOf(path: NodePath): number {
  return path.split('.').length - 1
}

/** The rank among its siblings, from 1; `sortOrder` is one less. */
export function rankOf(path: NodePath): number {
  return Number(path.slice(path.lastIndexOf('.') + 1))
}

/** Whether `path` lies strictly below `of`. */
export function isDescendant(path: NodePath, of: NodePath): boolean {
  // The dot matters: 1.10 begins with 1.1 and is not below it.
  return path.startsWith(`${of}.`)
}

export function isSelfOrDescendant(path: NodePath, of: NodePath): boolean {
  return path === of || isDescendant(path, of)
}

/** The path of the child with this rank (from 1). */
export function childPath(parent: NodePath, rank: number): NodePath {
  return `${parent}.${rank}`
}
