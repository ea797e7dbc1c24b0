import { describe, expect, test } from 'vitest'
import { cardTypes } from './cardText.ts'
import { CardSieve } from './generatedCards.ts'

function card(question: string, answer = `The answer to ${question}`) {
  return { type: 'flashcard', question, answer }
}

function sieveOf({ count = 5, existingQuestions = [] as string[] } = {}) {
  return new CardSieve({ count, cardTypes, existingQuestions })
}

function takeAll(sieve: CardSieve, items: unknown[]): string[] {
  return items.flatMap(item => sieve.take(item)?.question ?? [])
}

describe('what is taken of an answer', () => {
  test.each<[string, unknown[], string[], number]>([
    ['cards in their order', [card('One?'), card('Two?')], ['One?', 'Two?'], 0],
    ['not what is malformed', [card('One?'), { ...card('Two?'), type: 'essay' }, 'Three?'], ['One?'], 2],
    ['not a question twice', [card('One?', 'A'), card(' ONE? ', 'B')], ['One?'], 1],
    [
      'not a question in nearly the same words with the same answer',
      [
        card('What is the smallest deployable unit of Kubernetes?', 'A Pod'),
        card('What is the smallest deployable unit in Kubernetes?', 'A Pod.'),
      ],
      ['What is the smallest deployable unit of Kubernetes?'],
      1,
    ],
    [
      'questions that differ in a number, each with its own answer',
      [
        card('What does the HTTP status 403 tell a client?', 'Access is forbidden'),
        card('What does the HTTP status 404 tell a client?', 'There is no such page'),
      ],
      ['What does the HTTP status 403 tell a client?', 'What does the HTTP status 404 tell a client?'],
      0,
    ],
    ['not what is asked already', [card('known  question?'), card('One?')], ['One?'], 1],
    [
      'no more than wanted',
      ['A?', 'B?', 'C?', 'D?', 'E?', 'F?', 'G?'].map(one => card(one)),
      ['A?', 'B?', 'C?', 'D?', 'E?'],
      2,
    ],
  ])('%s', (_, items, expected, droppedCount) => {
    const sieve = sieveOf({ existingQuestions: ['Known question?'] })
    expect(takeAll(sieve, items)).toEqual(expected)
    expect(sieve.tally.droppedCount).toBe(droppedCount)
    expect(sieve.takenCount).toBe(expected.length)
  })

  test('malformed cards are named, for a repair', () => {
    const sieve = sieveOf()
    takeAll(sieve, [card('One?'), { ...card('Two?'), answer: '' }])
    expect(sieve.tally.faults).toEqual([
      'Card 2: Invalid answer "": it is empty, expected 1 to 10000 characters.',
    ])
  })
})

describe('an answer that begins again', () => {
  test('hands over only what is new, and counts only what it has left out itself', () => {
    const sieve = sieveOf({ count: 3 })
    takeAll(sieve, [card('What is the smallest deployable unit of Kubernetes?'), 'malformed', card('Two?')])
    sieve.restart()
    const again = [
      card('What is the smallest deployable unit in Kubernetes?', 'Pods'),
      card('Two?'),
      card('Three?'),
      card('Four?'),
    ]
    expect(takeAll(sieve, again)).toEqual(['Three?'])
    expect(sieve.tally).toMatchObject({ droppedCount: 0, faults: [] })
    expect(sieve.takenCount).toBe(3)
  })

  test('counts what is malformed in it', () => {
    const sieve = sieveOf()
    takeAll(sieve, [card('One?')])
    sieve.restart()
    takeAll(sieve, [card('One?'), 'malformed'])
    expect(sieve.tally.droppedCount).toBe(1)
  })
})
