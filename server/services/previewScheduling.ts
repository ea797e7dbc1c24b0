import type { Db } from '../db/client.ts'
import { loadAnswerSeconds } from '../db/dueSql.ts'
import { countStudiedCards, pickAnsweredCards } from '../db/workloadDeck.ts'
import type { Learner } from '../domain/learner.ts'
import { previewRatings, type ScheduleOutcome } from '../domain/scheduling.ts'
import { decideSettings, type StudySettingsChange } from '../domain/schedulingSettings.ts'
import { hashId } from '../domain/simulatedAnswer.ts'
import { learnerDayOf } from '../domain/studyDay.ts'
import {
  meanWorkload,
  pickTypicalCard,
  simulateWorkload,
  type Workload,
  type WorkloadDeck,
} from '../domain/workload.ts'
import { readSchedule } from './cardSchedule.ts'
import { readSettings } from './studySettings.ts'

/** What settings would mean for a learner. */
export interface SchedulingPreview extends Workload {
  /** of a typical card answered now: Again, Hard, Good, Easy */
  nextReviews: ScheduleOutcome[]
}

/**
 * What the learner's settings would mean after a change, by their own cards. Changes nothing; the same
 * cards and settings give the same answer all day. Throws InvalidInput as updating the settings does.
 */
export async function previewScheduling(
  db: Db,
  learner: Learner,
  change: StudySettingsChange,
  now: Date,
): Promise<SchedulingPreview> {
  const user = await db.user.findUniqueOrThrow({ where: { id: learner.id } })
  const settings = decideSettings(readSettings(user), change)
  const deck = await loadDeck(db, learner.id, settings.newCardsPerDay)
  const answerSeconds = await loadAnswerSeconds(db, learner.id)

  const today = learnerDayOf(now, settings)
  // The same luck for every preview of a learner: settings differ, not chance.
  const days = simulateWorkload(deck, settings, today, hashId(learner.id))
  const typical = pickTypicalCard(deck.answered, today)
  const nextReviews = previewRatings(typical.cardId, typical.schedule, now, settings)
  return { ...meanWorkload(days, answerSeconds), nextReviews }
}

/** What the learner studies; new cards that never run out while there is nothing yet. */
async function loadDeck(db: Db, userId: string, newCardsPerDay: number): Promise<WorkloadDeck> {
  const { answered: answeredCount, newCards } = await countStudiedCards(db, userId, newCardsPerDay)
  if (answeredCount === 0 && newCards.length === 0) {
    const endless = { count: Number.POSITIVE_INFINITY, perDay: newCardsPerDay }
    return { answered: [], answeredCount: 0, newCards: [endless] }
  }
  const cards = answeredCount === 0 ? [] : await pickAnsweredCards(db, userId, answeredCount)
  const answered = cards.map(card => ({ cardId: card.id, schedule: readSchedule(card) }))
  return { answered, answeredCount, newCards }
}
