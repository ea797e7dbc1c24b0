import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listPath, listRows, listSubtree, type OutlineNode, readOutline } from './outline.ts'
import { findByTyping, stepByKey } from './outlineKeys.ts'
import { canStandUnder, moveNode, placeByDirection, placeByDrop, removeNode } from './outlineMoves.ts'

const nodes = [
  node('1', 'Kubernetes'),
  node('1.1', 'Storage'),
  node('1.1.1', 'Volumes'),
  node('1.1.2', 'Storage classes'),
  node('1.1.2.1', 'Reclaim policies'),
  node('1.2', 'Networking'),
  node('1.2.1', 'Services'),
]
const outline = readOutline(nodes)
const rows = listRows(outline, new Set())

function node(path: string, title = path, isEnabled = true): OutlineNode {
  const ranks = path.split('.')
  return {
    id: `n${path}`,
    title,
    path,
    depth: ranks.length - 1,
    sortOrder: Number(ranks.at(-1)) - 1,
    isEnabled,
  }
}

const pathsOf = (list: OutlineNode[]) => list.map(({ path, id }) => `${path} ${id}`)

describe('readOutline', () => {
  it('orders siblings by rank, not by text', () => {
    const many = [node('1'), ...Array.from({ length: 12 }, (_, i) => node(`1.${12 - i}`))]
    expect(listRows(readOutline(many), new Set()).map(row => row.node.path)).toEqual([
      '1',
      ...Array.from({ length: 12 }, (_, i) => `1.${i + 1}`),
    ])
  })

  it('dims what lies under a node that is off, and leaves its own flag', () => {
    const off = readOutline([node('1'), node('1.1', 'off', false), node('1.1.1'), node('1.2')])
    const dimmed = [...off.entries.values()].filter(entry => entry.isOffAbove)
    expect(dimmed.map(entry => [entry.node.path, entry.node.isEnabled])).toEqual([['1.1.1', true]])
  })

  it('leaves out what is under a collapsed node', () => {
    const closed = listRows(outline, new Set(['n1.1']))
    expect(closed.map(row => row.node.path)).toEqual(['1', '1.1', '1.2', '1.2.1'])
    expect(closed[1]).toMatchObject({ hasChildren: true, isExpanded: false, positionInSet: 1, setSize: 2 })
  })

  it('names the way from the root and everything below', () => {
    expect(listPath(outline, 'n1.1.2.1').map(n => n.path)).toEqual(['1', '1.1', '1.1.2', '1.1.2.1'])
    expect(listPath(outline, 'gone')).toEqual([])
    expect(listSubtree(outline, 'n1.1').map(n => n.path)).toEqual(['1.1', '1.1.1', '1.1.2', '1.1.2.1'])
  })
})

describe('stepByKey', () => {
  it.each([
    ['ArrowDown', 'n1.1', { focusId: 'n1.1.1' }],
    ['ArrowDown', 'n1.2.1', { focusId: 'n1.2.1' }],
    ['ArrowUp', 'n1.2', { focusId: 'n1.1.2.1' }],
    ['ArrowUp', 'n1', { focusId: 'n1' }],
    ['Home', 'n1.2', { focusId: 'n1' }],
    ['End', 'n1.1', { focusId: 'n1.2.1' }],
    ['ArrowRight', 'n1.1', { focusId: 'n1.1.1' }],
    ['ArrowRight', 'n1.1.1', {}],
    ['ArrowLeft', 'n1.1', { collapse: ['n1.1'] }],
    ['ArrowLeft', 'n1.1.1', { focusId: 'n1.1' }],
    ['*', 'n1.1', { expand: ['n1.1', 'n1.2'] }],
    ['x', 'n1.1', null],
  ])('%s on %s', (key, id, step) => {
    expect(stepByKey(rows, id, key)).toEqual(step)
  })

  it('opens a closed node before it walks in', () => {
    expect(stepByKey(listRows(outline, new Set(['n1.1'])), 'n1.1', 'ArrowRight')).toEqual({
      expand: ['n1.1'],
    })
  })

  it.each([
    ['s', 'n1.1', 'n1.1.2'],
    ['s', 'n1.1.2', 'n1.2.1'],
    ['s', 'n1.2.1', 'n1.1'],
    ['storage c', 'n1.1', 'n1.1.2'],
    ['st', 'n1.1', 'n1.1'],
    ['z', 'n1', null],
  ])('typing %s on %s', (typed, id, found) => {
    expect(findByTyping(rows, id, typed)).toBe(found)
  })
})

describe('placeByDirection', () => {
  it.each([
    ['n1.1', 'up', null],
    ['n1.1', 'down', { parentId: 'n1', position: 1 }],
    ['n1.2', 'up', { parentId: 'n1', position: 0 }],
    ['n1.1.2', 'left', { parentId: 'n1', position: 1 }],
    ['n1.1', 'left', null],
    ['n1', 'down', null],
    ['n1.2', 'right', { parentId: 'n1.1', position: 2 }],
    ['n1.1.2', 'right', null],
    ['n1.1', 'right', null],
  ] as const)('%s %s', (id, direction, place) => {
    expect(placeByDirection(outline, id, direction)).toEqual(place)
  })

  it('refuses to push a subtree below the deepest level', () => {
    const deep = readOutline([node('1'), node('1.1'), node('1.2'), node('1.2.1'), node('1.2.1.1')])
    expect(placeByDirection(deep, 'n1.2', 'right')).toBeNull()
    expect(canStandUnder(deep, 'n1.2', 'n1.1')).toBe(false)
  })
})

describe('placeByDrop', () => {
  const rowOf = (id: string) => rows.find(row => row.node.id === id)!
  it.each([
    ['n1.2.1', 'n1.1.1', 0.1, { parentId: 'n1.1', position: 0, zone: 'before' }],
    ['n1.2.1', 'n1.1.1', 0.5, { parentId: 'n1.1.1', position: 0, zone: 'inside' }],
    ['n1.2.1', 'n1.1.1', 0.9, { parentId: 'n1.1', position: 1, zone: 'after' }],
    ['n1.2.1', 'n1.1', 0.9, { parentId: 'n1.1', position: 0, zone: 'after' }],
    ['n1.2.1', 'n1', 0.1, { parentId: 'n1', position: 2, zone: 'inside' }],
    ['n1.1', 'n1.1.2', 0.5, null],
    ['n1.1.1', 'n1.1', 0.9, null],
    ['n1.2.1', 'n1.1.2.1', 0.6, { parentId: 'n1.1.2', position: 1, zone: 'after' }],
  ] as const)('%s on %s at %d', (id, target, ratio, place) => {
    expect(placeByDrop(outline, id, rowOf(target), ratio)).toEqual(place)
  })
})

describe('moveNode', () => {
  it('carries the subtree along and closes the gap', () => {
    expect(pathsOf(moveNode(outline, 'n1.1.2', { parentId: 'n1', position: 0 }))).toEqual([
      '1 n1',
      '1.1 n1.1.2',
      '1.1.1 n1.1.2.1',
      '1.2 n1.1',
      '1.2.1 n1.1.1',
      '1.3 n1.2',
      '1.3.1 n1.2.1',
    ])
  })

  it('keeps every node once, ranks dense, depth equal to the path, whatever is moved', () => {
    const ids = nodes.map(n => n.id)
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids), fc.nat(9))), moves => {
        let current = nodes
        for (const [id, parentId, position] of moves) {
          const tree = readOutline(current)
          if (!canStandUnder(tree, id, parentId)) continue
          current = moveNode(tree, id, { parentId, position })
        }
        expect(current.map(n => n.id).toSorted()).toEqual(ids.toSorted())
        for (const { path, depth, sortOrder } of current) {
          expect(path.split('.')).toHaveLength(depth + 1)
          expect(Number(path.split('.').at(-1))).toBe(sortOrder + 1)
          expect(depth).toBeLessThanOrEqual(3)
        }
        const relinked = readOutline(current)
        expect(listSubtree(relinked, relinked.rootId)).toEqual(current)
      }),
    )
  })

  it('takes a subtree out', () => {
    expect(pathsOf(removeNode(outline, 'n1.1'))).toEqual(['1 n1', '1.1 n1.2', '1.1.1 n1.2.1'])
  })
})
