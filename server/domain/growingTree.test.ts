import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { generatedTrees } from '../testing/generatedTrees.ts'
import { placeGeneratedNodes } from './generatedTree.ts'
import { GrowingTree } from './growingTree.ts'

/** `1 Storage` → what was taken of it. */
function grow(...lines: string[]): string[] {
  const tree = new GrowingTree()
  const items = lines.map(line => ({ depth: Number(line[0]), title: line.slice(2), description: '' }))
  return items.flatMap(item => tree.take(item) ?? []).map(({ depth, title }) => `${depth} ${title}`)
}

describe('what is taken', () => {
  test.each<[string, string[], string[]]>([
    ['a tree', ['1 A', '2 B', '3 C', '2 D', '1 E'], ['1 A', '2 B', '3 C', '2 D', '1 E']],
    ['nothing before a category', ['2 A', '3 B', '1 C'], ['1 C']],
    ['nothing across a depth left out', ['1 A', '3 B', '3 C', '2 D', '3 E'], ['1 A', '2 D', '3 E']],
    ['no title twice, nor what is below it', ['1 A', '2 B', '2 b', '3 C', '2 D'], ['1 A', '2 B', '2 D']],
    ['the same title elsewhere', ['1 A', '2 B', '1 C', '2 B'], ['1 A', '2 B', '1 C', '2 B']],
    [
      'no seventh category, nor what is below it',
      ['1 A', '1 B', '1 C', '1 D', '1 E', '1 F', '1 G', '2 H', '3 I'],
      ['1 A', '1 B', '1 C', '1 D', '1 E', '1 F'],
    ],
    [
      'no fourth subtopic',
      ['1 A', '2 B', '3 C', '3 D', '3 E', '3 F', '2 G'],
      ['1 A', '2 B', '3 C', '3 D', '3 E', '2 G'],
    ],
    ['no script', ['1 A', '2 <script>x</script>', '3 B', '2 C'], ['1 A', '2 C']],
    ['nothing too deep', ['1 A', '2 B', '3 C', '4 D', '3 E'], ['1 A', '2 B', '3 C']],
    ['nothing after a depth that is none', ['1 A', '0 B', '2 C'], ['1 A']],
  ])('%s', (_, lines, expected) => {
    expect(grow(...lines)).toEqual(expected)
  })
})

test('a right tree is taken whole', () => {
  fc.assert(
    fc.property(generatedTrees(), nodes => {
      const tree = new GrowingTree()
      expect(nodes.map(node => tree.take(node))).toEqual(nodes)
    }),
  )
})

test('what is taken can stand at any moment: no depth left out, no more children than allowed', () => {
  const items = fc.record({ depth: fc.integer({ min: 0, max: 4 }), title: fc.constantFrom(...'ABCDEFGH') })
  fc.assert(
    fc.property(fc.array(items, { maxLength: 60 }), list => {
      const tree = new GrowingTree()
      const taken = list.flatMap(item => tree.take(item) ?? [])
      const placed = placeGeneratedNodes(taken)
      expect(placed.map(({ path }) => path.split('.').length - 1)).toEqual(taken.map(({ depth }) => depth))
      for (const { path, depth } of placed) {
        expect(Number(path.split('.').at(-1))).toBeLessThanOrEqual([6, 5, 3][depth - 1]!)
      }
    }),
  )
})
