import { expect, test } from 'vitest'
import {
  countCharacters,
  findForbiddenCharacter,
  quoteValue,
  removeForbiddenCharacters,
} from './textFaults.ts'

test.each([
  ['plain', false, null],
  ['two\nlines\tand a tab\r\n', false, null],
  ['two\nlines', true, 'control character U+000A'],
  ['nul \u0000', false, 'control character U+0000'],
  ['bell \u0007', true, 'control character U+0007'],
  ['next line \u0085', false, 'control character U+0085'],
  ['high \ud83d', false, 'lone surrogate U+D83D'],
  ['low \ude00 x', false, 'lone surrogate U+DE00'],
  ['pair 😀, مرحبا, <script>', true, null],
])('forbidden character in %j (single line: %j) is %j', (text, singleLine, expected) => {
  expect(findForbiddenCharacter(text, singleLine)).toBe(expected)
})

test('removing forbidden characters leaves everything else', () => {
  expect(removeForbiddenCharacters('a\u0000b\ud83dc\td\n😀')).toBe('abc\td\n😀')
})

test.each([
  ['', 0],
  ['abc', 3],
  ['😀a', 2],
  ['\ud83d', 1],
])('%j has %j characters', (text, count) => {
  expect(countCharacters(text)).toBe(count)
})

test('a quoted value is short, on one line and printable', () => {
  expect(quoteValue('two\nlines')).toBe('"two lines"')
  expect(quoteValue('a\u0000b')).toBe('"a\ufffdb"')
  expect(quoteValue('x'.repeat(50))).toBe(`"${'x'.repeat(39)}…"`)
  expect(quoteValue('😀'.repeat(50), 3)).toBe('"😀😀…"')
})
