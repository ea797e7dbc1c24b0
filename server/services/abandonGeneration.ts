import type { Db } from '../db/client.ts'
import { Prisma } from '../db/generated/prisma/client.ts'
import { failJobs } from '../db/generationJobs.ts'

/** Says of every job that waits or was begun that it will not be done: the model was taken away. How many. */
export function abandonGeneration(db: Db): Promise<number> {
  return failJobs(
    db,
    Prisma.sql`TRUE`,
    'AI_UNAVAILABLE',
    'No language model is set up any more. What came of it so far was kept.',
  )
}
