import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CardSchedule, newCardSchedule, type Rating } from './scheduling.ts'
import { defaultStudySettings } from './schedulingSettings.ts'
import { drawLuck, hashId, simulateRating } from './simulatedAnswer.ts'

const today = 20_500
const reviewCard: CardSchedule = {
  ...newCardSchedule,
  state: 'review',
  stability: 10,
  difficulty: 5,
  reps: 3,
  lastReviewDay: today - 10,
}
const draws = 20_000

/** How often each rating is given, in hundredths. */
function shares(card: CardSchedule, ratingBefore: Rating | null = null): number[] {
  const counts = [0, 0, 0, 0]
  for (let index = 0; index < draws; index++) {
    const luck = (index + 0.5) / draws
    counts[simulateRating(card, ratingBefore, today, defaultStudySettings, luck) - 1]! += 1
  }
  return counts.map(count => Math.round((100 * count) / draws))
}

describe('simulateRating', () => {
  it.each<[string, CardSchedule, Rating | null, number[]]>([
    ['a new card', newCardSchedule, null, [24, 9, 50, 17]],
    ['retrievability 0.9: stability days after', reviewCard, null, [10, 20, 57, 13]],
    ['nothing elapsed: never forgotten', { ...reviewCard, lastReviewDay: today }, null, [0, 22, 63, 15]],
    ['learning, after Again', { ...reviewCard, state: 'learning' }, 1, [37, 6, 51, 6]],
    ['learning, after Good', { ...reviewCard, state: 'learning' }, 3, [5, 5, 85, 5]],
    ['relearning, after Again', { ...reviewCard, state: 'relearning' }, 1, [22, 6, 66, 6]],
    ['relearning, on a later day', { ...reviewCard, state: 'relearning' }, null, [10, 20, 57, 13]],
  ])('%s', (_, card, ratingBefore, expected) => {
    expect(shares(card, ratingBefore)).toEqual(expected)
  })

  it('forgets more the longer ago the last answer was', () => {
    const forgotten = [1, 10, 100, 1000].map(
      days => shares({ ...reviewCard, lastReviewDay: today - days })[0]!,
    )
    expect(forgotten).toEqual([...forgotten].sort((a, b) => a - b))
    expect(new Set(forgotten).size).toBe(4)
  })
})

describe('drawLuck', () => {
  it('is the same for the same answer, and from 0 up to 1', () => {
    const any = fc.integer({ min: 0, max: 2 ** 32 - 1 })
    fc.assert(
      fc.property(any, fc.nat(), fc.nat(), (seed, card, answer) => {
        const luck = drawLuck(seed, card, answer)
        expect(luck).toBe(drawLuck(seed, card, answer))
        expect(luck).toBeGreaterThanOrEqual(0)
        expect(luck).toBeLessThan(1)
      }),
    )
  })

  it.each<[string, (index: number) => number]>([
    ['seeds', index => drawLuck(index, 0, 0)],
    ['cards', index => drawLuck(0, index, 0)],
    ['answers', index => drawLuck(0, 0, index)],
    ['all', index => drawLuck(index % 7, index % 101, Math.floor(index / 101))],
  ])('is even over %s, and one says nothing of the next', (_, drawOf) => {
    const buckets = new Array<number>(100).fill(0)
    for (let index = 0; index < draws; index++) {
      buckets[Math.floor(drawOf(index) * 10) * 10 + Math.floor(drawOf(index + 1) * 10)]! += 1
    }
    // chi-squared with 99 degrees of freedom: 149 is passed once in a thousand
    const expected = draws / buckets.length
    const chiSquared = buckets.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
    expect(chiSquared).toBeLessThan(149)
  })
})

describe('hashId', () => {
  it.each([
    ['', 0x811c9dc5],
    ['a', 0xe40c292c],
    ['foobar', 0xbf9cf968],
  ])('of "%s" is the published FNV-1a', (id, expected) => {
    expect(hashId(id)).toBe(expected)
  })
})
