import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newCardsAllowed, planQueue, type QueueFacts } from './studyQueue.ts'

const noon = Date.parse('2026-05-10T12:00:00Z')
const minutes = (count: number) => new Date(noon + count * 60_000)

const nothing: QueueFacts = {
  learningDue: [],
  reviewDue: [],
  reviewDueCount: 0,
  newCards: [],
  learnAhead: [],
  reviewsAnsweredToday: 0,
  newAnsweredToday: new Map(),
  reviewsPerDay: 200,
  newCardsPerDay: 10,
  goalNewCardsPerDay: new Map(),
  allowsNew: true,
  beyondLimits: false,
  limit: null,
}
const facts = (some: Partial<QueueFacts>): QueueFacts => ({
  ...nothing,
  reviewDueCount: some.reviewDue?.length ?? 0,
  ...some,
})

/** 'a1' is a card of node a; its goal is the node's in upper case unless given. */
const waiting = (names: string, due = 0) =>
  names.split(' ').map((cardId, index) => ({ cardId, nodeId: cardId[0]!, due: minutes(due + index) }))
const reviews = (names: string) =>
  names.split(' ').map((cardId, index) => ({ cardId, nodeId: cardId[0]!, retrievability: 0.5 + index / 100 }))
const fresh = (names: string, goalId?: string) =>
  names.split(' ').map(cardId => ({ cardId, nodeId: cardId[0]!, goalId: goalId ?? cardId[0]!.toUpperCase() }))

const order = (plan: ReturnType<typeof planQueue>) => plan.items.map(item => item.cardId).join(' ')

describe('planQueue', () => {
  const cases: [string, Partial<QueueFacts>, string, number][] = [
    ['nothing', {}, '', 0],
    [
      'learning, then reviews, then new',
      { newCards: fresh('c1 c2'), reviewDue: reviews('b1'), learningDue: waiting('a1 a2') },
      'a1 a2 b1 c1 c2',
      0,
    ],
    [
      'learning cards by due, whatever order they come in',
      { learningDue: [...waiting('a1', -1), ...waiting('a2', -5)] },
      'a2 a1',
      0,
    ],
    ['neighbours of different nodes', { reviewDue: reviews('a1 a2 a3 b1 b2 c1') }, 'a1 b1 a2 b2 a3 c1', 0],
    ['one node keeps its order', { reviewDue: reviews('a1 a2 a3') }, 'a1 a2 a3', 0],
    ['what cannot be spread comes last', { reviewDue: reviews('a1 a2 b1 a3 a4') }, 'a1 b1 a2 a3 a4', 0],
    ['no more reviews than are left today', { reviewDue: reviews('a1 a2 b1'), reviewsPerDay: 2 }, 'a1 a2', 1],
    [
      'today’s answers count',
      { reviewDue: reviews('a1 a2 b1'), reviewsPerDay: 5, reviewsAnsweredToday: 4 },
      'a1',
      2,
    ],
    [
      'more answers than the limit, after it was lowered',
      { reviewDue: reviews('a1'), reviewsPerDay: 5, reviewsAnsweredToday: 9 },
      '',
      1,
    ],
    [
      'what waits counts all that are due, not only those loaded',
      { reviewDue: reviews('a1 b1'), reviewDueCount: 280, reviewsPerDay: 200 },
      'a1 b1',
      80,
    ],
    [
      'no new cards while reviews exceed the limit',
      { reviewDue: reviews('a1 b1 c1'), newCards: fresh('d1'), reviewsPerDay: 2 },
      'a1 b1',
      1,
    ],
    [
      'new cards when the reviews just fit',
      { reviewDue: reviews('a1 b1'), newCards: fresh('d1'), reviewsPerDay: 2 },
      'a1 b1 d1',
      0,
    ],
    [
      'do more today',
      {
        reviewDue: reviews('a1 b1 c1'),
        newCards: fresh('d1 d2'),
        reviewsPerDay: 1,
        newCardsPerDay: 0,
        beyondLimits: true,
      },
      'a1 b1 c1 d1 d2',
      0,
    ],
    ['a node’s new cards together', { newCards: fresh('a1 b1 a2 b2') }, 'a1 a2 b1 b2', 0],
    ['no more new cards than are left', { newCards: fresh('a1 a2 b1'), newCardsPerDay: 2 }, 'a1 a2', 0],
    [
      'first answers today count',
      { newCards: fresh('a1 a2 b1'), newCardsPerDay: 3, newAnsweredToday: new Map([['Z', 2]]) },
      'a1',
      0,
    ],
    [
      'a goal with its own number leaves the learner’s alone',
      {
        newCards: fresh('a1 a2 a3 b1 b2 c1'),
        newCardsPerDay: 2,
        goalNewCardsPerDay: new Map([['A', 2]]),
        newAnsweredToday: new Map([
          ['A', 1],
          ['B', 1],
        ]),
      },
      'a1 b1',
      0,
    ],
    [
      'a goal may allow more than the learner',
      { newCards: fresh('a1 a2 b1'), newCardsPerDay: 0, goalNewCardsPerDay: new Map([['A', 20]]) },
      'a1 a2',
      0,
    ],
    ['a goal may allow none', { newCards: fresh('a1 b1'), goalNewCardsPerDay: new Map([['A', 0]]) }, 'b1', 0],
    [
      'a mode without new cards',
      { newCards: fresh('a1'), reviewDue: reviews('b1'), allowsNew: false },
      'b1',
      0,
    ],
    ['ahead only when nothing else is left', { learnAhead: waiting('a1 a2', 5) }, 'a1 a2', 0],
    ['not ahead beside a new card', { learnAhead: waiting('a1', 5), newCards: fresh('b1') }, 'b1', 0],
    [
      'ahead, and the reviews that wait are told',
      { learnAhead: waiting('a1', 5), reviewDue: reviews('b1'), reviewsPerDay: 0 },
      'a1',
      1,
    ],
    [
      'a limit over all kinds',
      { learningDue: waiting('a1'), reviewDue: reviews('b1 c1'), newCards: fresh('d1 d2 d3'), limit: 4 },
      'a1 b1 c1 d1',
      0,
    ],
    [
      'a limit takes the weakest, then interleaves',
      { reviewDue: reviews('a1 a2 b1 c1'), limit: 3 },
      'a1 b1 a2',
      0,
    ],
    ['a limit is no daily limit: nothing waits', { reviewDue: reviews('a1 b1'), limit: 1 }, 'a1', 0],
    ['a limit on what is ahead', { learnAhead: waiting('a1 a2 a3', 5), limit: 2 }, 'a1 a2', 0],
  ]

  it.each(cases)('%s', (_, some, expected, left) => {
    const plan = planQueue(facts(some))
    expect(order(plan)).toBe(expected)
    expect(plan.waiting).toBe(left)
  })

  it('says of each card why it is there', () => {
    const all = { learningDue: waiting('a1'), reviewDue: reviews('b1'), newCards: fresh('c1') }
    expect(planQueue(facts(all)).items.map(item => item.kind)).toEqual(['learning', 'review', 'new'])
    expect(planQueue(facts({ learnAhead: waiting('a1', 5) })).items[0]!.kind).toBe('learnAhead')
  })

  const anyNode = fc.constantFrom('a', 'b', 'c', 'd')
  const anyCounts = fc
    .dictionary(fc.constantFrom('A', 'B', 'C', 'D'), fc.nat(6))
    .map(it => new Map(Object.entries(it)))
  const anyFacts: fc.Arbitrary<QueueFacts> = fc
    .record({
      learningNodes: fc.array(anyNode, { maxLength: 4 }),
      reviewNodes: fc.array(anyNode, { maxLength: 20 }),
      newNodes: fc.array(anyNode, { maxLength: 20 }),
      aheadNodes: fc.array(anyNode, { maxLength: 4 }),
      notLoaded: fc.nat(10),
      reviewsPerDay: fc.nat(20),
      reviewsAnsweredToday: fc.nat(10),
      newCardsPerDay: fc.nat(10),
      newAnsweredToday: anyCounts,
      goalNewCardsPerDay: anyCounts,
      allowsNew: fc.boolean(),
      beyondLimits: fc.boolean(),
      limit: fc.option(fc.integer({ min: 1, max: 30 })),
    })
    .map(({ learningNodes, reviewNodes, newNodes, aheadNodes, notLoaded, ...rest }) => ({
      ...rest,
      learningDue: learningNodes.map((nodeId, index) => ({
        cardId: `L${index}`,
        nodeId,
        due: minutes(-index),
      })),
      reviewDue: reviewNodes.map((nodeId, index) => ({
        cardId: `R${index}`,
        nodeId,
        retrievability: index / 20,
      })),
      reviewDueCount: reviewNodes.length + notLoaded,
      newCards: newNodes.map((nodeId, index) => ({
        cardId: `N${index}`,
        nodeId,
        goalId: nodeId.toUpperCase(),
      })),
      learnAhead: aheadNodes.map((nodeId, index) => ({
        cardId: `A${index}`,
        nodeId,
        due: minutes(index + 1),
      })),
    }))

  it('holds every limit and never queues a card twice', () => {
    fc.assert(
      fc.property(anyFacts, given => {
        const { items, waiting: left } = planQueue(given)
        const count = (kind: string) => items.filter(item => item.kind === kind).length
        expect(new Set(items.map(item => item.cardId)).size).toBe(items.length)
        expect(items.length).toBeLessThanOrEqual(given.limit ?? Number.POSITIVE_INFINITY)
        if (count('learnAhead') > 0) expect(count('learnAhead')).toBe(items.length)
        if (!given.allowsNew) expect(count('new')).toBe(0)
        if (given.beyondLimits) {
          expect(left).toBe(0)
          return
        }
        const reviewsLeft = Math.max(0, given.reviewsPerDay - given.reviewsAnsweredToday)
        expect(count('review')).toBeLessThanOrEqual(reviewsLeft)
        expect(left).toBe(Math.max(0, given.reviewDueCount - reviewsLeft))
        if (left > 0) expect(count('new')).toBe(0)
        const goalOf = new Map(given.newCards.map(card => [card.cardId, card.goalId]))
        const chosen = items.filter(item => item.kind === 'new').map(item => goalOf.get(item.cardId)!)
        let sharedCount = chosen.filter(goalId => !given.goalNewCardsPerDay.has(goalId)).length
        for (const [goalId, answered] of given.newAnsweredToday) {
          if (!given.goalNewCardsPerDay.has(goalId)) sharedCount += answered
        }
        if (chosen.some(goalId => !given.goalNewCardsPerDay.has(goalId))) {
          expect(sharedCount).toBeLessThanOrEqual(given.newCardsPerDay)
        }
        for (const [goalId, perDay] of given.goalNewCardsPerDay) {
          const inQueue = chosen.filter(other => other === goalId).length
          if (inQueue > 0)
            expect(inQueue + (given.newAnsweredToday.get(goalId) ?? 0)).toBeLessThanOrEqual(perDay)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('takes the weakest reviews and sets one node’s side by side only when no other is left', () => {
    fc.assert(
      fc.property(anyFacts, given => {
        const chosen = planQueue(given)
          .items.filter(item => item.kind === 'review')
          .map(item => item.cardId)
        const weakest = given.reviewDue.slice(0, chosen.length)
        expect([...chosen].sort()).toEqual(weakest.map(card => card.cardId).sort())
        const nodeOf = new Map(weakest.map(card => [card.cardId, card.nodeId]))
        const nodes = chosen.map(cardId => nodeOf.get(cardId)!)
        const firstRepeat = nodes.findIndex((node, index) => node === nodes[index - 1])
        if (firstRepeat >= 0) expect(new Set(nodes.slice(firstRepeat)).size).toBe(1)
      }),
      { numRuns: 300 },
    )
  })

  it('counts as many new cards as it would queue', () => {
    fc.assert(
      fc.property(anyFacts, given => {
        const counts = new Map<string, number>()
        for (const { goalId } of given.newCards) counts.set(goalId, (counts.get(goalId) ?? 0) + 1)
        const queued = planQueue({ ...given, limit: null }).items.filter(item => item.kind === 'new')
        expect(newCardsAllowed(given, counts)).toBe(queued.length)
      }),
      { numRuns: 300 },
    )
  })

  it('copes with a hundred thousand cards', () => {
    const reviewDue = Array.from({ length: 100_000 }, (_, index) => ({
      cardId: `R${index}`,
      nodeId: index < 60_000 ? 'a' : `b${index % 7}`,
      retrievability: index / 100_000,
    }))
    expect(planQueue(facts({ reviewDue, beyondLimits: true })).items).toHaveLength(100_000)
  })
})
