import type { Db } from '../db/client.ts'
import { failLiveJobs } from '../db/liveJobs.ts'

/** Says of every job that waits or was begun that it will not be done: the model was taken away. How many. */
export function abandonGeneration(db: Db): Promise<number> {
  return failLiveJobs(
    db,
    'AI_UNAVAILABLE',
    'No language model is set up any more. What came of it so far was kept.',
  )
}
