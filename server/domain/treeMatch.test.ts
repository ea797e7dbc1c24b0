import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { childPath, type NodePath, parentPath } from './nodePath.ts'
import { isUnsorted, MIN_TITLE_SIMILARITY, matchTrees, type TitledPlace } from './treeMatch.ts'

/** A tree written as lines `1.2 Title`; the root is added. */
function treeOf(...lines: string[]): TitledPlace[] {
  return ['1 Goal', ...lines].map(line => {
    const [path = '', ...words] = line.split(' ')
    return { path, title: words.join(' ') }
  })
}

/** `old → new` with the similarity where it is below 1. */
function match(olds: TitledPlace[], news: TitledPlace[]): string[] {
  return matchTrees(olds, news).map(({ oldPath, newPath, similarity }) => {
    return `${oldPath} → ${newPath}${similarity < 1 ? ` ${similarity.toFixed(2)}` : ''}`
  })
}

describe('matching', () => {
  test('the root goes with the root, whatever it is called', () => {
    expect(matchTrees([{ path: '1', title: 'a' }], [{ path: '1', title: 'b' }])).toEqual([
      { oldPath: '1', newPath: '1', similarity: 1 },
    ])
  })

  test('the same title in another spelling, under matched parents, in any order', () => {
    const olds = treeOf('1.1 Pods', '1.1.1 Probes', '1.2 Services', '1.2.1 Ingress')
    const news = treeOf('1.1 SERVICES', '1.1.1 ingress', '1.2 Ｐods', '1.2.1 PROBES')
    expect(match(olds, news)).toEqual(['1 → 1', '1.1 → 1.2', '1.1.1 → 1.2.1', '1.2 → 1.1', '1.2.1 → 1.1.1'])
  })

  test('of several with one title the first goes with the first', () => {
    const olds = treeOf('1.1 Basics', '1.2 Basics', '1.3 Basics')
    expect(match(olds, treeOf('1.1 Basics', '1.2 Basics'))).toEqual(['1 → 1', '1.1 → 1.1', '1.2 → 1.2'])
  })

  test('a place under a matched parent comes before an earlier one elsewhere', () => {
    const olds = treeOf('1.1 Old branch', '1.1.1 Troubleshooting', '1.2 Storage', '1.2.1 Troubleshooting')
    const news = treeOf('1.1 Storage', '1.1.1 Troubleshooting')
    expect(match(olds, news)).toEqual(['1 → 1', '1.2 → 1.1', '1.2.1 → 1.1.1'])
  })

  test('a similar title anywhere, at any depth', () => {
    const olds = treeOf('1.1 Networking', '1.1.1 Network policies')
    const news = treeOf('1.1 Network policy', '1.2 Cluster', '1.2.1 Networking basics')
    expect(match(olds, news)).toEqual(['1 → 1', '1.1 → 1.2.1 0.61', '1.1.1 → 1.1 0.68'])
  })

  test('the most similar title first, not the first old node', () => {
    const olds = treeOf('1.1 Persistent volume', '1.2 Persistent volumes in use')
    expect(match(olds, treeOf('1.1 Persistent volumes in'))).toEqual(['1 → 1', '1.2 → 1.1 0.85'])
  })

  test('of equally similar old nodes the first', () => {
    const olds = treeOf('1.1 A', '1.1.1 Scheduling pods', '1.2 B', '1.2.1 Scheduling pods')
    expect(match(olds, treeOf('1.1 C', '1.1.1 Pods: scheduling'))).toEqual(['1 → 1', '1.1.1 → 1.1.1'])
  })

  test('of equally similar new nodes the one whose parent is closest to the old parent', () => {
    const olds = treeOf('1.1 Networking', '1.1.1 Troubleshooting', '1.2 Storage', '1.2.1 Troubleshooting')
    const news = treeOf(
      '1.1 Storage and volumes',
      '1.1.1 Troubleshooting',
      '1.2 Networking fundamentals',
      '1.2.1 Troubleshooting',
    )
    expect(match(olds, news)).toContain('1.1.1 → 1.2.1')
    expect(match(olds, news)).toContain('1.2.1 → 1.1.1')
  })

  test('titles that trigrams cannot tell apart go to their equals', () => {
    const olds = treeOf('1.1 A', '1.1.1 C', '1.1.2 C++', '1.1.3 C#', '1.1.4 ++')
    const news = treeOf('1.1 Zz', '1.1.1 ++', '1.1.2 C#', '1.1.3 C++')
    expect(match(olds, news)).toEqual(['1 → 1', '1.1.2 → 1.1.3', '1.1.3 → 1.1.2', '1.1.4 → 1.1.1'])
  })

  test.each([
    ['below 0.5', 'Pods', 'Pod security'],
    ['a new node called Unsorted', 'Unsorted lists', 'Unsorted'],
    ['an old node called Unsorted', 'unsorted', 'Unsorted lists'],
    ['without letters, unlike', '++', '--'],
  ])('none: %s', (_name, old, entry) => {
    expect(match(treeOf(`1.1 ${old}`), treeOf(`1.1 ${entry}`))).toEqual(['1 → 1'])
  })

  test('exactly 0.5 is enough', () => {
    // "cat" has 4 trigrams, all of them among the 8 of "cat dog".
    expect(match(treeOf('1.1 Cat'), treeOf('1.1 Cat dog'))).toEqual(['1 → 1', '1.1 → 1.1 0.50'])
  })
})

test.each([
  ['1.3', 'Unsorted', true],
  ['1.3', ' UNSORTED ', true],
  ['1.3', 'Unsorted lists', false],
  ['1.3.1', 'Unsorted', false],
])('%s %j is the category for what is left over: %j', (path, title, expected) => {
  expect(isUnsorted({ path, title })).toBe(expected)
})

describe('any two trees', () => {
  const title = fc
    .tuple(
      fc.constantFrom('Pod', 'Pods', 'Services', 'Storage', 'Unsorted', 'C++', 'C#', '++'),
      fc.constantFrom('', '', ' basics', ' and more', ' in practice'),
    )
    .map(([word, more]) => word + more)
  /** Each node goes under one of those before it that is not too deep. */
  const tree = fc.array(fc.tuple(fc.nat(1000), title), { maxLength: 25 }).map(entries => {
    const nodes: TitledPlace[] = [{ path: '1', title: 'Goal' }]
    for (const [seed, text] of entries) {
      const parents = nodes.filter(({ path }) => path.split('.').length <= 3)
      const parent = parents[seed % parents.length]!.path
      const rank = nodes.filter(({ path }) => parentPath(path) === parent).length + 1
      nodes.push({ path: childPath(parent, rank), title: text })
    }
    return nodes
  })
  const paths = (list: { path: NodePath }[]) => new Set(list.map(({ path }) => path))

  test('are matched one to one, and only by titles that are close', () => {
    fc.assert(
      fc.property(tree, tree, (olds, news) => {
        const matches = matchTrees(olds, news)
        expect(new Set(matches.map(({ oldPath }) => oldPath)).size).toBe(matches.length)
        expect(new Set(matches.map(({ newPath }) => newPath)).size).toBe(matches.length)
        for (const { oldPath, newPath, similarity } of matches) {
          expect(paths(olds)).toContain(oldPath)
          expect(paths(news)).toContain(newPath)
          expect(similarity).toBeGreaterThanOrEqual(MIN_TITLE_SIMILARITY)
          expect(similarity).toBeLessThanOrEqual(1)
        }
        expect(matches).toContainEqual({ oldPath: '1', newPath: '1', similarity: 1 })
      }),
    )
  })

  test('leave no equal titles unmatched on both sides', () => {
    fc.assert(
      fc.property(tree, tree, (olds, news) => {
        const matches = matchTrees(olds, news)
        const left = olds.filter(({ path }) => !matches.some(({ oldPath }) => oldPath === path))
        const open = news.filter(({ path }) => !matches.some(({ newPath }) => newPath === path))
        const titles = new Set(open.filter(node => !isUnsorted(node)).map(node => node.title))
        for (const node of left) if (!isUnsorted(node)) expect(titles).not.toContain(node.title)
      }),
    )
  })

  test('match as themselves when they are equal', () => {
    fc.assert(
      fc.property(tree, nodes => {
        for (const { oldPath, newPath, similarity } of matchTrees(nodes, nodes)) {
          expect([oldPath, similarity]).toEqual([newPath, 1])
        }
        expect(matchTrees(nodes, nodes)).toHaveLength(nodes.length)
      }),
    )
  })

  test('match the same however they are listed', () => {
    fc.assert(
      fc.property(tree, tree, (olds, news) => {
        expect(matchTrees(olds.toReversed(), news.toReversed())).toEqual(matchTrees(olds, news))
      }),
    )
  })
})
