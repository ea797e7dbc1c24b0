import { expect, test } from 'vitest'
import { listAchievements } from './achievementList.ts'

test('earned ones lead, the latest first; then the nearest', () => {
  const definitions = [
    { key: 'far', progress: 0.1 },
    { key: 'early', progress: 1 },
    { key: 'near', progress: 0.8 },
    { key: 'late', progress: 0.3 },
    { key: 'untouched', progress: null },
  ]
  const earned = [
    { unlockedAt: '2026-01-05T10:00:00Z', definition: { key: 'early' } },
    { unlockedAt: '2026-03-01T10:00:00Z', definition: { key: 'late' } },
  ]
  expect(listAchievements(definitions, earned).map(entry => [entry.key, entry.percentage])).toEqual([
    ['late', 100],
    ['early', 100],
    ['near', 80],
    ['far', 10],
    ['untouched', 0],
  ])
})

test.each([
  [0, 0],
  [0.0001, 1],
  [0.995, 99],
  [1, 99],
])('a progress of %d shows as %d %% until it is earned', (progress, percentage) => {
  expect(listAchievements([{ key: 'one', progress }], [])[0]?.percentage).toBe(percentage)
})
