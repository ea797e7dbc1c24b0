import { expect, test } from 'vitest'
import { type CardContent, checkCardContent } from './cardText.ts'
import { RefinedCardSieve } from './refinedCards.ts'

const drafts: CardContent[] = ['What is a Pod?', 'What is a Service?', 'What is a node?'].map(question =>
  checkCardContent({ question, answer: 'A thing', cardType: 'flashcard' }),
)

function better(replaces: unknown, question: string, answer = 'A better answer') {
  return { replaces, type: 'flashcard', question, answer }
}

function takeAll(sieve: RefinedCardSieve, items: unknown[]): [number, string][] {
  return items.flatMap(item => {
    const refined = sieve.take(item)
    return refined ? [[refined.draftIndex, refined.card.question] as [number, string]] : []
  })
}

const existing = [...drafts.map(({ question }) => question), 'Who schedules a Pod?']

test.each<[string, unknown[], [number, string][], number]>([
  [
    'numbers count from one',
    [better(3, 'N?'), better(1, 'P?')],
    [
      [2, 'N?'],
      [0, 'P?'],
    ],
    0,
  ],
  ['a draft is replaced once', [better(1, 'P?'), better(1, 'Q?')], [[0, 'P?']], 1],
  ['unknown drafts are left out', [0, 4, -1, 1.5, null, 'x'].map(number => better(number, 'P?')), [], 6],
  ['so is what was not changed', [better(1, 'What is a Pod?', 'A thing')], [], 1],
  ['a better answer alone is a change', [better(1, 'What is a Pod?')], [[0, 'What is a Pod?']], 0],
  ['no question of another card', [better(1, 'Who schedules a POD?')], [], 1],
  ['no question twice', [better(1, 'P?'), better(2, 'p?')], [[0, 'P?']], 1],
  ['what is malformed is left out', [better(1, ''), 'x', better(2, 'S?')], [[1, 'S?']], 2],
])('%s', (_, items, expected, droppedCount) => {
  const sieve = new RefinedCardSieve(drafts, existing)
  expect(takeAll(sieve, items)).toEqual(expected)
  expect(sieve.tally.droppedCount).toBe(droppedCount)
})

test('the type may change', () => {
  const choice = {
    ...better(1, 'What runs in a Pod?', 'Containers'),
    type: 'multiple_choice',
    distractors: ['Nodes', 'Clusters', 'Services'],
  }
  const taken = new RefinedCardSieve(drafts, existing).take(choice)
  expect(taken?.card.cardType).toBe('multiple_choice')
})

test('an answer that begins again replaces only what is not replaced yet', () => {
  const sieve = new RefinedCardSieve(drafts, existing)
  takeAll(sieve, [better(1, 'P?'), 'malformed'])
  sieve.restart()
  expect(takeAll(sieve, [better(1, 'P again?'), better(2, 'S?')])).toEqual([[1, 'S?']])
  expect(sieve.tally.droppedCount).toBe(0)
  expect(sieve.takenCount).toBe(2)
})
