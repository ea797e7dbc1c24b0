import type { ApolloClient } from '@apollo/client'
import type { FlashcardFilter } from '../../gql/graphql.ts'
import { DraftIdsQuery } from './draftDocuments.ts'
import { type DraftEntry, groupVersions } from './draftVersions.ts'

/** What one mutation may name. */
const maxIds = 1000

/** Every draft of a list, with its versions. It leaves the list in the cache alone, which is read page by page. */
export async function listOpenDrafts(
  client: ApolloClient,
  filter: FlashcardFilter,
): Promise<DraftEntry<{ id: string; createdAt: string }>[]> {
  const drafts: { id: string; createdAt: string; replaces?: { id: string } | null }[] = []
  let after: string | null | undefined
  do {
    const variables = { filter, after }
    const { data } = await client.query({ query: DraftIdsQuery, variables, fetchPolicy: 'no-cache' })
    const page = data?.viewer?.flashcards
    drafts.push(...(page?.edges.map(edge => edge.node) ?? []))
    after = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null
  } while (after)
  return groupVersions(drafts)
}

/** As many at a time as one mutation may name, the versions of one draft together. */
export function chunkIds<T extends { ids: readonly string[] }>(entries: readonly T[], most = maxIds): T[][] {
  const chunks: T[][] = []
  let count = most
  for (const entry of entries) {
    count += entry.ids.length
    if (count > most) {
      chunks.push([])
      count = entry.ids.length
    }
    chunks.at(-1)!.push(entry)
  }
  return chunks
}
