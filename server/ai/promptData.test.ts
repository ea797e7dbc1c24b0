import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cardsBrief, refineBrief, treeBrief } from '../testing/briefs.ts'
import { askForCards } from './cardsPrompt.ts'
import { delimit, describePlace, takeFitting } from './promptData.ts'
import { askForBetterCards } from './refinePrompt.ts'
import { askForTree } from './treePrompt.ts'

const nonce = '0123456789abcdef'

test('whatever the data holds, it comes back as it was and closes nothing', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string({ unit: 'binary' }), (value, text) => {
      const [open, ...lines] = delimit({ value, text }, nonce).split('\n')
      const close = lines.pop()
      expect([open, close]).toEqual([`<data-${nonce}>`, `</data-${nonce}>`])
      const json = lines.join('\n')
      expect(json).not.toMatch(/[<>\u202a-\u202e]/)
      expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify({ value, text })))
    }),
  )
})

test('hidden characters are spelt out', () => {
  expect(delimit({ text: 'a\u202eb\u{e0041}\u0000' }, nonce)).toContain('"a\\u202eb\\udb40\\udc41\\u0000"')
})

test.each([
  [10, ['aaaa', 'bbbb', 'cc', 'd'], ['aaaa', 'bbbb', 'cc']],
  [9, ['aaaa', 'bbbb', 'cc', 'd'], ['aaaa', 'bbbb']],
  [3, ['aaaa', 'b'], []],
])('of texts with at most %i characters together', (max, texts, fitting) => {
  expect(takeFitting(max, texts)).toEqual(fitting)
})

describe('what a small model can read', () => {
  const long = (length: number) => 'x'.repeat(length)
  const many = <T>(length: number, item: (index: number) => T) =>
    Array.from({ length }, (_, index) => item(index))
  const wide = {
    goalTitle: long(200),
    goalDescription: long(10_000),
    path: many(4, () => long(200)),
    description: long(10_000),
    notes: long(10_000),
    siblings: many(400, () => long(200)),
    children: many(400, () => long(200)),
    existingQuestions: many(3_000, () => long(1_000)),
  }

  test('questions, neighbours and texts are cut, the nearest questions stay', () => {
    const place = describePlace({ ...wide, existingQuestions: many(3_000, index => `Question ${index}?`) })
    expect(place.askedAlready).toHaveLength(100)
    expect(place.askedAlready[0]).toBe('Question 0?')
    expect(place.siblings).toHaveLength(30)
    expect(place.notes).toHaveLength(4_000)
    expect(place.path.map(title => title.length)).toEqual([100, 100, 100, 100])
  })

  const tree = many(499, index => ({ depth: (index % 3) + 1, title: long(200), description: long(1_000) }))
  const card = {
    question: long(10_000),
    answer: long(10_000),
    explanation: long(10_000),
    cardType: 'flashcard' as const,
    distractors: [],
    scenario: null,
    tags: [],
    sourceUrl: null,
    externalId: null,
  }
  test.each([
    [
      'a tree',
      askForTree({ ...treeBrief, description: long(10_000), instructions: long(10_000) }, nonce),
      8_000,
    ],
    ['another tree', askForTree({ ...treeBrief, current: tree }, nonce), 24_000],
    ['cards', askForCards({ ...cardsBrief, ...wide, instructions: long(10_000) }, nonce), 40_000],
    [
      'better cards',
      askForBetterCards({ ...refineBrief, ...wide, drafts: [card, card, card] }, nonce),
      40_000,
    ],
    ['few cards', askForCards(cardsBrief, nonce), 6_000],
  ])('the question for %s has an end', (_, { messages }, max) => {
    expect(messages.reduce((length, { content }) => length + content.length, 0)).toBeLessThan(max)
  })
})
