import type { GenerationJob } from '../db/generated/prisma/client.ts'
import type { GeneratedNode } from '../domain/generatedTree.ts'
import type { JobPayloads } from '../domain/generationJob.ts'
import { Batches } from './batches.ts'
import { findGoalOfJob, type JobTools, ModelLog, saveProgress } from './jobRun.ts'
import { buildProposal, loadProposalFacts } from './treeProposals.ts'

/**
 * Asks for another tree of a goal and keeps it beside the present one as a proposal. The tree that was shown to the
 * model is the one the proposal is for, whatever the learner changes meanwhile.
 *
 * @throws AiFailed, LimitExceeded, NotFound when the goal is deleted, JobEnded
 */
export async function regenerateTree(
  tools: JobTools,
  job: GenerationJob,
  signal: AbortSignal,
): Promise<string> {
  const { db, generator } = tools
  const { feedback } = job.payload as unknown as JobPayloads['regenerate_skill_tree']
  const goal = await findGoalOfJob(db, job)
  const facts = await loadProposalFacts(db, goal.id)
  const current = facts.tree.nodes.filter(node => node.depth > 0)
  const log = new ModelLog(db, job)
  let count = 0
  const arrived = new Batches<GeneratedNode>(async nodes => {
    count += nodes.length
    const progress = Math.min(0.95, count / Math.max(20, current.length))
    await saveProgress(db, job, { progress, message: `${count} topics so far` })
  })
  try {
    const { title, description } = goal
    const brief = { title, description, detail: 'standard' as const, instructions: feedback, current }
    const { onUsage, onRetry } = log
    const listener = {
      onNode: (node: GeneratedNode) => arrived.add(node),
      onRestart: () => {
        count = 0
      },
      onUsage,
      onRetry,
    }
    const nodes = await generator.generateTree(brief, listener, AbortSignal.any([signal, arrived.signal]))
    await arrived.settle()
    await saveProgress(db, job, { proposal: buildProposal(facts, nodes) })
    return `${nodes.length} topics to look at`
  } finally {
    await arrived.settle().catch(() => {})
    await log.settle()
  }
}
