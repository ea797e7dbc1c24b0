interface Definition {
  key: string
  progress?: number | null
}

interface Earned {
  unlockedAt: string
  definition: { key: string }
}

export type ListedAchievement<D extends Definition> = D & {
  unlockedAt?: string
  /** 0–99 until it is earned. */
  percentage: number
}

/** Earned ones first, the latest at the head, then those that are nearest. */
export function listAchievements<D extends Definition>(
  definitions: readonly D[],
  earned: readonly Earned[],
): ListedAchievement<D>[] {
  const unlockedAt = new Map(earned.map(entry => [entry.definition.key, entry.unlockedAt]))
  return definitions
    .map(definition => ({
      ...definition,
      unlockedAt: unlockedAt.get(definition.key),
      percentage: unlockedAt.has(definition.key) ? 100 : toPercentage(definition.progress ?? 0),
    }))
    .sort((a, b) => (b.unlockedAt ?? '').localeCompare(a.unlockedAt ?? '') || b.percentage - a.percentage)
}

/** Never 100 before it is earned, and never 0 once something is done. */
function toPercentage(progress: number): number {
  if (progress <= 0) return 0
  return Math.min(99, Math.max(1, Math.floor(progress * 100)))
}
