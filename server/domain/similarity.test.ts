import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findNearDuplicates, similarity, trigrams } from './similarity.ts'

test.each([
  ['cat', ['  c', ' ca', 'cat', 'at ']],
  ['Cat CAT', ['  c', ' ca', 'cat', 'at ']],
  ['foo|bar', ['  f', ' fo', 'foo', 'oo ', '  b', ' ba', 'bar', 'ar ']],
  ['é', ['  é', ' é ']],
  ['', []],
  ['+++', []],
])('the trigrams of %j', (text, expected) => {
  expect([...trigrams(text)]).toEqual(expected)
})

// The figures of the examples in PostgreSQL's documentation of pg_trgm, and of its definition.
test.each([
  ['word', 'two words', 4 / 11],
  ['cat', 'cat', 1],
  ['cat', 'dog', 0],
  ['cat', '', 0],
  ['', '', 0],
  ['++', '++', 1],
  ['++', '--', 0],
  ['What is a Pod?', 'what is a  POD', 1],
])('similarity of %j and %j', (a, b, expected) => {
  expect(similarity(a, b)).toBeCloseTo(expected, 10)
})

describe('findNearDuplicates', () => {
  test('names the most similar first, never the text itself', () => {
    const texts = [{ id: 'new', text: 'What is the smallest deployable unit?' }]
    const candidates = [
      { id: 'close', text: 'What is the smallest deployable units?' },
      { id: 'same', text: 'what is the smallest  deployable unit' },
      { id: 'equal', text: 'What is the smallest deployable unit?' },
      { id: 'far', text: 'Who schedules a Pod?' },
      { id: 'new', text: 'What is the smallest deployable unit?' },
    ]
    const found = findNearDuplicates(texts, candidates)
    expect(found.map(match => match.candidateId)).toEqual(['equal', 'same', 'close'])
    expect(found.map(match => match.similarity)).toEqual([
      1,
      1,
      expect.closeTo(similarity(texts[0]!.text, candidates[0]!.text)),
    ])
  })

  test('texts without letters are near only when they are equal', () => {
    const candidates = [
      { id: 'a', text: '++' },
      { id: 'b', text: '--' },
      { id: 'c', text: '' },
    ]
    expect(findNearDuplicates([{ id: 'x', text: ' ++ ' }], candidates)).toEqual([
      { id: 'x', candidateId: 'a', similarity: 1 },
    ])
    expect(findNearDuplicates([{ id: 'x', text: '' }], candidates)).toEqual([])
  })

  test('at most five are named', () => {
    const candidates = Array.from({ length: 9 }, (_, index) => ({ id: `c${index}`, text: 'the same text' }))
    expect(findNearDuplicates([{ id: 'x', text: 'the same text' }], candidates)).toHaveLength(5)
  })
})

const texts = fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' ', '+'), maxLength: 24 })

test('similarity is symmetric, within 0 and 1, and 1 for texts with a letter and themselves', () => {
  fc.assert(
    fc.property(texts, texts, (a, b) => {
      const value = similarity(a, b)
      expect(value).toBe(similarity(b, a))
      expect(value).toBeGreaterThanOrEqual(0)
      expect(value).toBeLessThanOrEqual(1)
      if (/[abc]/.test(a)) expect(similarity(a, a)).toBe(1)
    }),
  )
})

test('the index finds exactly what comparing every pair finds', () => {
  const lists = fc.array(texts, { maxLength: 5 })
  fc.assert(
    fc.property(lists, lists, fc.constantFrom(0.3, 0.5, 0.8, 1), (asked, known, threshold) => {
      const candidates = known.map((text, index) => ({ id: `c${index}`, text }))
      const found = findNearDuplicates(
        asked.map((text, index) => ({ id: `t${index}`, text })),
        candidates,
        threshold,
      )
      const expected = asked.flatMap((text, index) =>
        candidates
          .map(candidate => ({
            id: `t${index}`,
            candidateId: candidate.id,
            similarity: similarity(text, candidate.text),
          }))
          .filter(match => match.similarity >= threshold),
      )
      const byPair = (list: typeof found) =>
        list.map(match => `${match.id} ${match.candidateId} ${match.similarity}`).toSorted()
      expect(byPair(found)).toEqual(byPair(expected))
    }),
    { numRuns: 500 },
  )
})
