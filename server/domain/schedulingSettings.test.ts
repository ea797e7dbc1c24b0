import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { InvalidInput } from './errors.ts'
import { defaultFsrsWeights, fsrsWeightRanges } from './scheduling.ts'
import {
  decideSettings,
  defaultStudySettings,
  type StudySettings,
  type StudySettingsChange,
} from './schedulingSettings.ts'

const weights = [...defaultFsrsWeights]
const decide = (change: StudySettingsChange) => decideSettings(defaultStudySettings, change)
function findIssues(change: StudySettingsChange) {
  try {
    decide(change)
  } catch (error) {
    if (error instanceof InvalidInput) return error.issues
    throw error
  }
  return []
}

describe('decideSettings', () => {
  it('keeps what is absent', () => {
    expect(decide({})).toEqual(defaultStudySettings)
    expect(decide({ timeZone: undefined, reviewsPerDay: 50 })).toEqual({
      ...defaultStudySettings,
      reviewsPerDay: 50,
    })
  })

  it('takes null as "the default", and clears weights', () => {
    const current: StudySettings = {
      timeZone: 'Asia/Tokyo',
      dayStartHour: 0,
      desiredRetention: 0.8,
      newCardsPerDay: 1,
      reviewsPerDay: 1,
      learningSteps: [],
      relearningSteps: [],
      maximumIntervalDays: 1,
      enableFuzz: false,
      fsrsWeights: weights,
    }
    const nulls = Object.fromEntries(Object.keys(current).map(name => [name, null]))
    expect(decideSettings(current, nulls)).toEqual(defaultStudySettings)
    expect(decideSettings(current, {})).toEqual(current)
  })

  it.each<StudySettingsChange>([
    { timeZone: 'America/Argentina/Buenos_Aires' },
    { dayStartHour: 0 },
    { dayStartHour: 23 },
    { desiredRetention: 0.7 },
    { desiredRetention: 0.97 },
    { newCardsPerDay: 0, reviewsPerDay: 0 },
    { newCardsPerDay: 9999, reviewsPerDay: 9999 },
    { maximumIntervalDays: 1 },
    { maximumIntervalDays: 36_500 },
    { learningSteps: [], relearningSteps: [] },
    { learningSteps: ['10m', '1m', '23h', '1439m'] },
    { learningSteps: Array<string>(20).fill('5m') },
    { enableFuzz: false },
    { fsrsWeights: weights },
    { fsrsWeights: fsrsWeightRanges.map(([least]) => least) },
    { fsrsWeights: fsrsWeightRanges.map(([, greatest]) => greatest) },
  ])('takes %j', change => {
    expect(decide(change)).toEqual({ ...defaultStudySettings, ...change })
  })

  const refused: [StudySettingsChange, string, string][] = [
    [
      { timeZone: 'Mars/Base' },
      'timeZone',
      'Unknown time zone "Mars/Base": expected an IANA name such as Europe/Berlin',
    ],
    [{ timeZone: '' }, 'timeZone', 'Unknown time zone "": expected an IANA name such as Europe/Berlin'],
    [{ dayStartHour: 24 }, 'dayStartHour', 'Invalid day start hour 24: expected a whole number from 0 to 23'],
    [
      { dayStartHour: 4.5 },
      'dayStartHour',
      'Invalid day start hour 4.5: expected a whole number from 0 to 23',
    ],
    [
      { desiredRetention: 0.69 },
      'desiredRetention',
      'Invalid desired retention 0.69: expected a number from 0.70 to 0.97',
    ],
    [
      { desiredRetention: 0.98 },
      'desiredRetention',
      'Invalid desired retention 0.98: expected a number from 0.70 to 0.97',
    ],
    [
      { desiredRetention: Number.NaN },
      'desiredRetention',
      'Invalid desired retention NaN: expected a number from 0.70 to 0.97',
    ],
    [
      { newCardsPerDay: -1 },
      'newCardsPerDay',
      'Invalid number of new cards per day -1: expected a whole number from 0 to 9999',
    ],
    [
      { reviewsPerDay: 10_000 },
      'reviewsPerDay',
      'Invalid number of reviews per day 10000: expected a whole number from 0 to 9999',
    ],
    [
      { maximumIntervalDays: 0 },
      'maximumIntervalDays',
      'Invalid maximum interval 0: expected a whole number from 1 to 36500',
    ],
    [
      { learningSteps: ['5x'] },
      'learningSteps.0',
      'Invalid learning step "5x": expected a number followed by m, h or d',
    ],
    [
      { learningSteps: ['1m', ''] },
      'learningSteps.1',
      'Invalid learning step "": expected a number followed by m, h or d',
    ],
    [
      { learningSteps: ['-5m'] },
      'learningSteps.0',
      'Invalid learning step "-5m": expected a number followed by m, h or d',
    ],
    [
      { relearningSteps: ['1.5h'] },
      'relearningSteps.0',
      'Invalid relearning step "1.5h": expected a whole number, such as 90m for 1.5h',
    ],
    [
      { learningSteps: ['0m'] },
      'learningSteps.0',
      'Invalid learning step "0m": expected at least 1m and less than 1d; longer intervals are left to FSRS',
    ],
    [
      { learningSteps: ['1d'] },
      'learningSteps.0',
      'Invalid learning step "1d": expected at least 1m and less than 1d; longer intervals are left to FSRS',
    ],
    [
      { learningSteps: ['24h'] },
      'learningSteps.0',
      'Invalid learning step "24h": expected at least 1m and less than 1d; longer intervals are left to FSRS',
    ],
    [
      { learningSteps: Array<string>(21).fill('5m') },
      'learningSteps',
      'Too many learning steps: 21, where 20 are allowed',
    ],
    [{ fsrsWeights: [] }, 'fsrsWeights', 'Invalid FSRS weights: expected 21 numbers, not 0'],
    [
      { fsrsWeights: weights.slice(0, 19) },
      'fsrsWeights',
      'Invalid FSRS weights: expected 21 numbers, not 19',
    ],
    [
      { fsrsWeights: weights.with(4, 0.5) },
      'fsrsWeights.4',
      'Invalid FSRS weight 4 (0.5): expected a number from 1 to 10',
    ],
    [
      { fsrsWeights: weights.with(20, Number.NaN) },
      'fsrsWeights.20',
      'Invalid FSRS weight 20 (NaN): expected a number from 0.1 to 0.8',
    ],
  ]
  it.each(refused)('refuses %j', (change, path, message) => {
    expect(findIssues(change)).toEqual([{ path, message }])
  })

  it('lists every fault at once', () => {
    const issues = findIssues({
      timeZone: 'Mars/Base',
      dayStartHour: 99,
      learningSteps: ['5x', '10m', '2d'],
      fsrsWeights: weights.with(0, -1).with(16, 99),
    })
    expect(issues.map(issue => issue.path)).toEqual([
      'timeZone',
      'dayStartHour',
      'learningSteps.0',
      'learningSteps.2',
      'fsrsWeights.0',
      'fsrsWeights.16',
    ])
  })

  it('answers any input with settings or InvalidInput', () => {
    const anyNumber = fc.oneof(fc.double(), fc.integer(), fc.integer({ min: 0, max: 23 }))
    const anyText = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('UTC', '5m', '1h', '3d'),
    )
    const orNull = <T>(values: fc.Arbitrary<T>) => fc.option(values, { freq: 4 })
    const anyChange = fc.record(
      {
        timeZone: orNull(anyText),
        dayStartHour: orNull(anyNumber),
        desiredRetention: orNull(anyNumber),
        newCardsPerDay: orNull(anyNumber),
        reviewsPerDay: orNull(anyNumber),
        learningSteps: orNull(fc.array(anyText, { maxLength: 25 })),
        relearningSteps: orNull(fc.array(anyText, { maxLength: 2 })),
        maximumIntervalDays: orNull(anyNumber),
        enableFuzz: orNull(fc.boolean()),
        fsrsWeights: orNull(fc.array(anyNumber, { minLength: 19, maxLength: 22 })),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(anyChange, change => {
        try {
          expect(Object.keys(decide(change)).sort()).toEqual(Object.keys(defaultStudySettings).sort())
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidInput)
        }
      }),
      { numRuns: 1000 },
    )
  })
})
