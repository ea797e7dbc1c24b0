import { describe, expect, it } from 'vitest'
import type { OutboxOperation } from './outboxPlan.ts'
import { findLastAnswer, isSettled, noLocalAnswers, overlayItems, type SavedItem } from './sessionItems.ts'

const at = (minute: number) => new Date(Date.UTC(2025, 2, 1, 9, minute)).toISOString()

const item = (
  position: number,
  answeredAt?: number,
  change: Partial<SavedItem['flashcard']> = {},
): SavedItem => ({
  position,
  review: answeredAt === undefined ? null : { reviewId: `r${position}`, reviewedAt: at(answeredAt) },
  flashcard: { id: `c${position}`, state: 'REVIEW', due: at(0), isSuspended: false, ...change },
})

const queued = (position: number, minute: number, studySessionId = 'session'): OutboxOperation => ({
  kind: 'review',
  answer: {
    reviewId: `q${position}`,
    flashcardId: `c${position}`,
    presentation: 'FLIP',
    rating: 'GOOD',
    durationMs: 900,
    reviewedAt: at(minute),
    studySessionId,
    studyItemPosition: position,
  },
})

describe('overlayItems', () => {
  const positionsOf = (items: ReturnType<typeof overlayItems>, flag: 'isAnswered' | 'isSkipped') =>
    items.filter(one => one[flag]).map(one => one.position)

  it('counts what is saved, queued, answered here and given up as answered', () => {
    const items = [item(0, 1), item(1), item(2), item(3), item(4)]
    const local = { ...noLocalAnswers, answered: new Map([[2, 'r2']]), givenUp: new Set([3]) }
    expect(positionsOf(overlayItems(items, 'session', [queued(1, 5)], local), 'isAnswered')).toEqual([
      0, 1, 2, 3,
    ])
  })

  it('does not take an answer of another session for one of this', () => {
    const run = overlayItems([item(0)], 'session', [queued(0, 5, 'another')], noLocalAnswers)
    expect(positionsOf(run, 'isAnswered')).toEqual([])
  })

  it('opens again what was undone here, saved or still queued', () => {
    const local = { ...noLocalAnswers, undoneReviewIds: new Set(['r0', 'q1']) }
    const run = overlayItems([item(0, 1), item(1)], 'session', [queued(1, 5)], local)
    expect(positionsOf(run, 'isAnswered')).toEqual([])
  })

  it('passes over suspended cards', () => {
    const items = [item(0, undefined, { isSuspended: true }), item(1), item(2)]
    const local = { ...noLocalAnswers, suspendedCardIds: new Set(['c2']) }
    expect(positionsOf(overlayItems(items, 'session', [], local), 'isSkipped')).toEqual([0, 2])
  })
})

describe('isSettled', () => {
  const answered = { ...noLocalAnswers, answered: new Map([[0, 'r0']]) }
  it.each([
    ['nothing was done', [item(0)], [], noLocalAnswers, true],
    ['an answer is on its way', [item(0)], [queued(0, 1)], answered, false],
    ['it has left, but the items are older', [item(0)], [], answered, false],
    ['the items have it', [item(0, 1)], [], answered, true],
    ['it was given up', [item(0)], [], { ...answered, givenUp: new Set([0]) }, true],
  ])('%s', (_, items, operations, local, settled) => {
    expect(isSettled(items, operations, local)).toBe(settled)
  })
})

describe('findLastAnswer', () => {
  it('is the latest that stands, one after another', () => {
    const items = [item(0, 3), item(1, 1), item(2)]
    const steps: unknown[] = []
    const undoneReviewIds = new Set<string>()
    for (let step = 0; step < 4; step++) {
      const last = findLastAnswer(items, 'session', [queued(2, 7)], { ...noLocalAnswers, undoneReviewIds })
      steps.push(last?.position ?? null)
      if (last) undoneReviewIds.add(last.reviewId)
    }
    expect(steps).toEqual([2, 0, 1, null])
  })
})
