import { expect, test } from 'vitest'
import { countEmptyTopics } from './emptyTopics.ts'

const node = (path: string, change: object = {}) => ({ path, isEnabled: true, cardCount: 0, ...change })

const tree = [
  node('1'),
  node('1.1'),
  node('1.1.1'),
  node('1.1.2', { cardCount: 3 }),
  node('1.1.3', { subtreeDraftCount: 2 }),
  node('1.1.10'),
  node('1.2', { isEnabled: false }),
  node('1.2.1'),
  node('1.3'),
]

test.each([
  ['1', 3],
  ['1.1', 2],
  ['1.1.1', 1],
  ['1.1.2', 0],
  ['1.2', 0],
  ['1.3', 1],
])('below %s there are %i', (path, count) => {
  expect(countEmptyTopics(tree, path)).toBe(count)
})

test('a goal without any topic is a topic itself', () => {
  expect(countEmptyTopics([node('1')], '1')).toBe(1)
})
