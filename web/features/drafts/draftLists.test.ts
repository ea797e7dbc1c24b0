import { gql } from '@apollo/client'
import { expect, test } from 'vitest'
import { createCache } from '../../apollo/client.ts'
import { addVersions, removeDrafts } from './draftLists.ts'

const query = gql`
  query ListedDrafts($filter: FlashcardFilter!) {
    viewer {
      id
      flashcards(filter: $filter) {
        totalCount
        edges {
          cursor
          node {
            id
          }
        }
      }
    }
  }
`
const drafts = { goalId: 'g', status: 'DRAFT' }
const ofNode = { goalId: 'g', status: 'DRAFT', skillNodeId: 'n' }

function fill(lists: Array<[filter: object, ids: string]>) {
  const cache = createCache()
  for (const [filter, ids] of lists) {
    const edges = [...ids].map(id => ({
      __typename: 'FlashcardEdge',
      cursor: `at ${id}`,
      node: { __typename: 'Flashcard', id },
    }))
    const flashcards = { __typename: 'FlashcardConnection', totalCount: edges.length, edges }
    cache.writeQuery({
      query,
      variables: { filter },
      data: { viewer: { __typename: 'Viewer', id: 'v', flashcards } },
    })
  }
  return cache
}

interface Read {
  viewer: { flashcards: { totalCount: number; edges: Array<{ node: { id: string } }> } }
}

function read(cache: ReturnType<typeof createCache>, filter: object): string {
  const { totalCount, edges } = cache.readQuery<Read>({ query, variables: { filter } })!.viewer.flashcards
  expect(totalCount).toBe(edges.length)
  return edges.map(edge => edge.node.id).join('')
}

test('drafts leave every list of drafts, and no other list', () => {
  const cache = fill([
    [drafts, 'abcd'],
    [ofNode, 'bc'],
    [{ goalId: 'g' }, 'bcx'],
  ])
  removeDrafts(cache, ['b', 'd'])
  expect(read(cache, drafts)).toBe('ac')
  expect(read(cache, ofNode)).toBe('c')
  expect(read(cache, { goalId: 'g' })).toBe('bcx')
})

test.each([
  ['one comes back to its place', 'abcd', ['b'], [], 'abcd'],
  ['the last one comes back to the end', 'abcd', ['d'], [], 'abcd'],
  ['all come back', 'abcd', ['a', 'b', 'c', 'd'], [], 'abcd'],
  ['also when its neighbours have gone meanwhile', 'abcd', ['b'], ['a', 'c'], 'bd'],
])('%s', (_, ids, removed, removedLater, expected) => {
  const cache = fill([[drafts, ids]])
  const putBack = removeDrafts(cache, removed)
  removeDrafts(cache, removedLater)
  putBack()
  putBack()
  expect(read(cache, drafts)).toBe(expected)
})

test('a draft comes back to the lists that it was in', () => {
  const cache = fill([
    [drafts, 'abcd'],
    [ofNode, 'ac'],
  ])
  removeDrafts(cache, ['b'])()
  expect(read(cache, drafts)).toBe('abcd')
  expect(read(cache, ofNode)).toBe('ac')
})

test('a new version stands after the draft that it replaces, once', () => {
  const cache = fill([
    [drafts, 'abc'],
    [ofNode, 'c'],
    [{ goalId: 'g' }, 'BZx'],
  ])
  const versions = [
    { id: 'B', replaces: { id: 'b' } },
    { id: 'Z', replaces: { id: 'elsewhere' } },
    { id: 'x', replaces: null },
  ]
  addVersions(cache, versions)
  addVersions(cache, versions)
  expect(read(cache, drafts)).toBe('abBc')
  expect(read(cache, ofNode)).toBe('c')
})
