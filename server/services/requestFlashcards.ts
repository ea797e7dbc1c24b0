import type { Db, Tx } from '../db/client.ts'
import type { GenerationJob } from '../db/generated/prisma/client.ts'
import { transaction } from '../db/transaction.ts'
import type { SkillNodeRecord, SkillTreeRecord } from '../db/trees.ts'
import type { CardType } from '../domain/cardText.ts'
import { InvalidInput, LimitExceeded } from '../domain/errors.ts'
import {
  checkCardCount,
  MAX_NODES_PER_JOB,
  MAX_REFINED_DRAFTS,
  MAX_WISH,
  readCardTypes,
} from '../domain/generationJob.ts'
import { parseId } from '../domain/ids.ts'
import { cleanLongText } from '../domain/longText.ts'
import { isSelfOrDescendant } from '../domain/nodePath.ts'
import { findGoalIds, parseCardIds } from './flashcards.ts'
import type { GenerationCaller, GenerationDoor } from './generationDoor.ts'
import { openJob, requireDoor } from './generationJobs.ts'
import { lockCards, lockLearner } from './locks.ts'
import { openTree } from './skillTrees.ts'

export interface FlashcardsRequest {
  skillNodeId: string
  /** cards for each node, 1–20 */
  count: number
  /** null: all */
  cardTypes: CardType[] | null
  instructions?: string | null
  /** for every empty topic below, instead of for the node itself */
  includeDescendants: boolean
}

/**
 * Asks for drafts for a node, or for every empty topic of its subtree.
 *
 * @throws InvalidInput, AiUnavailable, LimitExceeded, RateLimited
 */
export async function requestFlashcards(
  db: Db,
  door: GenerationDoor | null,
  caller: GenerationCaller,
  request: FlashcardsRequest,
  now: Date,
): Promise<GenerationJob> {
  const open = requireDoor(door, caller)
  const skillNodeId = parseId('Skill node', request.skillNodeId)
  const instructions = cleanLongText(request.instructions, 'instructions', MAX_WISH)
  const count = checkCardCount(request.count)
  const cardTypes = readCardTypes(request.cardTypes)
  return transaction(db, async tx => {
    const { tree, opened } = await openTree(tx, caller.learner, [skillNodeId])
    const nodeIds = request.includeDescendants ? await findEmptyTopics(tx, tree, opened[0]!) : [skillNodeId]
    const payload = { nodeIds, doneNodeIds: [], count, cardTypes, instructions }
    return openJob(tx, open, caller, { kind: 'flashcards', goalId: tree.goalId, skillNodeId, payload }, now)
  })
}

/** Nodes of the subtree without children, cards and drafts, that are switched on. */
async function findEmptyTopics(tx: Tx, tree: SkillTreeRecord, top: SkillNodeRecord): Promise<string[]> {
  const leaves = tree.nodes.filter(
    node =>
      node.children.length === 0 && node.isEffectivelyEnabled && isSelfOrDescendant(node.path, top.path),
  )
  const ids = leaves.map(node => node.id)
  const filled = await tx.flashcard.findMany({
    where: { skillNodeId: { in: ids }, deletedAt: null },
    select: { skillNodeId: true },
    distinct: ['skillNodeId'],
  })
  const filledIds = new Set(filled.map(card => card.skillNodeId))
  const empty = ids.filter(id => !filledIds.has(id))
  if (empty.length === 0) {
    const message = `No topic below "${top.title}" is without cards or drafts: choose one of them to make more.`
    throw new InvalidInput('skillNodeId', message)
  }
  if (empty.length > MAX_NODES_PER_JOB) {
    throw new LimitExceeded('empty topics at once', empty.length, MAX_NODES_PER_JOB)
  }
  return empty
}

/**
 * Asks for better ones of drafts; each comes as another version beside its draft.
 *
 * @throws InvalidInput, AiUnavailable, LimitExceeded, RateLimited
 */
export async function requestRefinement(
  db: Db,
  door: GenerationDoor | null,
  caller: GenerationCaller,
  request: { draftIds: readonly string[]; feedback: string },
  now: Date,
): Promise<GenerationJob> {
  const open = requireDoor(door, caller)
  const draftIds = parseCardIds(request.draftIds)
  if (draftIds.length > MAX_REFINED_DRAFTS) {
    throw new LimitExceeded('draftIds', draftIds.length, MAX_REFINED_DRAFTS)
  }
  if (draftIds.length === 0)
    throw new InvalidInput('draftIds', 'Invalid draftIds []: expected at least one draft.')
  const feedback = cleanLongText(request.feedback, 'feedback', MAX_WISH)
  if (feedback === null) {
    throw new InvalidInput('feedback', `Invalid feedback "": expected 1 to ${MAX_WISH} characters.`)
  }
  return transaction(db, async tx => {
    await lockLearner(tx, caller.learner.id)
    const drafts = await lockCards(tx, caller.learner.id, draftIds)
    const approved = drafts.find(draft => draft.status !== 'draft')
    if (approved) {
      throw new InvalidInput('draftIds', `Flashcard ${approved.id} is not a draft: expected drafts.`)
    }
    const goalIds = await findGoalIds(tx, drafts)
    if (goalIds.length !== 1)
      throw new InvalidInput('draftIds', 'Invalid draftIds: expected drafts of one goal.')
    const nodeIds = new Set(drafts.map(draft => draft.skillNodeId))
    const skillNodeId = nodeIds.size === 1 ? drafts[0]!.skillNodeId : null
    const payload = { draftIds, feedback }
    const job = { kind: 'refine_flashcards', goalId: goalIds[0]!, skillNodeId, payload } as const
    return openJob(tx, open, caller, job, now)
  })
}
