import { expect, test } from 'vitest'
import { drawConnectors } from './connectors.ts'
import { layOutTree, type MapShape } from './layOutTree.ts'

const sizes = { tileWidth: 100, tileHeight: 40, levelGap: 20, rowGap: 8, branchGap: 10, maxDrop: 100 }
const nodes = ['1', '1.1', '1.2'].map(path => ({ id: path, parentId: path === '1' ? null : '1' }))

const draw = (direction: MapShape['direction'], shown = nodes) => {
  const shape = { direction, ...sizes }
  const { places } = layOutTree(shown, shape)
  return drawConnectors(nodes, id => places.get(id), shape)
}

test('lines run from the right of the parent to the left of each child', () => {
  expect(draw('right')).toBe(
    'M100 44H100Q110 44 110 34V30Q110 20 120 20H120M100 44H100Q110 44 110 54V58Q110 68 120 68H120',
  )
})

test('downwards they run from below the parent', () => {
  expect(draw('down')).toBe('M10 40V68Q10 78 20 78H20M10 40V126Q10 136 20 136H20')
})

test('a child at the height of its parent has a straight line, and what is not drawn has none', () => {
  expect(draw('right', nodes.slice(0, 2))).toBe('M100 20H120')
})
