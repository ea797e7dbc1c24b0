/** What can be achieved, when it is, and how far the way still is. Nothing that was earned is ever lost. */

import type { LearnerDay } from './studyDay.ts'

/** In the order they are shown. */
export type AchievementKey =
  | 'first_10_cards'
  | 'first_50_cards'
  | 'first_100_cards'
  | 'goal_25_percent'
  | 'goal_50_percent'
  | 'goal_75_percent'
  | 'goal_complete'
  | 'perfect_session'
  | 'speed_demon'
  | 'week_warrior'

export interface AchievementDefinition {
  key: AchievementKey
  title: string
  /** said to who has earned it */
  description: string
  requirement: string
  icon: string
}

export const achievementDefinitions: readonly AchievementDefinition[] = [
  define(
    'first_10_cards',
    'Ten that stay',
    'Ten cards are yours for weeks to come.',
    'Master 10 cards',
    'seedling',
  ),
  define(
    'first_50_cards',
    'Fifty that stay',
    'Fifty cards are yours for weeks to come.',
    'Master 50 cards',
    'tree',
  ),
  define(
    'first_100_cards',
    'A hundred that stay',
    'A hundred cards are yours for weeks to come.',
    'Master 100 cards',
    'forest',
  ),
  define(
    'goal_25_percent',
    'A quarter there',
    'A quarter of a goal is mastered.',
    'Reach 25% mastery on any goal',
    'quarter',
  ),
  define(
    'goal_50_percent',
    'Halfway',
    'Half of a goal is mastered.',
    'Reach 50% mastery on any goal',
    'half',
  ),
  define(
    'goal_75_percent',
    'The last quarter',
    'Three quarters of a goal are mastered.',
    'Reach 75% mastery on any goal',
    'three-quarters',
  ),
  define(
    'goal_complete',
    'Goal reached',
    'Every card of a goal has been mastered.',
    'Master every card of any goal',
    'flag',
  ),
  define(
    'perfect_session',
    'Nothing forgotten',
    'At least ten cards in one session, all Good or Easy.',
    'Answer 10 cards or more in a session, all Good or Easy',
    'star',
  ),
  define(
    'speed_demon',
    'Quick and right',
    'Nine of ten right against the clock.',
    'Score 90% or more in a timed challenge of 10 answers or more',
    'bolt',
  ),
  define(
    'week_warrior',
    'Seven days',
    'You studied on seven days in a row.',
    'Study on 7 days within 7 days',
    'calendar',
  ),
]

function define(
  key: AchievementKey,
  title: string,
  description: string,
  requirement: string,
  icon: string,
): AchievementDefinition {
  return { key, title, description, requirement, icon }
}

/** @throws RangeError for a key that is none: stored keys are ours */
export function findAchievement(key: string): AchievementDefinition {
  const found = achievementDefinitions.find(definition => definition.key === key)
  if (!found) throw new RangeError(`Unknown achievement "${key}"`)
  return found
}

const masteredCards = [
  ['first_10_cards', 10],
  ['first_50_cards', 50],
  ['first_100_cards', 100],
] as const
const goalPercentages = [
  ['goal_25_percent', 25],
  ['goal_50_percent', 50],
  ['goal_75_percent', 75],
] as const
const perfectCards = 10
const timedAnswers = 10
const timedScore = 0.9
export const weekDays = 7

/** By the number of cards that were mastered at least once. */
export function earnedByCards(totalCardsMastered: number): AchievementKey[] {
  return masteredCards.filter(([, cards]) => totalCardsMastered >= cards).map(([key]) => key)
}

/** By a goal's percentage, when it changes: the thresholds it passed. */
export function earnedByMastery(before: number, after: number): AchievementKey[] {
  return goalPercentages.filter(([, percent]) => before < percent && after >= percent).map(([key]) => key)
}

/** What a session came to, of its live answers. */
export interface SessionResult {
  /** distinct cards */
  cards: number
  /** whether every rating was Good or Easy */
  isFlawless: boolean
  isTimed: boolean
  /** TIMED: answers while the clock ran */
  answersOnClock: number
  /** TIMED: right ÷ answered while the clock ran, 0–1 */
  score: number
}

export interface RatedAnswer {
  readonly flashcardId: string
  readonly rating: number
  readonly wasCorrect: boolean
  /** TIMED, while the clock ran */
  readonly points: number | null
}

export function sumSession(answers: readonly RatedAnswer[], isTimed: boolean): SessionResult {
  const onClock = answers.filter(answer => answer.points !== null)
  const right = onClock.filter(answer => answer.wasCorrect).length
  return {
    cards: new Set(answers.map(answer => answer.flashcardId)).size,
    isFlawless: answers.length > 0 && answers.every(answer => answer.rating >= 3),
    isTimed,
    answersOnClock: isTimed ? onClock.length : 0,
    score: isTimed && onClock.length > 0 ? right / onClock.length : 0,
  }
}

/** By completing a session. */
export function earnedBySession(result: SessionResult): AchievementKey[] {
  const keys: AchievementKey[] = []
  if (result.isFlawless && result.cards >= perfectCards) keys.push('perfect_session')
  if (result.isTimed && result.answersOnClock >= timedAnswers && result.score >= timedScore) {
    keys.push('speed_demon')
  }
  return keys
}

/**
 * Whether a day with answers completes a week: seven in a row hold it. `studied`: days with answers, at
 * least those of six days before and after it.
 */
export function completesWeek(day: LearnerDay, studied: ReadonlySet<LearnerDay>): boolean {
  let inRow = 1
  for (let before = day - 1; inRow < weekDays && studied.has(before); before--) inRow++
  for (let after = day + 1; inRow < weekDays && studied.has(after); after++) inRow++
  return inRow >= weekDays
}

/** All that tells how far a learner is. */
export interface AchievementFacts {
  readonly earned: ReadonlySet<string>
  readonly totalCardsMastered: number
  /** of the goal that is furthest, 0–100 */
  readonly bestGoalPercentage: number
  /** the latest sessions */
  readonly sessions: readonly SessionResult[]
  /** most days with answers within seven */
  readonly bestWeekDays: number
}

/** How far a learner is on the way to an achievement: 0–1, 1 only when it is earned. */
export function achievementProgress(key: AchievementKey, facts: AchievementFacts): number {
  if (facts.earned.has(key)) return 1
  return Math.min(almost, Math.max(0, wayTo(key, facts)))
}

/** What is not earned is not whole: an undone answer may have taken back what had been enough. */
const almost = 0.99

function wayTo(key: AchievementKey, facts: AchievementFacts): number {
  const cards = masteredCards.find(([name]) => name === key)
  if (cards) return facts.totalCardsMastered / cards[1]
  const percent = goalPercentages.find(([name]) => name === key)
  if (percent) return facts.bestGoalPercentage / percent[1]
  if (key === 'goal_complete') return facts.bestGoalPercentage / 100
  if (key === 'week_warrior') return facts.bestWeekDays / weekDays
  const ways = facts.sessions.map(session =>
    key === 'perfect_session'
      ? session.isFlawless
        ? session.cards / perfectCards
        : 0
      : Math.min(1, session.answersOnClock / timedAnswers) * Math.min(1, session.score / timedScore),
  )
  return Math.max(0, ...ways)
}
