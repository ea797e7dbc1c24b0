import { describe, expect, test } from 'vitest'
import { checkResend, type EarlierReview, parseAnswer, parseTarget, type ReviewInput } from './answer.ts'
import { Conflict, InvalidInput, NotFound } from './errors.ts'

const reviewId = '0190A3A5-0000-7000-8000-000000000001'
const flashcardId = '0190a3a5-0000-7000-8000-000000000002'
const studySessionId = '0190a3a5-0000-7000-8000-000000000003'
const input = (more: Partial<ReviewInput> = {}): ReviewInput => ({
  reviewId,
  flashcardId,
  rating: 3,
  ...more,
})
const parse = (more: Partial<ReviewInput> = {}) => parseAnswer(parseTarget(input(more)), input(more))

describe('parseAnswer', () => {
  test('fills in what may be left out, and writes ids as the database does', () => {
    expect(parse()).toEqual({
      reviewId: reviewId.toLowerCase(),
      flashcardId,
      session: null,
      presentation: 'flip',
      rating: 3,
      choiceId: null,
      durationMs: null,
      reviewedAt: null,
      expectedVersion: null,
    })
  })

  test.each<[string, Partial<ReviewInput>, object]>([
    ['a duration of two days', { durationMs: 172_800_000 }, { durationMs: 86_400_000 }],
    ['a place', { studySessionId, studyItemPosition: 2 }, { session: { id: studySessionId, position: 2 } }],
    ['a session without a place', { studySessionId }, { session: { id: studySessionId, position: null } }],
    ['“Not sure”', { presentation: 'choices', rating: null }, { rating: null, choiceId: null }],
    ['a choice', { presentation: 'choices', rating: 2, choiceId: 'c' }, { rating: 2, choiceId: 'c' }],
  ])('reads %s', (_, more, expected) => {
    expect(parse(more)).toMatchObject(expected)
  })

  test.each<[string, Partial<ReviewInput>, typeof NotFound | typeof InvalidInput]>([
    ['a card id that is none', { flashcardId: 'card' }, NotFound],
    ['a session id that is none', { studySessionId: 'session' }, NotFound],
    ['a review id that is none', { reviewId: 'review' }, InvalidInput],
    ['a place without a session', { studyItemPosition: 0 }, InvalidInput],
    ['neither rating nor choice', { rating: null }, InvalidInput],
    ['a choice for a flipped card', { choiceId: 'c' }, InvalidInput],
    ['rating 0', { rating: 0 }, InvalidInput],
    ['rating 3.5', { rating: 3.5 }, InvalidInput],
    ['rating 5 for a choice', { presentation: 'choices', rating: 5, choiceId: 'c' }, InvalidInput],
    ['a negative duration', { durationMs: -1 }, InvalidInput],
    ['no number as duration', { durationMs: Number.NaN }, InvalidInput],
    ['an invalid date', { reviewedAt: new Date(Number.NaN) }, InvalidInput],
    ['a date before all calendars', { reviewedAt: new Date(-8.64e15) }, InvalidInput],
  ])('refuses %s', (_, more, error) => {
    expect(() => parse(more)).toThrow(error)
  })
})

describe('checkResend', () => {
  const flipped: EarlierReview = {
    kind: 'review',
    flashcardId,
    rating: 3,
    choiceId: null,
    wasCorrect: true,
    presentation: 'flip',
  }
  const chosen: EarlierReview = { ...flipped, presentation: 'choices', choiceId: 'right' }
  const choice = { presentation: 'choices', rating: null, choiceId: 'right' } as const

  test.each<[string, EarlierReview, Partial<ReviewInput>]>([
    ['the same rating', flipped, { durationMs: 5 }],
    ['the same choice', chosen, choice],
    ['the same choice with its rating', chosen, { ...choice, rating: 3 }],
    [
      '“Not sure” again',
      { ...chosen, choiceId: null, rating: 1, wasCorrect: false },
      { ...choice, choiceId: null },
    ],
  ])('takes %s as a resend', (_, earlier, more) => {
    expect(() => checkResend(earlier, parse(more))).not.toThrow()
  })

  test.each<[string, EarlierReview, Partial<ReviewInput>]>([
    ['another rating', flipped, { rating: 1 }],
    ['another card', flipped, { flashcardId: studySessionId }],
    ['a choice instead of a rating', flipped, choice],
    ['another choice', chosen, { ...choice, choiceId: 'wrong' }],
    ['a choice changed to Hard', chosen, { ...choice, rating: 2 }],
    ['the id of a reset', { ...flipped, kind: 'reset' }, {}],
    ['a purged card', { ...flipped, flashcardId: null }, {}],
  ])('takes %s as a conflict', (_, earlier, more) => {
    expect(() => checkResend(earlier, parse(more))).toThrow(Conflict)
  })
})
