import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { useTestDatabase } from '../testing/database.ts'
import { createLearner } from '../testing/factories.ts'
import { Prisma } from './generated/prisma/client.ts'
import { failJobs } from './generationJobs.ts'
import { findEndedJobs } from './liveJobs.ts'

const database = useTestDatabase()

/** The id of a job with this status. */
async function createJob(status: string): Promise<string> {
  const { db } = database()
  const { id: userId } = await createLearner(db)
  return (await db.generationJob.create({ data: { userId, kind: 'flashcards', status } })).id
}

test('of the jobs asked about, those that are over or gone', async () => {
  const live = [await createJob('queued'), await createJob('running')]
  const over = [
    await createJob('succeeded'),
    await createJob('failed'),
    await createJob('cancelled'),
    uuidv7(),
  ]
  await createJob('cancelled')
  const ended = await findEndedJobs(database().db, [...live, ...over])
  expect(ended.toSorted()).toEqual(over.toSorted())
})

test('what is not over fails, what is over stays as it is', async () => {
  const { db } = database()
  await db.generationJob.deleteMany()
  for (const status of ['queued', 'running', 'succeeded', 'cancelled']) await createJob(status)
  expect(await failJobs(db, Prisma.sql`TRUE`, 'AI_UNAVAILABLE', 'No model')).toBe(2)
  const jobs = await db.generationJob.findMany({ orderBy: { createdAt: 'asc' } })
  const failed = { status: 'failed', errorCode: 'AI_UNAVAILABLE', message: 'No model' }
  expect(jobs).toMatchObject([
    { ...failed, finishedAt: expect.any(Date) },
    failed,
    { status: 'succeeded', errorCode: null, message: null },
    { status: 'cancelled', errorCode: null, message: null },
  ])
  expect(await failJobs(db, Prisma.sql`TRUE`, 'AI_UNAVAILABLE', 'No model')).toBe(0)
})
