import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ckaOutline } from '../testing/ckaOutline.ts'
import { comparePaths, parentPath } from './nodePath.ts'
import { type OutlineOptions, parseOutline } from './outline.ts'

/** `path title` of every node. */
function show(text: string, options?: OutlineOptions): string[] {
  return parseOutline(text, options).nodes.map(node => `${node.path} ${node.title}`)
}

function lines(...list: string[]): string {
  return list.join('\n')
}

test('the CKA curriculum has a title, 5 categories and 27 topics', () => {
  const { title, nodes, problems } = parseOutline(ckaOutline)
  expect(problems).toEqual([])
  expect(title).toBe('Certified Kubernetes Administrator')
  expect(nodes.filter(node => node.depth === 1).map(node => node.title)).toEqual([
    'Storage (10%)',
    'Troubleshooting (30%)',
    'Workloads and Scheduling (15%)',
    'Cluster Architecture, Installation and Configuration (25%)',
    'Servicing and Networking (20%)',
  ])
  expect(nodes.filter(node => node.depth === 2)).toHaveLength(27)
  expect(nodes).toHaveLength(32)
  expect(nodes.at(-1)).toEqual({
    path: '1.5.6',
    title: 'Understand and use CoreDNS',
    depth: 2,
    description: null,
    line: 34,
  })
})

describe('what is read', () => {
  test.each<[string, string, string | null, string[]]>([
    ['headings', lines('# T', '## A', '### A1', '## B'), 'T', ['1.1 A', '1.1.1 A1', '1.2 B']],
    ['closing marks', lines('# T #', '## A ##', '## C# ###'), 'T', ['1.1 A', '1.2 C#']],
    [
      'gaps between heading levels',
      lines('# T', '### A', '#### A1', '### B'),
      'T',
      ['1.1 A', '1.1.1 A1', '1.2 B'],
    ],
    ['a smaller heading first', lines('### A', '# B', '## B1'), null, ['1.1 A', '1.2 B', '1.2.1 B1']],
    ['a list', lines('- A', '  - A1', '- B'), null, ['1.1 A', '1.1.1 A1', '1.2 B']],
    [
      'every mark',
      lines('- A', '* B', '+ C', '1. D', '2) E', '• F'),
      null,
      ['1.1 A', '1.2 B', '1.3 C', '1.4 D', '1.5 E', '1.6 F'],
    ],
    [
      'bullets below numbers',
      lines('1. A', '  - A1', '   - A2', '2. B'),
      null,
      ['1.1 A', '1.1.1 A1', '1.1.1.1 A2', '1.2 B'],
    ],
    ['numbers of different width', lines(' 9. A', '10. B', '11. C'), null, ['1.1 A', '1.2 B', '1.3 C']],
    [
      'task boxes',
      lines('- [ ] A', '  - [x] A1', '- [X] B', '- [a] C'),
      null,
      ['1.1 A', '1.1.1 A1', '1.2 B', '1.3 [a] C'],
    ],
    [
      'lists beneath headings',
      lines('# T', '## A', '- x', '  - y', '## B', '- z'),
      'T',
      ['1.1 A', '1.1.1 x', '1.1.1.1 y', '1.2 B', '1.2.1 z'],
    ],
    [
      'lines indented by spaces',
      lines('A', '  A1', '    A11', '  A2', 'B'),
      null,
      ['1.1 A', '1.1.1 A1', '1.1.1.1 A11', '1.1.2 A2', '1.2 B'],
    ],
    ['lines indented by tabs', lines('T', '\tA', '\t\tA1', '\tB'), 'T', ['1.1 A', '1.1.1 A1', '1.2 B']],
    [
      'a tab reaches the next multiple of 4',
      lines('A', '\tA1', '    A2', '  \tA3'),
      'A',
      ['1.1 A1', '1.2 A2', '1.3 A3'],
    ],
    ['a whole outline indented', lines('    A', '      A1', '    B'), null, ['1.1 A', '1.1.1 A1', '1.2 B']],
    ['a plain title over a list', lines('T', '- A', '- B'), 'T', ['1.1 A', '1.2 B']],
    [
      'plain lines over lists',
      lines('A', '- A1', '', 'B', '- B1'),
      null,
      ['1.1 A', '1.1.1 A1', '1.2 B', '1.2.1 B1'],
    ],
    ['a list nested further in than needed', lines('- A', '     - A1', '  - A2'), 'A', ['1.1 A1', '1.2 A2']],
    ['CRLF and a byte order mark', '\ufeff# T\r\n\r\n- A\r\n- B\r\n', 'T', ['1.1 A', '1.2 B']],
    ['old line ends', '- A\r- B', null, ['1.1 A', '1.2 B']],
    ['inline marks', lines('- **A** `b`', '- [C](https://example.org)'), null, ['1.1 A b', '1.2 C']],
    ['headings as list items', lines('- ## A', '  - ### A1', '- B'), null, ['1.1 A', '1.1.1 A1', '1.2 B']],
    ['rules and blank lines', lines('- A', '', '---', '***', '_ _ _', '- B'), null, ['1.1 A', '1.2 B']],
    [
      'text from right to left',
      lines('- مرحبا', '  - שלום', '- x'),
      null,
      ['1.1 مرحبا', '1.1.1 שלום', '1.2 x'],
    ],
    [
      'tags as the text they are',
      lines('- <script>alert(1)</script>', '- B'),
      null,
      ['1.1 <script>alert(1)</script>', '1.2 B'],
    ],
    ['one entry alone', '# A', null, ['1.1 A']],
    ['an empty mark at the end', lines('- A', '- B', '-'), null, ['1.1 A', '1.2 B']],
    ['a mark with its text below', lines('-', '  A', '- B'), null, ['1.1 A', '1.2 B']],
    ['a hash without a space', lines('- A', '- #B'), null, ['1.1 A', '1.2 #B']],
  ])('%s', (_, text, title, expected) => {
    const outline = parseOutline(text)
    expect(outline.problems).toEqual([])
    expect(outline.title).toBe(title)
    expect(show(text)).toEqual(expected)
  })

  test('what is no outline is left out', () => {
    const text = lines(
      '---',
      'title: Front matter',
      '---',
      '<!-- one',
      '- two -->',
      '- A <!-- hidden --> here',
      '```sh',
      '# a comment, no heading',
      '- nothing',
      '```',
      '~~~',
      '- nothing either',
      '~~~',
      '- B',
    )
    expect(parseOutline(text).problems).toEqual([])
    expect(show(text)).toEqual(['1.1 A here', '1.2 B'])
    expect(parseOutline(text).nodes.map(node => node.line)).toEqual([6, 14])
  })

  test('the single top is an ordinary node when asked', () => {
    expect(show(lines('# T', '- A'), { singleTopIsTitle: false })).toEqual(['1.1 T', '1.1.1 A'])
    expect(parseOutline(lines('# T', '- A'), { singleTopIsTitle: false }).title).toBeNull()
  })
})

describe('descriptions', () => {
  const describeNodes = (text: string) => {
    const { description, nodes, problems } = parseOutline(text)
    expect(problems).toEqual([])
    return [description, ...nodes.map(node => node.description)]
  }

  test.each<[string, string, (string | null)[]]>([
    [
      'beneath headings',
      lines('# T', 'about', 'all', '## A', '', 'one', '', 'two', '## B'),
      ['about all', 'one\n\ntwo', null],
    ],
    ['beneath items', lines('- A', '  more', '  of it', '- B', '', '  later'), [null, 'more of it', 'later']],
    ['of an outer item', lines('- A', '  - A1', '', '  of A', '- B'), [null, 'of A', null, null]],
    [
      'after a list beneath a heading',
      lines('# T', '## A', '- a', '', 'of A', '## B'),
      [null, 'of A', null, null],
    ],
    ['directly after an item', lines('- A', 'goes on', '- B'), [null, 'goes on', null]],
    [
      'before the first heading',
      lines('An outline.', '', '# T', 'Of things.', '## A'),
      ['An outline.\n\nOf things.', null],
    ],
    ['quoted', lines('# T', '> said', '## A'), ['said', null]],
    ['of an item beneath a plain line', lines('A', '- A1', '  more', 'B'), [null, null, 'more', null]],
  ])('%s', (_, text, expected) => {
    expect(describeNodes(text)).toEqual(expected)
  })
})

describe('problems', () => {
  test.each<[string, string, [number, string][]]>([
    ['an empty text', '', [[1, 'The outline is empty: expected headings, list items or indented lines.']]],
    [
      'blank lines',
      ' \n\t\n',
      [[1, 'The outline is empty: expected headings, list items or indented lines.']],
    ],
    [
      'no titles',
      lines('---', '<!-- x -->', '-', '```', 'code', '```'),
      [[1, 'The outline has no title in it: expected headings, list items or indented lines.']],
    ],
    [
      'a title too long',
      lines('- A', `- ${'x'.repeat(300)}`),
      [[2, `Invalid title "${'x'.repeat(39)}…": it has 300 characters, expected 1 to 200 characters.`]],
    ],
    [
      'control characters',
      lines('- A\u0007', '- \u0000B', '- C\ud800'),
      [
        [
          1,
          'Invalid title "A\ufffd": it holds a control character U+0007, expected 1 to 200 characters without control characters.',
        ],
        [
          2,
          'Invalid title "\ufffdB": it holds a control character U+0000, expected 1 to 200 characters without control characters.',
        ],
        [
          3,
          'Invalid title "C\ufffd": it holds a lone surrogate U+D800, expected 1 to 200 characters without control characters.',
        ],
      ],
    ],
    [
      'a control character in a description',
      lines('- A', '  more', '  bell \u0007'),
      [[3, 'The text "bell \ufffd" holds a control character U+0007, expected none.']],
    ],
    [
      'a dedent to nowhere',
      lines('A', '    A1', '  A2', 'B'),
      [[3, 'Indented by 2 columns, which fits no line above it: expected 0 or 4.']],
    ],
    [
      'tabs and spaces that do not agree',
      lines('A', '\tA1', '   A2'),
      [[3, 'Indented by 3 columns, which fits no line above it: expected 0 or 4.']],
    ],
    [
      'a list dedent to nowhere',
      lines('- A', '    - A1', ' - A2'),
      [[3, 'Indented by 1 column, which fits no line above it: expected 0 or 4.']],
    ],
    [
      'six levels',
      lines('- A', '  - B', '    - C', '      - D', '        - E', '          - F', '- G'),
      [
        [4, '"D" is 4 levels deep, where 3 are allowed.'],
        [5, '"E" is 5 levels deep, where 3 are allowed.'],
        [6, '"F" is 6 levels deep, where 3 are allowed.'],
      ],
    ],
    [
      'a mark without text over others',
      lines('- A', '-', '  - B'),
      [[2, 'Invalid title "": it is empty, expected 1 to 200 characters.']],
    ],
    [
      'an open code block',
      lines('- A', '```', '- B'),
      [[2, 'The code block that opens here is never closed: everything below it was left out.']],
    ],
    [
      'an open comment',
      lines('- A', '- B <!--', '- C'),
      [[2, 'The comment that opens here is never closed: everything below it was left out.']],
    ],
  ])('%s', (_, text, expected) => {
    expect(parseOutline(text).problems.map(({ line, message }) => [line, message])).toEqual(expected)
  })

  test('whatever could be read is there for a preview', () => {
    const text = lines('- A\u0000', '  - B', '    - C', '      - D', `- ${'x'.repeat(201)}`, '- \u0007')
    const { nodes, problems } = parseOutline(text)
    expect(problems).toHaveLength(4)
    expect(nodes.map(node => [node.path, node.title])).toEqual([
      ['1.1', 'A'],
      ['1.1.1', 'B'],
      ['1.1.1.1', 'C'],
      ['1.2', `${'x'.repeat(199)}…`],
      ['1.3', 'Untitled'],
    ])
  })

  test('depth is counted below the title', () => {
    const text = lines('# T', '## A', '### B', '#### C', '##### D')
    expect(parseOutline(text).problems).toEqual([
      { line: 5, message: '"D" is 4 levels deep, where 3 are allowed.' },
    ])
    expect(parseOutline(lines('- A', '  - B'), { singleTopIsTitle: false, maxDepth: 1 }).problems).toEqual([
      { line: 2, message: '"B" is 2 levels deep, where 1 are allowed.' },
    ])
  })

  test('a tree holds 500 nodes, its root included', () => {
    const items = (count: number) =>
      Array.from({ length: count }, (_, index) => `- item ${index + 1}`).join('\n')
    expect(parseOutline(items(499)).problems).toEqual([])
    const tooMany = parseOutline(`# T\n${items(600)}`)
    expect(tooMany.nodes).toHaveLength(499)
    expect(tooMany.problems).toEqual([
      {
        line: 501,
        message: 'The outline has 600 nodes, where 499 are allowed: this one is the first too many.',
      },
    ])
    expect(parseOutline(items(3), { maxNodes: 2 }).problems).toHaveLength(1)
  })

  test('at most 50 problems are listed, then the others are counted', () => {
    const text = Array.from({ length: 60 }, () => '- \u0007').join('\n')
    const { problems } = parseOutline(text)
    expect(problems).toHaveLength(51)
    expect(problems.at(-1)).toEqual({ line: 51, message: '… and 10 more problems from here on.' })
  })
})

describe('properties', () => {
  interface Item {
    title: string
    depth: number
  }

  const words = fc.stringMatching(/^[a-z0-9]{1,8}( [a-zA-Zéß]{1,8}){0,3}$/)
  /** Depth first lists whose depth grows by one at a time; two tops, so that neither is the title. */
  const trees = fc
    .array(fc.record({ title: words, step: fc.integer({ min: -3, max: 1 }) }), { maxLength: 60 })
    .map(list => {
      const items: Item[] = [{ title: 'first', depth: 1 }]
      for (const { title, step } of list) {
        const depth = Math.min(3, Math.max(1, items.at(-1)!.depth + step))
        items.push({ title, depth })
      }
      items.push({ title: 'last', depth: 1 })
      return items
    })

  const expectSame = (text: string, items: Item[]) => {
    const { title, nodes, problems } = parseOutline(text)
    expect(problems).toEqual([])
    expect(title).toBeNull()
    expect(nodes.map(node => ({ title: node.title, depth: node.depth }))).toEqual(items)
  }

  test.each<[string, (item: Item) => string]>([
    ['headings', ({ title, depth }) => `${'#'.repeat(depth)} ${title}`],
    ['distant headings', ({ title, depth }) => `${'#'.repeat(2 * depth)} ${title}\n`],
    ['bullets by two', ({ title, depth }) => `${'  '.repeat(depth - 1)}- ${title}`],
    ['bullets by tabs', ({ title, depth }) => `${'\t'.repeat(depth - 1)}* ${title}`],
    ['numbers by three', ({ title, depth }) => `${'   '.repeat(depth - 1)}1. ${title}`],
    ['tabs', ({ title, depth }) => '\t'.repeat(depth - 1) + title],
    ['single spaces', ({ title, depth }) => ' '.repeat(depth - 1) + title],
    ['four spaces', ({ title, depth }) => '    '.repeat(depth - 1) + title],
    [
      'headings with lists',
      ({ title, depth }) => (depth === 1 ? `## ${title}` : `${'  '.repeat(depth)}- ${title}`),
    ],
    [
      'plain lines with bullets',
      ({ title, depth }) => (depth === 1 ? title : `${'  '.repeat(depth - 2)}- ${title}`),
    ],
  ])('a tree printed as %s comes back', (_, print) => {
    fc.assert(fc.property(trees, items => expectSame(items.map(print).join('\n'), items)))
  })

  test('anything gives a whole tree and problems with lines that exist', () => {
    const noise = fc.string({
      unit: fc.constantFrom(
        '#',
        '-',
        '1.',
        ' ',
        '  ',
        '\t',
        '\n',
        '\n',
        'a',
        '```',
        '<!--',
        '-->',
        '[ ]',
        '\u0000',
        '\ud800',
        '*',
      ),
      maxLength: 120,
    })
    fc.assert(
      fc.property(noise, fc.boolean(), (text, singleTopIsTitle) => {
        const { nodes, problems } = parseOutline(text, { singleTopIsTitle })
        const paths = new Set(['1', ...nodes.map(node => node.path)])
        expect(paths.size).toBe(nodes.length + 1)
        expect(nodes.map(node => node.path)).toEqual(nodes.map(node => node.path).toSorted(comparePaths))
        for (const node of nodes) {
          expect(paths.has(parentPath(node.path)!)).toBe(true)
          expect(node.depth).toBeLessThanOrEqual(3)
          expect(node.title).not.toMatch(/^\s*$|\p{Cc}|\p{Cs}/u)
        }
        expect(nodes.length + problems.length).toBeGreaterThan(0)
        for (const { line } of problems) {
          expect(line).toBeGreaterThanOrEqual(1)
          expect(line).toBeLessThanOrEqual(text.split('\n').length)
        }
      }),
      { numRuns: 500 },
    )
  })
})

test('the work grows with the length of the text', () => {
  const long = Array.from(
    { length: 5_000 },
    (_, index) => `${'  '.repeat(index % 6)}- **item** ${index}`,
  ).join('\n')
  expect(parseOutline(long).problems).toHaveLength(51)
  // Quadratic work on any of these would take minutes.
  for (const text of [
    '*'.repeat(500_000),
    '`'.repeat(500_000),
    '[('.repeat(250_000),
    '<!-- '.repeat(100_000),
    `a${' '.repeat(500_000)}b`,
  ]) {
    expect(parseOutline(`# ${text}`).nodes.length).toBeLessThanOrEqual(1)
    expect(parseOutline(`- ${text}`).nodes.length).toBeLessThanOrEqual(1)
    expect(parseOutline(`- ${text.slice(0, 3_000)}\n`.repeat(200)).nodes.length).toBeLessThanOrEqual(200)
  }
})
