import { useApolloClient } from '@apollo/client/react'
import { useMemo, useState } from 'react'
import { isTreeJob, type JobState } from './jobState.ts'
import { createTreeRefresh } from './refreshTree.ts'
import { useGenerationJob } from './useGenerationJob.ts'

/**
 * The job that makes a tree for a goal, as it is now; undefined where none is known. A goal tells of its latest job
 * only: one that was seen here is followed on when cards are asked for after it. While the goal's own tree grows,
 * the tree in the cache grows with it.
 */
export function useTreeGeneration(goalId: string, latest: JobState | null): JobState | undefined {
  const client = useApolloClient()
  const refresh = useMemo(() => createTreeRefresh(client, goalId), [client, goalId])
  const [followed, setFollowed] = useState<JobState>()
  const known = latest && isTreeJob(latest) ? latest : followed
  // Set while rendering, as React would have it for what follows from what was given before.
  if (known !== followed) setFollowed(known)
  const { job } = useGenerationJob(known?.id, changed => {
    if (changed.kind === 'SKILL_TREE') refresh()
  })
  return job ?? known
}
