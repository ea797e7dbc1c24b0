import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { layOutTree, type MapNode, type MapShape } from './layOutTree.ts'

const sizes = { tileWidth: 100, tileHeight: 40, levelGap: 20, rowGap: 8, branchGap: 10, maxDrop: 1000 }
const right: MapShape = { direction: 'right', ...sizes }
const down: MapShape = { direction: 'down', ...sizes }

const small = tree(['1', '1.1', '1.1.1', '1.1.2', '1.2', '1.3', '1.3.1'])

function tree(paths: string[]): MapNode[] {
  return paths.map(path => ({
    id: path,
    parentId: path.includes('.') ? path.slice(0, path.lastIndexOf('.')) : null,
  }))
}

/** Any tree, written depth first: each number says on which of the last path's nodes the next one hangs. */
const anyTree = fc.array(fc.nat({ max: 8 }), { maxLength: 120 }).map(ups => {
  const nodes: MapNode[] = [{ id: 'n0', parentId: null }]
  let path = ['n0']
  for (const [index, up] of ups.entries()) {
    path = path.slice(0, Math.max(1, path.length - up))
    const id = `n${index + 1}`
    nodes.push({ id, parentId: path.at(-1)! })
    path = [...path, id]
  }
  return nodes
})
const anyShape = fc.record<MapShape>({
  direction: fc.constantFrom('right', 'down'),
  tileWidth: fc.integer({ min: 40, max: 300 }),
  tileHeight: fc.integer({ min: 20, max: 80 }),
  levelGap: fc.integer({ min: 8, max: 60 }),
  rowGap: fc.integer({ min: 2, max: 20 }),
  branchGap: fc.integer({ min: 0, max: 20 }),
  maxDrop: fc.integer({ min: 0, max: 400 }),
})

const placesOf = (nodes: MapNode[], shape: MapShape) => Object.fromEntries(layOutTree(nodes, shape).places)

describe('to the right', () => {
  test('a column per level, a row per leaf, and parents in the middle of their children', () => {
    expect(placesOf(small, right)).toEqual({
      '1': { x: 0, y: 94 },
      '1.1': { x: 120, y: 24 },
      '1.1.1': { x: 240, y: 0 },
      '1.1.2': { x: 240, y: 48 },
      '1.2': { x: 120, y: 106 },
      '1.3': { x: 120, y: 164 },
      '1.3.1': { x: 240, y: 164 },
    })
    expect(layOutTree(small, right)).toMatchObject({ width: 340, height: 204 })
  })

  test('the parent of a long branch stands near the first of its children', () => {
    const places = placesOf(small, { ...right, maxDrop: 50 })
    expect(places['1.1']?.y).toBe(24)
    expect(places['1']?.y).toBe(74)
  })

  test('a node that comes last moves no leaf that was there', () => {
    const before = placesOf(small, right)
    const after = placesOf([...small, { id: '1.3.2', parentId: '1.3' }], right)
    for (const id of ['1.1.1', '1.1.2', '1.2', '1.3.1']) expect(after[id]).toEqual(before[id])
  })
})

test('downwards every node has its line, indented by its level', () => {
  expect(placesOf(small, down)).toEqual({
    '1': { x: 0, y: 0 },
    '1.1': { x: 20, y: 58 },
    '1.1.1': { x: 40, y: 106 },
    '1.1.2': { x: 40, y: 154 },
    '1.2': { x: 20, y: 212 },
    '1.3': { x: 20, y: 270 },
    '1.3.1': { x: 40, y: 318 },
  })
})

test('nothing has no size, and a root alone is its tile', () => {
  expect(layOutTree([], right)).toEqual({ places: new Map(), width: 0, height: 0 })
  expect(layOutTree(tree(['1']), down)).toMatchObject({ width: 100, height: 40 })
})

describe('whatever the tree', () => {
  test('tiles do not overlap and stay within the whole', () => {
    fc.assert(
      fc.property(anyTree, anyShape, (nodes, shape) => {
        const { places, width, height } = layOutTree(nodes, shape)
        const corners = [...places.values()]
        expect(corners).toHaveLength(nodes.length)
        for (const { x, y } of corners) {
          expect(x >= 0 && y >= 0 && x + shape.tileWidth <= width && y + shape.tileHeight <= height).toBe(
            true,
          )
        }
        const overlapping = corners.filter((a, index) =>
          corners
            .slice(index + 1)
            .some(b => Math.abs(a.x - b.x) < shape.tileWidth && Math.abs(a.y - b.y) < shape.tileHeight),
        )
        expect(overlapping).toEqual([])
      }),
      { seed: 7 },
    )
  })

  test('siblings stand under each other in their order, and children beyond their parent', () => {
    fc.assert(
      fc.property(anyTree, anyShape, (nodes, shape) => {
        const { places } = layOutTree(nodes, shape)
        const lastOf = new Map<string, number>()
        for (const { id, parentId } of nodes) {
          if (parentId === null) continue
          const { x, y } = places.get(id)!
          expect(x).toBeGreaterThan(places.get(parentId)!.x)
          expect(y).toBeGreaterThan(lastOf.get(parentId) ?? -1)
          lastOf.set(parentId, y)
        }
      }),
      { seed: 7 },
    )
  })

  test('the same tree has the same places', () => {
    fc.assert(
      fc.property(anyTree, anyShape, (nodes, shape) => {
        expect(layOutTree(nodes, shape)).toEqual(layOutTree(structuredClone(nodes), shape))
      }),
      { seed: 7 },
    )
  })
})
