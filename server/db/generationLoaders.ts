import DataLoader from 'dataloader'
import type { Db } from './client.ts'
import type { Flashcard } from './generated/prisma/client.ts'
import { countDraftsOfNodes, loadDraftsOfJobs, loadLatestJobs } from './generationJobs.ts'
import { loadSimilarIds } from './similarDrafts.ts'

/** What a request loads of jobs and their drafts, each kind in one statement. */
export function createGenerationLoaders(db: Db) {
  return {
    /** by goal id */
    latestJob: new DataLoader((goalIds: readonly string[]) => loadLatestJobs(db, goalIds)),
    /** by job id */
    drafts: new DataLoader((jobIds: readonly string[]) => loadDraftsOfJobs(db, jobIds)),
    /** how many wait, by node id: its own */
    draftCount: new DataLoader((nodeIds: readonly string[]) => countDraftsOfNodes(db, nodeIds)),
    /** ids of near-duplicates, by draft */
    similarIds: new DataLoader<Flashcard, string[], string>(drafts => loadSimilarIds(db, drafts), {
      cacheKeyFn: draft => draft.id,
    }),
  }
}
