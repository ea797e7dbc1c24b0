/**
 * What studying with some settings would take, by Monte Carlo: the learner's cards are studied for some
 * months, right or wrong by their retrievability.
 */

import { newCardSchedule } from './scheduling.ts'
import type { StudySettings } from './schedulingSettings.ts'
import {
  type AnsweredCard,
  type NewCards,
  type StudiedDay,
  type StudySample,
  simulateStudy,
} from './simulatedStudy.ts'
import type { LearnerDay } from './studyDay.ts'

/** How far the simulation looks ahead; its figures are means over these learner days. */
export const workloadDays = 90

/** So many cards are simulated at most; each then stands for several. */
export const mostSimulatedCards = 2000

/** All that is studied. */
export interface WorkloadDeck {
  /** The answered cards, or as many of them as were picked at random, in random order. */
  readonly answered: readonly AnsweredCard[]
  /** How many answered cards there are. */
  readonly answeredCount: number
  /** By what limits them; an infinite count never runs out. */
  readonly newCards: readonly NewCards[]
}

export interface Workload {
  /** Answers of every kind, mean per day. */
  readonly reviewsPerDay: number
  readonly minutesPerDay: number
  /** Due cards that the daily limit leaves for later on the last day. */
  readonly waiting: number
}

const dayMs = 86_400_000
/** About 0.1 s of work. Settings that ask for more are simulated with fewer cards. */
const mostAnswers = 30_000
/** Enough to say something, too few to take long. */
const fewestSimulatedCards = 50

/**
 * The coming days with these settings, the first of them `today`. Numbers of cards may be fractions where a
 * card stands for several.
 *
 * @param seed a 32-bit number; the same seed, deck and settings give the same days
 */
export function simulateWorkload(
  deck: WorkloadDeck,
  settings: StudySettings,
  today: LearnerDay,
  seed: number,
): StudiedDay[] {
  let mostCards = mostSimulatedCards
  while (true) {
    const sample = takeSample(deck, mostCards)
    const answers = mostCards > fewestSimulatedCards ? mostAnswers : Number.POSITIVE_INFINITY
    const days = simulateStudy(sample, settings, today, seed, { days: workloadDays, answers })
    if (days.length === workloadDays) return days.map(day => scaleDay(day, sample.scale))
    const fitting = Math.floor((mostCards * 0.7 * days.length) / workloadDays)
    mostCards = Math.max(fewestSimulatedCards, fitting)
  }
}

/** The mean of simulated days. */
export function meanWorkload(days: readonly StudiedDay[], answerSeconds: number): Workload {
  const reviewsPerDay = days.reduce((sum, day) => sum + day.answers, 0) / days.length
  return {
    reviewsPerDay,
    minutesPerDay: (reviewsPerDay * answerSeconds) / 60,
    waiting: Math.round(days.at(-1)!.waiting),
  }
}

/** The Review card of median stability, as if it were due today; a new card where there is none. */
export function pickTypicalCard(cards: readonly AnsweredCard[], today: LearnerDay): AnsweredCard {
  const inReview = cards
    .filter(card => card.schedule.state === 'review')
    .sort((a, b) => a.schedule.stability! - b.schedule.stability!)
  const median = inReview[inReview.length >> 1]
  if (!median) return { cardId: 'new', schedule: newCardSchedule }
  const lastReviewDay = today - Math.max(1, Math.round(median.schedule.scheduledDays))
  const lastReview = new Date(lastReviewDay * dayMs)
  return { cardId: median.cardId, schedule: { ...median.schedule, lastReview, lastReviewDay } }
}

function takeSample(deck: WorkloadDeck, mostCards: number): StudySample {
  const newCards = deck.newCards.map(({ count, perDay }) => ({
    count: Math.min(count, perDay * workloadDays),
    perDay,
  }))
  const total = newCards.reduce((sum, { count }) => sum + count, deck.answeredCount)
  const perPicked = deck.answered.length > 0 ? deck.answeredCount / deck.answered.length : 1
  const scale = Math.max(1, total / mostCards, perPicked)
  return {
    answered: deck.answered.slice(0, Math.round(deck.answeredCount / scale)),
    newCards: newCards.map(({ count, perDay }) => ({
      count: Math.round(count / scale),
      perDay: perDay / scale,
    })),
    scale,
  }
}

function scaleDay({ answers, newCards, reviewCards, waiting }: StudiedDay, scale: number): StudiedDay {
  return {
    answers: answers * scale,
    newCards: newCards * scale,
    reviewCards: reviewCards * scale,
    waiting: waiting * scale,
  }
}
