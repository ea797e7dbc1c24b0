import { useApolloClient, useQuery } from '@apollo/client/react'
import { useMemo, useRef, useState } from 'react'
import { showErrorToast } from '../../components/toasts.tsx'
import type { FlashcardFilter } from '../../gql/graphql.ts'
import type { JobState } from '../generation/jobState.ts'
import { JobVersionsQuery } from './cardJobDocuments.ts'
import { DraftsQuery } from './draftDocuments.ts'
import { addVersions } from './draftLists.ts'
import { freshAnswer } from './freshAnswer.ts'

/** The drafts of a goal, or of a branch of it, page by page; new ones join while a job makes them. */
export function useDrafts(goalId: string, nodeId: string | undefined) {
  const client = useApolloClient()
  const filter = useMemo<FlashcardFilter>(
    () => ({ goalId, status: 'DRAFT', ...(nodeId && { skillNodeId: nodeId }) }),
    [goalId, nodeId],
  )
  const { data, previousData, error, refetch } = useQuery(DraftsQuery, { variables: { filter } })
  const [isLoadingMore, setIsLoadingMore] = useState(false)
  const connection = (data ?? previousData)?.viewer?.flashcards

  // As the cache has them, which is ahead of what is drawn when one page follows the other.
  const readList = () => client.readQuery({ query: DraftsQuery, variables: { filter } })?.viewer?.flashcards
  // Not by `fetchMore`, which loses a page when it is called again before the last one is drawn.
  const loadNext = useOneAtATime(async () => {
    const list = readList()
    const after = list?.edges.length ? list.pageInfo.endCursor : undefined
    await client.query({
      query: DraftsQuery,
      variables: { filter, after },
      fetchPolicy: 'network-only',
    })
  })

  /** What a job has just made. A step that is missed is made up for by the next, the last by the page's next visit. */
  const onJobStep = async (job: Pick<JobState, 'id' | 'kind'>) => {
    try {
      if (job.kind === 'REFINE_FLASHCARDS') {
        const { data: made } = await client.query({
          query: JobVersionsQuery,
          variables: { id: job.id },
          fetchPolicy: 'network-only',
          context: freshAnswer,
        })
        addVersions(client.cache, made?.generationJob?.drafts ?? [])
        // With pages left unread new ones are not in sight: they come with the last page.
      } else if (!readList()?.pageInfo.hasNextPage) await loadNext()
    } catch {
      // See above.
    }
  }

  return {
    filter,
    connection,
    error,
    refetch,
    onJobStep,
    isLoadingMore,
    showMore: async () => {
      setIsLoadingMore(true)
      await loadNext().catch(refused => showErrorToast(refused, 'No more drafts were loaded'))
      setIsLoadingMore(false)
    },
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
