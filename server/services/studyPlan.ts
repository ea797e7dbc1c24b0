import type { Db } from '../db/client.ts'
import type { LearningGoal, User } from '../db/generated/prisma/client.ts'
import { loadPlanCounts, type PlanCard, type PlanCounts, pickPlanCards } from '../db/studyPlanSql.ts'
import { hashId } from '../domain/simulatedAnswer.ts'
import { type LearnerDay, learnerDayOf } from '../domain/studyDay.ts'
import { type PlanDates, planStudy } from '../domain/studyPlan.ts'
import { meanWorkload, simulateWorkload, workloadDays } from '../domain/workload.ts'
import { dateToDay } from './days.ts'
import { readSettings } from './studySettings.ts'

export interface StudyPlan extends PlanDates {
  /** mean of the days until the target, 90 at most: the plan's new cards, and what comes back of the goal */
  minutesPerDay: number
}

/** Plans of goals; null for those without a target date. Two statements for all of them. */
export async function planGoals(
  db: Db,
  user: User,
  goals: readonly LearningGoal[],
  answerSeconds: number,
  now: Date,
): Promise<(StudyPlan | null)[]> {
  const goalIds = goals.filter(goal => goal.targetDate !== null).map(goal => goal.id)
  if (goalIds.length === 0) return goals.map(() => null)
  const today = learnerDayOf(now, user)
  const [counts, cards] = await Promise.all([
    loadPlanCounts(db, user.id, goalIds, today),
    pickPlanCards(db, user.id, goalIds),
  ])
  const countsOf = new Map(counts.map(row => [row.goalId, row]))
  const cardsOf = Map.groupBy(cards, card => card.goalId)
  return goals.map(goal => {
    if (goal.targetDate === null) return null
    const ofGoal = { counts: countsOf.get(goal.id)!, cards: cardsOf.get(goal.id) ?? [] }
    return planGoal(user, goal, dateToDay(goal.targetDate), ofGoal, { answerSeconds, today })
  })
}

function planGoal(
  user: User,
  goal: LearningGoal,
  targetDay: LearnerDay,
  { counts, cards }: { counts: PlanCounts; cards: PlanCard[] },
  { answerSeconds, today }: { answerSeconds: number; today: LearnerDay },
): StudyPlan {
  const settings = readSettings(user)
  const createdDay = learnerDayOf(goal.createdAt, user)
  const newCardsPerDay = goal.newCardsPerDay ?? settings.newCardsPerDay
  const { newCards } = counts
  const plan = planStudy({ ...counts, today, targetDay, createdDay, newCardsPerDay })
  const deck = {
    answered: cards.map(card => ({ cardId: card.id, schedule: card })),
    answeredCount: counts.answeredCards,
    newCards: newCards > 0 ? [{ count: newCards, perDay: plan.newCardsPerDay }] : [],
  }
  if (counts.answeredCards + newCards === 0) return { ...plan, minutesPerDay: 0 }
  const days = simulateWorkload(deck, settings, today, hashId(goal.id))
  const counted = Math.min(workloadDays, targetDay < today ? workloadDays : targetDay - today + 1)
  return { ...plan, minutesPerDay: meanWorkload(days.slice(0, counted), answerSeconds).minutesPerDay }
}
