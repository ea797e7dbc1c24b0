import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  applyCardChange,
  type ChainNode,
  cardMastery,
  computeTreeMastery,
  findUnits,
  isGoalComplete,
  isMastered,
  type MasteryCardState,
  type MasteryNode,
  ownUnit,
  toPercentage,
} from './mastery.ts'

type Facts = Partial<MasteryNode>

function node(id: string, parentId: string | null, facts: Facts = {}): MasteryNode {
  return { id, parentId, isEnabled: true, cardCount: 0, studiedCardCount: 0, cardMasterySum: 0, ...facts }
}

/** Facts of a node with one active card per mastery given. */
function cards(...masteries: number[]): Facts {
  const cardMasterySum = masteries.reduce((sum, mastery) => sum + mastery, 0)
  return { cardCount: masteries.length, studiedCardCount: masteries.length, cardMasterySum }
}

test.each<[MasteryCardState, number | null, number, boolean]>([
  ['new', null, 0, false],
  ['new', 50, 0, false],
  ['learning', 0, 0, false],
  ['learning', 2.3065, 109_833, false],
  ['learning', 21, 999_999, false],
  ['relearning', 400, 999_999, false],
  ['review', 10.5, 500_000, false],
  ['review', 20.999_99, 999_999, false],
  ['review', 20.999_999_999, 999_999, false],
  ['review', 21, 1_000_000, true],
  ['review', 36_500, 1_000_000, true],
  ['review', null, 0, false],
])('a card in state %s with stability %j counts %i', (state, stability, expected, mastered) => {
  expect(cardMastery(state, stability)).toBe(expected)
  expect(isMastered(state, stability)).toBe(mastered)
})

test.each<[string, Facts, boolean, 0 | 1, number]>([
  ['a leaf without cards', {}, false, 1, 0],
  ['a parent without cards', {}, true, 0, 0],
  ['a leaf with cards', cards(1_000_000, 0, 0), false, 1, 333_333],
  ['a parent with cards', cards(1_000_000), true, 1, 1_000_000],
  ['suspended cards beside studied ones', { ...cards(800_000), cardCount: 5 }, false, 1, 800_000],
  ['a leaf with only suspended cards', { cardCount: 3 }, false, 0, 0],
  ['a parent with only suspended cards', { cardCount: 3 }, true, 0, 0],
])('%s', (_, facts, hasChildren, units, mastery) => {
  expect(ownUnit(node('n', null, facts), hasChildren)).toEqual({ units, mastery })
})

test.each([
  [0, 0, 0],
  [1, 9_999, 0],
  [1, 10_000, 1],
  [1, 999_999, 99],
  [1, 1_000_000, 100],
  [3, 2_999_999, 99],
  [2, 1_000_000, 50],
])('%i units with %i millionths are %i %%', (unitCount, unitMastery, expected) => {
  expect(toPercentage({ unitCount, unitMastery })).toBe(expected)
})

describe('computeTreeMastery', () => {
  const percentages = (nodes: MasteryNode[]) =>
    Object.fromEntries(
      [...computeTreeMastery(nodes)].map(([id, { masteryPercentage }]) => [id, masteryPercentage]),
    )

  test('a lone root is one unit without mastery', () => {
    expect(computeTreeMastery([node('root', null)]).get('root')).toEqual({
      unitCount: 1,
      unitMastery: 0,
      masteryPercentage: 0,
    })
  })

  test('every unit weighs the same, however deep and however many cards it has', () => {
    const nodes = [
      node('leaf', 'topic', cards(1_000_000)),
      node('topic', 'category', cards(0, 0, 0)),
      node('category', 'root'),
      node('empty', 'root'),
      node('root', null),
    ]
    expect(percentages(nodes)).toEqual({ leaf: 100, topic: 50, category: 50, empty: 0, root: 33 })
  })

  test('a disabled part counts for nothing above it and shows what it would have', () => {
    const nodes = [
      node('root', null),
      node('on', 'root', cards(500_000)),
      node('off', 'root', { isEnabled: false }),
      node('below', 'off', cards(1_000_000)),
      node('belowOff', 'off', { ...cards(0), isEnabled: false }),
    ]
    expect(percentages(nodes)).toEqual({ root: 50, on: 50, off: 100, below: 100, belowOff: 0 })
  })

  test('a parent whose children are all disabled is no unit of its own', () => {
    const nodes = [node('root', null), node('off', 'root', { isEnabled: false })]
    expect(computeTreeMastery(nodes).get('root')).toEqual({
      unitCount: 0,
      unitMastery: 0,
      masteryPercentage: 0,
    })
  })
})

test('units are what is effectively enabled and has studied cards or nothing at all', () => {
  const nodes = [
    node('root', null),
    node('a', 'root', cards(0)),
    node('a1', 'a'),
    node('suspended', 'root', { cardCount: 2 }),
    node('off', 'root', { isEnabled: false }),
    node('below', 'off', cards(0)),
  ]
  expect(findUnits(nodes).map(unit => unit.id)).toEqual(['a', 'a1'])
  const disabledRoot = nodes.map(each => (each.id === 'root' ? { ...each, isEnabled: false } : each))
  expect(findUnits(disabledRoot)).toEqual([])
})

test.each([
  ['no units', [], false],
  ['a unit without cards', [{ cardCount: 0, neverMasteredCount: 0 }], false],
  ['a card never mastered', [{ cardCount: 3, neverMasteredCount: 1 }], false],
  [
    'one unit lacking cards',
    [
      { cardCount: 3, neverMasteredCount: 0 },
      { cardCount: 0, neverMasteredCount: 0 },
    ],
    false,
  ],
  [
    'everything mastered once',
    [
      { cardCount: 3, neverMasteredCount: 0 },
      { cardCount: 1, neverMasteredCount: 0 },
    ],
    true,
  ],
])('a goal with %s', (_, units, expected) => {
  expect(isGoalComplete(units)).toBe(expected)
})

describe('properties', () => {
  /** Random trees: each node's parent is some earlier node; a few cards, some of them suspended. */
  const trees = fc
    .array(
      fc.record({
        parent: fc.nat(1000),
        isEnabled: fc.boolean(),
        masteries: fc.array(fc.integer({ min: 0, max: 1_000_000 }), { maxLength: 4 }),
        suspended: fc.nat(2),
      }),
      { minLength: 1, maxLength: 25 },
    )
    .map(list =>
      list.map(({ parent, isEnabled, masteries, suspended }, index) => {
        const facts = cards(...masteries)
        return node(`n${index}`, index === 0 ? null : `n${parent % index}`, {
          ...facts,
          isEnabled,
          cardCount: masteries.length + suspended,
        })
      }),
    )

  /** Σ over units found one by one, straight from the definition. */
  function percentageByDefinition(nodes: MasteryNode[], top: MasteryNode): number {
    const byId = new Map(nodes.map(each => [each.id, each]))
    const counts = (each: MasteryNode): boolean => {
      if (each.id === top.id) return true
      const parent = each.parentId === null ? undefined : byId.get(each.parentId)
      return parent !== undefined && each.isEnabled && counts(parent)
    }
    const units = nodes.filter(counts).filter(each => {
      const isEmptyLeaf = each.cardCount === 0 && !nodes.some(other => other.parentId === each.id)
      return each.studiedCardCount > 0 || isEmptyLeaf
    })
    if (units.length === 0) return 0
    const sum = units.reduce(
      (total, unit) =>
        total + (unit.studiedCardCount ? Math.floor(unit.cardMasterySum / unit.studiedCardCount) : 0),
      0,
    )
    return Math.floor(sum / (10_000 * units.length))
  }

  test('every percentage follows the definition, in whatever order the nodes come', () => {
    fc.assert(
      fc.property(trees, fc.boolean(), (nodes, isReversed) => {
        const result = computeTreeMastery(isReversed ? nodes.toReversed() : nodes)
        for (const each of nodes) {
          const { masteryPercentage } = result.get(each.id)!
          expect(masteryPercentage).toBe(percentageByDefinition(nodes, each))
          expect(masteryPercentage).toBeGreaterThanOrEqual(0)
          expect(masteryPercentage).toBeLessThanOrEqual(100)
        }
      }),
    )
  })

  test('a chain of incremental changes equals a recomputation', () => {
    const changes = fc.array(
      fc.record({
        at: fc.nat(1000),
        kind: fc.constantFrom('review', 'add', 'suspend', 'unsuspend'),
        mastery: fc.integer({ min: 0, max: 1_000_000 }),
      }),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(trees, changes, (initial, list) => {
        let stored: ChainNode[] = initial.map(each => ({
          ...each,
          ...computeTreeMastery(initial).get(each.id)!,
        }))
        const percentages = new Map(
          [...computeTreeMastery(initial)].map(([id, { masteryPercentage }]) => [id, masteryPercentage]),
        )
        for (const { at, kind, mastery } of list) {
          const byId = new Map(stored.map(each => [each.id, each]))
          const target = stored[at % stored.length]!
          const chain = [target]
          for (let up = target.parentId; up !== null; up = chain.at(-1)!.parentId) chain.push(byId.get(up)!)
          const hasChildren = stored.some(each => each.parentId === target.id)

          const average = target.studiedCardCount
            ? Math.floor(target.cardMasterySum / target.studiedCardCount)
            : 0
          let delta = { sum: 0, cardCount: 0, studiedCardCount: 0 }
          if (kind === 'add') delta = { sum: mastery, cardCount: 1, studiedCardCount: 1 }
          else if (kind === 'unsuspend' && target.cardCount > target.studiedCardCount) {
            delta = { sum: mastery, cardCount: 0, studiedCardCount: 1 }
          } else if (target.studiedCardCount === 0) continue
          else if (kind === 'review') delta.sum = mastery - average
          else {
            const isLast = target.studiedCardCount === 1
            delta = { sum: isLast ? -target.cardMasterySum : -average, cardCount: 0, studiedCardCount: -1 }
          }

          const changed = applyCardChange(chain, hasChildren, delta.sum, delta)
          const changedById = new Map(changed.map(each => [each.id, each]))
          stored = stored.map(each => {
            const change = changedById.get(each.id)
            if (!change) return each
            const { masteryPercentage, ...figures } = change
            percentages.set(each.id, masteryPercentage)
            return { ...each, ...figures }
          })
          const fresh = computeTreeMastery(stored)
          for (const each of stored) {
            const expected = fresh.get(each.id)!
            expect({ id: each.id, unitCount: each.unitCount, unitMastery: each.unitMastery }).toEqual({
              id: each.id,
              unitCount: expected.unitCount,
              unitMastery: expected.unitMastery,
            })
            expect(percentages.get(each.id)).toBe(expected.masteryPercentage)
          }
        }
      }),
      { numRuns: 200 },
    )
  })

  test('more stability never means less mastery', () => {
    const stabilities = fc.double({ min: 0, max: 40, noNaN: true })
    fc.assert(
      fc.property(stabilities, stabilities, (a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a]
        expect(cardMastery('review', low)).toBeLessThanOrEqual(cardMastery('review', high))
      }),
    )
  })
})
