import { useApolloClient } from '@apollo/client/react'
import { useMemo } from 'react'
import { isTreeJob, type JobState } from './jobState.ts'
import { createTreeRefresh } from './refreshTree.ts'
import { useGenerationJob } from './useGenerationJob.ts'

/**
 * The job that makes a tree for a goal, as it is now; undefined where the goal's latest job makes none. While the
 * goal's own tree grows, the tree in the cache grows with it.
 */
export function useTreeGeneration(goalId: string, latest: JobState | null): JobState | undefined {
  const client = useApolloClient()
  const refresh = useMemo(() => createTreeRefresh(client, goalId), [client, goalId])
  const known = latest && isTreeJob(latest) ? latest : undefined
  const { job } = useGenerationJob(known?.id, changed => {
    if (changed.kind === 'SKILL_TREE') refresh()
  })
  return job ?? known
}
