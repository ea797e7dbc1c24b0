import { useApolloClient, useQuery } from '@apollo/client/react'
import { useMemo, useRef } from 'react'
import type { FlashcardFilter } from '../../gql/graphql.ts'
import type { JobState } from '../generation/jobState.ts'
import { JobVersionsQuery } from './cardJobDocuments.ts'
import { DraftsQuery } from './draftDocuments.ts'
import { addVersions } from './draftLists.ts'

/** The drafts of a goal, or of a branch of it, page by page; new ones join while a job makes them. */
export function useDrafts(goalId: string, nodeId: string | undefined) {
  const client = useApolloClient()
  const filter = useMemo<FlashcardFilter>(
    () => ({ goalId, status: 'DRAFT', ...(nodeId && { skillNodeId: nodeId }) }),
    [goalId, nodeId],
  )
  const { data, previousData, error, loading, refetch, fetchMore } = useQuery(DraftsQuery, {
    variables: { filter },
  })
  const connection = (data ?? previousData)?.viewer?.flashcards
  const latest = useRef(connection)
  latest.current = connection

  const loadNext = async () => {
    const after = latest.current?.pageInfo.endCursor
    await (after && latest.current?.edges.length ? fetchMore({ variables: { after } }) : refetch())
  }
  const takeIn = useOneAtATime(async () => {
    // With pages left unread new ones are not in sight: they come with the last page.
    if (!latest.current?.pageInfo.hasNextPage) await loadNext()
  })

  /** What a job has just made. A step that is missed is made up for by the next, the last by the page's next visit. */
  const onJobStep = async (job: Pick<JobState, 'id' | 'kind'>) => {
    try {
      if (job.kind === 'REFINE_FLASHCARDS') {
        const variables = { id: job.id }
        const { data: made } = await client.query({
          query: JobVersionsQuery,
          variables,
          fetchPolicy: 'network-only',
        })
        addVersions(client.cache, made?.generationJob?.drafts ?? [])
      } else await takeIn()
    } catch {
      // See above.
    }
  }

  return {
    filter,
    connection,
    error,
    isLoading: loading,
    refetch,
    loadNext: useOneAtATime(loadNext),
    onJobStep,
  }
}

/** Called while it runs it runs once more afterwards, however often it was called. */
function useOneAtATime(run: () => Promise<unknown>): () => Promise<void> {
  const state = useRef({ isRunning: false, isWanted: false })
  const latest = useRef(run)
  latest.current = run
  return async () => {
    state.current.isWanted = true
    if (state.current.isRunning) return
    state.current.isRunning = true
    try {
      while (state.current.isWanted) {
        state.current.isWanted = false
        await latest.current()
      }
    } finally {
      state.current.isRunning = false
    }
  }
}
