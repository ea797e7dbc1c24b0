import { describe, expect, test } from 'vitest'
import { isKeyTaken, matchesKeys, printKeys } from './shortcuts.ts'

const plain = { shiftKey: false, altKey: false, ctrlKey: false, metaKey: false }

describe('matchesKeys', () => {
  test.each([
    [{ key: ' ' }, 'Space', true],
    [{ key: '1' }, '1', true],
    [{ key: 'z' }, 'Z', true],
    [{ key: 'z', ctrlKey: true }, 'Z', false],
    [{ key: 'A', shiftKey: true }, 'Shift+A', true],
    [{ key: 'a' }, 'Shift+A', false],
    [{ key: 'A', shiftKey: true }, 'A', false],
    [{ key: '?', shiftKey: true }, '?', true],
    [{ key: '+', shiftKey: true }, '+', true],
    [{ key: '-' }, '+', false],
    [{ key: 'k', ctrlKey: true }, 'Mod+K', true],
    [{ key: 'k', metaKey: true }, 'Mod+K', true],
    [{ key: 'k' }, 'Mod+K', false],
    [{ key: 'ArrowUp', altKey: true }, 'Alt+ArrowUp', true],
    [{ key: 'ArrowUp' }, 'Alt+ArrowUp', false],
  ])('%o is %s: %s', (event, keys, expected) => {
    expect(matchesKeys({ ...plain, ...event }, keys)).toBe(expected)
  })
})

describe('isKeyTaken', () => {
  const taken = (html: string, key: string) => {
    document.body.innerHTML = html
    return isKeyTaken({ key, target: document.body.firstElementChild })
  }
  test.each([
    ['<input>', '1', true],
    ['<textarea></textarea>', '?', true],
    ['<button>Go</button>', ' ', true],
    ['<button>Go</button>', '1', false],
    ['<a href="/">Go</a>', 'Enter', true],
    ['<input type="checkbox">', 'f', false],
    ['<input type="checkbox">', ' ', true],
    ['<main tabindex="-1"></main>', ' ', false],
  ])('in %s, %s: %s', (html, key, expected) => {
    expect(taken(html, key)).toBe(expected)
  })
})

test('keys are printed as on the keyboard', () => {
  expect(printKeys('Mod+K')).toEqual(['Ctrl', 'K'])
  expect(printKeys('Alt+ArrowUp')).toEqual(['Alt', '↑'])
  expect(printKeys('+')).toEqual(['+'])
})
