import { describe, expect, test } from 'vitest'
import {
  type AchievementFacts,
  type AchievementKey,
  achievementDefinitions,
  achievementProgress,
  completesWeek,
  earnedByCards,
  earnedByMastery,
  earnedBySession,
  findAchievement,
  type SessionResult,
  sumSession,
} from './achievements.ts'

test.each([
  [9, []],
  [10, ['first_10_cards']],
  [50, ['first_10_cards', 'first_50_cards']],
  [100, ['first_10_cards', 'first_50_cards', 'first_100_cards']],
])('%d mastered cards: %j', (cards, expected) => {
  expect(earnedByCards(cards)).toEqual(expected)
})

test.each([
  [0, 24, []],
  [24, 25, ['goal_25_percent']],
  [25, 49, []],
  [0, 60, ['goal_25_percent', 'goal_50_percent']],
  [0, 100, ['goal_25_percent', 'goal_50_percent', 'goal_75_percent']],
  [80, 30, []],
])('from %d to %d percent: %j', (before, after, expected) => {
  expect(earnedByMastery(before, after)).toEqual(expected)
})

const answers = (count: number, more: object = {}) =>
  Array.from({ length: count }, (_, index) => ({
    flashcardId: `card ${index}`,
    rating: 3,
    wasCorrect: true,
    points: null,
    ...more,
  }))

describe('a session', () => {
  test.each([
    ['nothing', [], false, []],
    ['nine cards', answers(9), false, []],
    ['ten cards', answers(10), false, ['perfect_session']],
    ['one of them Hard', [...answers(9), ...answers(1, { flashcardId: 'x', rating: 2 })], false, []],
    ['ten answers to nine cards', [...answers(9), ...answers(1)], false, []],
    ['against the clock', answers(10, { points: 10 }), true, ['perfect_session', 'speed_demon']],
    ['nine against the clock', answers(9, { points: 10 }), true, []],
    ['the tenth after the clock', [...answers(9, { points: 10 }), ...answers(1)], true, []],
    [
      'nine of ten right',
      [...answers(9, { points: 10 }), ...answers(1, { points: 0, rating: 1, wasCorrect: false })],
      true,
      ['speed_demon'],
    ],
    [
      'eight of ten right',
      [...answers(8, { points: 10 }), ...answers(2, { points: 0, rating: 1, wasCorrect: false })],
      true,
      [],
    ],
  ])('%s', (_name, given, isTimed, expected) => {
    expect(earnedBySession(sumSession(given, isTimed))).toEqual(expected)
  })
})

test.each([
  ['the first day', 10, [10], false],
  ['six in a row', 10, [5, 6, 7, 8, 9, 10], false],
  ['seven in a row', 10, [4, 5, 6, 7, 8, 9, 10], true],
  ['a gap filled later', 7, [4, 5, 6, 7, 8, 9, 10], true],
  ['the first of them told last', 4, [4, 5, 6, 7, 8, 9, 10], true],
  ['a gap', 10, [3, 4, 5, 7, 8, 9, 10], false],
])('%s', (_name, day, studied, expected) => {
  expect(completesWeek(day, new Set(studied))).toBe(expected)
})

describe('progress', () => {
  const nothing: AchievementFacts = {
    earned: new Set(),
    totalCardsMastered: 0,
    bestGoalPercentage: 0,
    sessions: [],
    bestWeekDays: 0,
  }
  const result: SessionResult = { cards: 5, isFlawless: true, isTimed: false, answersOnClock: 0, score: 0 }
  test.each<[AchievementKey, Partial<AchievementFacts>, number]>([
    ['first_10_cards', {}, 0],
    ['first_10_cards', { totalCardsMastered: 4 }, 0.4],
    ['first_100_cards', { totalCardsMastered: 25 }, 0.25],
    ['first_10_cards', { totalCardsMastered: 10 }, 0.99],
    ['first_10_cards', { earned: new Set(['first_10_cards']), totalCardsMastered: 9 }, 1],
    ['goal_50_percent', { bestGoalPercentage: 25 }, 0.5],
    ['goal_complete', { bestGoalPercentage: 80 }, 0.8],
    ['perfect_session', { sessions: [result, { ...result, cards: 9, isFlawless: false }] }, 0.5],
    ['speed_demon', { sessions: [{ ...result, isTimed: true, answersOnClock: 5, score: 0.9 }] }, 0.5],
    ['speed_demon', { sessions: [result] }, 0],
    ['week_warrior', { bestWeekDays: 3 }, 3 / 7],
  ])('of %s with %j: %d', (key, facts, expected) => {
    expect(achievementProgress(key, { ...nothing, ...facts })).toBeCloseTo(expected)
  })
})

test('each key has one definition', () => {
  const keys = achievementDefinitions.map(definition => definition.key)
  expect(new Set(keys).size).toBe(10)
  expect(keys.map(key => findAchievement(key).key)).toEqual(keys)
  expect(() => findAchievement('streak')).toThrow('Unknown achievement "streak"')
})
