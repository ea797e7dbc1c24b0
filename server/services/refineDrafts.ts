import type { RefineListener } from '../ai/generator.ts'
import type { Flashcard, GenerationJob } from '../db/generated/prisma/client.ts'
import { checkCardContent } from '../domain/cardText.ts'
import type { JobPayloads } from '../domain/generationJob.ts'
import { Batches } from './batches.ts'
import { mergeContent } from './flashcards.ts'
import { type JobTools, ModelLog, saveProgress } from './jobRun.ts'
import { loadPlaceBrief } from './placeBrief.ts'
import { type NewDraft, saveDrafts } from './writeCards.ts'

/**
 * Makes another version of each draft, node by node; each is there as soon as it has come. Drafts that were
 * approved, discarded or moved to nowhere meanwhile are left out, and those that have their version from an
 * earlier run of this job too.
 *
 * @throws AiFailed, JobEnded
 */
export async function refineDrafts(
  tools: JobTools,
  job: GenerationJob,
  signal: AbortSignal,
): Promise<string> {
  const { draftIds, feedback } = job.payload as unknown as JobPayloads['refine_flashcards']
  const log = new ModelLog(tools.db, job)
  let refined = await tools.db.flashcard.count({ where: { jobId: job.id } })
  const countUp = (added: number) => () => {
    refined += added
    return {
      progress: Math.min(0.99, refined / draftIds.length),
      message: `${refined} of ${draftIds.length}`,
    }
  }
  try {
    for (const [nodeId, drafts] of Map.groupBy(await loadOpenDrafts(tools, job, draftIds), nodeOf)) {
      const place = await loadPlaceBrief(tools.db, job.goalId!, nodeId)
      if (!place) continue
      const arrived = new Batches<NewDraft>(versions =>
        saveDrafts(tools.db, job, versions, countUp(versions.length)),
      )
      const listener: RefineListener = {
        onCard: (content, index) => {
          const draft = drafts[index]!
          arrived.add({ skillNodeId: nodeId, content, replacesId: draft.id })
        },
        onUsage: log.onUsage,
        onRetry: log.onRetry,
      }
      const brief = { ...place.brief, drafts: drafts.map(readContent), feedback }
      try {
        const either = AbortSignal.any([signal, arrived.signal])
        const { droppedCount } = await tools.generator.refineCards(brief, listener, either)
        await arrived.settle()
        if (droppedCount > 0) await saveProgress(tools.db, job, { droppedCount })
      } finally {
        await arrived.settle().catch(() => {})
      }
    }
    return refined === 1 ? '1 new version' : `${refined} new versions`
  } finally {
    await log.settle()
  }
}

async function loadOpenDrafts({ db }: JobTools, job: GenerationJob, ids: string[]): Promise<Flashcard[]> {
  const drafts = await db.flashcard.findMany({
    where: {
      id: { in: ids },
      status: 'draft',
      deletedAt: null,
      skillNodeId: { not: null },
      refinements: { none: { jobId: job.id } },
    },
  })
  const order = new Map(ids.map((id, index) => [id, index]))
  return drafts.sort((a, b) => order.get(a.id)! - order.get(b.id)!)
}

function nodeOf(draft: Flashcard): string {
  return draft.skillNodeId!
}

function readContent(draft: Flashcard) {
  return checkCardContent(mergeContent(draft, {}))
}
