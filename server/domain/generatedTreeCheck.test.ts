import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { generatedTrees } from '../testing/generatedTrees.ts'
import { checkGeneratedTree } from './generatedTreeCheck.ts'

/** `- Storage`, `-- Volumes`: one node a line, its depth by the dashes. */
function read(...lines: string[]) {
  return lines.map(line => {
    const [, dashes = '', title] = /^(-*) ?(.*)$/s.exec(line)!
    return { depth: dashes.length, title, description: '' }
  })
}

const storage = ['- Storage', '-- Volumes', '-- Claims']
const network = ['- Network', '-- Services', '-- Ingress']
const right = [...storage, ...network, '- Security', '-- Roles', '-- Secrets', '--- Encryption']

test('a right tree has no violations, and empty descriptions are none', () => {
  const { nodes, violations } = checkGeneratedTree(read(...right))
  expect(violations).toEqual([])
  expect(nodes).toHaveLength(10)
  expect(nodes[0]).toEqual({ depth: 1, title: 'Storage', description: null })
})

describe('violations name the place and what was expected', () => {
  test.each<[string, string[], string[]]>([
    ['nothing', [], ['The tree has 0 categories: expected 3 to 6.']],
    ['too few categories', [...storage, ...network], ['The tree has 2 categories: expected 3 to 6.']],
    [
      'nine categories',
      Array.from({ length: 9 }, (_, index) => [`- C${index}`, '-- A', '-- B']).flat(),
      ['The tree has 9 categories: expected 3 to 6.'],
    ],
    [
      'one topic',
      [...right, '- Practice', '-- Labs'],
      ['Category 4 "Practice" has 1 topic: expected 2 to 5.'],
    ],
    [
      'six topics',
      [...right, '-- A', '-- B', '-- C', '-- D'],
      ['Category 3 "Security" has 6 topics: expected 2 to 5.'],
    ],
    [
      'four subtopics',
      [...right, '--- A', '--- B', '--- C'],
      ['Topic 3.2 "Secrets" has 4 subtopics: expected 0 to 3.'],
    ],
    [
      'the same title twice',
      [...right, '-- ROLES '],
      [
        'Topic 3.3 "ROLES" has the title of topic 3.1: expected nodes beside each other to have different titles.',
      ],
    ],
    [
      'the same category twice',
      [...right, ...storage],
      [
        'Category 4 "Storage" has the title of category 1: expected nodes beside each other to have different titles.',
      ],
    ],
    ['too deep', [...right, '---- Keys'], ['Node 11 "Keys" has the depth "4": expected 1, 2 or 3.']],
    [
      'a depth left out',
      ['- Storage', '--- Volumes', ...right],
      ['Node 2 "Volumes" has depth 3 and follows a node of depth 1: expected at most depth 2.'],
    ],
    [
      'topics without a category',
      ['-- Volumes', ...right],
      ['Node 1 "Volumes" has depth 2 and comes first: expected depth 1.'],
    ],
    [
      'an empty title',
      [...right, '-- '],
      ['Topic 3.3 "" has a wrong title: it is empty, expected 1 to 100 characters.'],
    ],
    [
      'a title that explains',
      [...right, `-- ${'x'.repeat(101)}`],
      [
        `Topic 3.3 "${'x'.repeat(39)}…" has a wrong title: it has 101 characters, expected 1 to 100 characters.`,
      ],
    ],
    [
      'a control character',
      [...right, '-- a\u0000b'],
      [
        'Topic 3.3 "a�b" has a wrong title: it holds a control character U+0000, expected 1 to 100 characters.',
      ],
    ],
    [
      'a direction that overrides',
      [...right, '-- a\u202eb'],
      [
        'Topic 3.3 "a\u202eb" has a wrong title: it holds the hidden character U+202E, expected 1 to 100 characters.',
      ],
    ],
    [
      'a script',
      [...right, '-- <script>alert(1)</script>'],
      ['Topic 3.3 "<script>alert(1)</script>" has a title with markup in it: expected plain text.'],
    ],
    [
      'an image that runs',
      [...right, '-- <img src=x onerror=alert(1)>'],
      ['Topic 3.3 "<img src=x onerror=alert(1)>" has a title with markup in it: expected plain text.'],
    ],
    [
      'a link',
      [...right, '-- [Free](https://example.org)'],
      ['Topic 3.3 "[Free](https://example.org)" has a title with a link in it: expected plain text.'],
    ],
  ])('%s', (_, lines, violations) => {
    expect(checkGeneratedTree(read(...lines)).violations).toEqual(violations)
  })

  test.each<[string, unknown, string[]]>([
    ['no object', 'Pods', ['Node 11 "" has no depth: expected 1, 2 or 3.']],
    ['null', null, ['Node 11 "" has no depth: expected 1, 2 or 3.']],
    [
      'a depth in words',
      { depth: '2', title: 'Pods' },
      ['Node 11 "Pods" has the depth "2": expected 1, 2 or 3.'],
    ],
    [
      'half a depth',
      { depth: 1.5, title: 'Pods' },
      ['Node 11 "Pods" has the depth "1.5": expected 1, 2 or 3.'],
    ],
    [
      'a title that is no text',
      { depth: 2, title: ['Pods'] },
      ['Topic 3.3 "" has a wrong title: it is empty, expected 1 to 100 characters.'],
    ],
    [
      'a description that is no text',
      { depth: 2, title: 'Pods', description: { text: 'x' } },
      ['Topic 3.3 "Pods" has the description "{"text":"x"}": expected a text.'],
    ],
    [
      'a long description',
      { depth: 2, title: 'Pods', description: 'x'.repeat(1_001) },
      ['Topic 3.3 "Pods" has a wrong description: it has 1001 characters, expected at most 1000 characters.'],
    ],
  ])('a node that is or has %s', (_, item, violations) => {
    expect(checkGeneratedTree([...read(...right), item]).violations).toEqual(
      expect.arrayContaining(violations),
    )
  })

  test('of many, twenty are told and the others counted', () => {
    const { violations } = checkGeneratedTree(Array.from({ length: 500 }, () => ({ depth: 9, title: 'x' })))
    expect(violations).toHaveLength(21)
    expect(violations.at(-1)).toBe('There are 480 more faults.')
  })
})

test('titles such as these are names', () => {
  const titles = [
    'The <nav> element',
    'Map<K, V>',
    'a < b and b > c',
    'C# & .NET',
    'URLs: http and https',
    'if x < y = z',
  ]
  const lines = titles.map(title => `--- ${title}`)
  const tree = read(
    ...storage,
    lines[0]!,
    lines[1]!,
    lines[2]!,
    ...network,
    lines[3]!,
    lines[4]!,
    lines[5]!,
    ...right.slice(6),
  )
  expect(checkGeneratedTree(tree).violations).toEqual([])
})

test('every tree of the right shape is right and comes back as it was', () => {
  fc.assert(
    fc.property(generatedTrees(), nodes => {
      expect(checkGeneratedTree(nodes)).toEqual({ nodes, violations: [] })
    }),
  )
})

test('a right tree whose depths are changed is refused or still within the bounds', () => {
  fc.assert(
    fc.property(generatedTrees(), fc.nat(), fc.integer({ min: -1, max: 5 }), (nodes, at, depth) => {
      const changed = nodes.map((node, index) => (index === at % nodes.length ? { ...node, depth } : node))
      const { violations } = checkGeneratedTree(changed)
      if (depth < 1 || depth > 3 || (at % nodes.length === 0 && depth !== 1))
        expect(violations).not.toEqual([])
      if (violations.length > 0) return
      const count = (wanted: number) => changed.filter(node => node.depth === wanted).length
      expect(count(1)).toBeGreaterThanOrEqual(3)
      expect(count(1)).toBeLessThanOrEqual(6)
      expect(count(2)).toBeLessThanOrEqual(5 * count(1))
      expect(count(3)).toBeLessThanOrEqual(3 * count(2))
    }),
  )
})

test('whatever a model writes is answered with nodes or with violations, never with an error', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.jsonValue(), looseNodes), { maxLength: 40 }), items => {
      const { nodes, violations } = checkGeneratedTree(items)
      expect(nodes).toHaveLength(items.length)
      for (const violation of violations) expect(violation).toMatch(/\.$/)
    }),
  )
})

const looseNodes = fc.record(
  {
    depth: fc.integer({ min: 0, max: 4 }),
    title: fc.string({ unit: 'binary', maxLength: 8 }),
    description: fc.jsonValue(),
  },
  { requiredKeys: [] },
)
