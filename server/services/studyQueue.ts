import type { Db, Tx } from '../db/client.ts'
import { buildLimitFacts, type DayBounds, loadDayUse, readDay } from '../db/dayUse.ts'
import type { User } from '../db/generated/prisma/client.ts'
import { type DueCard, loadCardsAhead, loadDueCards, loadNewCards, type StudyScope } from '../db/queueSql.ts'
import { InvalidInput } from '../domain/errors.ts'
import type { StudyMode } from '../domain/grading.ts'
import { newCardSchedule, retrievability } from '../domain/scheduling.ts'
import type { StudySettings } from '../domain/schedulingSettings.ts'
import { learnerDayOf } from '../domain/studyDay.ts'
import { countReviewsLeft, type LimitFacts, newCardsAllowed, planQueue } from '../domain/studyQueue.ts'
import { dateToDay } from './days.ts'
import { type ShownCard, showCards } from './studyChoices.ts'
import { readSettings } from './studySettings.ts'

/** "All" of a queue: as many as one day may ever hold. */
const longestQueue = 10_000

export interface QueueRequest {
  scope: StudyScope
  mode: StudyMode
  /** distinct cards; null: all */
  limit: number | null
  /** by due date, also cards of coming days; limits do not hold */
  ahead: boolean
  /** "do more today" */
  beyondLimits: boolean
}

export interface QueuedCard extends ShownCard {
  flashcardId: string
}

export interface StudyQueue {
  cards: QueuedCard[]
  /** due cards left out by today's limit */
  waiting: number
}

/** Which cards are to be studied now, in which order, shown how: three statements, five with choices. */
export async function loadQueue(
  db: Db | Tx,
  user: User,
  request: QueueRequest,
  now: Date,
): Promise<StudyQueue> {
  const limit = parseLimit(request.limit)
  const day = readDay(user, now)
  const plan = request.ahead
    ? await planAhead(db, request, day, limit)
    : await planToday(db, user, request, day, limit)
  return { cards: await showQueue(db, request.mode, plan.cardIds), waiting: plan.waiting }
}

interface CardPlan {
  cardIds: string[]
  waiting: number
}

async function planAhead(
  db: Db | Tx,
  { scope }: QueueRequest,
  day: DayBounds,
  limit: number,
): Promise<CardPlan> {
  const cards = await loadCardsAhead(db, scope, day, limit)
  return { cardIds: cards.map(card => card.id), waiting: 0 }
}

async function planToday(
  db: Db | Tx,
  user: User,
  { scope, mode, beyondLimits }: QueueRequest,
  day: DayBounds,
  limit: number,
): Promise<CardPlan> {
  const settings = readSettings(user)
  const use = await loadDayUse(db, user.id, day)
  const options = { allowsNew: mode !== 'timed', beyondLimits }
  const reviewsWanted = Math.min(limit, countReviewsLeft(buildLimitFacts(user, use, 0, options)))
  const due = await loadDueCards(db, scope, day, reviewsWanted)
  const limits = buildLimitFacts(user, use, due.reviewCount, options)

  const learningDue = due.learning.filter(card => card.due <= day.now)
  const goalIds = use.goalIds.filter(id => scope.goalId === null || scope.goalId === id)
  const newRoom = limit - learningDue.length - due.reviews.length
  const plan = planQueue({
    ...limits,
    learningDue: learningDue.map(toWaiting),
    reviewDue: due.reviews.map(card => toCandidate(card, day, settings)),
    newCards: (await loadNewCards(db, scope, newCardsWanted(limits, goalIds, newRoom), longestQueue)).map(
      ({ id, skillNodeId, goalId }) => ({ cardId: id, nodeId: skillNodeId, goalId }),
    ),
    learnAhead: due.learning.filter(card => card.due > day.now).map(toWaiting),
    limit,
  })
  return { cardIds: plan.items.map(item => item.cardId), waiting: plan.waiting }
}

/** No more of each goal than its limit and the queue have room for. */
function newCardsWanted(limits: LimitFacts, goalIds: readonly string[], room: number) {
  if (room <= 0) return []
  return goalIds.map(goalId => ({ goalId, limit: newCardsAllowed(limits, new Map([[goalId, room]])) }))
}

function toWaiting({ id, skillNodeId, due }: DueCard) {
  return { cardId: id, nodeId: skillNodeId, due }
}

function toCandidate(card: DueCard, { now }: DayBounds, settings: StudySettings) {
  const { state, due, stability } = card
  const schedule = { ...newCardSchedule, state, due, stability, lastReviewDay: dateToDay(card.lastReviewDay) }
  const recall = retrievability(schedule, learnerDayOf(now, settings), settings)
  return { cardId: card.id, nodeId: card.skillNodeId, retrievability: recall ?? 0 }
}

async function showQueue(db: Db | Tx, mode: StudyMode, cardIds: string[]): Promise<QueuedCard[]> {
  if (mode === 'flashcard') {
    return cardIds.map(flashcardId => ({ flashcardId, presentation: 'flip', choices: null }))
  }
  const cards = await db.flashcard.findMany({ where: { id: { in: cardIds } } })
  const shown = await showCards(db, mode, cards)
  const shownById = new Map(cards.map((card, index) => [card.id, shown[index]!]))
  return cardIds.map(flashcardId => ({ flashcardId, ...shownById.get(flashcardId)! }))
}

function parseLimit(limit: number | null): number {
  if (limit === null) return longestQueue
  if (Number.isInteger(limit) && limit >= 1) return Math.min(limit, longestQueue)
  throw new InvalidInput(
    'limit',
    `Invalid limit ${limit}: expected a whole number of cards from 1, or null for all`,
  )
}
