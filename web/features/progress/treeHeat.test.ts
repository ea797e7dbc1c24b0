import { expect, test } from 'vitest'
import { groupByCategory, type HeatNode, masteryLevel } from './treeHeat.ts'

const node = (path: string, change: Partial<HeatNode> = {}): HeatNode => ({
  id: path,
  title: path,
  path,
  depth: path.split('.').length - 1,
  isEnabled: true,
  masteryPercentage: 0,
  subtreeCardCount: 3,
  ...change,
})

test('topics stand under their category, deep ones too, and a bare category is its own topic', () => {
  const nodes = ['1', '1.1', '1.1.1', '1.1.1.1', '1.1.2', '1.2', '1.10', '1.10.1'].map(path => node(path))
  expect(
    groupByCategory(nodes).map(({ category, topics }) => [category.path, topics.map(t => t.path)]),
  ).toEqual([
    ['1.1', ['1.1.1.1', '1.1.2']],
    ['1.2', ['1.2']],
    ['1.10', ['1.10.1']],
  ])
})

test('what lies under a switched off branch is off as well', () => {
  const nodes = [node('1'), node('1.1', { isEnabled: false }), node('1.1.1'), node('1.10'), node('1.10.1')]
  expect(groupByCategory(nodes).flatMap(({ topics }) => topics.map(topic => topic.isEnabled))).toEqual([
    false,
    true,
  ])
})

test.each([
  [0, 0],
  [1, 1],
  [33, 1],
  [34, 2],
  [68, 3],
  [99, 3],
  [100, 4],
])('%d %% has level %d', (masteryPercentage, level) => {
  expect(masteryLevel(node('1.1', { masteryPercentage }))).toBe(level)
})
