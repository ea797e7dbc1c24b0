import DataLoader from 'dataloader'
import type { Learner } from '../domain/learner.ts'
import { loadAwards } from './achievements.ts'
import { countNodeCards, loadNodeCardPages, type NodeCardsRequest } from './cards.ts'
import type { Db } from './client.ts'
import { loadDueFacts, loadDueOfGoals, loadDueOfTree, loadDueOfViewer } from './due.ts'
import {
  type Flashcard,
  type LearningGoal,
  Prisma,
  type ReviewLog,
  type StudySession,
  type User,
} from './generated/prisma/client.ts'
import { createGenerationLoaders } from './generationLoaders.ts'
import type { PageRequest } from './pages.ts'
import { createProgressLoaders } from './progress.ts'
import { countCardReviews, loadCardReviewPages } from './reviews.ts'
import { loadSessionItems, loadSessionPoints } from './sessionItems.ts'
import { loadTrees, type SkillNodeRecord, type SkillTreeRecord, treesById } from './trees.ts'

export type Loaders = ReturnType<typeof createLoaders>

/**
 * What one request loads, each kind in one statement however many are asked for. Ids given to a loader
 * come from objects that were reached through their learner.
 */
export function createLoaders(db: Db, learner: Learner | null, now: Date) {
  const loadedTrees: SkillTreeRecord[] = []
  async function load(where: Prisma.Sql): Promise<SkillTreeRecord[]> {
    const trees = await loadTrees(db, where)
    loadedTrees.push(...trees)
    return trees
  }
  const treeById = new DataLoader<string, SkillTreeRecord>(async ids =>
    inOrder(ids, await load(treesById(ids)), tree => tree.id, 'Skill tree'),
  )
  const treeByGoal = new DataLoader<string, SkillTreeRecord>(async goalIds => {
    const trees = await load(Prisma.sql`t.goal_id = ANY(${goalIds}::uuid[])`)
    for (const tree of trees) treeById.prime(tree.id, tree)
    return inOrder(goalIds, trees, tree => tree.goalId, 'Skill tree of goal')
  })
  /** Takes over a tree that was loaded in another way. */
  function keepTree(tree: SkillTreeRecord): void {
    loadedTrees.push(tree)
    treeById.prime(tree.id, tree)
    treeByGoal.prime(tree.goalId, tree)
  }
  /** Looked up in the trees that are here already; those of the others are loaded. */
  const node = new DataLoader<string, SkillNodeRecord>(async ids => {
    const known = new Map(loadedTrees.flatMap(tree => tree.nodes).map(found => [found.id, found]))
    const missing = ids.filter(id => !known.has(id))
    if (missing.length > 0) {
      const trees = await load(
        Prisma.sql`t.id IN (SELECT tree_id FROM skill_nodes WHERE id = ANY(${missing}::uuid[]))`,
      )
      for (const tree of trees) {
        treeById.prime(tree.id, tree)
        for (const found of tree.nodes) known.set(found.id, found)
      }
    }
    return ids.map(id => known.get(id) ?? new Error(`Skill node ${id} is missing.`))
  })
  const nodeNotes = new DataLoader<string, string | null>(async ids => {
    const rows = await db.skillNode.findMany({
      where: { id: { in: [...ids] } },
      select: { id: true, notes: true },
    })
    const notes = new Map(rows.map(row => [row.id, row.notes]))
    return ids.map(id => notes.get(id) ?? null)
  })
  const goal = new DataLoader<string, LearningGoal>(async ids =>
    inOrder(ids, await db.learningGoal.findMany({ where: { id: { in: [...ids] } } }), row => row.id, 'Goal'),
  )
  const card = new DataLoader<string, Flashcard>(async ids =>
    inOrder(
      ids,
      await db.flashcard.findMany({ where: { id: { in: [...ids] } } }),
      row => row.id,
      'Flashcard',
    ),
  )
  const goalCardCount = new DataLoader((goalIds: readonly string[]) => countCardsOfGoals(db, goalIds))
  const goalMasteredCount = new DataLoader((goalIds: readonly string[]) => countMasteredCards(db, goalIds))
  /** One loader per distinct set of arguments. */
  const nodeCards = byArguments((request: NodeCardsRequest) => ({
    pages: new DataLoader((ids: readonly string[]) => loadNodeCardPages(db, ids, request)),
    counts: new DataLoader((ids: readonly string[]) => countNodeCards(db, ids, request)),
  }))
  const cardReviews = byArguments(
    (page: PageRequest) => new DataLoader((ids: readonly string[]) => loadCardReviewPages(db, ids, page)),
  )
  const cardReviewCount = new DataLoader((ids: readonly string[]) => countCardReviews(db, ids))
  const review = new DataLoader<string, ReviewLog>(async ids =>
    inOrder(ids, await db.reviewLog.findMany({ where: { id: { in: [...ids] } } }), row => row.id, 'Review'),
  )
  const studySession = new DataLoader<string, StudySession>(async ids =>
    inOrder(
      ids,
      await db.studySession.findMany({ where: { id: { in: [...ids] } } }),
      row => row.id,
      'Study session',
    ),
  )
  const sessionItems = new DataLoader((ids: readonly string[]) => loadSessionItems(db, ids))
  const sessionPoints = new DataLoader((ids: readonly string[]) => loadSessionPoints(db, ids))
  const viewer = once(
    async (): Promise<User> => db.user.findUniqueOrThrow({ where: { id: learner?.id ?? '' } }),
  )
  const dueFacts = once(async () => loadDueFacts(db, await viewer(), now))
  const dueOfViewer = once(async () => loadDueOfViewer(db, await dueFacts()))
  const dueOfGoal = new DataLoader(async (goalIds: readonly string[]) =>
    loadDueOfGoals(db, await dueFacts(), goalIds),
  )
  /** by tree id: counts by node id */
  const dueOfTree = new DataLoader(async (treeIds: readonly string[]) => {
    const facts = await dueFacts()
    return Promise.all(treeIds.map(async id => loadDueOfTree(db, facts, await treeById.load(id))))
  })
  const awards = once(async () => loadAwards(db, (await viewer()).id))

  return {
    now,
    treeById,
    treeByGoal,
    keepTree,
    node,
    nodeNotes,
    goal,
    card,
    /** active cards of a goal */
    goalCardCount,
    /** of these the mastered ones */
    goalMasteredCount,
    nodeCards,
    cardReviews,
    cardReviewCount,
    review,
    studySession,
    sessionItems,
    sessionPoints,
    dueOfViewer,
    dueOfGoal,
    dueOfTree,
    /** how long an answer takes the learner */
    answerSeconds: async () => (await dueFacts()).answerSeconds,
    progress: createProgressLoaders(db, viewer, now),
    generation: createGenerationLoaders(db),
    /** what the learner has earned, and how far they are with the rest */
    awards,
    /** the signed-in learner's own row, with the study settings */
    viewer,
  }
}

/** From what nodes know of their own cards. */
async function countCardsOfGoals(db: Db, goalIds: readonly string[]): Promise<number[]> {
  const rows = await db.$queryRaw<GoalCount[]>`
    SELECT t.goal_id, sum(n.card_count) AS count
      FROM skill_trees t JOIN skill_nodes n ON n.tree_id = t.id AND n.deleted_at IS NULL
     WHERE t.goal_id = ANY(${goalIds}::uuid[]) GROUP BY t.goal_id`
  return countsInOrder(goalIds, rows)
}

async function countMasteredCards(db: Db, goalIds: readonly string[]): Promise<number[]> {
  const rows = await db.$queryRaw<GoalCount[]>`
    SELECT t.goal_id, count(*) AS count
      FROM skill_trees t
      JOIN skill_nodes n ON n.tree_id = t.id
      JOIN flashcards f ON f.skill_node_id = n.id AND f.status = 'active' AND f.deleted_at IS NULL
       AND f.state = 'review' AND f.stability >= 21
     WHERE t.goal_id = ANY(${goalIds}::uuid[]) GROUP BY t.goal_id`
  return countsInOrder(goalIds, rows)
}

interface GoalCount {
  goal_id: string
  count: bigint
}

function countsInOrder(goalIds: readonly string[], rows: readonly GoalCount[]): number[] {
  const counts = new Map(rows.map(row => [row.goal_id, Number(row.count)]))
  return goalIds.map(id => counts.get(id) ?? 0)
}

function inOrder<T>(
  ids: readonly string[],
  rows: T[],
  idOf: (row: T) => string,
  kind: string,
): (T | Error)[] {
  const byId = new Map(rows.map(row => [idOf(row), row]))
  return ids.map(id => byId.get(id) ?? new Error(`${kind} ${id} is missing.`))
}

function byArguments<A, L>(create: (args: A) => L): (args: A) => L {
  const made = new Map<string, L>()
  return args => {
    const key = JSON.stringify(args)
    let loader = made.get(key)
    if (loader === undefined) {
      loader = create(args)
      made.set(key, loader)
    }
    return loader
  }
}

function once<T>(load: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined
  return () => {
    result ??= load()
    return result
  }
}
