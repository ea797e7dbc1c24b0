import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { InvalidInput } from './errors.ts'
import {
  childPath,
  comparePaths,
  depthOf,
  isDescendant,
  isSelfOrDescendant,
  parentPath,
  parsePath,
  rankOf,
} from './nodePath.ts'

const ranks = fc.array(fc.integer({ min: 1, max: 500 }), { maxLength: 5 })
const paths = ranks.map(steps => ['1', ...steps].join('.'))

describe('parsePath', () => {
  test.each([
    ['1', [1]],
    ['1.2.3', [1, 2, 3]],
    ['1.10', [1, 10]],
  ])('%s → %j', (path, expected) => {
    expect(parsePath(path)).toEqual(expected)
  })

  test.each([
    '',
    '0',
    '2',
    '2.1',
    '1.',
    '.1',
    '1..2',
    '1.0',
    '1.01',
    '1.-1',
    '1.a',
    '1.2 ',
    '1,2',
    '1.9999999',
  ])('refuses %j', path => {
    expect(() => parsePath(path)).toThrow(InvalidInput)
  })

  test('names the value and what was expected', () => {
    expect(() => parsePath('1.x')).toThrow('Invalid path "1.x": expected ranks from 1 as in "1.2.3".')
  })
})

test('paths are ordered by their numbers, parents first', () => {
  const shuffled = ['1.10', '1.2.1', '1', '1.2', '1.1.10', '1.1.9', '1.1']
  expect(shuffled.sort(comparePaths)).toEqual(['1', '1.1', '1.1.9', '1.1.10', '1.2', '1.2.1', '1.10'])
})

test.each([
  ['1', null, 0, 1],
  ['1.4', '1', 1, 4],
  ['1.2.13', '1.2', 2, 13],
  ['1.2.3.4', '1.2.3', 3, 4],
])('%s: parent %j, depth %i, rank %i', (path, parent, depth, rank) => {
  expect(parentPath(path)).toBe(parent)
  expect(depthOf(path)).toBe(depth)
  expect(rankOf(path)).toBe(rank)
})

test.each([
  ['1.2.3', '1.2', true],
  ['1.2', '1.2', false],
  ['1.10', '1.1', false],
  ['1.2', '1.2.3', false],
  ['1.2', '1', true],
])('%s below %s: %j', (path, of, expected) => {
  expect(isDescendant(path, of)).toBe(expected)
  expect(isSelfOrDescendant(path, of)).toBe(expected || path === of)
})

describe('properties', () => {
  test('parsing and printing are inverse', () => {
    fc.assert(fc.property(paths, path => parsePath(path).join('.') === path))
  })

  test('a child lies directly below its parent', () => {
    fc.assert(
      fc.property(paths, fc.integer({ min: 1, max: 500 }), (path, rank) => {
        const child = childPath(path, rank)
        expect(parentPath(child)).toBe(path)
        expect(rankOf(child)).toBe(rank)
        expect(depthOf(child)).toBe(depthOf(path) + 1)
        expect(comparePaths(path, child)).toBeLessThan(0)
      }),
    )
  })

  test('the order is total and agrees with the ranks', () => {
    fc.assert(
      fc.property(paths, paths, (a, b) => {
        expect(Math.sign(comparePaths(a, b))).toBe(-Math.sign(comparePaths(b, a)) + 0)
        expect(comparePaths(a, b) === 0).toBe(a === b)
      }),
    )
  })
})
