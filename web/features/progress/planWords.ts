import { formatDuration, pluralize } from '../../lib/formatTime.ts'
import { daysBetween, formatDate } from './dayText.ts'

export interface PlanFacts {
  newCardsPerDay: number
  minutesPerDay: number
  reachesAllTopicsOn?: string | null
  atPresentPaceOn?: string | null
}

/** Days kept before the target date for what has been learned to settle. */
const spareDays = 14

/** What leads to the target date, and where the present pace leads: both are days, neither is a reproach. */
export function describePlan(
  plan: PlanFacts,
  targetDate: string,
  locale?: string,
): { wanted: string; present: string } {
  const { newCardsPerDay, reachesAllTopicsOn, atPresentPaceOn } = plan
  const time = formatDuration(plan.minutesPerDay * 60)
  if (newCardsPerDay === 0) {
    return {
      wanted: `Every topic has been begun. Reviews take about ${time} a day.`,
      present: '',
    }
  }
  const pace = `${pluralize(newCardsPerDay, 'new card')} a day, about ${time} with their reviews,`
  const early = reachesAllTopicsOn ? daysBetween(reachesAllTopicsOn, targetDate) : 0
  const spare = early >= spareDays ? `, ${pluralize(early, 'day')} before your date` : ''
  return {
    wanted: reachesAllTopicsOn
      ? `${pace} reach every topic on ${formatDate(reachesAllTopicsOn, locale)}${spare}.`
      : `${pace} lead towards your date.`,
    present: atPresentPaceOn
      ? `The present pace reaches every topic on ${formatDate(atPresentPaceOn, locale)}.`
      : 'After a few days of study, the day your present pace arrives stands here.',
  }
}
