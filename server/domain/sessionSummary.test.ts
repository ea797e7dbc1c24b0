import { describe, expect, test } from 'vitest'
import { type SessionAnswer, sumAnswers } from './sessionSummary.ts'

const answer = (more: Partial<SessionAnswer> = {}): SessionAnswer => ({
  flashcardId: 'a',
  rating: 3,
  wasCorrect: true,
  durationMs: 4000,
  points: null,
  stateBefore: 'review',
  ...more,
})
const wrong = { rating: 1, wasCorrect: false }

describe('sumAnswers', () => {
  test('of nothing is nothing, not a division by zero', () => {
    expect(sumAnswers([], false)).toEqual({
      cardsStudied: 0,
      correct: 0,
      accuracy: 0,
      timeSeconds: 0,
      points: null,
      score: null,
      comingBackSooner: 0,
    })
  })

  test('counts distinct cards, every answer, and at most a minute of each', () => {
    const answers = [
      answer(wrong),
      answer({ durationMs: 90_000 }),
      answer({ flashcardId: 'b', durationMs: null }),
    ]
    expect(sumAnswers(answers, false)).toMatchObject({
      cardsStudied: 2,
      correct: 2,
      accuracy: 2 / 3,
      timeSeconds: 64,
    })
  })

  test('a card comes back sooner when it was known and forgotten, counted once', () => {
    const answers = [
      answer(wrong),
      answer(wrong),
      answer({ ...wrong, flashcardId: 'b', stateBefore: 'learning' }),
    ]
    expect(sumAnswers(answers, false).comingBackSooner).toBe(1)
  })

  test('TIMED scores what was answered while the clock ran', () => {
    const answers = [answer({ points: 15 }), answer({ ...wrong, points: 0 }), answer({ points: null })]
    expect(sumAnswers(answers, true)).toMatchObject({ points: 15, score: 0.5, correct: 2 })
  })
})
