/** The ladder of titles: climbed by mastering cards, never down. */

/** What a title is earned by. */
export interface LearnerTotals {
  /** cards that were mastered at least once */
  totalCardsMastered: number
  /** goals that were completed, each once */
  totalGoalsCompleted: number
}

export interface TitleDefinition {
  title: string
  /** 0 for the first */
  rank: number
  requirement: string
  cards: number
  /** completing so many goals earns it as well; null: only cards do */
  goals: number | null
}

export const titleDefinitions: readonly TitleDefinition[] = [
  { title: 'Novice', rank: 0, requirement: 'Everyone begins here', cards: 0, goals: null },
  { title: 'Apprentice', rank: 1, requirement: 'Master 25 cards', cards: 25, goals: null },
  { title: 'Practitioner', rank: 2, requirement: 'Master 100 cards', cards: 100, goals: null },
  { title: 'Specialist', rank: 3, requirement: 'Master 250 cards', cards: 250, goals: null },
  { title: 'Expert', rank: 4, requirement: 'Master 500 cards', cards: 500, goals: null },
  { title: 'Master', rank: 5, requirement: 'Master 1,000 cards or complete 5 goals', cards: 1000, goals: 5 },
]

/** @throws RangeError for a name that is none: stored titles are ours */
export function findTitle(title: string): TitleDefinition {
  const found = titleDefinitions.find(definition => definition.title === title)
  if (!found) throw new RangeError(`Unknown title "${title}"`)
  return found
}

/** The titles that totals have earned beyond the current one, in their order. Leaps leave rungs out. */
export function earnedTitles(current: string, totals: LearnerTotals): TitleDefinition[] {
  const { rank } = findTitle(current)
  return titleDefinitions.filter(definition => definition.rank > rank && isEarned(definition, totals))
}

/** The next rung and how far it is, 0–1; null at the top. */
export function nextTitle(
  current: string,
  totals: LearnerTotals,
): { next: TitleDefinition; progress: number } | null {
  const next = titleDefinitions[findTitle(current).rank + 1]
  if (!next) return null
  const byGoals = next.goals === null ? 0 : totals.totalGoalsCompleted / next.goals
  return { next, progress: Math.min(1, Math.max(totals.totalCardsMastered / next.cards, byGoals)) }
}

/** A title and when it was earned, as it is stored. */
export interface TitleEarned {
  title: string
  /** ISO 8601 */
  earnedAt: string
  /** the session whose answer or end earned it */
  sessionId?: string
}

/** Two climbs of the ladder as one: each title once, when it was first earned, in the ladder's order. */
export function uniteTitleHistories(
  one: readonly TitleEarned[],
  other: readonly TitleEarned[],
): TitleEarned[] {
  const byTitle = Map.groupBy([...one, ...other], entry => entry.title)
  return titleDefinitions.flatMap(({ title }) => {
    const entries = byTitle.get(title) ?? []
    return entries.toSorted((a, b) => (a.earnedAt < b.earnedAt ? -1 : 1)).slice(0, 1)
  })
}

function isEarned({ cards, goals }: TitleDefinition, totals: LearnerTotals): boolean {
  return totals.totalCardsMastered >= cards || (goals !== null && totals.totalGoalsCompleted >= goals)
}
