import { expect, test } from 'vitest'
import { countTopics, findTopics } from './topics.ts'

const place = (path: string) => ({ path, depth: path.split('.').length - 1 })

test('topics are the nodes with nothing below them', () => {
  const nodes = ['1', '1.1', '1.1.1', '1.1.2', '1.2', '1.10', '1.10.1'].map(place)
  expect(findTopics(nodes).map(node => node.path)).toEqual(['1.1.1', '1.1.2', '1.2', '1.10.1'])
  expect(countTopics(nodes)).toBe(4)
})

test('a root alone has no topic', () => {
  expect(countTopics([place('1')])).toBe(0)
})
