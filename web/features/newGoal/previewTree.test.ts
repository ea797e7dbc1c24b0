import { expect, test } from 'vitest'
import {
  countEnabledTopics,
  isBranchEnabled,
  keepKnownPaths,
  toggleBranch,
  withoutRoot,
} from './previewTree.ts'

const nodes = ['1.1', '1.1.1', '1.1.2', '1.2', '1.10', '1.10.1'].map(path => ({
  path,
  title: path,
  depth: path.split('.').length - 1,
}))

test.each([
  ['1.1.1', [], true],
  ['1.1.1', ['1.1'], false],
  ['1.1.1', ['1.1.1'], false],
  ['1.1.1', ['1.1.2'], true],
  ['1.10.1', ['1.1'], true],
  ['1.1', ['1.1.1'], true],
])('%s with %o off: %s', (path, disabled, expected) => {
  expect(isBranchEnabled(path, new Set(disabled))).toBe(expected)
})

test('switching changes one flag and leaves those below as they are', () => {
  const off = toggleBranch('1.1', new Set(['1.1.2']))
  expect([...off].sort()).toEqual(['1.1', '1.1.2'])
  expect([...toggleBranch('1.1', off)]).toEqual(['1.1.2'])
})

test.each([
  [[], 4],
  [['1.1'], 2],
  [['1.1', '1.1.2'], 2],
  [['1.1.2'], 3],
  [['1.1', '1.2', '1.10'], 0],
])('with %o off %i topics are left', (disabled, expected) => {
  expect(countEnabledTopics(nodes, new Set(disabled))).toBe(expected)
})

test('only paths the tree has are sent', () => {
  expect(keepKnownPaths(new Set(['1.9', '1.2']), nodes)).toEqual(['1.2'])
})

test('the root has no switch', () => {
  expect(withoutRoot([{ path: '1', depth: 0 }, ...nodes])).toEqual(nodes)
})
