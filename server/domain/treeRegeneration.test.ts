import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LimitExceeded } from './errors.ts'
import { type GeneratedNode, placeGeneratedNodes } from './generatedTree.ts'
import { childPath, comparePaths, depthOf, parentPath, rankOf } from './nodePath.ts'
import { MAX_DEPTH, MAX_NODES } from './treeEdit.ts'
import { isUnsorted } from './treeMatch.ts'
import { type NodeMove, planRegeneration, type StandingNode } from './treeRegeneration.ts'

/**
 * A tree from lines such as `1.2 Pods`: a number in brackets gives it so many active cards (`Pods (3)`), `(draft)` a
 * draft alone, `off` at the end switches it off. Ids are the first paths; the root is added.
 */
function treeOf(...lines: string[]): StandingNode[] {
  const nodes: StandingNode[] = []
  for (const line of ['1 Goal', ...lines]) {
    const [, path, title, cards, off] = /^(\S+) (.*?)(?: \((\d+|draft)\))?( off)?$/.exec(
      line,
    ) as unknown as string[]
    const parent = nodes.find(node => node.path === parentPath(path!)) ?? null
    const isEnabled = off === undefined
    nodes.push({
      id: path!,
      parentId: parent?.id ?? null,
      path: path!,
      depth: depthOf(path!),
      sortOrder: rankOf(path!) - 1,
      title: title!,
      description: null,
      isEnabled,
      isEffectivelyEnabled: isEnabled && parent?.isEffectivelyEnabled !== false,
      cardCount: Number.parseInt(cards ?? '0', 10) || 0,
      hasCards: cards !== undefined,
    })
  }
  return nodes
}

/** Generated nodes from indented titles. */
function generate(...titles: string[]): GeneratedNode[] {
  return titles.map(line => {
    const title = line.trimStart()
    return { depth: 1 + (line.length - title.length) / 2, title, description: null }
  })
}

/** `kind from → to`, as the learner is shown it; the root left out. */
function movesOf(moves: NodeMove[]): string[] {
  return moves.slice(1).map(({ kind, fromId, toPath }) => `${kind} ${fromId ?? '–'} → ${toPath ?? 'goes'}`)
}

function linesOf(nodes: { path: string; title: string }[]): string[] {
  return nodes.map(({ path, title }) => `${path} ${title}`)
}

describe('moves', () => {
  test('kept, moved, new and unmatched', () => {
    const standing = treeOf(
      '1.1 Cluster (2)',
      '1.1.1 Nodes (3)',
      '1.1.2 Certificates',
      '1.2 Networking',
      '1.2.1 Services (4)',
      '1.2.2 Dockershim (5)',
    )
    const generated = generate('Networking', '  Services', '  Nodes', 'Storage', 'Cluster')
    const plan = planRegeneration(standing, generated)
    expect(plan.moves).toEqual([
      { kind: 'kept', fromId: '1', toPath: '1', cardCount: 0, similarity: 1 },
      { kind: 'kept', fromId: '1.2', toPath: '1.1', cardCount: 0, similarity: 1 },
      { kind: 'kept', fromId: '1.2.1', toPath: '1.1.1', cardCount: 4, similarity: 1 },
      { kind: 'moved', fromId: '1.1.1', toPath: '1.1.2', cardCount: 3, similarity: 1 },
      { kind: 'new', fromId: null, toPath: '1.2', cardCount: 0, similarity: null },
      { kind: 'kept', fromId: '1.1', toPath: '1.3', cardCount: 2, similarity: 1 },
      { kind: 'new', fromId: null, toPath: '1.4', cardCount: 0, similarity: null },
      { kind: 'unmatched', fromId: '1.2.2', toPath: '1.4.1', cardCount: 5, similarity: null },
      { kind: 'unmatched', fromId: '1.1.2', toPath: null, cardCount: 0, similarity: null },
    ])
    expect(linesOf(plan.nodes)).toEqual([
      '1.1 Networking',
      '1.1.1 Services',
      '1.1.2 Nodes',
      '1.2 Storage',
      '1.3 Cluster',
      '1.4 Unsorted',
      '1.4.1 Dockershim',
    ])
    expect(linesOf(plan.inserted)).toEqual(['1.2 Storage', '1.4 Unsorted'])
    expect(plan.removed).toEqual(['1.1.2'])
  })

  test('a renamed node takes the new title, and what stands under it is kept', () => {
    const plan = planRegeneration(
      treeOf('1.1 Networking', '1.1.1 DNS (1)'),
      generate('Networking basics', '  DNS'),
    )
    expect(movesOf(plan.moves)).toEqual(['kept 1.1 → 1.1', 'kept 1.1.1 → 1.1.1'])
    expect(plan.moves[1]!.similarity).toBeCloseTo(11 / 18)
    expect(plan.updated).toEqual([
      {
        id: '1.1',
        parentPath: '1',
        path: '1.1',
        depth: 1,
        sortOrder: 0,
        title: 'Networking basics',
        description: null,
        isEnabled: true,
      },
    ])
  })

  test('a new description is taken, and without one the old is kept', () => {
    const standing = treeOf('1.1 Pods', '1.2 Nodes').map(node => ({ ...node, description: 'old' }))
    const [pods, nodes] = generate('Pods', 'Nodes') as [GeneratedNode, GeneratedNode]
    const { updated, nodes: planned } = planRegeneration(standing, [{ ...pods, description: 'new' }, nodes])
    expect(updated.map(({ id, description }) => [id, description])).toEqual([['1.1', 'new']])
    expect(planned.map(({ description }) => description)).toEqual(['new', 'old'])
  })

  test('the same tree again changes nothing', () => {
    const standing = treeOf('1.1 A (1)', '1.1.1 B', '1.1.1.1 C off', '1.2 Unsorted', '1.2.1 D (2)')
    const plan = planRegeneration(standing, generate('A', '  B', '    C', 'Unsorted', '  D'))
    expect(new Set(plan.moves.map(({ kind }) => kind))).toEqual(new Set(['kept']))
    expect([plan.inserted, plan.updated, plan.removed]).toEqual([[], [], []])
  })
})

describe('Unsorted', () => {
  test.each([
    ['an active card', '(1)', true],
    ['a draft', '(draft)', true],
    ['no card', '', false],
  ])('a node with %s is kept: %j', (_name, cards, isKept) => {
    const { moves } = planRegeneration(treeOf('1.1 A', `1.2 Dockershim ${cards}`.trim()), generate('A'))
    expect(movesOf(moves).at(-1)).toBe(`unmatched 1.2 → ${isKept ? '1.2.1' : 'goes'}`)
  })

  test('a node with cards leaves its children, each of which goes its own way', () => {
    const standing = treeOf('1.1 Old (1)', '1.1.1 Pods (1)', '1.1.2 Vagrant (1)', '1.1.3 Empty')
    const { moves } = planRegeneration(standing, generate('New', '  Pods'))
    expect(movesOf(moves)).toEqual([
      'new – → 1.1',
      'moved 1.1.1 → 1.1.1',
      'new – → 1.2',
      'unmatched 1.1 → 1.2.1',
      'unmatched 1.1.2 → 1.2.2',
      'unmatched 1.1.3 → goes',
    ])
  })

  test('of an earlier regeneration is used again, last in the tree', () => {
    const standing = treeOf('1.1 unsorted', '1.1.1 Left (1)', '1.2 A', '1.3 Vagrant (1)')
    const plan = planRegeneration(standing, generate('A', 'B'))
    expect(movesOf(plan.moves)).toEqual([
      'kept 1.2 → 1.1',
      'new – → 1.2',
      'kept 1.1 → 1.3',
      'unmatched 1.1.1 → 1.3.1',
      'unmatched 1.3 → 1.3.2',
    ])
    expect(plan.nodes.at(-3)).toEqual({ path: '1.3', depth: 1, title: 'unsorted', description: null })
  })

  test('that the new tree has itself takes the rest after its own children', () => {
    const standing = treeOf('1.1 A', '1.2 Unsorted', '1.2.1 Pods (1)', '1.2.2 Left (1)')
    const { moves } = planRegeneration(standing, generate('Unsorted', '  Pods', 'A'))
    expect(movesOf(moves)).toEqual([
      'kept 1.2 → 1.1',
      'kept 1.2.1 → 1.1.1',
      'unmatched 1.2.2 → 1.1.2',
      'kept 1.1 → 1.2',
    ])
  })

  test('goes when nothing is left in it, and stays for cards of its own', () => {
    const generated = generate('A', '  Pods')
    const emptied = planRegeneration(treeOf('1.1 A', '1.2 Unsorted', '1.2.1 Pods (1)'), generated)
    expect(emptied.removed).toEqual(['1.2'])
    const own = planRegeneration(treeOf('1.1 A', '1.2 Unsorted (1)', '1.2.1 Pods (1)'), generated)
    expect(movesOf(own.moves).at(-1)).toBe('kept 1.2 → 1.2')
  })

  test('keeps switched off what stood in a branch that was', () => {
    const standing = treeOf(
      '1.1 Windows off',
      '1.1.1 Powershell (1)',
      '1.2 Vagrant (1)',
      '1.3 Minikube (1) off',
    )
    const { updated } = planRegeneration(standing, generate('Linux'))
    expect(updated.map(({ title, isEnabled }) => [title, isEnabled])).toEqual([
      ['Powershell', false],
      ['Vagrant', true],
      ['Minikube', false],
    ])
  })

  test('that is switched off itself leaves the flags of what it holds', () => {
    const standing = treeOf('1.1 A', '1.2 Unsorted off', '1.2.1 Powershell (1)')
    expect(planRegeneration(standing, generate('A')).updated).toEqual([])
  })

  test('never makes the tree larger than a tree may be', () => {
    const many = Array.from({ length: MAX_NODES - 1 }, (_, n) => `1.${n + 1} old${n} (1)`)
    const fits = planRegeneration(treeOf(...many.slice(2)), generate('Fresh'))
    expect(fits.nodes).toHaveLength(MAX_NODES - 1)
    const error = (() => {
      try {
        return planRegeneration(treeOf(...many.slice(1)), generate('Fresh'))
      } catch (thrown) {
        return thrown
      }
    })()
    expect(error).toBeInstanceOf(LimitExceeded)
    expect(error).toMatchObject({
      value: 501,
      allowed: MAX_NODES,
      message:
        'The new tree would have 501 nodes with the nodes whose cards are kept under "Unsorted", where 500 are allowed.',
    })
  })
})

describe('any tree broken down anew', () => {
  const word = fc.constantFrom('Pod', 'Pods', 'Services', 'Storage', 'Unsorted', 'C++', 'C#')
  const title = fc.tuple(word, fc.constantFrom('', '', ' basics', ' and more')).map(([a, b]) => a + b)
  const entry = fc.record({
    seed: fc.nat(1000),
    title,
    isEnabled: fc.boolean(),
    cards: fc.constantFrom('', '', ' (2)', ' (draft)'),
  })
  /** Each node goes under one of those before it that is not too deep. */
  const standing = fc.array(entry, { maxLength: 25 }).map(entries => {
    const paths = ['1']
    const lines = entries.map(({ seed, title: text, isEnabled, cards }) => {
      const parents = paths.filter(path => depthOf(path) < MAX_DEPTH)
      const parent = parents[seed % parents.length]!
      const path = childPath(parent, paths.filter(other => parentPath(other) === parent).length + 1)
      paths.push(path)
      return `${path} ${text}${cards}${isEnabled ? '' : ' off'}`
    })
    return treeOf(...lines)
  })
  const generated = fc.array(fc.record({ up: fc.nat(3), title }), { maxLength: 25 }).map(entries => {
    let depth = 0
    return entries.map((node): GeneratedNode => {
      depth = Math.max(1, Math.min(MAX_DEPTH, depth + 1 - node.up))
      return { depth, title: node.title, description: null }
    })
  })

  /** The tree after the plan, new nodes with their path as id. */
  function apply(nodes: StandingNode[], plan: ReturnType<typeof planRegeneration>): StandingNode[] {
    const updates = new Map(plan.updated.map(update => [update.id, update]))
    const stayed = nodes
      .filter(({ id }) => !plan.removed.includes(id))
      .map(node => {
        const update = updates.get(node.id)
        return update ? { ...node, ...update, parentId: `at ${update.parentPath}` } : node
      })
    const added = plan.inserted.map(node => ({
      ...stayed[0]!,
      ...node,
      id: `new ${node.path}`,
      parentId: `at ${parentPath(node.path)}`,
      sortOrder: rankOf(node.path) - 1,
      hasCards: false,
    }))
    const all = [...stayed, ...added].sort((a, b) => comparePaths(a.path, b.path))
    const idByPath = new Map(all.map(({ path, id }) => [path, id]))
    return all.map(node => {
      const parentId = node.parentId?.startsWith('at ')
        ? idByPath.get(node.parentId.slice(3))!
        : node.parentId
      return { ...node, parentId }
    })
  }

  test('loses nothing and doubles nothing', () => {
    fc.assert(
      fc.property(standing, generated, (olds, news) => {
        const plan = planRegeneration(olds, news)
        const from = plan.moves.flatMap(({ fromId }) => fromId ?? [])
        expect(from.toSorted()).toEqual(olds.map(({ id }) => id).toSorted())
        const to = plan.moves.flatMap(({ toPath }) => toPath ?? [])
        expect(to).toEqual(['1', ...plan.nodes.map(({ path }) => path)])
        const after = apply(olds, plan)
        const idsAfter = after.map(({ id }) => id)
        for (const { id, hasCards } of olds) if (hasCards) expect(idsAfter).toContain(id)
        expect(plan.removed.filter(id => idsAfter.includes(id))).toEqual([])
        expect(after.length).toBe(olds.length - plan.removed.length + plan.inserted.length)
      }),
      { numRuns: 300 },
    )
  })

  test('becomes the generated tree, and "Unsorted" with leaves', () => {
    fc.assert(
      fc.property(standing, generated, (olds, news) => {
        const plan = planRegeneration(olds, news)
        const proposed = placeGeneratedNodes(news)
        const unmatched = plan.moves.filter(({ kind, toPath }) => kind === 'unmatched' && toPath)
        const added = plan.nodes.filter(node => !linesOf(proposed).includes(linesOf([node])[0]!))
        expect(linesOf(plan.nodes)).toEqual(expect.arrayContaining(linesOf(proposed)))
        expect(plan.nodes.length).toBe(proposed.length + added.length)
        const leaves = added.filter(({ depth }) => depth === 2)
        expect(leaves.map(({ path }) => path)).toEqual(unmatched.map(({ toPath }) => toPath))
        for (const leaf of leaves) {
          expect(isUnsorted(plan.nodes.find(({ path }) => path === parentPath(leaf.path))!)).toBe(true)
          expect(plan.nodes.some(({ path }) => parentPath(path) === leaf.path)).toBe(false)
        }
        expect(new Set(leaves.map(({ path }) => parentPath(path))).size).toBeLessThanOrEqual(1)
        expect(added.length - leaves.length).toBeLessThanOrEqual(1)
      }),
      { numRuns: 300 },
    )
  })

  test('is a whole tree afterwards', () => {
    fc.assert(
      fc.property(standing, generated, (olds, news) => {
        const after = apply(olds, planRegeneration(olds, news))
        const byId = new Map(after.map(node => [node.id, node]))
        expect(byId.size).toBe(after.length)
        expect(new Set(after.map(({ path }) => path)).size).toBe(after.length)
        for (const node of after) {
          const parent = node.parentId === null ? null : byId.get(node.parentId)!
          expect(node.path).toBe(parent ? childPath(parent.path, node.sortOrder + 1) : '1')
          expect(node.depth).toBe(depthOf(node.path))
          expect(node.depth).toBeLessThanOrEqual(MAX_DEPTH)
          const orders = after
            .filter(({ parentId }) => parentId === node.parentId)
            .map(each => each.sortOrder)
          expect(orders).toEqual(orders.map((_, rank) => rank))
        }
      }),
      { numRuns: 300 },
    )
  })

  test('stays as it is when the new tree is the same', () => {
    fc.assert(
      fc.property(standing, olds => {
        const sorted = olds.toSorted((a, b) => comparePaths(a.path, b.path))
        const same = sorted
          .slice(1)
          .map(({ depth, title: text }) => ({ depth, title: text, description: null }))
        const plan = planRegeneration(olds, same)
        expect([plan.inserted, plan.updated, plan.removed]).toEqual([[], [], []])
        for (const { kind, similarity } of plan.moves) expect([kind, similarity]).toEqual(['kept', 1])
      }),
    )
  })

  test('is planned the same however its nodes are listed', () => {
    fc.assert(
      fc.property(standing, generated, (olds, news) => {
        expect(planRegeneration(olds.toReversed(), news)).toEqual(planRegeneration(olds, news))
      }),
    )
  })

  test('never studies what was switched off without a place of its own in the new tree', () => {
    fc.assert(
      fc.property(standing, generated, (olds, news) => {
        const plan = planRegeneration(olds, news)
        const after = apply(olds, plan)
        const isOn = (node: StandingNode): boolean =>
          node.isEnabled && (node.parentId === null || isOn(after.find(({ id }) => id === node.parentId)!))
        for (const { kind, fromId, toPath } of plan.moves) {
          if (kind !== 'unmatched' || toPath === null) continue
          const old = olds.find(({ id }) => id === fromId)!
          if (!old.isEffectivelyEnabled) expect(isOn(after.find(({ id }) => id === fromId)!)).toBe(false)
        }
      }),
      { numRuns: 300 },
    )
  })
})
