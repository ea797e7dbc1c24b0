/** What a learner can set about scheduling and daily limits, and what each setting may be. */

import { type InputIssue, InvalidInput } from './errors.ts'
import { fsrsWeightRanges } from './scheduling.ts'
import { describeUnknownTimeZone, isTimeZone, type LearnerClock } from './studyDay.ts'
import { quoteValue } from './textFaults.ts'

/** What FSRS and the learner's calendar need. Replaced, never changed: schedulers are kept per object. */
export interface SchedulingSettings extends LearnerClock {
  /** Chance of recall at which a card becomes due, 0.70–0.97. */
  readonly desiredRetention: number
  /** '1m', '10m', '2h' …; each less than a day. */
  readonly learningSteps: string[]
  readonly relearningSteps: string[]
  readonly maximumIntervalDays: number
  readonly enableFuzz: boolean
  /** null: the default 21 weights. */
  readonly fsrsWeights: number[] | null
}

/** All settings of a learner. */
export interface StudySettings extends SchedulingSettings {
  /** First answers per learner day. */
  readonly newCardsPerDay: number
  /** Answers to Review cards per learner day. */
  readonly reviewsPerDay: number
}

/** An absent field is kept; null clears the weights and sets every other field to its default. */
export type StudySettingsChange = { [Name in keyof StudySettings]?: StudySettings[Name] | null }

export const defaultStudySettings: StudySettings = Object.freeze({
  timeZone: 'UTC',
  dayStartHour: 4,
  desiredRetention: 0.9,
  newCardsPerDay: 10,
  reviewsPerDay: 200,
  learningSteps: ['1m', '10m'],
  relearningSteps: ['10m'],
  maximumIntervalDays: 36_500,
  enableFuzz: true,
  fsrsWeights: null,
})

const maximumSteps = 20
const minutesPerUnit = { m: 1, h: 60, d: 1440 } as const
const numberRanges = [
  ['dayStartHour', 'day start hour', 0, 23],
  ['newCardsPerDay', 'number of new cards per day', 0, 9999],
  ['reviewsPerDay', 'number of reviews per day', 0, 9999],
  ['maximumIntervalDays', 'maximum interval', 1, 36_500],
] as const

/**
 * Applies a change of settings.
 *
 * @throws InvalidInput that lists every fault of the change with its place
 */
export function decideSettings(current: StudySettings, change: StudySettingsChange): StudySettings {
  const next = { ...current, ...readChange(change) }
  const issues: InputIssue[] = []
  if (!isTimeZone(next.timeZone)) {
    issues.push({ path: 'timeZone', message: describeUnknownTimeZone(next.timeZone) })
  }
  for (const [path, name, least, greatest] of numberRanges) {
    const value = next[path]
    if (Number.isInteger(value) && value >= least && value <= greatest) continue
    issues.push({
      path,
      message: `Invalid ${name} ${value}: expected a whole number from ${least} to ${greatest}`,
    })
  }
  const retention = next.desiredRetention
  if (!(retention >= 0.7 && retention <= 0.97)) {
    const message = `Invalid desired retention ${retention}: expected a number from 0.70 to 0.97`
    issues.push({ path: 'desiredRetention', message })
  }
  issues.push(
    ...findStepIssues('learningSteps', 'learning', next.learningSteps),
    ...findStepIssues('relearningSteps', 'relearning', next.relearningSteps),
    ...findWeightIssues(next.fsrsWeights),
  )
  if (issues.length > 0) throw new InvalidInput(issues)
  return next
}

function readChange(change: StudySettingsChange): Partial<StudySettings> {
  const known = Object.keys(defaultStudySettings) as (keyof StudySettings)[]
  return Object.fromEntries(
    known
      .filter(name => change[name] !== undefined)
      .map(name => [name, change[name] ?? defaultStudySettings[name]]),
  )
}

function findStepIssues(path: string, name: string, steps: readonly string[]): InputIssue[] {
  if (steps.length > maximumSteps) {
    return [{ path, message: `Too many ${name} steps: ${steps.length}, where ${maximumSteps} are allowed` }]
  }
  return steps.flatMap((step, index) => {
    const expected = describeExpectedStep(step)
    const message = `Invalid ${name} step ${quoteValue(step)}: expected ${expected}`
    return expected ? [{ path: `${path}.${index}`, message }] : []
  })
}

/** What is wrong with a step, in the words of what was expected; null for a good one. */
function describeExpectedStep(step: string): string | null {
  const [, digits, fraction, unit] = /^(\d{1,9})(\.\d{1,9})?([mhd])$/.exec(step) ?? []
  if (digits === undefined) return 'a number followed by m, h or d'
  // ts-fsrs would read 1.5h as 1h.
  if (fraction !== undefined) return 'a whole number, such as 90m for 1.5h'
  const minutes = Number(digits) * minutesPerUnit[unit as keyof typeof minutesPerUnit]
  // From a day on ts-fsrs ends the learning phase and would skip every later step.
  if (minutes < 1 || minutes >= 1440) return 'at least 1m and less than 1d; longer intervals are left to FSRS'
  return null
}

function findWeightIssues(weights: readonly number[] | null): InputIssue[] {
  if (weights === null) return []
  const path = 'fsrsWeights'
  const count = fsrsWeightRanges.length
  if (weights.length !== count) {
    return [{ path, message: `Invalid FSRS weights: expected ${count} numbers, not ${weights.length}` }]
  }
  return fsrsWeightRanges.flatMap(([least, greatest], index) => {
    const weight = weights[index]!
    if (weight >= least && weight <= greatest) return []
    const message = `Invalid FSRS weight ${index} (${weight}): expected a number from ${least} to ${greatest}`
    return [{ path: `${path}.${index}`, message }]
  })
}
