import { formatDuration, pluralize } from '../../lib/formatTime.ts'

export interface Workload {
  /** Answers of every kind, mean per day. */
  reviewsPerDay: number
  minutesPerDay: number
  /** Due cards that the daily limit leaves for later at the end. */
  waiting: number
}

/** `34 answers and 6 minutes` a day, both rounded. */
export function describeLoad({ reviewsPerDay, minutesPerDay }: Workload): string {
  const answers = Math.round(reviewsPerDay)
  if (answers === 0) return reviewsPerDay > 0 ? 'less than one answer' : 'no answers'
  return `${pluralize(answers, 'answer')} and ${formatDuration(minutesPerDay * 60)}`
}

/** What changes, beside what it is now; null where the learner would not notice. */
export function describeLoadBefore(current: Workload, planned: Workload): string | null {
  return describeLoad(current) === describeLoad(planned) ? null : `now ${describeLoad(current)}`
}

/** Where the limits are lower than what comes due. */
export function describeWaiting({ waiting }: Workload): string | null {
  if (waiting === 0) return null
  const cards = waiting === 1 ? '1 due card' : `${pluralize(waiting, 'due card')}`
  return `After 90 days ${cards} would wait: the limit lets fewer through than come due.`
}
