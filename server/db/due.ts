import { addDue, type DueCounts, type DueSums, nextDue, nothingDue, toDueCounts } from '../domain/due.ts'
import type { LimitFacts } from '../domain/studyQueue.ts'
import { newCardsAllowed } from '../domain/studyQueue.ts'
import type { Db, Tx } from './client.ts'
import { buildLimitFacts, type DayBounds, type DayUse, readDay } from './dayUse.ts'
import {
  findNextDueAfterWeek,
  loadDueByGoal,
  loadDueOfNodes,
  loadNextDueAfterWeek,
  loadUseAndPace,
} from './dueSql.ts'
import type { User } from './generated/prisma/client.ts'
import { countNewCards, type StudyScope } from './queueSql.ts'
import type { SkillNodeRecord, SkillTreeRecord } from './trees.ts'

/** What all due counts of a request are reckoned with. */
export interface DueFacts {
  user: User
  day: DayBounds
  use: DayUse
  answerSeconds: number
  /** of everything the learner studies, by goal: two statements, once per request */
  loadByGoal: () => Promise<DueByGoal>
}

interface DueByGoal {
  due: ReadonlyMap<string, DueSums>
  newCards: ReadonlyMap<string, number>
}

/** Due counts; the time beyond the coming week is looked for only when it is asked for. */
export interface LazyDueCounts extends Omit<DueCounts, 'nextDueAt'> {
  findNextDueAt: () => Promise<Date | null>
}

/** One statement, once per request. */
export async function loadDueFacts(db: Db, user: User, now: Date): Promise<DueFacts> {
  const day = readDay(user, now)
  const { use, answerSeconds } = await loadUseAndPace(db, user.id, day)
  let byGoal: Promise<DueByGoal> | undefined
  const loadByGoal = () => {
    byGoal ??= loadDueByGoals(db, { user, day, use })
    return byGoal
  }
  return { user, day, use, answerSeconds, loadByGoal }
}

async function loadDueByGoals(db: Db, facts: Pick<DueFacts, 'user' | 'day' | 'use'>): Promise<DueByGoal> {
  const [rows, newCards] = await Promise.all([
    loadDueByGoal(db, everythingOf(facts.user), facts.day),
    countWantedNewCards(db, facts),
  ])
  return { due: new Map(rows.map(row => [row.id, row])), newCards }
}

/** Of everything the learner studies: one more statement for the next due time when it is beyond the week. */
export async function loadDueOfViewer(db: Db, facts: DueFacts): Promise<LazyDueCounts> {
  const { user, day } = facts
  const { due, newCards } = await facts.loadByGoal()
  const sums = [...due.values()].reduce<DueSums>(addDue, nothingDue)
  const findLater = () => findNextDueAfterWeek(db, everythingOf(user), day)
  return toLazyCounts(facts, sums, newCards, findLater)
}

/** Of each goal: one more statement for all next due times beyond the week. */
export async function loadDueOfGoals(
  db: Db,
  facts: DueFacts,
  goalIds: readonly string[],
): Promise<LazyDueCounts[]> {
  const { user, day } = facts
  const { due, newCards } = await facts.loadByGoal()
  let later: Promise<Map<string, Date>> | undefined
  return goalIds.map(id => {
    const ofGoal = new Map([[id, newCards.get(id) ?? 0]])
    return toLazyCounts(facts, due.get(id) ?? nothingDue, ofGoal, async () => {
      const idle = goalIds.filter(each => nextDue(due.get(each) ?? nothingDue, user) === null)
      later ??= loadNextDueAfterWeek(db, user.id, idle, day)
      return (await later).get(id) ?? null
    })
  })
}

function toLazyCounts(
  facts: DueFacts,
  sums: DueSums,
  newCards: ReadonlyMap<string, number>,
  findLater: () => Promise<Date | null>,
): LazyDueCounts {
  const { user, answerSeconds } = facts
  const { nextDueAt, ...counts } = toDueCounts(sums, newCards, limitsOf(facts), answerSeconds, user)
  const findNextDueAt = async () =>
    nextDueAt ?? nextDue({ ...nothingDue, nextReview: await findLater() }, user)
  return { ...counts, findNextDueAt }
}

/** Of every node of a tree with all below it, by node: one statement. Disabled nodes have nothing due. */
export async function loadDueOfTree(
  db: Db,
  facts: DueFacts,
  tree: SkillTreeRecord,
): Promise<Map<string, LazyDueCounts>> {
  const own = new Map((await loadDueOfNodes(db, tree.id, facts.day)).map(row => [row.id, row]))
  const sums = new Map<string, DueSums & { newCards: number }>()
  const counts = new Map<string, LazyDueCounts>()
  for (const node of tree.nodes.toReversed()) {
    const sum = sumOf(node)
    sums.set(node.id, sum)
    const ofGoal = new Map([[tree.goalId, sum.newCards]])
    counts.set(
      node.id,
      toLazyCounts(facts, sum, ofGoal, async () => null),
    )
  }
  return counts

  function sumOf(node: SkillNodeRecord) {
    const nothing = { ...nothingDue, newCards: 0 }
    if (!node.isEffectivelyEnabled) return nothing
    return node.children.reduce((sum, child) => {
      const below = sums.get(child.id)!
      return { ...addDue(sum, below), newCards: sum.newCards + below.newCards }
    }, own.get(node.id) ?? nothing)
  }
}

/** When the next card of a scope becomes due: for the end of a session. */
export async function findNextDue(
  db: Db | Tx,
  user: User,
  scope: StudyScope,
  now: Date,
): Promise<Date | null> {
  const day = readDay(user, now)
  const sums = (await loadDueByGoal(db, scope, day)).reduce<DueSums>(addDue, nothingDue)
  const next = nextDue(sums, user)
  if (next !== null) return next
  return nextDue({ ...nothingDue, nextReview: await findNextDueAfterWeek(db, scope, day) }, user)
}

/** New cards of the goals that are studied, each counted only as far as today's limit reaches. */
function countWantedNewCards(db: Db, facts: Pick<DueFacts, 'user' | 'use'>) {
  const limits = limitsOf(facts)
  const wanted = facts.use.goalIds.map(goalId => ({
    goalId,
    limit: newCardsAllowed(limits, new Map([[goalId, Number.MAX_SAFE_INTEGER]])),
  }))
  return countNewCards(db, everythingOf(facts.user), wanted)
}

/** Today's limits, before it is known how many reviews are due. */
function limitsOf({ user, use }: Pick<DueFacts, 'user' | 'use'>): LimitFacts {
  return buildLimitFacts(user, use, 0)
}

function everythingOf(user: User): StudyScope {
  return { userId: user.id, goalId: null, skillNodeId: null }
}
