import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { stringify } from 'yaml'
import { type CuratedNode, parseCuratedTreeFile } from './curatedTreeFile.ts'

const CURATED = new URL('../../prisma/curated/', import.meta.url)

const CARD = { question: 'Q', answer: 'A' }
const CHOICE = { ...CARD, type: 'multiple_choice', distractors: ['B', 'C', 'D'] }
const SCENARIO = {
  question: 'What now?',
  answer: 'Wait.',
  type: 'scenario',
  scenario: {
    context: 'It rains.',
    options: [
      { text: 'Wait', isCorrect: true },
      { text: 'Go', isCorrect: false },
    ],
  },
}
const LEAF = { title: 'Leaf', notes: 'Read this.', cards: [CARD, CARD, CARD, CARD, CARD] }
const TREE = { slug: 'a-tree', title: 'A tree', description: 'About it.', topics: ['tree'], nodes: [LEAF] }

// The same object is used again and again; aliases for it are refused.
const toYaml = (tree: object) => stringify(tree, { aliasDuplicateObjects: false })
const withLeaf = (leaf: object) => ({ ...TREE, nodes: [{ ...LEAF, ...leaf }] })
const withCard = (card: object) => withLeaf({ cards: [...LEAF.cards, card] })
const withOptions = (options: object[]) =>
  withCard({ ...SCENARIO, scenario: { context: 'It rains.', options } })
const nest = (levels: number): object =>
  levels === 1 ? LEAF : { title: `Level ${levels}`, children: [nest(levels - 1)] }
const manyLeaves = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ ...LEAF, title: `Leaf ${i}` }))

const readFaults = (text: string): string[] => {
  try {
    parseCuratedTreeFile(text, 'a-tree.yaml')
  } catch (error) {
    return (error as Error).message.split('\n  ').slice(1)
  }
  return []
}

describe('parseCuratedTreeFile', () => {
  it('fills in what is optional and trims block text', () => {
    expect(parseCuratedTreeFile(toYaml(TREE), 'a-tree.yaml')).toEqual({
      ...TREE,
      attribution: null,
      nodes: [
        {
          ...LEAF,
          description: null,
          children: [],
          cards: LEAF.cards.map(() => ({
            question: 'Q',
            answer: 'A',
            explanation: null,
            cardType: 'flashcard',
            distractors: [],
            scenario: null,
            tags: [],
            sourceUrl: null,
          })),
        },
      ],
    })
    const blocks = toYaml(withLeaf({ notes: '\n\nFirst line\n\nsecond line\n\n' }))
    expect(parseCuratedTreeFile(blocks, 'a-tree.yaml').nodes[0]?.notes).toBe('First line\n\nsecond line')
  })

  it('keeps every card type with all its parts', () => {
    const source = 'https://kubernetes.io/docs/'
    const tree = withLeaf({
      cards: [
        ...LEAF.cards,
        { ...CHOICE, explanation: 'Because.', tags: ['t'], source },
        { ...SCENARIO, explanation: 'Since.' },
      ],
    })
    const cards = parseCuratedTreeFile(toYaml(tree), 'a-tree.yaml').nodes[0]?.cards.slice(-2)
    expect(cards).toEqual([
      {
        question: 'Q',
        answer: 'A',
        explanation: 'Because.',
        cardType: 'multiple_choice',
        distractors: ['B', 'C', 'D'],
        scenario: null,
        tags: ['t'],
        sourceUrl: source,
      },
      {
        question: 'What now?',
        answer: 'Wait.',
        explanation: 'Since.',
        cardType: 'scenario',
        distractors: [],
        scenario: {
          context: 'It rains.',
          options: [
            { text: 'Wait', isCorrect: true, explanation: null },
            { text: 'Go', isCorrect: false, explanation: null },
          ],
        },
        tags: [],
        sourceUrl: null,
      },
    ])
  })

  test.each<[string, object, string]>([
    ['an unknown key', { ...TREE, icon: 'x' }, 'icon: unknown key'],
    ['an unknown key in a card', withCard({ ...CARD, hint: 'x' }), 'nodes[0].cards[5].hint: unknown key'],
    ['no title', { ...TREE, title: undefined }, 'title: is missing'],
    ['no topics', { ...TREE, topics: [] }, 'topics: expected at least 1, found a list of 0'],
    ['a topic twice', { ...TREE, topics: ['K8s', 'k8s '] }, 'topics[1]: "k8s" repeats another one'],
    ['a slug with spaces', { ...TREE, slug: 'A tree' }, 'slug: expected lower-case letters, digits and'],
    ['no nodes', { ...TREE, nodes: [] }, 'nodes: expected at least 1, found a list of 0'],
    ['nodes that are text', { ...TREE, nodes: 'x' }, 'nodes: expected a list, found "x"'],
    ['an empty title', withLeaf({ title: '  ' }), 'nodes[0].title: is empty'],
    [
      'a long title',
      withLeaf({ title: 'x'.repeat(201) }),
      'nodes[0].title: expected at most 200 characters, found 201',
    ],
    [
      'siblings of one title',
      { ...TREE, nodes: [LEAF, { ...LEAF, title: 'LEAF' }] },
      'nodes[1].title: "LEAF" repeats another one beside it',
    ],
    [
      'a fourth level',
      { ...TREE, nodes: [nest(4)] },
      'nodes[0].children[0].children[0].children[0]: is too deep',
    ],
    [
      '501 nodes',
      { ...TREE, nodes: manyLeaves(500) },
      'nodes: expected at most 500 nodes with the root, found 501',
    ],
    [
      'a leaf without notes',
      withLeaf({ notes: undefined }),
      'nodes[0].notes: is missing: every leaf has notes',
    ],
    [
      'a leaf with few cards',
      withLeaf({ cards: [CARD] }),
      'nodes[0].cards: expected at least 5 cards in a leaf',
    ],
    [
      'a numeric answer',
      withCard({ ...CARD, answer: 42 }),
      'nodes[0].cards[5].answer: expected text, found number 42',
    ],
    [
      'an empty answer',
      withCard({ ...CARD, answer: null }),
      'nodes[0].cards[5].answer: expected text, found nothing',
    ],
    [
      'a long question',
      withCard({ ...CARD, question: 'x'.repeat(10_001) }),
      'nodes[0].cards[5].question: expected at most 10000 characters, found 10001',
    ],
    ['NUL', withCard({ ...CARD, question: 'a\0b' }), 'nodes[0].cards[5].question: holds a control character'],
    [
      'another type',
      withCard({ ...CARD, type: 'cloze' }),
      'nodes[0].cards[5].type: expected flashcard, multiple_choice',
    ],
    [
      'a plain http source',
      withCard({ ...CARD, source: 'http://x.org' }),
      'nodes[0].cards[5].source: expected an https',
    ],
    [
      'a tag twice',
      withCard({ ...CARD, tags: ['a', 'A'] }),
      'nodes[0].cards[5].tags[1]: "A" repeats another one',
    ],
    [
      'two distractors',
      withCard({ ...CHOICE, distractors: ['B', 'C'] }),
      'nodes[0].cards[5].distractors: expected exactly 3 distractors, found 2',
    ],
    [
      'a distractor that is the answer',
      withCard({ ...CHOICE, distractors: ['B', ' ａ', 'D'] }),
      'nodes[0].cards[5].distractors[1]: "ａ" repeats another one',
    ],
    [
      'distractors of a plain card',
      withCard({ ...CHOICE, type: 'flashcard' }),
      'nodes[0].cards[5].distractors: only a multiple_choice card has them',
    ],
    [
      'a scenario card without a scenario',
      withCard({ ...CARD, type: 'scenario' }),
      'nodes[0].cards[5].scenario: is missing',
    ],
    [
      'a scenario in a plain card',
      withCard({ ...SCENARIO, type: undefined }),
      'nodes[0].cards[5].scenario: only a scenario card has one',
    ],
    [
      'one option',
      withOptions([{ text: 'Wait', isCorrect: true }]),
      'nodes[0].cards[5].scenario.options: expected at least 2, found a list of 1',
    ],
    [
      'two correct options',
      withOptions([
        { text: 'Wait', isCorrect: true },
        { text: 'Go', isCorrect: true },
      ]),
      'nodes[0].cards[5].scenario.options: expected exactly one correct option, found 2',
    ],
    [
      'options alike but for white space',
      withOptions([
        { text: 'Wait here', isCorrect: true },
        { text: 'wait  here', isCorrect: false },
      ]),
      'nodes[0].cards[5].scenario.options[1].text: "wait  here" repeats another one',
    ],
    [
      'an answer that only points at an option',
      withCard({ ...SCENARIO, answer: 'The first' }),
      'nodes[0].cards[5].answer: expected the words of the correct option, "Wait"',
    ],
  ])('refuses %s', (_, tree, expected) => {
    const faults = readFaults(toYaml(tree))
    expect(faults.map(fault => fault.replace(/^a-tree\.yaml:\d+:\d+ /, ''))).toContainEqual(
      expect.stringContaining(expected),
    )
  })

  test.each([
    ['an empty file', '', ['a-tree.yaml:1:1 file: expected a map, found nothing']],
    ['a list', '- a', ['a-tree.yaml:1:1 file: expected a map, found a list of 1']],
    ['a key twice', 'slug: a\nslug: b', ['a-tree.yaml:2:1 Map keys must be unique']],
    ['an open quote', 'slug: "a', ['a-tree.yaml:1:9 Missing closing "quote']],
    ['an alias', 'slug: &a x\ntitle: *a', ['a-tree.yaml:2:8 alias *a: write the text out']],
  ])('refuses %s', (_, text, faults) => {
    expect(readFaults(text)).toEqual(faults)
  })

  it('names line, column and path of every fault at once, in the order of the file', () => {
    const text = [
      'slug: a-tree',
      'title: 12',
      'description: About it.',
      'topics: [tree]',
      'nodes:',
      '  - title: One',
      '    colour: red',
      '    notes: Read this.',
      '    cards:',
      '      - question: Q',
      '  - title: one',
      '    children:',
      '      - title: Deep',
      '        notes:',
    ].join('\n')
    expect(readFaults(text)).toEqual([
      'a-tree.yaml:2:8 title: expected text, found number 12',
      'a-tree.yaml:7:5 nodes[0].colour: unknown key',
      'a-tree.yaml:10:7 nodes[0].cards: expected at least 5 cards in a leaf, found 1',
      'a-tree.yaml:10:9 nodes[0].cards[0].answer: is missing',
      'a-tree.yaml:11:12 nodes[1].title: "one" repeats another one beside it',
      'a-tree.yaml:13:9 nodes[1].children[0].cards: expected at least 5 cards in a leaf, found 0',
      'a-tree.yaml:14:15 nodes[1].children[0].notes: expected text, found nothing',
    ])
  })
})

const shipped = readdirSync(CURATED).filter(name => name.endsWith('.yaml'))

describe('shipped trees', () => {
  test.each(shipped)('%s is sound, and its slug is its file name', name => {
    const tree = parseCuratedTreeFile(readFileSync(new URL(name, CURATED), 'utf8'), name)
    expect(tree.slug).toBe(basename(name, '.yaml'))
    const questions = listNodes(tree.nodes).flatMap(node => node.cards.map(card => card.question))
    expect(questions).toHaveLength(new Set(questions).size)
  })
})

function listNodes(nodes: CuratedNode[]): CuratedNode[] {
  return nodes.flatMap(node => [node, ...listNodes(node.children)])
}
