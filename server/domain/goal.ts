/** What may change about a goal, and what follows from it. */

import { InvalidInput } from './errors.ts'
import { cleanLongText } from './longText.ts'
import type { LearnerDay } from './studyDay.ts'
import { cleanTitle } from './treeEdit.ts'

export const goalStatuses = ['active', 'paused', 'completed', 'archived'] as const
export type GoalStatus = (typeof goalStatuses)[number]

/** An absent field is kept; null clears. */
export interface GoalChange {
  title?: string | null
  description?: string | null
  status?: GoalStatus | null
  targetDate?: LearnerDay | null
  newCardsPerDay?: number | null
}

export interface GoalColumns {
  title?: string
  description?: string | null
  status?: GoalStatus
  archivedAt?: Date | null
  targetDate?: LearnerDay | null
  newCardsPerDay?: number | null
}

/**
 * The columns a change sets. A completed goal that is made active again keeps the day it was first
 * completed, and can be completed again; an archived one that is archived again, since when it is.
 * Throws InvalidInput.
 */
export function decideGoalChange(
  goal: { status: string; completedAt: Date | null; archivedAt: Date | null },
  change: GoalChange,
  now: Date,
): GoalColumns {
  const columns: GoalColumns = {}
  if (change.title !== undefined) columns.title = cleanTitle(change.title ?? '', 'title')
  if (change.description !== undefined) columns.description = cleanLongText(change.description, 'description')
  if (change.targetDate !== undefined) columns.targetDate = change.targetDate
  if (change.newCardsPerDay !== undefined) columns.newCardsPerDay = checkNewCards(change.newCardsPerDay)
  if (change.status !== undefined) {
    columns.status = checkStatus(goal, change.status)
    columns.archivedAt = columns.status === 'archived' ? (goal.archivedAt ?? now) : null
  }
  return columns
}

function checkStatus(goal: { completedAt: Date | null }, status: GoalStatus | null): GoalStatus {
  if (status === null) throw new InvalidInput('status', 'A goal always has a status: expected one, not null.')
  return status === 'completed' && goal.completedAt === null ? refuseCompleted() : status
}

/** Throws InvalidInput: a goal that was never completed cannot be declared so. */
export function refuseCompleted(): never {
  const how = 'a goal is completed by mastering every card of it once'
  throw new InvalidInput('status', `Invalid status COMPLETED: ${how}; expected ACTIVE, PAUSED or ARCHIVED.`)
}

function checkNewCards(count: number | null): number | null {
  if (count === null || (Number.isInteger(count) && count >= 0 && count <= 9999)) return count
  const expected = 'expected a whole number from 0 to 9999, or null for the learner’s setting'
  throw new InvalidInput('newCardsPerDay', `Invalid number of new cards per day ${count}: ${expected}.`)
}
