/**
 * Mastery, from cards to the goal. Cards count in millionths; a *unit* is an effectively enabled node
 * with at least one active, unsuspended card, or with no card and no child at all; a node's percentage
 * is the floor of the mean of the units in its subtree. Sums are integers, so that an incremental change
 * and a recomputation agree exactly.
 */

/** Stability from which a card in state review is mastered. */
export const MASTERED_STABILITY_DAYS = 21
/** Mastery of a mastered card, in millionths. */
export const FULL_MASTERY = 1_000_000
/** Millionths in one percent. */
const MILLIONTHS_PER_PERCENT = FULL_MASTERY / 100

export type MasteryCardState = 'new' | 'learning' | 'review' | 'relearning'

/** What mastery needs to know of a node. Only active cards count, drafts never. */
export interface MasteryNode {
  id: string
  parentId: string | null
  /** Its own flag, whatever its ancestors say. */
  isEnabled: boolean
  /** Active cards, suspended or not. */
  cardCount: number
  /** Active cards that are not suspended. */
  studiedCardCount: number
  /** Σ {@link cardMastery} over the active, unsuspended cards, in millionths. */
  cardMasterySum: number
}

/** The units of a subtree as seen from its top: how many, and Σ of their mastery in millionths. */
export interface UnitSum {
  unitCount: number
  unitMastery: number
}

export interface NodeMastery extends UnitSum {
  /** 0–100, rounded down. */
  masteryPercentage: number
}

/** A node on the way from a card's node up to the root, with what is stored for its subtree. */
export interface ChainNode extends MasteryNode, UnitSum {}

/** A node whose figures changed. */
export interface ChainChange extends NodeMastery {
  id: string
  cardCount: number
  studiedCardCount: number
  cardMasterySum: number
}

/** How a card's coming, going or (un)suspending changes the counts of its node. */
export interface CardCountDelta {
  cardCount: number
  studiedCardCount: number
}

/** Whether a card is mastered: in state review with a stability (days) of 21 or more. */
export function isMastered(state: MasteryCardState, stability: number | null): boolean {
  return state === 'review' && stability !== null && stability >= MASTERED_STABILITY_DAYS
}

/**
 * Mastery of one card in millionths: 0 while new, 1,000,000 once mastered, in between its stability
 * (days) relative to 21, never quite full.
 */
export function cardMastery(state: MasteryCardState, stability: number | null): number {
  if (state === 'new' || stability === null) return 0
  if (isMastered(state, stability)) return FULL_MASTERY
  return Math.min(FULL_MASTERY - 1, Math.round((FULL_MASTERY * stability) / MASTERED_STABILITY_DAYS))
}

/**
 * What a node contributes by itself, supposing that it is effectively enabled: one unit or none, and
 * that unit's mastery in millionths. `hasChildren` counts disabled children too. A node whose cards
 * are all suspended is no unit.
 */
export function ownUnit(
  node: Pick<MasteryNode, 'cardCount' | 'studiedCardCount' | 'cardMasterySum'>,
  hasChildren: boolean,
): { units: 0 | 1; mastery: number } {
  if (node.studiedCardCount > 0) {
    return { units: 1, mastery: Math.floor(node.cardMasterySum / node.studiedCardCount) }
  }
  return { units: node.cardCount === 0 && !hasChildren ? 1 : 0, mastery: 0 }
}

/** Percentage (0–100, rounded down) of a sum of units; 0 without units. */
export function toPercentage({ unitCount, unitMastery }: UnitSum): number {
  return unitCount === 0 ? 0 : Math.floor(unitMastery / (MILLIONTHS_PER_PERCENT * unitCount))
}

/**
 * Mastery of every node of one tree from scratch, by id. A disabled node shows what it would have,
 * and counts for nothing above it. Nodes may come in any order.
 */
export function computeTreeMastery(nodes: MasteryNode[]): Map<string, NodeMastery> {
  const children = groupByParent(nodes)
  const result = new Map<string, NodeMastery>()
  for (const node of orderFromRoot(children).reverse()) {
    const below = children.get(node.id) ?? []
    const own = ownUnit(node, below.length > 0)
    const sum = { unitCount: own.units as number, unitMastery: own.mastery }
    for (const child of below) {
      if (!child.isEnabled) continue
      const { unitCount, unitMastery } = result.get(child.id)!
      sum.unitCount += unitCount
      sum.unitMastery += unitMastery
    }
    result.set(node.id, { ...sum, masteryPercentage: toPercentage(sum) })
  }
  return result
}

/**
 * Carries a change of one node's cards up to the root without reading the rest of the tree. `chain` runs
 * from the card's node to the root, each with its stored figures; `hasChildren` is of the first.
 * `sumDelta` is the change of its card mastery sum in millionths. Returns the nodes that changed, in
 * that order; above a disabled node nothing does.
 */
export function applyCardChange(
  chain: ChainNode[],
  hasChildren: boolean,
  sumDelta: number,
  counts: CardCountDelta = { cardCount: 0, studiedCardCount: 0 },
): ChainChange[] {
  const [node, ...ancestors] = chain
  if (!node) return []
  const changed = {
    ...node,
    cardCount: node.cardCount + counts.cardCount,
    studiedCardCount: node.studiedCardCount + counts.studiedCardCount,
    cardMasterySum: node.cardMasterySum + sumDelta,
  }
  const before = ownUnit(node, hasChildren)
  const after = ownUnit(changed, hasChildren)
  const unitDelta = after.units - before.units
  const masteryDelta = after.mastery - before.mastery

  const changes = [addUnits(changed, unitDelta, masteryDelta)]
  if (unitDelta === 0 && masteryDelta === 0) return changes
  let isCounted = node.isEnabled
  for (const ancestor of ancestors) {
    if (!isCounted) break
    changes.push(addUnits(ancestor, unitDelta, masteryDelta))
    isCounted = ancestor.isEnabled
  }
  return changes
}

/**
 * The units of a tree, depth first, siblings as given: what the goal's mastery is the mean of. Under a
 * disabled root there are none.
 */
export function findUnits<T extends MasteryNode>(nodes: T[]): T[] {
  const children = groupByParent(nodes)
  return orderFromRoot(children, node => node.isEnabled).filter(
    node => ownUnit(node, children.has(node.id)).units === 1,
  )
}

/**
 * Whether a goal is complete: it has units, every one of them has cards, and every card of its units
 * has been mastered at least once. `neverMasteredCount` counts those that have not.
 */
export function isGoalComplete(units: { cardCount: number; neverMasteredCount: number }[]): boolean {
  return units.length > 0 && units.every(unit => unit.cardCount > 0 && unit.neverMasteredCount === 0)
}

function addUnits(node: ChainNode, unitDelta: number, masteryDelta: number): ChainChange {
  const { id, cardCount, studiedCardCount, cardMasterySum } = node
  const sum = { unitCount: node.unitCount + unitDelta, unitMastery: node.unitMastery + masteryDelta }
  return { id, cardCount, studiedCardCount, cardMasterySum, ...sum, masteryPercentage: toPercentage(sum) }
}

function groupByParent<T extends MasteryNode>(nodes: T[]): Map<string | null, T[]> {
  return Map.groupBy(nodes, node => node.parentId)
}

/** Depth first from the root, entering only what `isEntered` lets in. */
function orderFromRoot<T extends MasteryNode>(
  children: Map<string | null, T[]>,
  isEntered: (node: T) => boolean = () => true,
): T[] {
  const order: T[] = []
  const waiting = (children.get(null) ?? []).toReversed()
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (!isEntered(node)) continue
    order.push(node)
    waiting.push(...(children.get(node.id) ?? []).toReversed())
  }
  return order
}
