import fc from 'fast-check'
import { expect, test } from 'vitest'
import { generatedTrees } from '../testing/generatedTrees.ts'
import {
  type GeneratedNode,
  placeGeneratedNodes,
  type TreeBounds,
  treeBounds,
  wantedBounds,
} from './generatedTree.ts'
import { comparePaths, depthOf } from './nodePath.ts'

function nodesOf(...depths: number[]): GeneratedNode[] {
  return depths.map((depth, index) => ({ depth, title: `Node ${index + 1}`, description: null }))
}

test.each<[string, number[], string[]]>([
  ['categories', [1, 1, 1], ['1.1', '1.2', '1.3']],
  [
    'topics and subtopics',
    [1, 2, 3, 3, 2, 1, 2],
    ['1.1', '1.1.1', '1.1.1.1', '1.1.1.2', '1.1.2', '1.2', '1.2.1'],
  ],
  ['nothing', [], []],
  ['a depth left out', [1, 3, 3], ['1.1', '1.1.1', '1.1.1.1']],
  ['no depth', [0, 1], ['1.1', '1.2']],
])('%s are placed', (_, depths, paths) => {
  expect(placeGeneratedNodes(nodesOf(...depths)).map(({ path }) => path)).toEqual(paths)
})

test('a tree of the right shape is placed in its order, each node at its depth', () => {
  fc.assert(
    fc.property(generatedTrees(), nodes => {
      const placed = placeGeneratedNodes(nodes)
      const paths = placed.map(({ path }) => path)
      expect(paths.map(depthOf)).toEqual(nodes.map(({ depth }) => depth))
      expect(paths.toSorted(comparePaths)).toEqual(paths)
      expect(new Set(paths).size).toBe(paths.length)
    }),
  )
})

test.each(Object.entries(wantedBounds))(
  'what is asked for a %s tree stays within what is right',
  (_, wanted) => {
    for (const level of Object.keys(treeBounds) as (keyof TreeBounds)[]) {
      const [min, max] = treeBounds[level]
      expect(wanted[level][0]).toBeGreaterThanOrEqual(min)
      expect(wanted[level][1]).toBeLessThanOrEqual(max)
      expect(wanted[level][0]).toBeLessThanOrEqual(wanted[level][1])
    }
  },
)
