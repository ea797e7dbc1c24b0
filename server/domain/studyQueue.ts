/** Which cards are studied, in which order. Everything is loaded before; nothing here knows the database. */

export type QueueItemKind = 'learning' | 'review' | 'new' | 'learnAhead'

export interface QueueItem {
  readonly cardId: string
  readonly kind: QueueItemKind
}

export interface WaitingCard {
  readonly cardId: string
  readonly nodeId: string
  readonly due: Date
}

export interface ReviewCandidate {
  readonly cardId: string
  readonly nodeId: string
  readonly retrievability: number
}

export interface NewCandidate {
  readonly cardId: string
  readonly nodeId: string
  readonly goalId: string
}

/** Today's limits and what they have already been used for, over all sessions of the learner day. */
export interface LimitFacts {
  /** Review cards due today in what is studied, however many of them were loaded. */
  readonly reviewDueCount: number
  /** Answers to Review cards today. */
  readonly reviewsAnsweredToday: number
  /** First answers today, of every goal. */
  readonly newAnsweredToday: ReadonlyMap<string, number>
  readonly reviewsPerDay: number
  readonly newCardsPerDay: number
  /** Only the goals that set their own. */
  readonly goalNewCardsPerDay: ReadonlyMap<string, number>
  /** Whether the mode has new cards at all; TIMED has none. */
  readonly allowsNew: boolean
  /** "Do more today": neither limit holds. */
  readonly beyondLimits: boolean
}

/** All a queue is decided from. */
export interface QueueFacts extends LimitFacts {
  /** Learning and relearning cards due now. */
  readonly learningDue: readonly WaitingCard[]
  /** Due Review cards, lowest retrievability first; may be the first ones only. */
  readonly reviewDue: readonly ReviewCandidate[]
  /** In tree order. */
  readonly newCards: readonly NewCandidate[]
  /** Learning cards that become due within 20 minutes. */
  readonly learnAhead: readonly WaitingCard[]
  /** Distinct cards; null: all. */
  readonly limit: number | null
}

export interface QueuePlan {
  readonly items: QueueItem[]
  /** Due cards left out by today's limit. */
  readonly waiting: number
}

/**
 * Learning cards due now; then due reviews, lowest retrievability first and interleaved across nodes; then
 * new cards in tree order, a node's together. Learning cards due soon come only when nothing else is left.
 */
export function planQueue(facts: QueueFacts): QueuePlan {
  const reviewsLeft = countReviewsLeft(facts)
  const waiting = Math.max(0, facts.reviewDueCount - reviewsLeft)
  const limit = facts.limit ?? Number.POSITIVE_INFINITY

  const learning = sortByDue(facts.learningDue).slice(0, limit)
  const reviewRoom = Math.min(reviewsLeft, limit - learning.length)
  // Chosen before they are interleaved: interleaving must not cost a weaker card its place.
  const reviews = interleave(facts.reviewDue.slice(0, reviewRoom))
  const newRoom = limit - learning.length - reviews.length
  const newCards = newRoom > 0 ? groupByNode(takeNewCards(facts)).slice(0, newRoom) : []

  const items = [
    ...learning.map(({ cardId }) => ({ cardId, kind: 'learning' as const })),
    ...reviews.map(({ cardId }) => ({ cardId, kind: 'review' as const })),
    ...newCards.map(({ cardId }) => ({ cardId, kind: 'new' as const })),
  ]
  if (items.length > 0) return { items, waiting }
  const ahead = sortByDue(facts.learnAhead).slice(0, limit)
  return { items: ahead.map(({ cardId }) => ({ cardId, kind: 'learnAhead' as const })), waiting }
}

/** How many answers to Review cards today's limit still allows. */
export function countReviewsLeft(facts: LimitFacts): number {
  if (facts.beyondLimits) return Number.POSITIVE_INFINITY
  return Math.max(0, facts.reviewsPerDay - facts.reviewsAnsweredToday)
}

/**
 * How many new cards are allowed today, of those there are in each goal. None while due reviews exceed what
 * is left of today's limit. A goal with its own number counts its own first answers; the others share the
 * learner's.
 */
export function newCardsAllowed(facts: LimitFacts, newCardCounts: ReadonlyMap<string, number>): number {
  const allowance = buildNewAllowance(facts)
  let allowed = 0
  for (const [goalId, count] of newCardCounts) allowed += allowance.take(goalId, count)
  return allowed
}

function takeNewCards(facts: QueueFacts): NewCandidate[] {
  const allowance = buildNewAllowance(facts)
  return facts.newCards.filter(card => allowance.take(card.goalId, 1) === 1)
}

/** Counts down what is left for new cards; `take` gives as many of the cards wanted as are still allowed. */
function buildNewAllowance(facts: LimitFacts): { take(goalId: string, wanted: number): number } {
  if (!facts.allowsNew || facts.reviewDueCount > countReviewsLeft(facts)) return { take: () => 0 }
  if (facts.beyondLimits) return { take: (_, wanted) => wanted }
  const own = new Map(facts.goalNewCardsPerDay)
  let shared = facts.newCardsPerDay
  for (const [goalId, answered] of facts.newAnsweredToday) {
    const perDay = own.get(goalId)
    if (perDay === undefined) shared -= answered
    else own.set(goalId, perDay - answered)
  }
  return {
    take(goalId, wanted) {
      const left = own.get(goalId)
      const taken = Math.max(0, Math.min(wanted, left ?? shared))
      if (left === undefined) shared -= taken
      else own.set(goalId, left - taken)
      return taken
    },
  }
}

/**
 * Keeps the order, but puts a card off while it would follow one of its own node and another node's card is
 * left. All that are put off at any time are of one node, so one list of them is enough.
 */
function interleave<T extends { readonly nodeId: string }>(cards: readonly T[]): T[] {
  const result: T[] = []
  const putOff: T[] = []
  let returned = 0
  for (const card of cards) {
    if (card.nodeId === result.at(-1)?.nodeId) {
      putOff.push(card)
      continue
    }
    result.push(card)
    if (returned < putOff.length) result.push(putOff[returned++]!)
  }
  return [...result, ...putOff.slice(returned)]
}

/** A node's cards together, nodes in the order of their first card. */
function groupByNode(cards: readonly NewCandidate[]): NewCandidate[] {
  return [...Map.groupBy(cards, card => card.nodeId).values()].flat()
}

function sortByDue(cards: readonly WaitingCard[]): WaitingCard[] {
  return [...cards].sort((a, b) => a.due.getTime() - b.due.getTime() || (a.cardId < b.cardId ? -1 : 1))
}
