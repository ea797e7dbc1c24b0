import { createHash } from 'node:crypto'
import type { Db, Tx } from '../db/client.ts'
import { type GenerationJob, Prisma } from '../db/generated/prisma/client.ts'
import { jobChannel } from '../db/generationJobs.ts'
import { transaction } from '../db/transaction.ts'
import { loadTrees, type SkillTreeRecord } from '../db/trees.ts'
import { Conflict, NotFound } from '../domain/errors.ts'
import type { GeneratedNode } from '../domain/generatedTree.ts'
import { isOver, type JobStatus } from '../domain/generationJob.ts'
import { parseId } from '../domain/ids.ts'
import type { Learner } from '../domain/learner.ts'
import {
  type NodeMove,
  type PlannedNode,
  planRegeneration,
  type StandingNode,
} from '../domain/treeRegeneration.ts'
import { lockGoal, lockLearner } from './locks.ts'
import { saveRegeneration } from './saveRegeneration.ts'
import { recomputeTrees } from './treeMastery.ts'

/** A tree that would take the place of another, as the learner is shown it. */
export interface TreeProposal {
  /** of the tree that it would replace */
  treeId: string
  /** the whole tree as it would be, depth first without the root */
  nodes: PlannedNode[]
  moves: NodeMove[]
}

/** As a job keeps it until it is applied. */
export interface StoredProposal extends TreeProposal {
  /** what the model made: the moves are planned anew from it when it is applied */
  generated: GeneratedNode[]
  /** of the tree as it was */
  fingerprint: string
}

/** A tree, and what regenerating has to know of its nodes. */
export interface ProposalFacts {
  tree: SkillTreeRecord
  nodes: StandingNode[]
}

/** Reads what {@link buildProposal} needs: two statements. */
export async function loadProposalFacts(db: Db | Tx, goalId: string): Promise<ProposalFacts> {
  const [tree] = await loadTrees(db, Prisma.sql`t.goal_id = ${goalId}::uuid`)
  if (!tree) throw new NotFound('Goal', goalId)
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT n.id FROM skill_nodes n
     WHERE n.tree_id = ${tree.id}::uuid AND n.deleted_at IS NULL
       AND EXISTS (SELECT 1 FROM flashcards f WHERE f.skill_node_id = n.id AND f.deleted_at IS NULL)`
  const withCards = new Set(rows.map(row => row.id))
  return { tree, nodes: tree.nodes.map(node => ({ ...node, hasCards: withCards.has(node.id) })) }
}

/**
 * What a job keeps for a generated tree (depth first, without its root, of the right shape).
 * Throws LimitExceeded when it would become too large with what has to be kept.
 */
export function buildProposal(
  { tree, nodes: standing }: ProposalFacts,
  generated: readonly GeneratedNode[],
): StoredProposal {
  const { nodes, moves } = planRegeneration(standing, generated)
  const kept = generated.map(({ depth, title, description }) => ({ depth, title, description }))
  return { treeId: tree.id, nodes, moves, generated: kept, fingerprint: fingerprintOf(tree) }
}

/** Reads a job's column back; null without a proposal, or when it was applied. */
export function readProposal(json: unknown): StoredProposal | null {
  return (json ?? null) as StoredProposal | null
}

/**
 * Puts a proposed tree in the place of the learner's, in one transaction; every card and review is kept. Cards that
 * came since the proposal was made keep their node. Returns the tree's id.
 *
 * @throws NotFound when there is no such job or goal
 * @throws Conflict when there is nothing to apply, or nothing any more, or the tree has changed since
 */
export function applyTreeProposal(db: Db, learner: Learner, jobId: string, now: Date): Promise<string> {
  const id = parseId('Generation job', jobId)
  return transaction(db, async tx => {
    const user = await lockLearner(tx, learner.id)
    const job = await tx.generationJob.findFirst({ where: { id, userId: learner.id } })
    if (!job) throw new NotFound('Generation job', id)
    const proposal = requireProposal(job)
    const goal = await lockGoal(tx, learner.id, job.goalId!)
    const { tree, nodes } = await loadProposalFacts(tx, goal.id)
    if (fingerprintOf(tree) !== proposal.fingerprint) {
      throw new Conflict(`The tree of "${goal.title}" has changed since this proposal. Ask for a new one.`)
    }
    await saveRegeneration(tx, user, tree, planRegeneration(nodes, proposal.generated), now)
    await recomputeTrees(tx, user, [goal.id], now)
    await clearProposal(tx, id)
    return tree.id
  })
}

function requireProposal(job: GenerationJob): StoredProposal {
  if (job.kind !== 'regenerate_skill_tree') {
    throw new Conflict('There is no tree to apply: this job was not asked for another tree.')
  }
  if (!isOver(job.status as JobStatus)) throw new Conflict('The new tree is still being made. Wait for it.')
  if (job.status !== 'succeeded') {
    throw new Conflict('There is no tree to apply: it could not be made, or was stopped. Ask for a new one.')
  }
  const proposal = readProposal(job.proposal)
  if (!proposal) throw new Conflict('This tree has been applied already.')
  return proposal
}

/**
 * Differs as soon as a node came or went, changed its place, title or description. Reviews, cards, switches and notes
 * do not count: they stay with their nodes whatever the tree becomes.
 */
function fingerprintOf(tree: SkillTreeRecord): string {
  const nodes = tree.nodes.map(({ id, path, title, description }) => [id, path, title, description])
  return createHash('sha256').update(JSON.stringify(nodes)).digest('hex')
}

async function clearProposal(tx: Tx, jobId: string): Promise<void> {
  await tx.$queryRaw`
    WITH applied AS (UPDATE generation_jobs SET proposal = NULL WHERE id = ${jobId}::uuid RETURNING id)
    SELECT pg_notify(${jobChannel}, id::text)::text FROM applied`
}
