/** What a learner is told at the end of a session. */

import { countedSeconds } from './review.ts'

/** One live answer of a session. */
export interface SessionAnswer {
  readonly flashcardId: string
  readonly rating: number
  readonly wasCorrect: boolean
  readonly durationMs: number | null
  /** TIMED, while the clock ran */
  readonly points: number | null
  readonly stateBefore: string
}

export interface AnswerSums {
  /** distinct cards */
  cardsStudied: number
  /** right answers */
  correct: number
  /** right ÷ all answers, 0–1; 0 without answers */
  accuracy: number
  /** each answer counted up to 60 s */
  timeSeconds: number
  /** TIMED, else null */
  points: number | null
  /** TIMED: right ÷ answered while the clock ran, 0–1; else null */
  score: number | null
  /** distinct cards that were forgotten */
  comingBackSooner: number
}

/** Sums up the answers of a session. */
export function sumAnswers(answers: readonly SessionAnswer[], isTimed: boolean): AnswerSums {
  const onClock = answers.filter(answer => answer.points !== null)
  const correct = countCorrect(answers)
  return {
    cardsStudied: countCards(answers),
    correct,
    accuracy: share(correct, answers.length),
    timeSeconds: answers.reduce((sum, answer) => sum + countedSeconds(answer.durationMs), 0),
    points: isTimed ? onClock.reduce((sum, answer) => sum + answer.points!, 0) : null,
    score: isTimed ? share(countCorrect(onClock), onClock.length) : null,
    comingBackSooner: countCards(
      answers.filter(answer => answer.rating === 1 && answer.stateBefore === 'review'),
    ),
  }
}

function countCards(answers: readonly SessionAnswer[]): number {
  return new Set(answers.map(answer => answer.flashcardId)).size
}

function countCorrect(answers: readonly SessionAnswer[]): number {
  return answers.filter(answer => answer.wasCorrect).length
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole
}
