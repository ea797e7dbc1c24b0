/** A simulated learner's coming days: what is due is answered, scheduled as real answers are, and comes back. */

import { type CardSchedule, newCardSchedule, type Rating, schedule } from './scheduling.ts'
import type { StudySettings } from './schedulingSettings.ts'
import { drawLuck, hashId, simulateRating } from './simulatedAnswer.ts'
import { type LearnerDay, learnerDayOf } from './studyDay.ts'

/** A card that was answered before. */
export interface AnsweredCard {
  readonly cardId: string
  readonly schedule: CardSchedule
}

/** New cards that share a daily number of first answers, which may be a fraction. */
export interface NewCards {
  readonly count: number
  readonly perDay: number
}

/** Cards that stand for `scale` cards each; numbers of new cards per day are for them, not for all. */
export interface StudySample {
  readonly answered: readonly AnsweredCard[]
  readonly newCards: readonly NewCards[]
  readonly scale: number
}

/** What was answered on a day. */
export interface StudiedDay {
  /** Every answer: first ones, those of learning steps, and those to Review cards. */
  readonly answers: number
  /** First answers. */
  readonly newCards: number
  /** Answers to Review cards. */
  readonly reviewCards: number
  /** Due Review cards left for later by the daily limit. */
  readonly waiting: number
}

/** How long it goes on: that many days, or until after the day that brings too many answers. */
export interface StudySpan {
  readonly days: number
  readonly answers: number
}

interface SimulatedCard {
  readonly cardId: string
  readonly hash: number
  schedule: CardSchedule
}

const dayMs = 86_400_000
/** A simulated learner studies at noon: a step that ends before midnight is answered the same day. */
const studyTimeMs = dayMs / 2
/** A card that does not stick is put aside until the next day. */
const mostAnswersPerDay = 50

/**
 * Studies day by day from `today`, as if nothing had been answered today yet. Learning steps are taken when
 * they end, due Review cards up to the daily limit (lowest retrievability first), new cards unless more
 * reviews are due than the limit allows.
 *
 * @param seed a 32-bit number; all that is random follows from it
 */
export function simulateStudy(
  sample: StudySample,
  settings: StudySettings,
  today: LearnerDay,
  seed: number,
  span: StudySpan,
): StudiedDay[] {
  const supplies = sample.newCards.map(supply => ({ ...supply }))
  const takeReviews = limitReviews(settings.reviewsPerDay, sample.scale)
  // Whole days only: no calendar is needed, but for the day a card is due on now.
  const wholeDays = { ...settings, timeZone: 'UTC', dayStartHour: 0 }
  const dueOn: SimulatedCard[][] = Array.from({ length: span.days }, () => [])
  const putOff = (card: SimulatedCard, day: LearnerDay) => dueOn[Math.max(0, day - today)]?.push(card)
  for (const { cardId, schedule } of sample.answered) {
    const lastReview = new Date(schedule.lastReviewDay! * dayMs + studyTimeMs)
    const card = buildCard(cardId, { ...schedule, lastReview })
    putOff(card, learnerDayOf(schedule.due!, settings))
  }

  const studied: StudiedDay[] = []
  let newNumber = 0
  let answersLeft = span.answers
  let waiting: SimulatedCard[] = []
  for (const [dayIndex, dueToday] of dueOn.entries()) {
    const day = today + dayIndex
    const inSteps = dueToday.filter(card => card.schedule.state !== 'review')
    const inReview = [...waiting, ...dueToday.filter(card => card.schedule.state === 'review')]
    const reviews = takeReviews(inReview, day, dayIndex)
    waiting = reviews.waiting
    const begun: SimulatedCard[] = []
    if (waiting.length === 0) {
      for (const supply of supplies) {
        const count = Math.min(supply.count, wholeShare(supply.perDay, dayIndex))
        supply.count -= count
        for (let i = 0; i < count; i++) begun.push(buildCard(`new ${newNumber++}`, newCardSchedule))
      }
    }

    let answers = 0
    for (const card of [...inSteps, ...reviews.taken, ...begun]) {
      const { count, dueDay } = answerForTheDay(card, day, seed, wholeDays)
      answers += count
      putOff(card, dueDay)
    }
    const counts = { newCards: begun.length, reviewCards: reviews.taken.length, waiting: waiting.length }
    studied.push({ answers, ...counts })
    answersLeft -= answers
    if (answersLeft < 0) break
  }
  return studied
}

function buildCard(cardId: string, schedule: CardSchedule): SimulatedCard {
  return { cardId, hash: hashId(cardId), schedule }
}

/** Takes due Review cards up to the daily limit; called once for each day. */
function limitReviews(reviewsPerDay: number, scale: number) {
  const perDay = reviewsPerDay / scale
  // The days of a sample are more uneven than those of all cards: some unused limit is kept for the next.
  const keptDays = Math.ceil(Math.sqrt(scale))
  let left = 0
  return (due: SimulatedCard[], day: LearnerDay, dayIndex: number) => {
    const limit = wholeShare(perDay, dayIndex)
    left = Math.min(left + limit, Math.max(limit, Math.ceil(perDay * keptDays)))
    const sorted = due.length > left ? sortWeakestFirst(due, day) : due
    const taken = sorted.slice(0, left)
    left -= taken.length
    return { taken, waiting: sorted.slice(taken.length) }
  }
}

/** Retrievability falls with elapsed days ÷ stability. */
function sortWeakestFirst(cards: SimulatedCard[], day: LearnerDay): SimulatedCard[] {
  return cards
    .map(card => ({ card, strain: (day - card.schedule.lastReviewDay!) / card.schedule.stability! }))
    .sort((a, b) => b.strain - a.strain)
    .map(({ card }) => card)
}

/** The whole cards of a daily number that may be a fraction; over time none are lost. */
function wholeShare(perDay: number, dayIndex: number): number {
  return Math.round(perDay * (dayIndex + 1)) - Math.round(perDay * dayIndex)
}

/** Answers a card until it is done for the day. */
function answerForTheDay(
  card: SimulatedCard,
  day: LearnerDay,
  seed: number,
  settings: StudySettings,
): { count: number; dueDay: LearnerDay } {
  let at = new Date(day * dayMs + studyTimeMs)
  let rating: Rating | null = null
  for (let count = 1; ; count++) {
    const luck = drawLuck(seed, card.hash, card.schedule.reps)
    rating = simulateRating(card.schedule, rating, day, settings, luck)
    const { after } = schedule(card.cardId, card.schedule, rating, at, settings)
    card.schedule = after
    at = after.due!
    const dueDay = Math.floor(at.getTime() / dayMs)
    if (dueDay > day || count === mostAnswersPerDay) return { count, dueDay: Math.max(dueDay, day + 1) }
  }
}
