import fc from 'fast-check'
import { type Card, createEmptyCard, fsrs, type Grade, State } from 'ts-fsrs'
import { describe, expect, it } from 'vitest'
import {
  type CardSchedule,
  defaultFsrsWeights,
  fsrsWeightRanges,
  isLeech,
  leechAt,
  newCardSchedule,
  parseRating,
  previewRatings,
  type Rating,
  type ReplayEntry,
  replay,
  retrievability,
  schedule,
} from './scheduling.ts'
import { defaultStudySettings, type SchedulingSettings } from './schedulingSettings.ts'
import { addLearnerDays, fromIsoDate, learnerDayOf, toIsoDate } from './studyDay.ts'

const cardId = '01890a5d-ac96-774b-bcce-b302099a8057'
const plain: SchedulingSettings = { ...defaultStudySettings, dayStartHour: 0, enableFuzz: false }
const change = (fields: Partial<SchedulingSettings>): SchedulingSettings => ({ ...plain, ...fields })
const at = (text: string) => new Date(text)

/** Answers a new card again and again, each time so many minutes after the last. */
function answerAll(
  settings: SchedulingSettings,
  answers: readonly (readonly [Rating, number])[],
  start = at('2024-01-01T12:00:00Z'),
) {
  let now = start
  let current = newCardSchedule
  return answers.map(([rating, minutes]) => {
    now = new Date(now.getTime() + minutes * 60_000)
    const outcome = schedule(cardId, current, rating, now, settings)
    current = outcome.after
    return { now, rating, outcome }
  })
}

const anyRating = fc.constantFrom<Rating>(1, 2, 3, 4)
const anyWaitMinutes = fc.oneof(
  fc.integer({ min: 0, max: 30 }),
  fc.integer({ min: 0, max: 3 * 1440 }),
  fc.integer({ min: 0, max: 700 * 1440 }),
)
const anyAnswers = fc.array(fc.tuple(anyRating, anyWaitMinutes), { minLength: 1, maxLength: 25 })
const anySteps = fc.array(
  fc.integer({ min: 1, max: 1439 }).map(minutes => `${minutes}m`),
  { maxLength: 4 },
)
const anyWeights = fc.option(
  fc
    .tuple(...fsrsWeightRanges.map(([min, max]) => fc.double({ min, max, noNaN: true })))
    .map(all => [...all]),
)
const anySettings = fc.record({
  timeZone: fc.constantFrom(
    'UTC',
    'Pacific/Auckland',
    'America/New_York',
    'Asia/Kathmandu',
    'Africa/Casablanca',
  ),
  dayStartHour: fc.integer({ min: 0, max: 23 }),
  desiredRetention: fc.double({ min: 0.7, max: 0.97, noNaN: true }),
  learningSteps: anySteps,
  relearningSteps: anySteps,
  maximumIntervalDays: fc.integer({ min: 1, max: 36_500 }),
  enableFuzz: fc.boolean(),
  fsrsWeights: anyWeights,
})

describe('schedule', () => {
  it('gives the reference vector of ts-fsrs and py-fsrs', () => {
    let now = at('2022-11-29T12:30:00Z')
    let current = newCardSchedule
    const intervals = ([3, 3, 3, 3, 3, 3, 1, 1, 3, 3, 3, 3, 3] as const).map(rating => {
      current = schedule(cardId, current, rating, now, plain).after
      now = current.due!
      return current.scheduledDays
    })
    expect(intervals).toEqual([0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21])
  })

  it('equals ts-fsrs alone with zone UTC, day start 0 and no fuzz', () => {
    fc.assert(
      fc.property(anySettings, anyAnswers, (any, answers) => {
        const settings = { ...any, timeZone: 'UTC', dayStartHour: 0, enableFuzz: false }
        const alone = fsrs({
          request_retention: settings.desiredRetention,
          maximum_interval: settings.maximumIntervalDays,
          learning_steps: settings.learningSteps as `${number}m`[],
          relearning_steps: settings.relearningSteps as `${number}m`[],
          w: settings.fsrsWeights ?? defaultFsrsWeights,
          enable_fuzz: false,
        })
        let card: Card = createEmptyCard(at('2024-01-01T12:00:00Z'))
        for (const { now, rating, outcome } of answerAll(settings, answers)) {
          card = alone.next(card, now, rating as Grade).card
          expect(outcome.after).toEqual({
            state: State[card.state].toLowerCase(),
            due: card.due,
            stability: card.stability,
            difficulty: card.difficulty,
            learningStep: card.learning_steps,
            scheduledDays: card.scheduled_days,
            reps: card.reps,
            lapses: card.lapses,
            lastReview: now,
            lastReviewDay: Math.floor(now.getTime() / 86_400_000),
          })
          expect(outcome.elapsedDays).toBe(card.elapsed_days)
          expect(outcome.intervalSeconds).toBe((card.due.getTime() - now.getTime()) / 1000)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('stays within its ranges with any settings', () => {
    fc.assert(
      fc.property(anySettings, anyAnswers, (settings, answers) => {
        let lapses = 0
        for (const [index, { now, outcome }] of answerAll(settings, answers).entries()) {
          const { after, elapsedDays, intervalSeconds } = outcome
          expect(after.due!.getTime()).toBeGreaterThan(now.getTime())
          expect(intervalSeconds).toBeGreaterThanOrEqual(60)
          expect(after.stability).toBeGreaterThanOrEqual(0.001)
          expect(after.stability).toBeLessThanOrEqual(36_500)
          expect(after.difficulty).toBeGreaterThanOrEqual(1)
          expect(after.difficulty).toBeLessThanOrEqual(10)
          expect(after.scheduledDays).toBeLessThanOrEqual(settings.maximumIntervalDays + 2)
          expect(after.scheduledDays > 0).toBe(after.state === 'review')
          expect(after.reps).toBe(index + 1)
          expect(after.lapses - lapses).toBeGreaterThanOrEqual(0)
          expect(after.lapses - lapses).toBeLessThanOrEqual(1)
          expect(elapsedDays).toBeGreaterThanOrEqual(0)
          lapses = after.lapses
        }
      }),
      { numRuns: 200 },
    )
  })

  it.each([
    // Steps are added to the instant, also over the hour that comes twice.
    ['Europe/Berlin', 3, '2026-10-25T00:55:00Z', '2026-10-25T01:05:00.000Z', 600],
    // Days are added to the wall time: 09:00 stays 09:00, on the button it is a day all the same.
    ['Europe/Berlin', 4, '2026-03-24T08:00:00Z', '2026-04-01T07:00:00.000Z', 8 * 86_400],
    ['Australia/Lord_Howe', 4, '2026-03-30T00:00:00Z', '2026-04-07T00:30:00.000Z', 8 * 86_400],
  ] as const)('in %s, rating %i at %s is due at %s', (timeZone, rating, now, due, seconds) => {
    const { after, intervalSeconds } = schedule(
      cardId,
      newCardSchedule,
      rating,
      at(now),
      change({ timeZone }),
    )
    expect(after.due!.toISOString()).toBe(due)
    expect(intervalSeconds).toBe(seconds)
  })

  it('counts elapsed days by the learner day, not by 24 hours', () => {
    const settings = change({ timeZone: 'America/New_York', dayStartHour: 4 })
    const [first, second, third] = answerAll(
      settings,
      [
        [4, 0],
        [3, 60],
        [3, 60],
      ],
      at('2026-05-11T06:30:00Z'), // 02:30, still the learner day of the 10th
    )
    expect(toIsoDate(first!.outcome.learnerDay)).toBe('2026-05-10')
    expect(second!.outcome.elapsedDays).toBe(0)
    expect(toIsoDate(third!.outcome.learnerDay)).toBe('2026-05-11')
    expect(third!.outcome.elapsedDays).toBe(1)
  })

  it('never counts backwards after travelling west or with a clock that runs behind', () => {
    const inAuckland = change({ timeZone: 'Pacific/Auckland' })
    const inHonolulu = change({ timeZone: 'Pacific/Honolulu' })
    const first = schedule(cardId, newCardSchedule, 4, at('2026-05-10T12:30:00Z'), inAuckland)
    expect(toIsoDate(first.learnerDay)).toBe('2026-05-11')

    const west = schedule(cardId, first.after, 3, at('2026-05-10T13:00:00Z'), inHonolulu)
    expect([toIsoDate(west.learnerDay), west.elapsedDays]).toEqual(['2026-05-11', 0])

    const behind = schedule(cardId, first.after, 3, at('2026-05-10T12:29:00Z'), inAuckland)
    expect([behind.after.lastReview, behind.elapsedDays]).toEqual([first.after.lastReview, 0])
  })

  it('goes on at the last step when the steps have become fewer', () => {
    const second = answerAll(plain, [
      [3, 0],
      [1, 0],
      [3, 1],
    ])[2]!.outcome.after
    expect(second).toMatchObject({ state: 'learning', learningStep: 1 })
    const fewer = change({ learningSteps: ['5m'] })
    const [again, , good] = previewRatings(cardId, second, second.due!, fewer)
    expect(again).toMatchObject({ after: { state: 'learning', learningStep: 0 }, intervalSeconds: 300 })
    expect(good.after.state).toBe('review')
    expect(previewRatings(cardId, second, second.due!, change({ learningSteps: [] }))[0].after.state).toBe(
      'review',
    )
  })

  it('takes a Hard step that comes to a day or more as a review', () => {
    const { after } = schedule(
      cardId,
      newCardSchedule,
      2,
      at('2026-05-10T12:00:00Z'),
      change({ learningSteps: ['20h'] }),
    )
    expect(after).toMatchObject({ state: 'review', scheduledDays: 1, learningStep: 0 })
    expect(after.due).toEqual(at('2026-05-11T18:00:00Z'))
  })

  it('refuses what is no rating and no date before it reaches ts-fsrs', () => {
    for (const rating of [0, 5, 3.5, Number.NaN, '3', null, undefined, {}]) {
      expect(() => schedule(cardId, newCardSchedule, rating as Rating, new Date(), plain)).toThrow(
        'Invalid rating',
      )
    }
    for (const now of [new Date(Number.NaN), new Date(8.64e15), new Date(-8.64e15)]) {
      expect(() => schedule(cardId, newCardSchedule, 3, now, plain)).toThrow('Invalid date')
      expect(() => previewRatings(cardId, newCardSchedule, now, plain)).toThrow('Invalid date')
    }
  })

  it.each<Partial<CardSchedule>>([
    { stability: Number.NaN },
    { stability: null },
    { stability: 0 },
    { stability: Number.POSITIVE_INFINITY },
    { difficulty: 0.5 },
    { difficulty: Number.NaN },
    { lastReviewDay: null },
    { reps: Number.NaN },
    { state: 'suspended' as 'new' },
  ])('refuses a broken schedule: %j', broken => {
    const before = {
      ...schedule(cardId, newCardSchedule, 4, at('2026-05-10T12:00:00Z'), plain).after,
      ...broken,
    }
    expect(() => schedule(cardId, before, 3, at('2026-05-20T12:00:00Z'), plain)).toThrow(RangeError)
  })
})

describe('previewRatings', () => {
  it('is what each rating then gives, with fuzz too', () => {
    fc.assert(
      fc.property(anySettings, anyAnswers, fc.uuid(), anyWaitMinutes, (settings, answers, id, minutes) => {
        const last = answerAll(settings, answers).at(-1)!
        const now = new Date(last.now.getTime() + minutes * 60_000)
        const before = last.outcome.after
        const preview = previewRatings(id, before, now, settings)
        for (const rating of [1, 2, 3, 4] as const) {
          // A second later, by a fresh engine, as when the answer arrives in another process.
          const later = new Date(now.getTime() + 1000)
          const submitted = schedule(id, before, rating, later, { ...settings })
          if (learnerDayOf(later, settings) !== learnerDayOf(now, settings)) return
          expect(submitted.after.scheduledDays).toBe(preview[rating - 1]!.after.scheduledDays)
          expect(submitted.after.stability).toBe(preview[rating - 1]!.after.stability)
          expect(submitted.intervalSeconds).toBe(preview[rating - 1]!.intervalSeconds)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('shows 1m, 6m, 10m and 8 days for a new card', () => {
    const preview = previewRatings(cardId, newCardSchedule, at('2026-05-10T12:00:00Z'), plain)
    expect(preview.map(outcome => outcome.intervalSeconds)).toEqual([60, 360, 600, 8 * 86_400])
  })

  it('spreads the cards of one day by fuzz', () => {
    const settings = change({ enableFuzz: true })
    const before: CardSchedule = {
      ...schedule(cardId, newCardSchedule, 4, at('2026-01-01T12:00:00Z'), plain).after,
      stability: 100,
    }
    const days = Array.from({ length: 50 }, (_, index) => {
      return schedule(`card-${index}`, before, 3, at('2026-04-11T12:00:00Z'), settings).after.scheduledDays
    })
    expect(new Set(days).size).toBeGreaterThan(5)
  })
})

describe('retrievability', () => {
  it('is null while new, 1 on the day of the answer, 0.9 after as many days as the stability', () => {
    const today = fromIsoDate('2026-05-10')
    const { after } = schedule(cardId, newCardSchedule, 4, at('2026-05-10T12:00:00Z'), plain)
    expect(retrievability(newCardSchedule, today, plain)).toBeNull()
    expect(retrievability(after, today, plain)).toBe(1)
    expect(retrievability(after, today - 3, plain)).toBe(1)
    expect(retrievability({ ...after, stability: 10 }, today + 10, plain)).toBeCloseTo(0.9, 6)
  })

  it('equals ts-fsrs', () => {
    fc.assert(
      fc.property(anyAnswers, fc.integer({ min: 0, max: 5000 }), anyWeights, (answers, days, fsrsWeights) => {
        const settings = change({ fsrsWeights })
        const { after } = answerAll(settings, answers).at(-1)!.outcome
        const expected = fsrs({ w: fsrsWeights ?? defaultFsrsWeights }).get_retrievability(
          {
            ...createEmptyCard(after.due!),
            state: State.Review,
            stability: after.stability!,
            last_review: new Date(after.lastReviewDay! * 86_400_000),
          },
          new Date((after.lastReviewDay! + days) * 86_400_000),
          false,
        )
        // ts-fsrs rounds the stability to 8 digits for show, but not when it schedules.
        expect(retrievability(after, after.lastReviewDay! + days, settings)).toBeCloseTo(expected, 7)
      }),
      { numRuns: 100 },
    )
  })
})

describe('replay', () => {
  it('gives the state to the last bit, through JSON and with settings that change on the way', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(anyRating, anyWaitMinutes, anySettings), { minLength: 1, maxLength: 15 }),
        answers => {
          let now = at('2024-01-01T12:00:00Z')
          let current = newCardSchedule
          const log: ReplayEntry[] = answers.map(([rating, minutes, settings]) => {
            now = new Date(now.getTime() + minutes * 60_000)
            const outcome = schedule(cardId, current, rating, now, settings)
            current = outcome.after
            const kept = JSON.parse(JSON.stringify(settings))
            return { rating, learnerDay: outcome.learnerDay, reviewedAt: now, settings: kept }
          })
          expect(replay(cardId, log)).toEqual(current)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('counts by the stored learner day, whatever zone the learner has now', () => {
    const log: ReplayEntry[] = [
      { rating: 4, learnerDay: 20_000, reviewedAt: at('2024-10-04T12:00:00Z'), settings: plain },
      { rating: 3, learnerDay: 20_009, reviewedAt: at('2024-10-12T12:00:00Z'), settings: plain },
    ]
    expect(replay(cardId, log).lastReviewDay).toBe(20_009)
    expect(replay(cardId, log)).not.toEqual(
      replay(cardId, [log[0]!, { ...log[1]!, learnerDay: 20_008 } as ReplayEntry]),
    )
  })

  it('starts anew at a reset', () => {
    const entry: ReplayEntry = {
      rating: 3,
      learnerDay: 20_000,
      reviewedAt: at('2024-10-04T12:00:00Z'),
      settings: plain,
    }
    expect(replay(cardId, [])).toBe(newCardSchedule)
    expect(replay(cardId, [entry, { kind: 'reset' }])).toBe(newCardSchedule)
    expect(replay(cardId, [entry, { kind: 'reset' }, entry])).toEqual(replay(cardId, [entry]))
  })
})

describe('parseRating', () => {
  it.each([1, 2, 3, 4])('takes %i', value => expect(parseRating(value)).toBe(value))
  it.each([
    [0, 'Invalid rating 0: expected 1 (Again), 2 (Hard), 3 (Good) or 4 (Easy)'],
    [3.5, 'Invalid rating 3.5: expected 1 (Again), 2 (Hard), 3 (Good) or 4 (Easy)'],
    ['3', 'Invalid rating "3": expected 1 (Again), 2 (Hard), 3 (Good) or 4 (Easy)'],
    [Object.create(null), 'Invalid rating: expected 1 (Again), 2 (Hard), 3 (Good) or 4 (Easy)'],
  ])('refuses %o', (value, message) => expect(() => parseRating(value)).toThrow(message))
})

describe('leeches', () => {
  it.each([
    [7, false],
    [8, true],
    [9, true],
  ])('%i lapses: %s', (lapses, expected) => expect(isLeech(lapses)).toBe(expected))

  it.each([
    [6, 7, false],
    [7, 8, true],
    [8, 8, false],
    [8, 9, false],
    [11, 12, true],
    [12, 13, false],
    [15, 16, true],
  ])('from %i to %i lapses marks: %s', (before, after, expected) =>
    expect(leechAt(before, after)).toBe(expected),
  )
})

describe('weights', () => {
  it('has a range for each of the 21, and the defaults lie within', () => {
    expect(fsrsWeightRanges).toHaveLength(21)
    expect(defaultFsrsWeights).toHaveLength(21)
    for (const [index, [least, greatest]] of fsrsWeightRanges.entries()) {
      expect(defaultFsrsWeights[index]).toBeGreaterThanOrEqual(least)
      expect(defaultFsrsWeights[index]).toBeLessThanOrEqual(greatest)
    }
  })
})

describe('the due day', () => {
  it('is scheduledDays learner days on, unless the clocks change on it', () => {
    const settings = change({ timeZone: 'Asia/Kathmandu', dayStartHour: 4 })
    fc.assert(
      fc.property(anyAnswers, answers => {
        for (const { now, outcome } of answerAll(settings, answers)) {
          if (outcome.after.state !== 'review') continue
          expect(learnerDayOf(outcome.after.due!, settings)).toBe(
            outcome.learnerDay + outcome.after.scheduledDays,
          )
          expect(outcome.after.due).toEqual(addLearnerDays(now, outcome.after.scheduledDays, settings))
        }
      }),
      { numRuns: 100 },
    )
  })
})
