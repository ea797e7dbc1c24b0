import { v7 as uuidv7 } from 'uuid'
import type { CardsListener } from '../ai/generator.ts'
import type { Db, Tx } from '../db/client.ts'
import type { GenerationJob } from '../db/generated/prisma/client.ts'
import type { JobProgress } from '../db/generationJobs.ts'
import { transaction } from '../db/transaction.ts'
import { type CardContent, normalizeText } from '../domain/cardText.ts'
import { AiFailed } from '../domain/errors.ts'
import type { JobPayloads } from '../domain/generationJob.ts'
import { cleanLongText } from '../domain/longText.ts'
import { Batches } from './batches.ts'
import { type JobTools, lockOwner, ModelLog, saveProgress } from './jobRun.ts'
import type { LockedLearner } from './locks.ts'
import { cardColumns } from './newTree.ts'
import { loadPlaceBrief, type NodeBrief } from './placeBrief.ts'

type Payload = JobPayloads['flashcards']

/** Topics in a row that may fail: then it is the model that does not work, and not what they are about. */
const maxFailuresInARow = 2

/**
 * Writes drafts for the job's nodes, one node after the other; each draft is there as soon as it has come, and
 * stays whatever comes after it. A node for which no card came is passed over. A job that is begun again goes on with
 * the nodes that are not done.
 *
 * @throws AiFailed when nodes were passed over, naming how many have their cards; JobEnded
 */
export async function writeCards(tools: JobTools, job: GenerationJob, signal: AbortSignal): Promise<string> {
  const payload = job.payload as unknown as Payload
  const { nodeIds } = payload
  const log = new ModelLog(tools.db, job)
  let failure: AiFailed | null = null
  let failuresInARow = 0
  try {
    for (const nodeId of nodeIds) {
      if (payload.doneNodeIds.includes(nodeId)) continue
      const place = await loadPlaceBrief(tools.db, job.goalId!, nodeId)
      const fault = place && (await tryNode(tools, job, payload, place, log, signal))
      failuresInARow = fault ? failuresInARow + 1 : 0
      if (fault) failure = fault
      if (failuresInARow === maxFailuresInARow) break
      if (fault) continue
      payload.doneNodeIds.push(nodeId)
      await saveProgress(tools.db, job, { payload, progress: payload.doneNodeIds.length / nodeIds.length })
    }
  } finally {
    await log.settle()
  }
  if (failure) throw describeFailure(failure, payload)
  const count = await countDrafts(tools.db, job)
  return count === 1 ? '1 draft' : `${count} drafts`
}

function describeFailure(failure: AiFailed, { nodeIds, doneNodeIds }: Payload): AiFailed {
  if (nodeIds.length === 1) return failure
  return new AiFailed(
    `${doneNodeIds.length} of ${nodeIds.length} topics have their cards. ${failure.message}`,
  )
}

/** What kept the model from giving cards for a node; null when it gave some. */
async function tryNode(...args: Parameters<typeof writeCardsOfNode>): Promise<AiFailed | null> {
  try {
    await writeCardsOfNode(...args)
    return null
  } catch (error) {
    if (error instanceof AiFailed) return error
    throw error
  }
}

async function writeCardsOfNode(
  { db, generator }: JobTools,
  job: GenerationJob,
  payload: Payload,
  { node, brief }: NodeBrief,
  log: ModelLog,
  signal: AbortSignal,
): Promise<void> {
  const earlier = await db.flashcard.count({ where: { jobId: job.id, skillNodeId: node.id } })
  const count = payload.count - earlier
  if (count <= 0) return
  let written = earlier
  const progress = (): JobProgress => ({
    progress: (payload.doneNodeIds.length + Math.min(1, written / payload.count)) / payload.nodeIds.length,
    message: `Writing cards for “${node.title}”`,
  })
  await saveProgress(db, job, progress())
  const cards = new Batches<CardContent>(contents => {
    const drafts = contents.map(content => ({ skillNodeId: node.id, content, replacesId: null }))
    return saveDrafts(db, job, drafts, () => {
      written += contents.length
      return progress()
    })
  })
  const notes = new Batches<string>(([text]) => saveNotes(db, job, node.id, text!))
  const listener: CardsListener = {
    onCard: card => cards.add(card),
    onNotes: text => notes.add(text),
    onUsage: log.onUsage,
    onRetry: log.onRetry,
  }
  const { cardTypes, instructions } = payload
  const wants = { count, cardTypes, instructions, wantsNotes: brief.notes === null }
  try {
    const either = AbortSignal.any([signal, cards.signal, notes.signal])
    const { droppedCount } = await generator.generateCards({ ...brief, ...wants }, listener, either)
    if (droppedCount > 0) await saveProgress(db, job, { droppedCount })
  } finally {
    await Promise.all([cards.settle(), notes.settle()])
  }
}

export interface NewDraft {
  skillNodeId: string
  content: CardContent
  /** the draft that it is another version of */
  replacesId: string | null
}

/**
 * Saves drafts of a job with its progress, all or none. Those of a node that is gone are left out, and so is a
 * question that the node got meanwhile, from another job or by hand, counted as dropped.
 */
export async function saveDrafts(
  db: Db,
  job: GenerationJob,
  drafts: readonly NewDraft[],
  tell: () => JobProgress,
): Promise<void> {
  const progress = tell()
  await transaction(db, async tx => {
    const user = await lockOwner(tx, job)
    const live = await keepLive(tx, drafts)
    const fresh = await keepFresh(tx, live)
    await insertDrafts(tx, user, job, fresh)
    await saveProgress(tx, job, { ...progress, droppedCount: live.length - fresh.length })
  })
}

async function keepLive(tx: Tx, drafts: readonly NewDraft[]): Promise<NewDraft[]> {
  const live = await tx.skillNode.findMany({
    where: { id: { in: [...new Set(drafts.map(draft => draft.skillNodeId))] }, deletedAt: null },
    select: { id: true },
  })
  const liveIds = new Set(live.map(node => node.id))
  return drafts.filter(draft => liveIds.has(draft.skillNodeId))
}

/** Another version of a draft may ask what the draft asks. */
async function keepFresh(tx: Tx, drafts: readonly NewDraft[]): Promise<NewDraft[]> {
  const nodeIds = [...new Set(drafts.filter(isNew).map(draft => draft.skillNodeId))]
  if (nodeIds.length === 0) return [...drafts]
  const cards = await tx.flashcard.findMany({
    where: { skillNodeId: { in: nodeIds }, deletedAt: null },
    select: { skillNodeId: true, question: true },
  })
  const asked = new Set(cards.map(({ skillNodeId, question }) => `${skillNodeId} ${normalizeText(question)}`))
  return drafts.filter(
    draft => !isNew(draft) || !asked.has(`${draft.skillNodeId} ${normalizeText(draft.content.question)}`),
  )
}

function isNew({ replacesId }: NewDraft): boolean {
  return replacesId === null
}

async function insertDrafts(
  tx: Tx,
  { id: userId, lockedAt }: LockedLearner,
  job: GenerationJob,
  drafts: readonly NewDraft[],
): Promise<void> {
  const data = drafts.map(({ skillNodeId, content, replacesId }) => ({
    id: uuidv7(),
    userId,
    skillNodeId,
    ...cardColumns(content),
    status: 'draft',
    jobId: job.id,
    replacesId,
    createdAt: lockedAt,
    updatedAt: lockedAt,
  }))
  if (data.length > 0) await tx.flashcard.createMany({ data })
}

/** Notes for a node that still has none. Throws JobEnded. */
async function saveNotes(db: Db, job: GenerationJob, nodeId: string, text: string): Promise<void> {
  const notes = cleanLongText(text, 'notes')
  if (notes === null) return
  await transaction(db, async tx => {
    await lockOwner(tx, job)
    await saveProgress(tx, job, {})
    await tx.skillNode.updateMany({ where: { id: nodeId, notes: null, deletedAt: null }, data: { notes } })
  })
}

function countDrafts(db: Db, { id: jobId }: GenerationJob): Promise<number> {
  return db.flashcard.count({ where: { jobId, deletedAt: null } })
}
