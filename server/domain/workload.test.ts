import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CardSchedule, newCardSchedule } from './scheduling.ts'
import { defaultStudySettings, type StudySettings } from './schedulingSettings.ts'
import type { AnsweredCard, StudiedDay } from './simulatedStudy.ts'
import {
  meanWorkload,
  pickTypicalCard,
  simulateWorkload,
  type WorkloadDeck,
  workloadDays,
} from './workload.ts'

const today = 20_500
const dayMs = 86_400_000
const withSettings = (change: Partial<StudySettings>): StudySettings => ({
  ...defaultStudySettings,
  ...change,
})
const unlimited = { reviewsPerDay: 9999 }

/** A Review card answered `elapsedDays` ago, with an interval of its stability. */
function reviewCard(cardId: string, stability: number, elapsedDays: number): AnsweredCard {
  const scheduledDays = Math.max(1, Math.round(stability))
  const lastReviewDay = today - elapsedDays
  const schedule: CardSchedule = {
    ...newCardSchedule,
    state: 'review',
    due: new Date((lastReviewDay + scheduledDays) * dayMs + dayMs / 2),
    stability,
    difficulty: 5,
    scheduledDays,
    reps: 4,
    lastReview: new Date(lastReviewDay * dayMs + dayMs / 2),
    lastReviewDay,
  }
  return { cardId, schedule }
}

function deckOf(count: number, options: { overdueDays?: number; newCards?: WorkloadDeck['newCards'] } = {}) {
  const answered = Array.from({ length: count }, (_, index) => {
    const stability = [1, 3, 8, 20, 50, 120][index % 6]!
    const elapsed = options.overdueDays ? stability + options.overdueDays : (index * 7) % stability
    return reviewCard(`card ${index}`, stability, elapsed)
  })
  return { answered, answeredCount: count, newCards: options.newCards ?? [] }
}

const endlessNew = (perDay: number): WorkloadDeck => ({
  answered: [],
  answeredCount: 0,
  newCards: [{ count: Number.POSITIVE_INFINITY, perDay }],
})
const sum = (days: readonly StudiedDay[], name: keyof StudiedDay) =>
  days.reduce((total, day) => total + day[name], 0)
const totalAnswers = (deck: WorkloadDeck, settings: Partial<StudySettings>, seeds: readonly number[] = [1]) =>
  seeds.reduce(
    (total, seed) => total + sum(simulateWorkload(deck, withSettings(settings), today, seed), 'answers'),
    0,
  )

describe('simulateWorkload', () => {
  const mixed = deckOf(120, { newCards: [{ count: 300, perDay: 10 }] })

  it('gives the same days for the same seed, others for another', () => {
    const run = (seed: number) => simulateWorkload(mixed, defaultStudySettings, today, seed)
    expect(run(7)).toEqual(run(7))
    expect(run(7)).toHaveLength(workloadDays)
    expect(run(8)).not.toEqual(run(7))
    expect(Math.abs(sum(run(8), 'answers') / sum(run(7), 'answers') - 1)).toBeLessThan(0.1)
  })

  it('is nothing without cards and without new ones', () => {
    for (const deck of [deckOf(0), endlessNew(0), deckOf(0, { newCards: [{ count: 0, perDay: 10 }] })]) {
      const days = simulateWorkload(deck, defaultStudySettings, today, 1)
      expect(days).toEqual(
        new Array(workloadDays).fill({ answers: 0, newCards: 0, reviewCards: 0, waiting: 0 }),
      )
    }
  })

  it('begins every new card there is, so many a day, and each number on its own', () => {
    const newCards = [
      { count: 25, perDay: 10 },
      { count: 4, perDay: 1 },
      { count: 50, perDay: 0 },
    ]
    const days = simulateWorkload(deckOf(0, { newCards }), defaultStudySettings, today, 1)
    expect(days.slice(0, 5).map(day => day.newCards)).toEqual([11, 11, 6, 1, 0])
    expect(sum(days, 'newCards')).toBe(29)
  })

  it('keeps the daily limits, and new cards back while reviews wait', () => {
    const anyDeck = fc.record({
      count: fc.nat({ max: 60 }),
      overdueDays: fc.constantFrom(0, 5, 300),
      newCount: fc.nat({ max: 40 }),
      perDay: fc.nat({ max: 12 }),
    })
    const anySettings = fc.record({
      reviewsPerDay: fc.nat({ max: 20 }),
      desiredRetention: fc.double({ min: 0.7, max: 0.97, noNaN: true }),
      maximumIntervalDays: fc.constantFrom(1, 10, 36_500),
      learningSteps: fc.constantFrom<string[][]>([], ['1m', '10m'], ['23h', '1439m']),
      enableFuzz: fc.boolean(),
    })
    fc.assert(
      fc.property(anyDeck, anySettings, fc.nat(), (shape, change, seed) => {
        const deck = deckOf(shape.count, {
          overdueDays: shape.overdueDays,
          newCards: [{ count: shape.newCount, perDay: shape.perDay }],
        })
        const days = simulateWorkload(deck, withSettings(change), today, seed)
        expect(days).toHaveLength(workloadDays)
        for (const day of days) {
          expect(day.reviewCards).toBeLessThanOrEqual(change.reviewsPerDay)
          expect(day.newCards).toBeLessThanOrEqual(shape.perDay)
          expect(day.answers).toBeGreaterThanOrEqual(day.reviewCards + day.newCards)
          if (day.waiting > 0) expect(day).toMatchObject({ reviewCards: change.reviewsPerDay, newCards: 0 })
        }
        expect(sum(days, 'newCards')).toBeLessThanOrEqual(shape.newCount)
      }),
      { numRuns: 60 },
    )
  })

  it('has as many answers or more with more new cards per day', () => {
    const anyPerDay = fc.nat({ max: 15 })
    fc.assert(
      fc.property(anyPerDay, anyPerDay, fc.nat(), fc.nat({ max: 300 }), (a, b, seed, count) => {
        const answers = (perDay: number) =>
          totalAnswers(deckOf(20, { newCards: [{ count, perDay }] }), unlimited, [seed])
        expect(answers(Math.max(a, b))).toBeGreaterThanOrEqual(answers(Math.min(a, b)))
      }),
      { numRuns: 25 },
    )
  })

  it('answers a card as if it were alone while no limit holds it up', () => {
    const few = deckOf(30)
    const { answered } = deckOf(90)
    const rest = { ...few, answered: answered.slice(30), answeredCount: 60 }
    const all = { ...few, answered: answered.toReversed(), answeredCount: 90 }
    expect(totalAnswers(all, unlimited)).toBe(totalAnswers(few, unlimited) + totalAnswers(rest, unlimited))
  })

  it.each<[string, WorkloadDeck]>([
    ['new cards', endlessNew(10)],
    ['answered cards', deckOf(400)],
  ])('asks for more the higher the desired retention, of %s', (_, deck) => {
    const answers = [0.7, 0.8, 0.85, 0.9, 0.95, 0.97].map(desiredRetention =>
      totalAnswers(deck, { ...unlimited, desiredRetention }, [1, 2, 3]),
    )
    expect(answers).toEqual([...answers].sort((a, b) => a - b))
    expect(answers.at(-1)! / answers[0]!).toBeGreaterThan(1.5)
  })

  it.each<[string, Partial<StudySettings>, Partial<StudySettings>]>([
    ['fewer learning steps', { learningSteps: [] }, { learningSteps: ['1m', '10m'] }],
    ['fewer relearning steps', { relearningSteps: [] }, { relearningSteps: ['10m', '20m', '1h'] }],
    ['a longer maximum interval', {}, { maximumIntervalDays: 5 }],
  ])('asks for less with %s', (_, less, more) => {
    const deck = deckOf(200, { newCards: [{ count: 300, perDay: 5 }] })
    expect(totalAnswers(deck, less)).toBeLessThan(totalAnswers(deck, more))
  })

  it('answers steps that end the same day, and leaves longer ones to the next', () => {
    const firstDay = (learningSteps: string[]) =>
      simulateWorkload(endlessNew(20), withSettings({ learningSteps }), today, 3)[0]!
    expect(firstDay([])).toMatchObject({ answers: 20, newCards: 20 })
    expect(firstDay(['13h'])).toMatchObject({ answers: 20, newCards: 20 })
    expect(firstDay(['1m', '10m']).answers).toBeGreaterThan(40)
  })

  it('works off what is overdue within the limit, and counts what waits', () => {
    const overdue = deckOf(300, { overdueDays: 40, newCards: [{ count: 50, perDay: 5 }] })
    const days = simulateWorkload(overdue, withSettings({ reviewsPerDay: 40 }), today, 1)
    expect(days[0]).toMatchObject({ reviewCards: 40, waiting: 260, newCards: 0 })
    expect(days.at(-1)).toMatchObject({ waiting: 0 })
    expect(sum(days, 'newCards')).toBe(50)
    const none = simulateWorkload(overdue, withSettings({ reviewsPerDay: 0 }), today, 1)
    expect(meanWorkload(none, 10)).toEqual({ reviewsPerDay: 0, minutesPerDay: 0, waiting: 300 })
  })

  it('begins with the cards due on the learner’s day', () => {
    const due = new Date('2026-02-15T02:30:00Z')
    const card = reviewCard('card', 10, 5)
    const deck = {
      answered: [{ ...card, schedule: { ...card.schedule, due } }],
      answeredCount: 1,
      newCards: [],
    }
    const dueIn = (change: Partial<StudySettings>) =>
      simulateWorkload(deck, withSettings(change), 20_498, 1).findIndex(day => day.reviewCards > 0)
    expect(dueIn({ timeZone: 'UTC', dayStartHour: 0 })).toBe(1)
    expect(dueIn({ timeZone: 'UTC', dayStartHour: 4 })).toBe(0)
    expect(dueIn({ timeZone: 'America/New_York', dayStartHour: 0 })).toBe(0)
  })

  it('stands for more cards than it simulates', () => {
    const newCards = [{ count: 150, perDay: 3 }]
    const all = deckOf(1800, { newCards })
    const third = { ...all, answered: all.answered.slice(0, 600) }
    const answers = (deck: WorkloadDeck) => totalAnswers(deck, unlimited, [1, 2, 3, 4])
    expect(Math.abs(answers(third) / answers(all) - 1)).toBeLessThan(0.04)
    expect(sum(simulateWorkload(third, defaultStudySettings, today, 1), 'newCards')).toBeCloseTo(150, -1)
  })

  it('keeps a limit that just suffices for all cards from holding up a sample', () => {
    const deck = { ...deckOf(1000, { newCards: [{ count: 2000, perDay: 20 }] }), answeredCount: 30_000 }
    const free = simulateWorkload(deck, withSettings(unlimited), today, 1)
    const mostInDay = Math.ceil(sum(free, 'reviewCards') / workloadDays) * 1.5
    const limited = simulateWorkload(deck, withSettings({ reviewsPerDay: mostInDay }), today, 1)
    expect(sum(limited, 'answers') / sum(free, 'answers')).toBeGreaterThan(0.95)
  })

  it('copes with settings that ask for the most', () => {
    const steps = new Array<string>(20).fill('1m')
    const settings = withSettings({
      ...unlimited,
      desiredRetention: 0.97,
      maximumIntervalDays: 1,
      learningSteps: steps,
      relearningSteps: steps,
    })
    const deck = { ...deckOf(2000), answeredCount: 1_000_000, newCards: endlessNew(9999).newCards }
    const days = simulateWorkload(deck, settings, today, 1)
    expect(days).toHaveLength(workloadDays)
    expect(sum(days, 'reviewCards') / workloadDays).toBeLessThan(9999 * 1.1)
    expect(meanWorkload(days, 10).waiting).toBeGreaterThan(100_000)
  })
})

describe('meanWorkload', () => {
  const day = (answers: number, waiting = 0): StudiedDay => ({
    answers,
    newCards: 0,
    reviewCards: 0,
    waiting,
  })

  it.each<[StudiedDay[], number, ReturnType<typeof meanWorkload>]>([
    [[day(0)], 10, { reviewsPerDay: 0, minutesPerDay: 0, waiting: 0 }],
    [[day(60), day(120)], 10, { reviewsPerDay: 90, minutesPerDay: 15, waiting: 0 }],
    [[day(30, 5), day(30, 2.6)], 4, { reviewsPerDay: 30, minutesPerDay: 2, waiting: 3 }],
  ])('%#', (days, answerSeconds, expected) => {
    expect(meanWorkload(days, answerSeconds)).toEqual(expected)
  })
})

describe('pickTypicalCard', () => {
  it('is a new card where none is in review', () => {
    const learning = { ...newCardSchedule, state: 'learning' as const }
    const typical = { cardId: 'new', schedule: newCardSchedule }
    expect(pickTypicalCard([], today)).toEqual(typical)
    expect(pickTypicalCard([{ cardId: 'a', schedule: learning }], today)).toEqual(typical)
  })

  it('is the card of median stability, due today', () => {
    const cards = [reviewCard('long', 90, 3), reviewCard('median', 12, 40), reviewCard('short', 2, 1)]
    const typical = pickTypicalCard(cards, today)
    expect(typical.cardId).toBe('median')
    expect(typical.schedule).toMatchObject({ stability: 12, scheduledDays: 12, lastReviewDay: today - 12 })
  })
})
