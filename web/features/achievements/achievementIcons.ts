import {
  IconBolt,
  IconCalendarEvent,
  IconCards,
  IconChecks,
  IconCircleHalf2,
  IconFlag,
  IconMedal,
  IconMountain,
  IconPlant2,
  IconStack2,
  IconTrendingUp,
} from '@tabler/icons-react'

const icons: Record<string, typeof IconMedal> = {
  first_10_cards: IconPlant2,
  first_50_cards: IconCards,
  first_100_cards: IconStack2,
  goal_25_percent: IconTrendingUp,
  goal_50_percent: IconCircleHalf2,
  goal_75_percent: IconMountain,
  goal_complete: IconFlag,
  perfect_session: IconChecks,
  speed_demon: IconBolt,
  week_warrior: IconCalendarEvent,
}

/** One that is not known here is a medal. */
export function achievementIcon(key: string) {
  return icons[key] ?? IconMedal
}
