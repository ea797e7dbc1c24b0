import { describe, expect, test } from 'vitest'
import { listRows, type OutlineNode, readOutline } from '../outline.ts'
import { stepOnMap } from './mapKeys.ts'

const nodes = ['1', '1.1', '1.1.1', '1.1.2', '1.1.3', '1.2', '1.2.1', '1.3'].map(
  (path): OutlineNode => ({
    id: path,
    title: path,
    path,
    depth: path.split('.').length - 1,
    sortOrder: Number(path.split('.').at(-1)) - 1,
    isEnabled: true,
  }),
)
const rows = listRows(readOutline(nodes), new Set())
const withClosed = listRows(readOutline(nodes), new Set(['1.1']))

describe('to the right', () => {
  test.each([
    ['1', 'ArrowRight', { focusId: '1.2' }],
    ['1.1', 'ArrowRight', { focusId: '1.1.2' }],
    ['1.3', 'ArrowRight', {}],
    ['1.1.2', 'ArrowLeft', { focusId: '1.1' }],
    ['1', 'ArrowLeft', {}],
    ['1.1.1', 'ArrowDown', { focusId: '1.1.2' }],
    ['1.1.3', 'ArrowDown', { focusId: '1.2.1' }],
    ['1.2.1', 'ArrowUp', { focusId: '1.1.3' }],
    ['1.1', 'ArrowUp', {}],
    ['1.2.1', 'Home', { focusId: '1' }],
    ['1', 'End', { focusId: '1.3' }],
    ['1', 'a', null],
  ])('%s %s', (id, key, expected) => {
    expect(stepOnMap(rows, id, key, 'right')).toEqual(expected)
  })

  test('a closed branch opens before it is entered', () => {
    expect(stepOnMap(withClosed, '1.1', 'ArrowRight', 'right')).toEqual({ expand: ['1.1'] })
  })
})

test.each([
  ['1', 'ArrowDown', { focusId: '1.1' }],
  ['1.1', 'ArrowDown', { focusId: '1.1.1' }],
  ['1.2', 'ArrowUp', { focusId: '1.1.3' }],
  ['1.1', 'ArrowRight', { focusId: '1.1.1' }],
  ['1.2.1', 'ArrowLeft', { focusId: '1.2' }],
  ['1.3', 'ArrowDown', {}],
])('downwards the lines follow each other: %s %s', (id, key, expected) => {
  expect(stepOnMap(rows, id, key, 'down')).toEqual(expected)
})

test('a node that is gone is where the root is', () => {
  expect(stepOnMap(rows, 'gone', 'ArrowDown', 'down')).toEqual({ focusId: '1.1' })
  expect(stepOnMap([], 'gone', 'ArrowDown', 'down')).toBeNull()
})
