import type { StudyMode } from '../../gql/graphql.ts'

export interface NodeChange {
  before: number
  after: number
  skillNode: { id: string; title: string; depth: number }
}

/** As many as fit under the figures without scrolling far. */
export const CHANGES_SHOWN = 8

/**
 * The touched nodes below the goal, those that moved most first, deeper ones before the branches they
 * move; a node that stayed where it was is left out unless nothing moved at all.
 */
export function listChanges<C extends NodeChange>(
  nodes: readonly C[],
): { changes: C[]; hiddenCount: number } {
  const below = nodes.filter(change => change.skillNode.depth > 0)
  const moved = below.filter(change => change.before !== change.after)
  const wanted = moved.length > 0 ? moved : below
  const sorted = wanted.toSorted(
    (a, b) =>
      Math.abs(b.after - b.before) - Math.abs(a.after - a.before) || b.skillNode.depth - a.skillNode.depth,
  )
  return {
    changes: sorted.slice(0, CHANGES_SHOWN),
    hiddenCount: Math.max(0, sorted.length - CHANGES_SHOWN),
  }
}

/** `12 → 18 %`, or the one figure where nothing moved. */
export function describeChange({ before, after }: Pick<NodeChange, 'before' | 'after'>): string {
  return before === after ? `${after} %` : `${before} → ${after} %`
}

/** How many cards the same mode would ask now: without those that today's limit leaves for later. */
export function countReady(
  { mode, waiting }: { mode: StudyMode; waiting: number },
  due: { now: number; new: number },
): number {
  const newCount = mode === 'TIMED' ? 0 : due.new
  return Math.max(0, due.now + newCount - waiting)
}
