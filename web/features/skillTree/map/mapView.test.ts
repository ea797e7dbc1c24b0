import { describe, expect, test } from 'vitest'
import { layOutTree, type MapNode, type MapPlace } from './layOutTree.ts'
import { shapeFor } from './mapShape.ts'
import {
  type Box,
  distanceAt,
  findSteadyTile,
  fitTree,
  followPlace,
  type MapView,
  revealTile,
  startGrowing,
  startView,
} from './mapView.ts'

const box: Box = { width: 600, height: 500 }
const shape = shapeFor(box.width, 2)
const tree = (leaves: number, root = 'root') =>
  layOutTree(
    [
      { id: root, parentId: null },
      ...Array.from({ length: leaves }, (_, index): MapNode => ({ id: `leaf ${index}`, parentId: root })),
    ],
    shape,
  )
const small = tree(3)
const long = tree(60)

/** Where a place is seen in the box. */
const seen = ({ x, y, zoom }: MapView, place: MapPlace) => ({ x: place.x * zoom + x, y: place.y * zoom + y })

function expectInside(view: MapView, place: MapPlace) {
  const { x, y } = seen(view, place)
  expect(x).toBeGreaterThanOrEqual(0)
  expect(y).toBeGreaterThanOrEqual(0)
  expect(x + shape.tileWidth * view.zoom).toBeLessThanOrEqual(box.width)
  expect(y + shape.tileHeight * view.zoom).toBeLessThanOrEqual(box.height)
}

describe('what is seen first', () => {
  test('a small tree is seen whole, in the middle, and never larger than life', () => {
    const view = startView(small, shape, box, 'root')
    expect(view.zoom).toBe(1)
    expect(view.x).toBeCloseTo((box.width - small.width) / 2)
    expect(view.y).toBeCloseTo((box.height - small.height) / 2)
  })

  test('of a long tree as much as can be read, from its beginning', () => {
    const view = startView(long, shape, box, undefined)
    expect(view.zoom).toBeGreaterThan(0.69)
    expectInside(view, long.places.get('root')!)
    expectInside(view, long.places.get('leaf 0')!)
  })

  test('the chosen tile is in sight wherever it is', () => {
    for (const [id, place] of long.places) expectInside(startView(long, shape, box, id), place)
  })

  test('a tree that grows begins in the corner, readable, and stays there as it grows', () => {
    const view = startGrowing(shape, box)
    expect(view.zoom).toBeGreaterThanOrEqual(0.7)
    expect(seen(view, { x: 0, y: 0 })).toEqual({ x: 20, y: 20 })
  })

  test('a box that has no size yet shows the beginning at full size', () => {
    const view = startView(long, shape, { width: 0, height: 0 }, undefined)
    expect(view.zoom).toBe(1)
  })
})

test('fitting shows the whole tree', () => {
  const view = fitTree(long, box)
  for (const place of long.places.values()) expectInside(view, place)
})

describe('revealing a tile', () => {
  const view: MapView = { x: 0, y: 0, zoom: 0.8 }

  test('moves nothing while it is in sight', () => {
    expect(revealTile(view, { x: 100, y: 100 }, shape, box)).toBe(view)
  })

  test.each([[{ x: 2000, y: 100 }], [{ x: 100, y: 3000 }], [{ x: -400, y: -700 }]])(
    'brings %o in, no closer than it has to',
    place => {
      const moved = revealTile(view, place, shape, box)
      expectInside(moved, place)
      expect(moved.zoom).toBe(view.zoom)
      const { x, y } = seen(moved, place)
      const gaps = [
        x,
        y,
        box.width - x - shape.tileWidth * view.zoom,
        box.height - y - shape.tileHeight * view.zoom,
      ]
      expect(Math.min(...gaps)).toBeCloseTo(20)
    },
  )

  test('of a tile larger than the box the beginning is seen', () => {
    const close = { x: 0, y: 0, zoom: 1.75 }
    const narrow = { width: 200, height: 200 }
    for (const place of [
      { x: 500, y: 10 },
      { x: -500, y: 10 },
    ]) {
      expect(seen(revealTile(close, place, shape, narrow), place).x).toBeCloseTo(0)
    }
  })
})

test('a place that moves on the map stays where it is seen', () => {
  const view: MapView = { x: 12, y: -40, zoom: 0.7 }
  const before = { x: 200, y: 80 }
  const after = { x: 260, y: 480 }
  const next = followPlace(view, before, after)
  expect(seen(next, after).x).toBeCloseTo(seen(view, before).x)
  expect(seen(next, after).y).toBeCloseTo(seen(view, before).y)
})

describe('what stays where it is seen when the tree changes', () => {
  const change = { before: long, after: tree(70) }
  const start = startView(long, shape, box, undefined)
  const middle = { ...start, y: -900 }
  const find = (view: MapView, folded?: string, focused?: string) =>
    findSteadyTile(view, shape, box, change, folded, focused)

  test('the branch that is folded, wherever it is', () => {
    expect(find(start, 'root', 'leaf 2')).toBe('root')
    expect(find(middle, 'root')).toBe('root')
    expect(find(start, 'gone')).toBeUndefined()
  })

  test('nothing in particular while the beginning is in sight', () => {
    expect(find(start, undefined, 'leaf 2')).toBeUndefined()
  })

  test('else the tile with the focus, or the one in the middle of the box', () => {
    expect(find(middle, undefined, 'leaf 30')).toBe('leaf 30')
    const { x, y } = seen(middle, long.places.get(find(middle)!)!)
    expect(Math.hypot(x - box.width / 2, y - box.height / 2)).toBeLessThan(shape.tileWidth)
    expect(find(middle, undefined, 'gone')).toBe(find(middle))
  })

  test('a tree that is gone keeps nothing', () => {
    const gone = { before: long, after: layOutTree([], shape) }
    expect(findSteadyTile(middle, shape, box, gone, 'root', 'root')).toBeUndefined()
  })
})

test('the farther away, the less of a tile is written', () => {
  expect([1.5, 0.55, 0.4, 0.28, 0.1].map(distanceAt)).toEqual(['near', 'near', 'far', 'far', 'farthest'])
})
