/** The least round number that holds all counts, with a tick at its half where that is a whole one. */
export function countTicks(greatest: number): number[] {
  const steps = [1, 2, 4, 6, 10]
  let power = 1
  while (greatest > 10 * power) power *= 10
  const top = (steps.find(step => step * power >= greatest) ?? 10) * power
  return top === 1 ? [0, 1] : [0, top / 2, top]
}

/** Entries under which a label stands: the first, the last, and some at even distances, as many as have room. */
export function labelledEntries(count: number, width: number, labelWidth = 72): number[] {
  if (count <= 1) return count === 1 ? [0] : []
  const most = Math.max(1, Math.floor(width / labelWidth) - 1)
  const step = Math.max(1, Math.ceil((count - 1) / most))
  return Array.from({ length: Math.floor((count - 1) / step) + 1 }, (_, index) => index * step)
}

/** The entry nearest to a place. */
export function nearestEntry(positions: readonly number[], place: number): number {
  let nearest = 0
  for (const [index, position] of positions.entries()) {
    if (Math.abs(position - place) < Math.abs((positions[nearest] ?? Infinity) - place)) nearest = index
  }
  return nearest
}

export const round = (value: number) => Math.round(value * 10) / 10
