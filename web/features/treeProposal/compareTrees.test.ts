import { expect, test } from 'vitest'
import type { NodeMoveKind } from '../../gql/graphql.ts'
import { compareTrees } from './compareTrees.ts'

const node = (path: string, title: string, cardCount = 0) => ({
  id: title,
  path,
  title,
  cardCount,
  depth: path.split('.').length - 1,
})
const move = (kind: NodeMoveKind, from: string | null, toPath: string | null, cardCount = 0) => ({
  kind,
  from: from === null ? null : { id: from },
  toPath,
  cardCount,
})

const old = [
  node('1', 'Kubernetes', 1),
  node('1.1', 'Storage'),
  node('1.1.1', 'Volumes', 4),
  node('1.1.2', 'Etcd', 2),
  node('1.2', 'History'),
  node('1.2.1', 'Borg', 3),
]
const proposed = [
  node('1.1', 'Storing data'),
  node('1.1.1', 'Volumes'),
  node('1.2', 'Cluster'),
  node('1.2.1', 'Etcd'),
  node('1.3', 'Unsorted'),
  node('1.3.1', 'Borg'),
]
const compared = compareTrees(old, proposed, [
  move('KEPT', 'Kubernetes', '1', 1),
  move('KEPT', 'Storage', '1.1'),
  move('KEPT', 'Volumes', '1.1.1', 4),
  move('NEW', null, '1.2'),
  move('MOVED', 'Etcd', '1.2.1', 2),
  move('NEW', null, '1.3'),
  move('UNMATCHED', 'Borg', '1.3.1', 3),
  move('UNMATCHED', 'History', null),
])

const tell = (rows: typeof compared.oldRows) =>
  rows.map(({ title, fate, note, cardCount }) => [title, fate, note, cardCount])

test('each node of the old tree says where it goes', () => {
  expect(tell(compared.oldRows)).toEqual([
    ['Storage', 'kept', 'now “Storing data”', 0],
    ['Volumes', 'kept', '', 4],
    ['Etcd', 'moved', 'to “Cluster”', 2],
    ['History', 'gone', '', 0],
    ['Borg', 'unsorted', '', 3],
  ])
  expect(compared.goneRows.map(({ title }) => title)).toEqual(['History'])
})

test('each node of the new tree says where it comes from', () => {
  expect(tell(compared.newRows)).toEqual([
    ['Storing data', 'kept', 'was “Storage”', 0],
    ['Volumes', 'kept', '', 4],
    ['Cluster', 'new', '', 0],
    ['Etcd', 'moved', 'from “Storage”', 2],
    ['Unsorted', null, 'keeps what has cards and no place in the new tree', 0],
    ['Borg', 'unsorted', '', 3],
  ])
})

test('every topic is counted once, and every card', () => {
  expect(compared.counts).toEqual({ kept: 2, moved: 1, new: 1, unsorted: 1, gone: 1 })
  expect(compared.cardCount).toBe(10)
})

test('a category that came from within another, and one that goes into it, name the top', () => {
  const { oldRows, newRows } = compareTrees(
    [node('1', 'Root'), node('1.1', 'A'), node('1.1.1', 'B')],
    [node('1.1', 'B'), node('1.1.1', 'A')],
    [move('KEPT', 'Root', '1'), move('MOVED', 'B', '1.1'), move('MOVED', 'A', '1.1.1')],
  )
  expect(oldRows.map(({ note }) => note)).toEqual(['to “B”', 'to the top'])
  expect(newRows.map(({ note }) => note)).toEqual(['from “A”', 'from the top'])
})

test('a node that came after the proposal has no mark', () => {
  const { oldRows } = compareTrees([node('1', 'Root'), node('1.1', 'Late')], [], [])
  expect(oldRows[0]).toMatchObject({ title: 'Late', fate: null })
})
