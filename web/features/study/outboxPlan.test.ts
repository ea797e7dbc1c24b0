import { describe, expect, it } from 'vitest'
import { LARGEST_BATCH, listCancelled, type OutboxEntry, pauseMs, takeBatch } from './outboxPlan.ts'

/** `a` an answer, `a*` one that was sent already, `-a` its undo. */
function entriesOf(text: string): OutboxEntry[] {
  return text.split(' ').map((word, index) => {
    const reviewId = word.replaceAll(/[-*]/g, '')
    return {
      id: word,
      learnerId: 'learner',
      queuedAtMs: index,
      isTried: word.endsWith('*'),
      operation: word.startsWith('-')
        ? { kind: 'undo', reviewId }
        : {
            kind: 'review',
            answer: {
              reviewId,
              flashcardId: 'card',
              presentation: 'FLIP',
              rating: 'GOOD',
              durationMs: 900,
              reviewedAt: '2025-03-01T09:00:00.000Z',
              studySessionId: 'session',
              studyItemPosition: index,
            },
          },
    }
  })
}
const idsOf = (entries: readonly OutboxEntry[]) => entries.map(entry => entry.id).join(' ')

describe('takeBatch', () => {
  it.each([
    ['a', 'a'],
    ['a b c', 'a b c'],
    ['a b -a c', 'a b'],
    ['-a b c', '-a'],
    ['a* b', 'a* b'],
  ])('%s', (waiting, batch) => {
    expect(idsOf(takeBatch(entriesOf(waiting)))).toBe(batch)
  })

  it('is never larger than the server takes', () => {
    const many = entriesOf(Array.from({ length: 150 }, (_, index) => `r${index}`).join(' '))
    expect(takeBatch(many)).toHaveLength(LARGEST_BATCH)
    expect(takeBatch([])).toEqual([])
  })
})

describe('listCancelled', () => {
  it.each([
    ['a -a', 'a -a'],
    ['a b -a', 'a -a'],
    ['a b -b -a', 'b -b a -a'],
    ['a* -a', ''],
    ['-a b', ''],
    ['a* b -b', 'b -b'],
  ])('%s', (waiting, cancelled) => {
    expect(idsOf(listCancelled(entriesOf(waiting)))).toBe(cancelled)
  })
})

it.each([
  [1, 1000],
  [2, 2000],
  [5, 16_000],
  [6, 30_000],
  [40, 30_000],
])('pause after %d failures', (failures, ms) => {
  expect(pauseMs(failures)).toBe(ms)
})
