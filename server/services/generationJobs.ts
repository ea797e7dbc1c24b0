import { v7 as uuidv7 } from 'uuid'
import type { Db, Tx } from '../db/client.ts'
import { type GenerationJob, Prisma } from '../db/generated/prisma/client.ts'
import { cancelJobs, isLiveTreeJob, loadJobUse } from '../db/generationJobs.ts'
import { transaction } from '../db/transaction.ts'
import { AiUnavailable, Conflict, NotFound, RateLimited } from '../domain/errors.ts'
import {
  checkJobUse,
  type JobKind,
  type JobPayloads,
  MAX_GUEST_JOBS_PER_DAY,
} from '../domain/generationJob.ts'
import { parseId } from '../domain/ids.ts'
import type { Learner } from '../domain/learner.ts'
import type { GenerationCaller, GenerationDoor } from './generationDoor.ts'
import { lockLearner } from './locks.ts'

const dayMs = 86_400_000

/** A job of the learner. Throws NotFound for anything else. */
export async function findJob(db: Db | Tx, learner: Learner, id: string): Promise<GenerationJob> {
  const where = { id: parseId('Generation job', id), userId: learner.id }
  const job = await db.generationJob.findFirst({ where })
  if (!job) throw new NotFound('Generation job', id)
  return job
}

/** @throws AiUnavailable without a language model, and to guests where it is not for them */
export function requireDoor(door: GenerationDoor | null, { learner }: GenerationCaller): GenerationDoor {
  if (!door) {
    throw new AiUnavailable(
      'No language model is set up on this server. Set OPENAI_BASE_URL or OPENAI_API_KEY, and start it again.',
    )
  }
  if (learner.isGuest && !door.allowsGuests) {
    throw new AiUnavailable(
      'Generating with AI is not open to guests here. Sign up: your work stays with you.',
    )
  }
  return door
}

export interface NewJob<Kind extends JobKind = JobKind> {
  kind: Kind
  goalId: string
  skillNodeId: string | null
  payload: JobPayloads[Kind]
}

/**
 * Saves a job and hands it over, in the caller's transaction and under the learner's lock.
 *
 * @throws LimitExceeded, RateLimited when the learner, or the guests of a network, asked for too many
 * @throws Conflict when the goal's tree is being generated already
 */
export async function openJob<Kind extends JobKind>(
  tx: Tx,
  door: GenerationDoor,
  caller: GenerationCaller,
  job: NewJob<Kind>,
  now: Date,
): Promise<GenerationJob> {
  checkJobUse(await loadJobUse(tx, caller.learner.id, now), now)
  if (caller.learner.isGuest) await countGuestJob(tx, caller.network, now)
  if (job.kind === 'skill_tree' || job.kind === 'regenerate_skill_tree')
    await refuseSecondTree(tx, job.goalId)
  const saved = await tx.generationJob.create({
    data: {
      ...job,
      userId: caller.learner.id,
      payload: job.payload as object,
      message: 'Waiting to begin',
      createdAt: now,
    },
  })
  await door.enqueue(tx, saved.id)
  return saved
}

/** Stops a job; what came of it stays. One that is over stays as it is. */
export function cancelJob(db: Db, learner: Learner, id: string, now: Date): Promise<GenerationJob> {
  const jobId = parseId('Generation job', id)
  return transaction(db, async tx => {
    await lockLearner(tx, learner.id)
    const own = Prisma.sql`id = ${jobId}::uuid AND user_id = ${learner.id}::uuid`
    const [cancelled] = await cancelJobs(tx, own, now)
    return cancelled ?? findJob(tx, learner, id)
  })
}

/** Guests come without an address to write to: those of one network share a day's jobs. */
async function countGuestJob(tx: Tx, network: string, now: Date): Promise<void> {
  const day = Math.floor(now.getTime() / dayMs) * dayMs
  const [row] = await tx.$queryRaw<[{ count: number }]>`
    INSERT INTO rate_limits AS limits (id, key, count, last_request)
    VALUES (${uuidv7()}::uuid, ${`guest generations|${network}`}, 1, ${BigInt(day)})
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN limits.last_request < EXCLUDED.last_request THEN 1 ELSE limits.count + 1 END,
      last_request = EXCLUDED.last_request
    RETURNING count`
  if (row.count <= MAX_GUEST_JOBS_PER_DAY) return
  const seconds = Math.ceil((day + dayMs - now.getTime()) / 1000)
  throw new RateLimited('generations by guests of this network today', seconds)
}

async function refuseSecondTree(tx: Tx, goalId: string): Promise<void> {
  const [live] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM generation_jobs WHERE goal_id = ${goalId}::uuid AND ${isLiveTreeJob} LIMIT 1`
  if (!live) return
  throw new Conflict(`The tree of goal ${goalId} is being generated already. Wait for it to end, or stop it.`)
}
