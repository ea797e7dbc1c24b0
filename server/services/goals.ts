import { v7 as uuidv7 } from 'uuid'
import type { Db, Tx } from '../db/client.ts'
import type { GenerationJob, LearningGoal } from '../db/generated/prisma/client.ts'
import { type Row, toModel } from '../db/rows.ts'
import { transaction } from '../db/transaction.ts'
import { loadGoalWithTree } from '../db/trees.ts'
import { InvalidInput, LimitExceeded, NotFound } from '../domain/errors.ts'
import { decideGoalChange, type GoalChange, type GoalStatus, refuseCompleted } from '../domain/goal.ts'
import { parseId, parseIds } from '../domain/ids.ts'
import type { Learner } from '../domain/learner.ts'
import { cleanLongText } from '../domain/longText.ts'
import { ROOT_PATH } from '../domain/nodePath.ts'
import type { LearnerDay } from '../domain/studyDay.ts'
import { cleanTitle } from '../domain/treeEdit.ts'
import type { CuratedTrees } from './curatedTrees.ts'
import { dayToDate } from './days.ts'
import type { GenerationCaller, GenerationDoor } from './generationDoor.ts'
import { openJob, requireDoor } from './generationJobs.ts'
import { completeGoal } from './goalCompletion.ts'
import { lockGoal, lockGoals, lockLearner } from './locks.ts'
import {
  disablePaths,
  insertNodes,
  type NewTree,
  treeFromCurated,
  treeFromOutline,
  treeOfRoot,
} from './newTree.ts'
import { readTreeWishes, type TreeWishes } from './requestTree.ts'
import { countTopic } from './topics.ts'
import { isTreeComplete, recomputeTrees } from './treeMastery.ts'

/** Goals of one learner, deleted ones not counted. */
export const MAX_GOALS = 1000

export interface CreateGoalInput {
  title: string
  description?: string | null
  targetDate?: LearnerDay | null
  source: {
    ai?: TreeWishes | null
    curated?: { slug: string; disabledPaths?: string[] | null } | null
    outline?: { text: string; disabledPaths?: string[] | null } | null
    manual?: boolean | null
  }
}

/** A learner's live goal. Throws NotFound for anything else. */
export async function findGoal(db: Db, learner: Learner, id: string): Promise<LearningGoal> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT * FROM learning_goals
     WHERE id = ${parseId('Goal', id)}::uuid AND user_id = ${learner.id}::uuid AND deleted_at IS NULL`
  if (!rows[0]) throw new NotFound('Goal', id)
  return toModel<LearningGoal>(rows[0])
}

/** As {@link findGoal}, with its tree. */
export async function findGoalWithTree(db: Db, learner: Learner, id: string) {
  const found = await loadGoalWithTree(db, learner.id, parseId('Goal', id))
  if (!found) throw new NotFound('Goal', id)
  return found
}

export interface CreateGoalParts {
  db: Db
  curatedTrees: CuratedTrees
  generation: GenerationDoor | null
}

export interface CreatedGoal {
  goal: LearningGoal
  /** what makes its tree, when that is to be generated */
  job: GenerationJob | null
  /** a live goal of the same title */
  duplicateOf: LearningGoal | null
}

/** Creates a goal with its tree and cards, or with its root and the job that grows its tree. */
export async function createGoal(
  { db, curatedTrees, generation }: CreateGoalParts,
  caller: GenerationCaller,
  input: CreateGoalInput,
  now: Date,
): Promise<CreatedGoal> {
  const { learner } = caller
  const title = cleanTitle(input.title, 'title')
  const description = cleanLongText(input.description, 'description')
  const tree = planTree(title, description, input.source, curatedTrees)
  const { ai } = input.source
  const growth = ai && {
    door: requireDoor(generation, caller),
    payload: readTreeWishes(ai, 'source.ai.instructions'),
  }
  return transaction(db, async tx => {
    const user = await lockLearner(tx, learner.id)
    await checkGoalCount(tx, learner.id)
    const duplicateOf = await findByTitle(tx, learner.id, title)
    const goal = await tx.learningGoal.create({
      data: {
        userId: learner.id,
        title,
        description,
        targetDate: dayToDate(input.targetDate),
        createdAt: now,
      },
    })
    const treeId = uuidv7()
    const { generatedBy, curatedSourceId } = tree
    await tx.skillTree.create({ data: { id: treeId, goalId: goal.id, generatedBy, curatedSourceId } })
    await insertNodes(tx, user, treeId, tree.nodes)
    await recomputeTrees(tx, user, [goal.id], now)
    await countTopic(tx, user, title, curatedTrees, now)
    const growing = { kind: 'skill_tree', goalId: goal.id, skillNodeId: null } as const
    const job = growth
      ? await openJob(tx, growth.door, caller, { ...growing, payload: growth.payload }, now)
      : null
    return { goal: await tx.learningGoal.findUniqueOrThrow({ where: { id: goal.id } }), job, duplicateOf }
  })
}

function planTree(
  title: string,
  description: string | null,
  source: CreateGoalInput['source'],
  curatedTrees: CuratedTrees,
): NewTree {
  const root = { path: ROOT_PATH, depth: 0, title, description }
  if (source.outline) {
    const { text, disabledPaths } = source.outline
    return disablePaths(treeFromOutline(root, text), disabledPaths ?? [])
  }
  if (source.curated) {
    const { slug, disabledPaths } = source.curated
    return disablePaths(treeFromCurated(root, curatedTrees.get(slug)), disabledPaths ?? [])
  }
  if (source.ai) return treeOfRoot(root, 'ai')
  if (source.manual) return treeOfRoot(root, 'manual')
  throw new InvalidInput('source.manual', 'Invalid source: expected manual to be true.')
}

/** Changes what is given. Throws NotFound, InvalidInput. */
export function updateGoal(
  db: Db,
  learner: Learner,
  id: string,
  change: GoalChange,
  now: Date,
): Promise<LearningGoal> {
  const goalId = parseId('Goal', id)
  return transaction(db, async tx => {
    await lockLearner(tx, learner.id)
    const goal = await lockGoal(tx, learner.id, goalId)
    const { targetDate, ...columns } = decideGoalChange(goal, change, now)
    const saved = await tx.learningGoal.update({
      where: { id: goalId },
      data: {
        ...columns,
        ...(targetDate !== undefined && { targetDate: dayToDate(targetDate) }),
        updatedAt: now,
      },
    })
    if (columns.title !== undefined) {
      await tx.skillNode.updateMany({
        where: { tree: { goalId }, parentId: null },
        data: { title: columns.title, updatedAt: now },
      })
    }
    return settleStatus(tx, goal, saved, now)
  })
}

/** Sets the status of several goals, all or none. COMPLETED is refused: it is earned, not set. */
export function setGoalsStatus(
  db: Db,
  learner: Learner,
  ids: readonly string[],
  status: GoalStatus,
  now: Date,
): Promise<LearningGoal[]> {
  if (status === 'completed') refuseCompleted()
  const goalIds = parseIds('Goal', ids)
  return transaction(db, async tx => {
    await lockLearner(tx, learner.id)
    const goals = await lockGoals(tx, learner.id, goalIds)
    const changed = goals.filter(goal => goal.status !== status)
    if (changed.length > 0) {
      // The same of every goal that has another status.
      const { archivedAt } = decideGoalChange(changed[0]!, { status }, now)
      const where = { id: { in: changed.map(goal => goal.id) } }
      await tx.learningGoal.updateMany({ where, data: { status, archivedAt, updatedAt: now } })
    }
    const saved = await tx.learningGoal.findMany({ where: { id: { in: goalIds } } })
    const before = new Map(goals.map(goal => [goal.id, goal]))
    const settled = new Map<string, LearningGoal>()
    for (const goal of saved) settled.set(goal.id, await settleStatus(tx, before.get(goal.id)!, goal, now))
    return goalIds.map(id => settled.get(id)!)
  })
}

/** A goal that was finished while it was paused or archived is completed when it is taken up again. */
async function settleStatus(
  tx: Tx,
  before: LearningGoal,
  saved: LearningGoal,
  now: Date,
): Promise<LearningGoal> {
  const isTakenUp = saved.status === 'active' && before.status !== 'active'
  if (!isTakenUp || saved.completedAt !== null || !(await isTreeComplete(tx, saved.id))) return saved
  await completeGoal(tx, saved.userId, saved.id, { isByStudy: false, sessionId: null }, now)
  return tx.learningGoal.findUniqueOrThrow({ where: { id: saved.id } })
}

async function checkGoalCount(tx: Tx, userId: string): Promise<void> {
  const count = await tx.learningGoal.count({ where: { userId, deletedAt: null } })
  if (count >= MAX_GOALS) throw new LimitExceeded('goals', count + 1, MAX_GOALS)
}

function findByTitle(tx: Tx, userId: string, title: string): Promise<LearningGoal | null> {
  return tx.learningGoal.findFirst({
    where: {
      userId,
      deletedAt: null,
      title: { equals: title.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' },
    },
    orderBy: { createdAt: 'desc' },
  })
}
