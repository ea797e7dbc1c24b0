import { describe, expect, test } from 'vitest'
import { checkCardContent } from './cardText.ts'
import { cardKey, type ImportedCard, pointOutSimilar, setAsideDuplicates } from './importDuplicates.ts'

const lines = (...rows: [question: string, answer: string, externalId?: string][]): ImportedCard[] =>
  rows.map(([question, answer, externalId = null], index) => ({
    line: index + 1,
    content: checkCardContent({
      question,
      answer,
      externalId,
      cardType: 'flashcard',
      distractors: [],
      scenario: null,
      explanation: null,
      tags: [],
      sourceUrl: null,
    }),
  }))

function runToEnd<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

describe('duplicates', () => {
  const known = new Set([cardKey({ question: 'Hola', answer: 'Hi' })])

  test.each<[string, ImportedCard[], [line: number, reason: string][]]>([
    ['none', lines(['a', 'b'], ['a', 'c']), []],
    ['of the goal', lines([' HOLA ', 'hi']), [[1, 'the goal has this card already']]],
    ['of an earlier line', lines(['a', 'b'], ['c', 'd'], ['A', 'b']), [[3, 'the same as line 1']]],
    ['of a taken id', lines(['a', 'b', 'taken']), [[1, 'a card with this id exists already']]],
    ['of an earlier line’s id', lines(['a', 'b', 'g1'], ['c', 'd', 'g1']), [[2, 'the same id as line 1']]],
    ['of a line that is set aside itself', lines(['a', 'b', 'taken'], ['a', 'b']), [[1, 'exists already']]],
  ])('%s', (_, cards, expected) => {
    const { fresh, duplicates } = setAsideDuplicates(cards, known, new Set(['taken']))
    expect(duplicates).toEqual(
      expected.map(([line, reason]) => ({ line, message: expect.stringContaining(reason) })),
    )
    expect(fresh).toHaveLength(cards.length - expected.length)
  })
})

describe('near-duplicates', () => {
  const capital = 'What is the capital city of France'

  test('of a card the goal has, and of earlier lines, never of later ones', () => {
    const cards = lines(['Something else', '1'], [`${capital}?`, '2'], [`${capital}!!`, '3'])
    expect(runToEnd(pointOutSimilar(cards, []))).toEqual([
      { line: 3, message: `Much like line 2: "${capital}?".` },
    ])
    const known = [{ id: '0197-a', question: capital, answer: 'Paris' }]
    expect(runToEnd(pointOutSimilar(cards, known))).toEqual([
      { line: 2, message: `Much like a card the goal has: "${capital}".` },
      { line: 3, message: `Much like a card the goal has: "${capital}".` },
    ])
  })

  test('are found among many that are alike', () => {
    const cards = lines(...Array.from({ length: 20 }, (_, n) => [capital, `answer ${n}`] as [string, string]))
    expect(runToEnd(pointOutSimilar(cards, [])).map(({ line }) => line)).toEqual(
      cards.slice(1).map(({ line }) => line),
    )
  })

  test('are looked for in many small steps', () => {
    const cards = lines(...Array.from({ length: 100 }, (_, n) => [`Question ${n}`, 'a'] as [string, string]))
    expect([...pointOutSimilar(cards, [])].length).toBeGreaterThan(200)
  })
})
