import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { InvalidInput, LimitExceeded, NotFound } from './errors.ts'
import { childPath, comparePaths, isSelfOrDescendant } from './nodePath.ts'
import {
  cleanTitle,
  MAX_DEPTH,
  MAX_NODES,
  planGraft,
  planInsert,
  planMove,
  planRemove,
  planRestore,
  type TreeNode,
  type TreeNodePlace,
} from './treeEdit.ts'

/** A tree from its paths; the id of a node is its path in the beginning. */
function treeOf(...paths: string[]): TreeNode[] {
  return paths.map(path => {
    const steps = path.split('.')
    const rank = Number(steps.pop())
    return { id: path, parentId: steps.join('.') || null, path, sortOrder: rank - 1, depth: steps.length }
  })
}

const sample = treeOf('1', '1.1', '1.1.1', '1.1.2', '1.2', '1.2.1', '1.2.1.1', '1.3')

/** `id → path`, the part of a plan that is read most easily. */
function pathsOf(places: TreeNodePlace[]): Record<string, string> {
  return Object.fromEntries(places.map(place => [place.id, place.path]))
}

function catchError(act: () => unknown): unknown {
  try {
    act()
  } catch (error) {
    return error
  }
  throw new Error('expected an error')
}

describe('planInsert', () => {
  test.each([
    ['1', null, '1.4', {}],
    ['1', 3, '1.4', {}],
    ['1', 2, '1.3', { '1.3': '1.4' }],
    ['1', 1, '1.2', { '1.2': '1.3', '1.2.1': '1.3.1', '1.2.1.1': '1.3.1.1', '1.3': '1.4' }],
    ['1.1', 0, '1.1.1', { '1.1.1': '1.1.2', '1.1.2': '1.1.3' }],
    ['1.3', 0, '1.3.1', {}],
  ])('under %s at %j → %s', (parentId, position, path, shifted) => {
    const plan = planInsert(sample, parentId, position)
    const steps = path.split('.')
    expect(plan.place).toEqual({
      parentId,
      path,
      sortOrder: Number(steps.at(-1)) - 1,
      depth: steps.length - 1,
    })
    expect(pathsOf(plan.shifted)).toEqual(shifted)
  })

  test.each([-1, 4, 1.5, Number.NaN])('refuses position %j and names the range', position => {
    const error = catchError(() => planInsert(sample, '1', position)) as InvalidInput
    expect(error).toBeInstanceOf(InvalidInput)
    expect(error.issues).toEqual([
      { path: 'position', message: `Invalid position ${position}: expected a whole number from 0 to 3.` },
    ])
  })

  test('refuses an unknown parent, a place too deep and a full tree', () => {
    expect(() => planInsert(sample, 'nope', null)).toThrow(NotFound)
    expect(catchError(() => planInsert(sample, '1.2.1.1', null))).toMatchObject({
      limit: 'depth',
      value: 4,
      allowed: MAX_DEPTH,
      message: 'The new node would stand at depth 4, where 3 is the deepest.',
    })
    const full = treeOf('1', ...Array.from({ length: MAX_NODES - 1 }, (_, index) => `1.${index + 1}`))
    expect(catchError(() => planInsert(full, '1', null))).toMatchObject({
      limit: 'nodes',
      value: 501,
      allowed: 500,
    })
  })
})

describe('planMove', () => {
  test.each([
    ['1.1', '1', 0, {}],
    [
      '1.1',
      '1',
      1,
      {
        '1.2': '1.1',
        '1.2.1': '1.1.1',
        '1.2.1.1': '1.1.1.1',
        '1.1': '1.2',
        '1.1.1': '1.2.1',
        '1.1.2': '1.2.2',
      },
    ],
    ['1.3', '1.1', 1, { '1.3': '1.1.2', '1.1.2': '1.1.3' }],
    ['1.2.1', '1', 3, { '1.2.1': '1.4', '1.2.1.1': '1.4.1' }],
    ['1.1.1', '1.3', 0, { '1.1.2': '1.1.1', '1.1.1': '1.3.1' }],
  ])('%s under %s at %i', (id, parentId, position, changed) => {
    expect(pathsOf(planMove(sample, id, parentId, position))).toEqual(changed)
  })

  test.each([
    ['1', '1.1', 'id', 'The root of a tree cannot be moved.'],
    ['1.2', '1.2', 'parentId', 'Node 1.2 cannot be moved under itself.'],
    ['1.2', '1.2.1', 'parentId', 'Node 1.2 cannot be moved under Node 1.2.1, which lies below it.'],
  ])('refuses %s under %s', (id, parentId, path, message) => {
    const error = catchError(() => planMove(sample, id, parentId, 0)) as InvalidInput
    expect(error.issues).toEqual([{ path, message }])
  })

  test('counts positions without the moved node', () => {
    expect(catchError(() => planMove(sample, '1.1', '1', 3))).toMatchObject({
      issues: [{ path: 'position', message: 'Invalid position 3: expected a whole number from 0 to 2.' }],
    })
  })

  test('names the node that would stand too deep', () => {
    const titled = sample.map(node => (node.id === '1.2.1.1' ? { ...node, title: 'Pods' } : node))
    const error = catchError(() => planMove(titled, '1.2', '1.1', 0)) as LimitExceeded
    expect(error).toBeInstanceOf(LimitExceeded)
    expect(error.message).toBe('"Pods" would stand at depth 4, where 3 is the deepest.')
  })

  test('does not know nodes of another tree', () => {
    expect(() => planMove(sample, 'other', '1', 0)).toThrow(NotFound)
    expect(() => planMove(sample, '1.1', 'other', 0)).toThrow(NotFound)
  })
})

describe('planRemove and planRestore', () => {
  test('removing takes the subtree and closes the gap', () => {
    const plan = planRemove(sample, '1.2')
    expect(plan.removed).toEqual(['1.2', '1.2.1', '1.2.1.1'])
    expect(pathsOf(plan.shifted)).toEqual({ '1.3': '1.2' })
  })

  test('the root stays', () => {
    expect(() => planRemove(sample, '1')).toThrow(
      'The root of a tree cannot be deleted: delete its goal instead.',
    )
    expect(() => planRemove(sample, 'nope')).toThrow(NotFound)
  })

  test('restoring opens the gap again', () => {
    const left = treeOf('1', '1.1', '1.2')
    const subtree = [
      { id: 'a', parentId: '1', path: '1.2', sortOrder: 1, depth: 1 },
      { id: 'b', parentId: 'a', path: '1.2.1', sortOrder: 0, depth: 2 },
    ]
    const plan = planRestore(left, subtree)
    expect(plan.restored).toEqual(subtree)
    expect(pathsOf(plan.shifted)).toEqual({ '1.2': '1.3' })
  })

  test('a position beyond what is left becomes the last, and the parent may have moved', () => {
    const left = treeOf('1', '1.1', '1.1.1')
    const subtree = [
      { id: 'b', parentId: 'a', path: '1.9.4.1', sortOrder: 0, depth: 3 },
      { id: 'a', parentId: '1.1', path: '1.9.4', sortOrder: 3, depth: 2 },
    ]
    expect(pathsOf(planRestore(left, subtree).restored)).toEqual({ a: '1.1.2', b: '1.1.2.1' })
  })

  test('refuses without its parent, too deep, or into a full tree', () => {
    const subtree = [{ id: 'a', parentId: '1.1', path: '1.1.1', sortOrder: 0, depth: 2 }]
    expect(() => planRestore(treeOf('1'), subtree)).toThrow(NotFound)
    const below = [...subtree, { id: 'b', parentId: 'a', path: '1.1.1.1', sortOrder: 0, depth: 3 }]
    const deeper = treeOf('1', '1.1', '1.1.1').map(node =>
      node.id === '1.1.1' ? { ...node, id: 'p' } : node,
    )
    const moved = below.map(node => (node.id === 'a' ? { ...node, parentId: 'p' } : node))
    expect(catchError(() => planRestore(deeper, moved))).toMatchObject({ limit: 'depth', value: 4 })
    const full = treeOf('1', ...Array.from({ length: MAX_NODES - 1 }, (_, index) => `1.${index + 1}`))
    expect(catchError(() => planRestore(full, subtree))).toMatchObject({ limit: 'nodes', value: 501 })
  })
})

describe('planGraft', () => {
  const outline = [
    { path: '1.1', title: 'A' },
    { path: '1.1.1', title: 'A1' },
    { path: '1.2', title: 'B' },
  ]

  test('places an outline between children', () => {
    const plan = planGraft(sample, '1.1', outline, 1)
    expect(plan.added).toEqual([
      { title: 'A', path: '1.1.2', parentPath: '1.1', sortOrder: 1, depth: 2 },
      { title: 'A1', path: '1.1.2.1', parentPath: '1.1.2', sortOrder: 0, depth: 3 },
      { title: 'B', path: '1.1.3', parentPath: '1.1', sortOrder: 2, depth: 2 },
    ])
    expect(pathsOf(plan.shifted)).toEqual({ '1.1.2': '1.1.4' })
  })

  test('without a position it comes last', () => {
    const plan = planGraft(sample, '1', outline, null)
    expect(plan.added.map(node => node.path)).toEqual(['1.4', '1.4.1', '1.5'])
    expect(plan.shifted).toEqual([])
  })

  test('names what would stand too deep', () => {
    expect(() => planGraft(sample, '1.1.1', outline, null)).toThrow(
      '"A1" would stand at depth 4, where 3 is the deepest.',
    )
  })
})

describe('cleanTitle', () => {
  test.each([
    ['  Pods \n and\tnodes ', 'Pods and nodes'],
    ['<script>alert(1)</script>', '<script>alert(1)</script>'],
    ['مرحبا بالعالم', 'مرحبا بالعالم'],
    ['😀'.repeat(200), '😀'.repeat(200)],
  ])('%j → %j', (text, title) => {
    expect(cleanTitle(text, 'title')).toBe(title)
  })

  test.each([
    ['', 'Invalid title "": it is empty, expected 1 to 200 characters.'],
    [' \n ', 'Invalid title " ": it is empty, expected 1 to 200 characters.'],
    ['\u200b', 'Invalid title "\u200b": it is empty, expected 1 to 200 characters.'],
    [
      'a\u0000b',
      'Invalid title "a\ufffdb": it holds a control character U+0000, expected 1 to 200 characters without control characters.',
    ],
    [
      'a\ud83d',
      'Invalid title "a\ufffd": it holds a lone surrogate U+D83D, expected 1 to 200 characters without control characters.',
    ],
    [
      'x'.repeat(201),
      `Invalid title "${'x'.repeat(39)}…": it has 201 characters, expected 1 to 200 characters.`,
    ],
  ])('refuses %j', (text, message) => {
    expect(catchError(() => cleanTitle(text, 'input.title'))).toMatchObject({
      issues: [{ path: 'input.title', message }],
    })
  })
})

describe('any sequence of edits', () => {
  interface Model {
    nodes: TreeNode[]
    bin: { subtree: TreeNode[]; before: string[] }[]
  }

  const apply = (nodes: TreeNode[], changed: TreeNodePlace[]): TreeNode[] => {
    const places = new Map(changed.map(place => [place.id, place]))
    return nodes.map(node => places.get(node.id) ?? node)
  }

  const childIds = (nodes: TreeNode[], parentId: string | null): string[] =>
    nodes
      .filter(node => node.parentId === parentId)
      .toSorted((a, b) => comparePaths(a.path, b.path))
      .map(node => node.id)

  const expectWhole = (nodes: TreeNode[]) => {
    expect(new Set(nodes.map(node => node.id)).size).toBe(nodes.length)
    expect(new Set(nodes.map(node => node.path)).size).toBe(nodes.length)
    const byId = new Map(nodes.map(node => [node.id, node]))
    for (const node of nodes) {
      const parent = node.parentId === null ? null : byId.get(node.parentId)
      expect(node.path).toBe(parent ? childPath(parent.path, node.sortOrder + 1) : '1')
      expect(node.depth).toBe(parent ? parent.depth + 1 : 0)
      expect(node.depth).toBeLessThanOrEqual(MAX_DEPTH)
      const orders = nodes.filter(other => other.parentId === node.parentId).map(other => other.sortOrder)
      expect(orders.toSorted((a, b) => a - b)).toEqual(orders.map((_, index) => index))
    }
  }

  const pick = <T>(list: T[], seed: number): T => list[seed % list.length]!

  const steps = fc.array(
    fc.record({
      kind: fc.constantFrom('insert', 'insert', 'insert', 'move', 'move', 'remove', 'restore', 'graft'),
      a: fc.nat(1000),
      b: fc.nat(1000),
      c: fc.nat(1000),
    }),
    { maxLength: 40 },
  )

  test('leaves dense ranks, right paths and depths, the right nodes, and the order of the others', () => {
    fc.assert(
      fc.property(steps, list => {
        const model: Model = { nodes: treeOf('1'), bin: [] }
        let nextId = 0
        for (const step of list) {
          const { nodes } = model
          const parent = pick(nodes, step.a)
          const siblings = childIds(nodes, parent.id)
          const position = step.c % (siblings.length + 1)
          try {
            if (step.kind === 'insert') {
              const plan = planInsert(nodes, parent.id, position)
              const id = `n${nextId++}`
              model.nodes = [...apply(nodes, plan.shifted), { id, ...plan.place }]
              expect(childIds(model.nodes, parent.id)).toEqual(siblings.toSpliced(position, 0, id))
            } else if (step.kind === 'move') {
              const moved = pick(nodes, step.b)
              const others = siblings.filter(id => id !== moved.id)
              const to = step.c % (others.length + 1)
              const changed = planMove(nodes, moved.id, parent.id, to)
              for (const place of changed) {
                expect(nodes.find(node => node.id === place.id)).not.toEqual(place)
              }
              model.nodes = apply(nodes, changed)
              expect(childIds(model.nodes, parent.id)).toEqual(others.toSpliced(to, 0, moved.id))
              expect(childIds(model.nodes, moved.id)).toEqual(childIds(nodes, moved.id))
            } else if (step.kind === 'remove') {
              const gone = pick(nodes, step.b)
              const plan = planRemove(nodes, gone.id)
              const below = nodes.filter(node => isSelfOrDescendant(node.path, gone.path))
              expect(plan.removed.toSorted()).toEqual(below.map(node => node.id).toSorted())
              const left = nodes.filter(node => !plan.removed.includes(node.id))
              model.nodes = apply(left, plan.shifted)
              model.bin.push({ subtree: below, before: childIds(nodes, gone.parentId) })
            } else if (step.kind === 'restore' && model.bin.length > 0) {
              const { subtree } = model.bin.pop()!
              const plan = planRestore(nodes, subtree)
              model.nodes = [...apply(nodes, plan.shifted), ...plan.restored]
              expect(model.nodes.length).toBe(nodes.length + subtree.length)
              for (const node of subtree) {
                expect(childIds(model.nodes, node.id)).toEqual(childIds(subtree, node.id))
              }
            } else if (step.kind === 'graft') {
              const outline = ['1.1', '1.1.1', '1.2'].map(path => ({ path, title: path }))
              const plan = planGraft(nodes, parent.id, outline, position)
              const shifted = apply(nodes, plan.shifted)
              const idByPath = new Map(shifted.map(node => [node.path, node.id]))
              const added = plan.added.map(({ title: _, parentPath, ...place }) => {
                const id = `n${nextId++}`
                idByPath.set(place.path, id)
                return { id, parentId: idByPath.get(parentPath)!, ...place }
              })
              model.nodes = [...shifted, ...added]
              const tops = [added[0]!.id, added[2]!.id]
              expect(childIds(model.nodes, parent.id)).toEqual(siblings.toSpliced(position, 0, ...tops))
            }
          } catch (error) {
            const isRefusal =
              error instanceof InvalidInput || error instanceof LimitExceeded || error instanceof NotFound
            if (!isRefusal) throw error
          }
          expectWhole(model.nodes)
        }
      }),
      { numRuns: 200 },
    )
  })

  test('undoing a removal at once restores every place', () => {
    fc.assert(
      fc.property(fc.nat(1000), seed => {
        const gone = pick(sample.slice(1), seed)
        const plan = planRemove(sample, gone.id)
        const left = apply(
          sample.filter(node => !plan.removed.includes(node.id)),
          plan.shifted,
        )
        const subtree = sample.filter(node => plan.removed.includes(node.id))
        const undo = planRestore(left, subtree)
        const again = [...apply(left, undo.shifted), ...undo.restored]
        expect(again.toSorted((a, b) => comparePaths(a.path, b.path))).toEqual(
          sample.toSorted((a, b) => comparePaths(a.path, b.path)),
        )
      }),
    )
  })
})
