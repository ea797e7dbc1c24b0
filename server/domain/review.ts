/** What one answer does to its card, its session and the learner's figures. Everything is loaded before. */

import type { Answer } from './answer.ts'
import { Conflict, InvalidInput, NotFound } from './errors.ts'
import { type Choice, gradeChoice, type Presentation, type StudyMode, timedPoints } from './grading.ts'
import { cardMastery, isMastered } from './mastery.ts'
import { type CardSchedule, leechAt, type Rating, schedule } from './scheduling.ts'
import type { SchedulingSettings } from './schedulingSettings.ts'
import { type LearnerDay, learnerDayOf } from './studyDay.ts'

/** A learning card that is due again within this time comes back in the session. */
export const learnAheadMs = 20 * 60_000
/** Who goes for a coffee has not studied for an hour: longer answers count as this in figures of time. */
const countedDurationMs = 60_000

export interface AnsweredCard {
  readonly id: string
  readonly status: string
  readonly deletedAt: Date | null
  readonly version: number
  readonly isSuspended: boolean
  readonly isLeech: boolean
  readonly masteredAt: Date | null
  /** when its schedule was last forgotten, where it has not been answered since */
  readonly resetAt: Date | null
  readonly schedule: CardSchedule
}

export interface AnsweredSession {
  readonly id: string
  readonly mode: StudyMode
  readonly status: string
  readonly startedAt: Date
  readonly expiresAt: Date
  /** TIMED; null: no clock */
  readonly durationSeconds: number | null
}

export interface AnsweredItem {
  readonly position: number
  readonly flashcardId: string
  readonly presentation: Presentation
  readonly reviewLogId: string | null
}

/** All an answer is judged by, read under the locks. */
export interface AnswerFacts {
  readonly card: AnsweredCard
  readonly settings: SchedulingSettings
  /** the answer's; null when it names none */
  readonly session: AnsweredSession | null
  readonly item: AnsweredItem | null
  /** CHOICES: what was or may have been offered; null when the card has not enough choices */
  readonly offered: readonly Choice[] | null
}

export interface ReviewDecision {
  readonly rating: Rating
  readonly wasCorrect: boolean
  /** TIMED, while the clock runs */
  readonly points: number | null
  readonly durationMs: number | null
  readonly reviewedAt: Date
  readonly learnerDay: LearnerDay
  readonly elapsedDays: number
  /** false for a late review: it is logged, the card does not move */
  readonly appliedToSchedule: boolean
  readonly after: CardSchedule
  readonly isLeech: boolean
  readonly masteredAt: Date | null
  /** change of m(card) as its node counts it, in millionths; 0 while suspended */
  readonly masteryDelta: number
  /** the item of the session that this answers */
  readonly answeredPosition: number | null
  /** whether the card comes back in the session */
  readonly returnsSoon: boolean
}

/**
 * What an answer does.
 *
 * @throws NotFound for a deleted card
 * @throws InvalidInput for a draft, another card's item or a choice that was not offered
 * @throws Conflict when the card has moved on or the item was answered before
 */
export function decideReview(facts: AnswerFacts, answer: Answer, now: Date): ReviewDecision {
  const card = checkCard(facts.card, answer)
  const item = checkItem(facts, answer)
  const { rating, wasCorrect } = grade(facts, answer)
  const sentAt = answer.reviewedAt ?? now
  const reviewedAt = sentAt > now ? now : sentAt
  const timing = scheduleAnswer(card, rating, reviewedAt, facts.settings)
  const { after, appliedToSchedule } = timing
  const isRunning = isSessionActive(facts.session, now)
  return {
    rating,
    wasCorrect,
    points: isOnClock(facts.session, reviewedAt) ? timedPoints(wasCorrect, answer.durationMs) : null,
    durationMs: answer.durationMs,
    reviewedAt,
    ...timing,
    isLeech: card.isLeech || leechAt(card.schedule.lapses, after.lapses),
    masteredAt: card.masteredAt ?? (isMastered(after.state, after.stability) ? reviewedAt : null),
    masteryDelta: card.isSuspended ? 0 : masteryOf(after) - masteryOf(card.schedule),
    answeredPosition: item?.position ?? null,
    returnsSoon: appliedToSchedule && isRunning && item !== null && isBackSoon(after, now),
  }
}

/** Whole seconds an answer counts in figures of time. */
export function countedSeconds(durationMs: number | null): number {
  return Math.round(Math.min(durationMs ?? 0, countedDurationMs) / 1000)
}

/** Whether a session still runs: it ends by itself when its time is over. */
export function isSessionActive(
  session: Pick<AnsweredSession, 'status' | 'expiresAt'> | null,
  now: Date,
): boolean {
  return session !== null && session.status === 'active' && session.expiresAt > now
}

function checkCard(card: AnsweredCard, answer: Answer): AnsweredCard {
  if (card.deletedAt) throw new NotFound('Flashcard', answer.flashcardId)
  if (card.status === 'draft') {
    const message = `Flashcard ${card.id} is a draft: expected one that was approved`
    throw new InvalidInput('flashcardId', message)
  }
  const { expectedVersion } = answer
  if (expectedVersion !== null && expectedVersion !== card.version) {
    const versions = `version ${card.version}, where ${expectedVersion} was expected`
    throw new Conflict(`Flashcard ${card.id} has moved on: it is at ${versions}.`)
  }
  return card
}

function checkItem({ item }: AnswerFacts, answer: Answer): AnsweredItem | null {
  if (!answer.session) return null
  const { id, position } = answer.session
  if (!item || item.flashcardId !== answer.flashcardId) {
    const place = position === null ? 'no place' : `another card or none at position ${position}`
    const message = `Study session ${id} has ${place} for flashcard ${answer.flashcardId}`
    throw new InvalidInput('studyItemPosition', message)
  }
  if (item.reviewLogId !== null) {
    throw new Conflict(`Item ${item.position} of study session ${id} was answered before.`)
  }
  if (item.presentation !== answer.presentation) {
    const shown = `Item ${item.position} of study session ${id} is shown as ${item.presentation.toUpperCase()}`
    throw new InvalidInput('presentation', `${shown}: expected an answer to that`)
  }
  return item
}

function grade({ offered }: AnswerFacts, answer: Answer): { rating: Rating; wasCorrect: boolean } {
  if (answer.presentation === 'flip') return { rating: answer.rating!, wasCorrect: answer.rating! > 1 }
  const correct = offered?.find(choice => choice.isCorrect)
  if (!offered || !correct) {
    const message = `Flashcard ${answer.flashcardId} has not enough choices: expected FLIP with a rating`
    throw new InvalidInput('presentation', message)
  }
  return gradeChoice(correct.id, answer.choiceId, answer.rating, offered)
}

function scheduleAnswer(card: AnsweredCard, rating: Rating, reviewedAt: Date, settings: SchedulingSettings) {
  const lastMoved = card.schedule.lastReview ?? card.resetAt
  const appliedToSchedule = lastMoved === null || reviewedAt >= lastMoved
  if (!appliedToSchedule) {
    const learnerDay = learnerDayOf(reviewedAt, settings)
    return { learnerDay, elapsedDays: 0, appliedToSchedule, after: card.schedule }
  }
  const { after, learnerDay, elapsedDays } = schedule(card.id, card.schedule, rating, reviewedAt, settings)
  return { learnerDay, elapsedDays, appliedToSchedule, after }
}

/** TIMED: answers after the time was up count neither for nor against the learner. */
function isOnClock(session: AnsweredSession | null, reviewedAt: Date): boolean {
  if (session?.mode !== 'timed') return false
  const { startedAt, durationSeconds } = session
  return durationSeconds === null || reviewedAt.getTime() <= startedAt.getTime() + durationSeconds * 1000
}

function isBackSoon({ state, due }: CardSchedule, now: Date): boolean {
  const isLearning = state === 'learning' || state === 'relearning'
  return isLearning && due !== null && due.getTime() <= now.getTime() + learnAheadMs
}

function masteryOf({ state, stability }: CardSchedule): number {
  return cardMastery(state, stability)
}
