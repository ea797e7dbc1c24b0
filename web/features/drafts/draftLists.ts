import type { ApolloCache, Reference } from '@apollo/client'
import { modifyViewer } from '../../apollo/modifyViewer.ts'
import { readListFilter } from '../cards/cardLists.ts'

interface Edge {
  __typename?: string
  cursor?: string
  node: Reference
}

interface StoredConnection {
  edges: readonly Edge[]
  totalCount?: number
}

function changeDraftLists(
  cache: ApolloCache,
  change: (edges: readonly Edge[], listName: string) => readonly Edge[],
) {
  modifyViewer(cache, {
    flashcards: (connection: StoredConnection, { storeFieldName }) => {
      if (readListFilter(storeFieldName).status !== 'DRAFT') return connection
      const edges = change(connection.edges, storeFieldName)
      if (edges === connection.edges) return connection
      const addedCount = edges.length - connection.edges.length
      return { ...connection, edges, totalCount: (connection.totalCount ?? 0) + addedCount }
    },
  })
}

const refOf = (cache: ApolloCache, id: string) => cache.identify({ __typename: 'Flashcard', id })!

/**
 * Takes drafts that were decided on out of the lists. What it returns puts them back, each where it was among
 * those that are left, also when others have come or gone meanwhile.
 */
export function removeDrafts(cache: ApolloCache, ids: readonly string[]): () => void {
  const gone = new Set(ids.map(id => refOf(cache, id)))
  const before = new Map<string, readonly Edge[]>()
  changeDraftLists(cache, (edges, listName) => {
    const left = edges.filter(edge => !gone.has(edge.node.__ref))
    if (left.length === edges.length) return edges
    before.set(listName, edges)
    return left
  })
  return () =>
    changeDraftLists(cache, (edges, listName) => mergeBack(edges, before.get(listName) ?? [], gone))
}

/** `edges` with those of `before` that are to come back, in the order of `before`. */
function mergeBack(
  edges: readonly Edge[],
  before: readonly Edge[],
  back: ReadonlySet<string>,
): readonly Edge[] {
  const present = new Set(edges.map(edge => edge.node.__ref))
  const missing = before.filter(({ node }) => back.has(node.__ref) && !present.has(node.__ref))
  if (missing.length === 0) return edges
  const places = new Map(before.map((edge, index) => [edge.node.__ref, index]))
  const placeOf = (edge: Edge) => places.get(edge.node.__ref) ?? Number.POSITIVE_INFINITY
  const merged = [...edges]
  for (const edge of missing) {
    const next = merged.findIndex(other => placeOf(other) > placeOf(edge))
    merged.splice(next < 0 ? merged.length : next, 0, edge)
  }
  return merged
}

/** Puts new versions beside the drafts that they replace, wherever those are listed. */
export function addVersions(
  cache: ApolloCache,
  versions: ReadonlyArray<{ id: string; replaces?: { id: string } | null }>,
): void {
  changeDraftLists(cache, edges => {
    const present = new Set(edges.map(edge => edge.node.__ref))
    const merged = [...edges]
    for (const { id, replaces } of versions) {
      const ref = refOf(cache, id)
      const place = merged.findIndex(edge => replaces && edge.node.__ref === refOf(cache, replaces.id))
      if (place < 0 || present.has(ref)) continue
      merged.splice(place + 1, 0, { __typename: 'FlashcardEdge', cursor: '', node: { __ref: ref } })
    }
    return merged.length === edges.length ? edges : merged
  })
}

/** What the server does not send back: that a card is gone, or is there again. */
export function markDeleted(cache: ApolloCache, ids: readonly string[], deletedAt: string | null): void {
  for (const id of ids) cache.modify({ id: refOf(cache, id), fields: { deletedAt: () => deletedAt } })
}
