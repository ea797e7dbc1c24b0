import type { TitleRungFragment, ViewerAwardsFragment } from '../../gql/graphql.ts'

export interface LadderRung {
  title: string
  requirement: string
  state: 'reached' | 'current' | 'next' | 'later'
  earnedAt?: string
  /** Of the way to the next title. */
  percentage: number
}

/** The ladder from its foot; the first title is everyone's and has no day. */
export function listRungs(
  rungs: readonly TitleRungFragment[],
  title: ViewerAwardsFragment['title'],
): LadderRung[] {
  return [...rungs]
    .sort((a, b) => a.rank - b.rank)
    .map(rung => ({
      title: rung.title,
      requirement: rung.requirement,
      state: stateOf(rung, title),
      earnedAt: title.history.find(entry => entry.title === rung.title)?.earnedAt,
      percentage: Math.min(99, Math.floor(title.progressToNext * 100)),
    }))
}

function stateOf(
  rung: TitleRungFragment,
  { current, next }: ViewerAwardsFragment['title'],
): LadderRung['state'] {
  if (rung.title === current.title) return 'current'
  if (rung.rank < current.rank) return 'reached'
  return rung.title === next?.title ? 'next' : 'later'
}
