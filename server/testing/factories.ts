import { v7 as uuidv7 } from 'uuid'
import type { Db } from '../db/client.ts'
import type { Flashcard, LearningGoal, Prisma, SkillNode, User } from '../db/generated/prisma/client.ts'
import { transaction } from '../db/transaction.ts'
import type { Learner } from '../domain/learner.ts'
import { parentPath, ROOT_PATH, rankOf } from '../domain/nodePath.ts'
import { defaultStudySettings, type StudySettings } from '../domain/schedulingSettings.ts'
import { recomputeTrees } from '../services/treeMastery.ts'

/** A learner of their own, in UTC with days from midnight and without fuzz unless said otherwise. */
export async function createLearner(
  db: Db,
  settings: Partial<StudySettings> = {},
): Promise<Learner & { user: User }> {
  const { learningSteps, relearningSteps, fsrsWeights, ...rest } = {
    ...defaultStudySettings,
    dayStartHour: 0,
    enableFuzz: false,
    ...settings,
  }
  const lists = { learningSteps: [...learningSteps], relearningSteps: [...relearningSteps] }
  const email = `${uuidv7()}@example.org`
  const user = await db.user.create({
    data: { name: 'Learner', email, ...rest, ...lists, fsrsWeights: [...(fsrsWeights ?? [])] },
  })
  return { id: user.id, isGuest: false, isAdmin: false, email, name: user.name, user }
}

export interface NodeSpec {
  /** how many new cards it gets */
  cards?: number
  isEnabled?: boolean
}

export interface TestGoal {
  goal: LearningGoal
  treeId: string
  /** nodes by path */
  nodes: Record<string, SkillNode>
  /** cards by the path of their node, in their order */
  cards: Record<string, Flashcard[]>
}

/** A goal with its tree: `createGoalWithTree(db, learner, { '1.1': { cards: 2 }, '1.2': {} })`; the root is added. */
export async function createGoalWithTree(
  db: Db,
  learner: Learner,
  tree: Record<string, NodeSpec> = {},
  goalData: Partial<Prisma.LearningGoalUncheckedCreateInput> = {},
): Promise<TestGoal> {
  const goal = await db.learningGoal.create({ data: { userId: learner.id, title: 'A goal', ...goalData } })
  const { id: treeId } = await db.skillTree.create({ data: { goalId: goal.id, generatedBy: 'manual' } })
  const specs: Record<string, NodeSpec> = { [ROOT_PATH]: {}, ...tree }
  const nodes: Record<string, SkillNode> = {}
  const cards: Record<string, Flashcard[]> = {}
  for (const path of Object.keys(specs).sort((a, b) => a.length - b.length)) {
    const parent = parentPath(path)
    nodes[path] = await db.skillNode.create({
      data: {
        treeId,
        title: `Node ${path}`,
        path,
        depth: path.split('.').length - 1,
        sortOrder: rankOf(path) - 1,
        parentId: parent === null ? null : nodes[parent]!.id,
        isEnabled: specs[path]!.isEnabled ?? true,
      },
    })
    cards[path] = await createCards(db, learner, nodes[path]!.id, specs[path]!.cards ?? 0)
  }
  await recompute(db, learner, goal.id)
  return { goal, treeId, nodes, cards }
}

/** Cards of a node (null: unlinked), one by one so that their order is certain. */
export async function createCards(
  db: Db,
  learner: Learner,
  skillNodeId: string | null,
  count: number,
  data: Partial<Prisma.FlashcardUncheckedCreateInput> = {},
): Promise<Flashcard[]> {
  const cards: Flashcard[] = []
  for (let number = 1; number <= count; number++) {
    const text = { question: `Question ${number}`, answer: `Answer ${number}` }
    cards.push(await db.flashcard.create({ data: { userId: learner.id, skillNodeId, ...text, ...data } }))
  }
  return cards
}

/** A card in state review, as if it had been answered `elapsedDays` before its due time `due`. */
export function createReviewCards(
  db: Db,
  learner: Learner,
  skillNodeId: string | null,
  count: number,
  { due, stability = 10, elapsedDays = 10 }: { due: Date; stability?: number; elapsedDays?: number },
): Promise<Flashcard[]> {
  const lastReview = new Date(due.getTime() - elapsedDays * 86_400_000)
  return createCards(db, learner, skillNodeId, count, {
    state: 'review',
    due,
    stability,
    difficulty: 5,
    scheduledDays: elapsedDays,
    reps: 3,
    lastReview,
    lastReviewDay: new Date(`${lastReview.toISOString().slice(0, 10)}T00:00:00Z`),
    masteredAt: stability >= 21 ? lastReview : null,
  })
}

/** A card in its learning steps, due at a time. */
export function createLearningCards(
  db: Db,
  learner: Learner,
  skillNodeId: string | null,
  count: number,
  due: Date,
): Promise<Flashcard[]> {
  const lastReview = new Date(due.getTime() - 600_000)
  return createCards(db, learner, skillNodeId, count, {
    state: 'learning',
    due,
    stability: 1,
    difficulty: 5,
    learningStep: 1,
    reps: 1,
    lastReview,
    lastReviewDay: new Date(`${lastReview.toISOString().slice(0, 10)}T00:00:00Z`),
  })
}

/** Brings a goal's stored counts and mastery up to date after cards were put in behind the services' back. */
export function recompute(db: Db, learner: Learner, goalId: string, now = new Date()): Promise<void> {
  return transaction(db, async tx => {
    const user = await tx.user.findUniqueOrThrow({ where: { id: learner.id } })
    await recomputeTrees(tx, user, [goalId], now)
  })
}
