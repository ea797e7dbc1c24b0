import type { ApolloCache, Reference } from '@apollo/client'
import { modifyViewer } from '../../apollo/modifyViewer.ts'

interface StoredConnection {
  edges: ReadonlyArray<{ __typename?: string; cursor?: string; node: Reference }>
  totalCount?: number
  pageInfo?: { hasNextPage?: boolean }
}

/** The filter a list was asked with, from its name in the cache: `flashcards:{"filter":{…}}`. */
export function readListFilter(storeFieldName: string): Record<string, unknown> {
  const start = storeFieldName.indexOf('{')
  if (start < 0) return {}
  try {
    return JSON.parse(storeFieldName.slice(start).replace(/\)$/, '')).filter ?? {}
  } catch {
    return {}
  }
}

function changeLists(
  cache: ApolloCache,
  change: (connection: StoredConnection, filter: Record<string, unknown>) => StoredConnection,
) {
  modifyViewer(cache, {
    flashcards: (connection: StoredConnection, { storeFieldName }) =>
      change(connection, readListFilter(storeFieldName)),
  })
}

/** Puts a new card at the end of the plain list of its node; lists that narrow more are left alone. */
export function addCardToLists(cache: ApolloCache, cardId: string, nodeId: string): void {
  const node = { __ref: cache.identify({ __typename: 'Flashcard', id: cardId })! }
  changeLists(cache, (connection, { skillNodeId, includeDescendants: _, ...others }) => {
    const isPlain = Object.values(others).every(value => value === undefined || value === null)
    if (skillNodeId !== nodeId || !isPlain) return connection
    const totalCount = (connection.totalCount ?? 0) + 1
    // Further pages are not loaded yet: it will come with the last one.
    if (connection.pageInfo?.hasNextPage) return { ...connection, totalCount }
    const edge = { __typename: 'FlashcardEdge', cursor: '', node }
    return { ...connection, edges: [...connection.edges, edge], totalCount }
  })
}

/** Takes cards out of every list, or of those whose filter they no longer meet. */
export function removeCardsFromLists(
  cache: ApolloCache,
  cardIds: readonly string[],
  isConcerned: (filter: Record<string, unknown>) => boolean = () => true,
): void {
  const gone = new Set(cardIds.map(id => cache.identify({ __typename: 'Flashcard', id })))
  changeLists(cache, (connection, filter) => {
    if (!isConcerned(filter)) return connection
    const edges = connection.edges.filter(edge => !gone.has(edge.node.__ref))
    const count = connection.edges.length - edges.length
    if (count === 0) return connection
    return { ...connection, edges, totalCount: (connection.totalCount ?? count) - count }
  })
}
