/** A model that obeyed what people wrote is not believed. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { AiFailed } from '../domain/errors.ts'
import { cardsBrief, refineBrief, rightTree, treeBrief, writeCard } from '../testing/briefs.ts'
import { hearCards, hearRefined, hearTree } from '../testing/hearGenerator.ts'
import { type ModelServer, practiceModelName, startModelServer } from '../testing/modelServer.ts'
import { createGenerator } from './modelGenerator.ts'
import { createChat } from './openaiChat.ts'

let server: ModelServer
beforeEach(async () => {
  server = await startModelServer()
})
afterEach(() => server.close())

function open() {
  return createGenerator(createChat({ baseUrl: server.url, model: practiceModelName, random: () => 0 }))
}

const failure = (result: Promise<unknown>): Promise<unknown> =>
  result.then(
    () => 'no error',
    error => error,
  )

describe('what it wrote is refused', () => {
  const nodes = (list: unknown[]) => JSON.stringify({ nodes: list })
  const title = (text: string) => nodes([...rightTree.slice(0, -1), { ...rightTree.at(-1)!, title: text }])

  test.each<[string, string]>([
    ['a poem', 'Soft paws at night, the cats delight.'],
    ['another shape', '{"categories":{"a":1}}'],
    ['one category', nodes(rightTree.slice(0, 4))],
    [
      'nine categories',
      nodes([0, 1, 2].flatMap(time => rightTree.map(node => ({ ...node, title: `${node.title} ${time}` })))),
    ],
    ['a ninth level', nodes([...rightTree, { depth: 9, title: 'owned', description: '' }])],
    ['nothing', nodes([])],
    ['a script as a title', title('<script>alert(1)</script>')],
    ['an element as a title', title('<img src=x onerror=alert(1)>')],
    ['a link as a title', title('[Click](https://example.org)')],
    ['the rules as a title', title('You plan how something is learned. '.repeat(10))],
    ['a hidden direction in a title', title('Pods \u202eedoc')],
    ['NUL in a title', title('Po\u0000ds')],
    ['a long description', nodes(rightTree.map(node => ({ ...node, description: 'x'.repeat(2_000) })))],
  ])('a tree: %s', async (_, text) => {
    server.script({ text }, { text })
    expect(await failure(hearTree(open(), treeBrief).result)).toBeInstanceOf(AiFailed)
  })

  const bad = writeCard('Why?', { type: 'multiple_choice', distractors: ['A', 'B', 'C'] })
  const scenario = { type: 'scenario', context: 'It fails.' }
  const option = { text: 'Yes', isCorrect: true, explanation: 'Because.' }
  const cards: [string, unknown][] = [
    ['a poem', 'Soft paws'],
    ['without distractors', { ...bad, distractors: [] }],
    ['with the answer as a distractor', { ...bad, distractors: ['A', 'B', bad.answer] }],
    ['of a type that there is not', { ...bad, type: 'prompt' }],
    [
      'where every option is right',
      writeCard('Why?', { ...scenario, options: [option, { ...option, text: 'No' }] }),
    ],
    [
      'whose options explain nothing',
      writeCard('Why?', { ...scenario, options: [option, { text: 'No', isCorrect: false }] }),
    ],
    ['with hidden text', writeCard('Why\u{e0041}?')],
    ['with NUL', writeCard('Why\u0000?')],
    ['without end', writeCard('Why?', { answer: 'x'.repeat(9_000) })],
  ]

  test.each(cards)('a card: %s', async (_, card) => {
    const text = JSON.stringify({ notes: '', cards: [card] })
    server.script({ text }, { text })
    const heard = hearCards(open(), cardsBrief)
    expect(await failure(heard.result)).toBeInstanceOf(AiFailed)
    expect(heard.cards).toEqual([])
  })

  test('fifty cards where four were asked for', async () => {
    const list = Array.from({ length: 50 }, (_, index) =>
      writeCard(`Question number ${index} about ${'abcdefghij'[index % 10]}?`),
    )
    server.script({ text: JSON.stringify({ notes: '', cards: list }) })
    const heard = hearCards(open(), cardsBrief)
    expect(await heard.result).toEqual({ droppedCount: 46 })
    expect(heard.cards).toHaveLength(4)
  })

  test('cards of a type that was not asked for', async () => {
    const text = JSON.stringify({ notes: '', cards: [bad] })
    server.script({ text }, { text })
    const heard = hearCards(open(), { ...cardsBrief, cardTypes: ['flashcard'] })
    expect(await failure(heard.result)).toBeInstanceOf(AiFailed)
  })

  test('links and elements in a card stay text, and none becomes its source', async () => {
    const answer = '<script>alert(1)</script> [x](javascript:alert(1)) ![x](https://example.org/x.png)'
    server.script({
      text: JSON.stringify({
        notes: '',
        cards: [writeCard('Why?', { answer, sourceUrl: 'https://example.org', tags: ['x'] })],
      }),
    })
    const heard = hearCards(open(), cardsBrief)
    await heard.result
    expect(heard.cards).toMatchObject([{ answer, sourceUrl: null, tags: [], externalId: null }])
  })

  test('a better card for a draft of somebody else', async () => {
    const text = JSON.stringify({ cards: [writeCard('Why?', { replaces: 99 })] })
    server.script({ text }, { text })
    expect(await failure(hearRefined(open(), refineBrief).result)).toBeInstanceOf(AiFailed)
  })
})

test('each question has delimiters that cannot be known beforehand', async () => {
  const nonces = new Set<string>()
  for (let time = 0; time < 3; time++) {
    server.script({ text: JSON.stringify({ cards: [writeCard('Why?')] }) })
    await hearCards(open(), cardsBrief).result
  }
  for (const { body } of server.requests) {
    nonces.add(/<data-([0-9a-f]{16})>/.exec(body.messages[1]!.content)![1]!)
  }
  expect(nonces.size).toBe(3)
})
