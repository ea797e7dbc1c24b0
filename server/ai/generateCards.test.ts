import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { AiFailed } from '../domain/errors.ts'
import { cardsBrief, writeCard } from '../testing/briefs.ts'
import { hearCards } from '../testing/hearGenerator.ts'
import { spoiled } from '../testing/modelMisbehaviour.ts'
import { type ModelServer, practiceModelName, startModelServer } from '../testing/modelServer.ts'
import { createGenerator } from './modelGenerator.ts'
import { createChat } from './openaiChat.ts'

let server: ModelServer
beforeEach(async () => {
  server = await startModelServer({ pieceLength: 9 })
})
afterEach(() => server.close())

function open() {
  return createGenerator(createChat({ baseUrl: server.url, model: practiceModelName, random: () => 0 }))
}

const say = (cards: unknown[], notes = '') => ({ text: JSON.stringify({ notes, cards }) })
const one = writeCard('Why does a Service keep its address?')
const two = writeCard('What happens to a Service without Pods?', {
  type: 'multiple_choice',
  distractors: ['It is removed', 'It waits for an hour', 'It starts one'],
})
const three = writeCard('What do you check first?', {
  type: 'scenario',
  context: 'A Service answers nothing.',
  options: [
    { text: 'Its endpoints', isCorrect: true, explanation: 'They say which Pods it has found.' },
    { text: 'The size of the node', isCorrect: false, explanation: 'That has nothing to do with it.' },
  ],
})
const malformed = writeCard('What is malformed?', { answer: '' })
const asked = writeCard('what is a service for?')

const failure = (result: Promise<unknown>): Promise<unknown> =>
  result.then(
    () => 'no error',
    error => error,
  )

describe('cards', () => {
  test('of every type come one by one, behind their notes', async () => {
    server.script(say([one, two, three], ' What to **understand** first. '))
    const heard = hearCards(open(), { ...cardsBrief, wantsNotes: true })
    expect(await heard.result).toEqual({ droppedCount: 0 })
    expect(heard.events).toEqual([
      'notes: What to **understand** first.',
      one.question,
      two.question,
      three.question,
    ])
    expect(heard.cards.map(({ cardType }) => cardType)).toEqual(['flashcard', 'multiple_choice', 'scenario'])
    expect(heard.cards[2]!.scenario!.options).toHaveLength(2)
  })

  test.each([
    ['that nobody wants', false, 'Read this'],
    ['that are empty', true, ' '],
    ['that cannot be stored', true, 'a\u0000b'],
    ['without end', true, 'x'.repeat(6_001)],
  ])('come without notes %s', async (_, wantsNotes, notes) => {
    server.script(say([one], notes))
    const heard = hearCards(open(), { ...cardsBrief, wantsNotes })
    await heard.result
    expect(heard.events).toEqual([one.question])
  })

  test('that are malformed, asked already or too many are counted and left out', async () => {
    server.script(say([malformed, one, asked, one, two, three, writeCard('Four?'), writeCard('Five?')]))
    const heard = hearCards(open(), cardsBrief)
    expect(await heard.result).toEqual({ droppedCount: 4 })
    expect(heard.events).toEqual([one.question, two.question, three.question, 'Four?'])
    expect(server.requests).toHaveLength(1)
  })

  test('stay when the rest cannot be read', async () => {
    server.script({ text: `${say([one, two]).text.slice(0, -2)}, and so on` })
    const heard = hearCards(open(), cardsBrief)
    expect(await heard.result).toEqual({ droppedCount: 1 })
    expect(heard.events).toEqual([one.question, two.question])
  })

  test('that came before a fault stay, and the fault is told', async () => {
    const { text } = say([one, two, three])
    server.script({ text: text.slice(0, -80), finishReason: 'length' })
    const heard = hearCards(open(), cardsBrief)
    expect(await failure(heard.result)).toBeInstanceOf(AiFailed)
    expect(heard.events).toEqual([one.question, two.question])
  })

  test('come once, though the answer and its notes began again in other words', async () => {
    const again = writeCard('Why does a Service keep its adress?', { answer: 'Said otherwise' })
    server.script(
      { ...say([one, two], 'Read first'), breaks: { after: 200, by: 'cut' } },
      say([again, two, three], 'Read this first'),
    )
    const heard = hearCards(open(), { ...cardsBrief, wantsNotes: true })
    expect(await heard.result).toEqual({ droppedCount: 0 })
    expect(heard.events).toEqual(['notes: Read first', one.question, 'retry', two.question, three.question])
  })
})

describe('an answer without a right card', () => {
  test('is mended once, with the faults of its cards', async () => {
    server.script(say([malformed, { ...two, distractors: ['A'] }]), say([one, two]))
    const heard = hearCards(open(), cardsBrief)
    expect(await heard.result).toEqual({ droppedCount: 0 })
    expect(heard.events).toEqual([one.question, two.question])
    const repair = server.requests[1]!.body.messages.at(-1)!.content
    expect(repair).toContain('Card 1: Invalid answer \\"\\": it is empty')
    expect(repair).toContain('Card 2: A multiple choice card has 1 distractors: expected 3.')
  })

  test('that cannot be read is mended', async () => {
    server.script(spoiled.invalidJson, say([one]))
    const heard = hearCards(open(), cardsBrief)
    expect(await heard.result).toEqual({ droppedCount: 0 })
  })

  test.each([
    [
      'stays malformed',
      [say([malformed]), say([malformed])],
      'The language model gave no usable card, even when asked to correct its answer. ' +
        'Card 1: Invalid answer "": it is empty, expected 1 to 10000 characters. ' +
        'Try again, or say in the instructions what could be asked.',
    ],
    [
      'stays unreadable',
      [{ text: 'No.' }, { text: '{"cards":[{' }],
      'The language model gave no usable card, even when asked to correct its answer. ' +
        'The answer broke off or could not be read. ' +
        'Try again, or say in the instructions what could be asked.',
    ],
    [
      'only repeats',
      [say([asked])],
      'The language model had nothing new: all that it wrote is there already. ' +
        'Try again, or say in the instructions what could be asked.',
    ],
    [
      'is empty',
      [say([])],
      'The language model wrote no cards. Try again, or say in the instructions what could be asked.',
    ],
  ])('that %s is told of in plain words', async (_, steps, message) => {
    server.script(...steps)
    const error = await failure(hearCards(open(), cardsBrief).result)
    expect(error).toBeInstanceOf(AiFailed)
    expect(error).toMatchObject({ message })
    expect(server.requests).toHaveLength(steps.length)
  })
})
