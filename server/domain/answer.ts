/** An answer as it arrives: what can be said of it before any card is looked at. */

import { Conflict, InvalidInput } from './errors.ts'
import type { Presentation } from './grading.ts'
import { isUuid, parseId } from './ids.ts'
import { parseRating, type Rating } from './scheduling.ts'

const longestDurationMs = 24 * 3_600_000
/** Calendars and databases agree from here on. */
const earliestReview = Date.parse('0002-01-01T00:00:00Z')

/** An answer as the client sends it. */
export interface ReviewInput {
  reviewId: string
  flashcardId: string
  rating?: number | null
  choiceId?: string | null
  presentation?: Presentation | null
  durationMs?: number | null
  studySessionId?: string | null
  studyItemPosition?: number | null
  reviewedAt?: Date | null
  expectedVersion?: number | null
}

/** What an answer is about. */
export interface AnswerTarget {
  readonly reviewId: string
  readonly flashcardId: string
  readonly session: { readonly id: string; readonly position: number | null } | null
}

/** A well-formed answer, whatever it is worth. */
export interface Answer extends AnswerTarget {
  readonly presentation: Presentation
  /** FLIP: the learner's; CHOICES: the change of a right answer to Hard or Easy, else null */
  readonly rating: Rating | null
  /** CHOICES: null is "Not sure" */
  readonly choiceId: string | null
  readonly durationMs: number | null
  readonly reviewedAt: Date | null
  readonly expectedVersion: number | null
}

/** A review that was logged under the same client id. */
export interface EarlierReview {
  readonly kind: string
  readonly flashcardId: string | null
  readonly rating: number | null
  readonly choiceId: string | null
  readonly wasCorrect: boolean | null
  readonly presentation: string
}

/**
 * Reads what an answer is about. That comes first: what is not the learner's is not judged.
 *
 * @throws NotFound for malformed ids of ours, InvalidInput for a malformed id of the client's
 */
export function parseTarget(input: ReviewInput): AnswerTarget {
  if (!isUuid(input.reviewId)) {
    const message = `Invalid reviewId "${input.reviewId.slice(0, 80)}": expected a UUID made by the client`
    throw new InvalidInput('reviewId', message)
  }
  return {
    reviewId: input.reviewId.toLowerCase(),
    flashcardId: parseId('Flashcard', input.flashcardId),
    session: parseSession(input),
  }
}

/**
 * Reads an answer.
 *
 * @throws InvalidInput for what no card could be answered with
 */
export function parseAnswer(target: AnswerTarget, input: ReviewInput): Answer {
  const presentation = input.presentation ?? 'flip'
  return {
    ...target,
    presentation,
    ...parseGrade(presentation, input),
    durationMs: parseDuration(input.durationMs ?? null),
    reviewedAt: parseReviewedAt(input.reviewedAt ?? null),
    expectedVersion: input.expectedVersion ?? null,
  }
}

function parseGrade(presentation: Presentation, { rating, choiceId }: ReviewInput) {
  if (presentation === 'choices') {
    return { rating: rating == null ? null : parseRating(rating), choiceId: choiceId ?? null }
  }
  if (choiceId != null) {
    throw new InvalidInput(
      'choiceId',
      'A choice answers CHOICES only: send a rating, or presentation CHOICES',
    )
  }
  if (rating == null) {
    throw new InvalidInput('rating', 'A flipped card needs a rating: expected AGAIN, HARD, GOOD or EASY')
  }
  return { rating: parseRating(rating), choiceId: null }
}

function parseDuration(durationMs: number | null): number | null {
  if (durationMs === null) return null
  if (!(durationMs >= 0)) {
    throw new InvalidInput('durationMs', `Invalid durationMs ${durationMs}: expected milliseconds from 0 on`)
  }
  return Math.min(Math.round(durationMs), longestDurationMs)
}

function parseReviewedAt(reviewedAt: Date | null): Date | null {
  if (reviewedAt === null || reviewedAt.getTime() >= earliestReview) return reviewedAt
  const shown = Number.isNaN(reviewedAt.getTime()) ? '' : ` ${reviewedAt.toISOString()}`
  throw new InvalidInput('reviewedAt', `Invalid reviewedAt${shown}: expected a time from the year 2 on`)
}

function parseSession({ studySessionId, studyItemPosition }: ReviewInput): Answer['session'] {
  if (studySessionId != null) {
    return { id: parseId('Study session', studySessionId), position: studyItemPosition ?? null }
  }
  if (studyItemPosition == null) return null
  const message = 'A studyItemPosition is a place in a session: expected a studySessionId with it'
  throw new InvalidInput('studyItemPosition', message)
}

/**
 * An answer that was logged before under the same id: the same answer is a resend, another is a mistake.
 *
 * @throws Conflict when card, rating or choice differ
 */
export function checkResend(earlier: EarlierReview, answer: Answer): void {
  const graded =
    answer.presentation === 'choices' && answer.rating === null ? (earlier.wasCorrect ? 3 : 1) : null
  const isSame =
    earlier.kind === 'review' &&
    earlier.flashcardId === answer.flashcardId &&
    earlier.presentation === answer.presentation &&
    earlier.choiceId === answer.choiceId &&
    earlier.rating === (answer.rating ?? graded)
  if (isSame) return
  throw new Conflict(
    `Review ${answer.reviewId} was sent before with another card, rating or choice: expected a new id for it.`,
  )
}
