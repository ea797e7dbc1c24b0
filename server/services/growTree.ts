import { v7 as uuidv7 } from 'uuid'
import type { Db, Tx } from '../db/client.ts'
import { type GenerationJob, Prisma } from '../db/generated/prisma/client.ts'
import { transaction } from '../db/transaction.ts'
import { loadTrees, type SkillTreeRecord } from '../db/trees.ts'
import { AiFailed } from '../domain/errors.ts'
import type { GeneratedNode, TreeDetail } from '../domain/generatedTree.ts'
import type { JobPayloads } from '../domain/generationJob.ts'
import { type GrownNode, type GrownNodes, planGrowth, planWithdrawal } from '../domain/treeGrowth.ts'
import { Batches } from './batches.ts'
import { findGoalOfJob, type JobTools, lockOwner, ModelLog, saveProgress } from './jobRun.ts'
import { lockGoal } from './locks.ts'
import { savePlaces } from './skillTrees.ts'
import { recomputeTrees } from './treeMastery.ts'

/** How many nodes a tree mostly has: what progress is reckoned by. */
const usualNodeCount: Record<TreeDetail, number> = { simpler: 14, standard: 28, more_detail: 50 }

/**
 * Grows a goal's tree: each node stands in it as soon as it has come. When the model does not give a right tree in the
 * end, what has come goes again, but for what the learner has made their own; when the job is stopped, it stays.
 *
 * @throws AiFailed, NotFound when the goal is deleted meanwhile, JobEnded
 */
export async function growTree(tools: JobTools, job: GenerationJob, signal: AbortSignal): Promise<string> {
  const { db, generator } = tools
  const payload = job.payload as unknown as JobPayloads['skill_tree']
  const goal = await findGoalOfJob(db, job)
  const growing = new GrowingGoal(tools, job, payload)
  const arrived = new Batches<GeneratedNode | typeof again>(items => growing.take(items))
  const log = new ModelLog(db, job)
  const { title, description } = goal
  const brief = {
    title,
    description,
    detail: payload.detail,
    instructions: payload.instructions,
    current: null,
  }
  const listener = {
    onNode: (node: GeneratedNode) => arrived.add(node),
    onRestart: () => arrived.add(again),
    onUsage: log.onUsage,
    onRetry: log.onRetry,
  }
  try {
    const nodes = await generator.generateTree(brief, listener, AbortSignal.any([signal, arrived.signal]))
    await arrived.settle()
    await growing.complete(nodes)
    return `${nodes.length} topics`
  } catch (error) {
    await arrived.settle().catch(() => {})
    if (error instanceof AiFailed) await growing.complete([])
    throw error
  } finally {
    await log.settle()
  }
}

/** Among the nodes that arrive: the tree comes again from its first node. */
const again = Symbol('again')

/** A goal whose tree is growing: each step one transaction under the learner's and the goal's lock. */
class GrowingGoal {
  readonly #db: Db
  readonly #job: GenerationJob
  readonly #now: () => Date
  readonly #payload: JobPayloads['skill_tree']
  /** all that came so far, in order: it says who stands beside whom */
  #arrived: GeneratedNode[] = []

  constructor({ db, now }: JobTools, job: GenerationJob, payload: JobPayloads['skill_tree']) {
    this.#db = db
    this.#job = job
    this.#now = now
    this.#payload = payload
  }

  async take(items: readonly (GeneratedNode | typeof again)[]): Promise<void> {
    for (const item of items) {
      if (item === again) this.#arrived = []
      else this.#arrived.push(item)
    }
    await this.#change(async (tx, tree) => this.#grow(tx, tree, this.#arrived))
  }

  /** Adds what is missing and takes away what is not wanted. */
  async complete(wanted: readonly GeneratedNode[]): Promise<void> {
    await this.#change(async (tx, tree) => {
      const grown = await this.#grow(tx, tree, wanted)
      const [whole] = await loadTrees(tx, Prisma.sql`t.id = ${tree.id}::uuid`)
      const used = await findUsedNodes(tx, Object.values(grown))
      const { removed, shifted } = planWithdrawal(whole!.nodes, grown, wanted, used)
      await tx.skillNode.deleteMany({ where: { id: { in: removed } } })
      await savePlaces(tx, shifted, this.#now())
      const removedIds = new Set(removed)
      return Object.fromEntries(Object.entries(grown).filter(([, id]) => !removedIds.has(id)))
    })
  }

  async #grow(tx: Tx, tree: SkillTreeRecord, nodes: readonly GeneratedNode[]): Promise<GrownNodes> {
    const { added, shifted, grown } = planGrowth(tree.nodes, nodes, this.#payload.grown, uuidv7)
    await savePlaces(tx, shifted, this.#now())
    await insertGrownNodes(tx, tree.id, added)
    return grown
  }

  async #change(work: (tx: Tx, tree: SkillTreeRecord) => Promise<GrownNodes>) {
    const { goalId } = this.#job
    const grown = await transaction(this.#db, async tx => {
      const user = await lockOwner(tx, this.#job)
      await lockGoal(tx, user.id, goalId!)
      const [tree] = await loadTrees(tx, Prisma.sql`t.goal_id = ${goalId}::uuid`)
      const after = await work(tx, tree!)
      await recomputeTrees(tx, user, [goalId!], this.#now())
      const count = Object.keys(after).length
      await saveProgress(tx, this.#job, {
        progress: Math.min(0.95, count / usualNodeCount[this.#payload.detail]),
        message: count === 1 ? '1 topic so far' : `${count} topics so far`,
        payload: { ...this.#payload, grown: after },
      })
      return after
    })
    this.#payload.grown = { ...grown }
  }
}

async function insertGrownNodes(tx: Tx, treeId: string, nodes: readonly GrownNode[]): Promise<void> {
  if (nodes.length > 0) await tx.skillNode.createMany({ data: nodes.map(node => ({ ...node, treeId })) })
}

/** Nodes among these that have cards, drafts or notes. */
async function findUsedNodes(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT n.id FROM skill_nodes n
     WHERE n.id = ANY(${ids}::uuid[])
       AND (n.notes IS NOT NULL OR EXISTS (SELECT 1 FROM flashcards f WHERE f.skill_node_id = n.id))`
  return new Set(rows.map(row => row.id))
}
