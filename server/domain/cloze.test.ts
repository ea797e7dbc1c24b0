import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hasCloze, readCloze } from './cloze.ts'

test.each([
  ['no deletion', []],
  ['{{not a cloze}} {{c::}} {{cx::y}}', []],
  ['{{c1::Paris}} is a capital', [[1, '[…] is a capital', 'Paris']]],
  ['{{c1::Paris::city}} is in {{c1::France}}', [[1, '[city] is in […]', 'Paris, France']]],
  [
    '{{c2::Paris}} is in {{c1::France}}',
    [
      [1, 'Paris is in […]', 'France'],
      [2, '[…] is in France', 'Paris'],
    ],
  ],
  ['{{c1::a}} and {{c1::a}}', [[1, '[…] and […]', 'a']]],
  ['{{c3::std::vector}}', [[3, '[vector]', 'std']]],
])('%j', (text, expected) => {
  const { cards, fault } = readCloze(text)
  expect(fault).toBeNull()
  expect(cards.map(({ number, question, answer }) => [number, question, answer])).toEqual(expected)
  expect(hasCloze(text)).toBe(expected.length > 0)
})

test.each([
  ['{{c1::open', 'The cloze deletion "{{c1::" is never closed: expected "}}".'],
  ['{{c1:: }} x', 'The cloze deletion "{{c1::}}" is empty: expected what it hides.'],
  ['{{c1::a {{c2::b}} c}}', 'A cloze deletion stands within another: expected one after the other.'],
])('%j is refused', (text, fault) => {
  expect(readCloze(text)).toEqual({ cards: [], fault })
})

test('any text is read in time linear in its length', () => {
  const noise = fc.string({ unit: fc.constantFrom('{{c1::', '{{c2::', '}}', '::', 'a', ' ', '{') })
  fc.assert(fc.property(noise, text => Array.isArray(readCloze(text).cards)))
  expect(readCloze('{{c1::'.repeat(100_000)).fault).not.toBeNull()
  expect(readCloze('{{c'.repeat(100_000)).cards).toEqual([])
})
