import type { Db, Tx } from '../db/client.ts'
import type { GenerationJob } from '../db/generated/prisma/client.ts'
import { transaction } from '../db/transaction.ts'
import type { TreeDetail } from '../domain/generatedTree.ts'
import { type JobPayloads, MAX_WISH } from '../domain/generationJob.ts'
import { parseId } from '../domain/ids.ts'
import { cleanLongText } from '../domain/longText.ts'
import type { GenerationCaller, GenerationDoor } from './generationDoor.ts'
import { openJob, requireDoor } from './generationJobs.ts'
import { lockGoal, lockLearner } from './locks.ts'

export interface TreeWishes {
  detail?: TreeDetail | null
  instructions?: string | null
}

/** Wishes as a job keeps them. Throws InvalidInput for instructions that are too long. */
export function readTreeWishes(wishes: TreeWishes, path: string): JobPayloads['skill_tree'] {
  const instructions = cleanLongText(wishes.instructions, path, MAX_WISH)
  return { detail: wishes.detail ?? 'standard', instructions, grown: {} }
}

/**
 * Asks for another tree of a goal. Where there is one, it comes as a proposal to be looked at; a goal that has
 * nothing but its root, as after a failure, simply grows its tree, with the wishes of the last time.
 *
 * @throws AiUnavailable, Conflict, LimitExceeded, RateLimited
 */
export async function requestRegeneration(
  db: Db,
  door: GenerationDoor | null,
  caller: GenerationCaller,
  request: { goalId: string; feedback?: string | null },
  now: Date,
): Promise<GenerationJob> {
  const open = requireDoor(door, caller)
  const goalId = parseId('Goal', request.goalId)
  const feedback = cleanLongText(request.feedback, 'feedback', MAX_WISH)
  return transaction(db, async tx => {
    await lockLearner(tx, caller.learner.id)
    await lockGoal(tx, caller.learner.id, goalId)
    const tree = await tx.skillTree.findUniqueOrThrow({ where: { goalId }, select: { nodeCount: true } })
    if (tree.nodeCount > 1) {
      const payload = { feedback }
      return openJob(
        tx,
        open,
        caller,
        { kind: 'regenerate_skill_tree', goalId, skillNodeId: null, payload },
        now,
      )
    }
    const last = await findLastWishes(tx, goalId)
    const payload = {
      ...readTreeWishes(last ?? {}, 'instructions'),
      ...(feedback && { instructions: feedback }),
    }
    return openJob(tx, open, caller, { kind: 'skill_tree', goalId, skillNodeId: null, payload }, now)
  })
}

async function findLastWishes(tx: Tx, goalId: string): Promise<TreeWishes | null> {
  const last = await tx.generationJob.findFirst({
    where: { goalId, kind: 'skill_tree' },
    orderBy: { createdAt: 'desc' },
    select: { payload: true },
  })
  return (last?.payload ?? null) as TreeWishes | null
}
