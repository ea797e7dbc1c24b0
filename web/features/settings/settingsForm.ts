import type { UpdateStudySettingsInput } from '../../gql/graphql.ts'

export interface StudySettings {
  timeZone: string
  dayStartHour: number
  desiredRetention: number
  newCardsPerDay: number
  reviewsPerDay: number
  learningSteps: readonly string[]
  relearningSteps: readonly string[]
  maximumIntervalDays: number
  enableFuzz: boolean
}

/** The settings as the fields hold them: retention in percent, steps as one line. */
export interface SettingsForm {
  timeZone: string
  dayStartHour: string
  desiredRetention: number | string
  newCardsPerDay: number | string
  reviewsPerDay: number | string
  learningSteps: string
  relearningSteps: string
  maximumIntervalDays: number | string
  enableFuzz: boolean
}

export function toForm(settings: StudySettings): SettingsForm {
  return {
    ...settings,
    dayStartHour: String(settings.dayStartHour),
    desiredRetention: Math.round(settings.desiredRetention * 100),
    learningSteps: settings.learningSteps.join(' '),
    relearningSteps: settings.relearningSteps.join(' '),
  }
}

export function toInput(form: SettingsForm): UpdateStudySettingsInput {
  return {
    timeZone: form.timeZone,
    dayStartHour: Number(form.dayStartHour),
    desiredRetention: Number(form.desiredRetention) / 100,
    newCardsPerDay: Number(form.newCardsPerDay),
    reviewsPerDay: Number(form.reviewsPerDay),
    learningSteps: readSteps(form.learningSteps),
    relearningSteps: readSteps(form.relearningSteps),
    maximumIntervalDays: Number(form.maximumIntervalDays),
    enableFuzz: form.enableFuzz,
  }
}

/** `1m, 10m` and `1m 10m` are the same two steps. What a step may be is the server's to say. */
export function readSteps(text: string): string[] {
  return text.split(/[\s,;]+/).filter(step => step !== '')
}

/** Only what the server cannot be asked about: a field that holds no number at all. */
export function checkNumber(value: number | string): string | null {
  return value === '' || !Number.isFinite(Number(value)) ? 'Enter a number.' : null
}

/** As `checkNumber`, and in percent, as the field has it: the server would speak of 0.70 to 0.97. */
export function checkRetention(value: number | string): string | null {
  const isWithin = Number(value) >= 70 && Number(value) <= 97
  return checkNumber(value) ?? (isWithin ? null : 'Enter a retention from 70 % to 97 %.')
}

/** `04:00`, for the hour a learner's day starts. */
export function formatHour(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`
}
