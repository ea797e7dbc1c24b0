import type { DraftFragment } from '../../gql/graphql.ts'

/** What tells a draft from its other versions. */
interface Version {
  id: string
  createdAt: string
  replaces?: { id: string } | null
}

/** One draft as the learner decides on it: its newest version stands for all. */
export interface DraftEntry<T> {
  /** the same as long as any version is left */
  key: string
  current: T
  /** of all versions that are known, the oldest first */
  ids: string[]
}

export type Entry = DraftEntry<DraftFragment>

/**
 * Puts the versions of each draft together, at the place of the first one. The newest is shown, except where
 * `pinnedId` is one of them: what is being edited stays until that is over.
 */
export function groupVersions<T extends Version>(drafts: readonly T[], pinnedId?: string): DraftEntry<T>[] {
  const unique = new Map(drafts.map(draft => [draft.id, draft]))
  const groups = Map.groupBy(unique.values(), draft => findFirstVersion(unique, draft))
  return [...groups].map(([key, versions]) => {
    const sorted = versions.toSorted((a, b) => compare(a.createdAt, b.createdAt) || compare(a.id, b.id))
    const current = sorted.find(version => version.id === pinnedId) ?? sorted.at(-1)!
    return { key, current, ids: sorted.map(version => version.id) }
  })
}

/** Also the id of one that is gone: so that the others keep their place and their name. */
function findFirstVersion(drafts: ReadonlyMap<string, Version>, draft: Version): string {
  let first: Version | undefined = draft
  let firstId = draft.id
  for (const seen = new Set<string>(); first && !seen.has(firstId); first = drafts.get(firstId)) {
    seen.add(firstId)
    firstId = first.replaces?.id ?? firstId
  }
  return firstId
}

/** A card that another draft replaces or resembles may have been decided on meanwhile. */
export function isOpenDraft(card: { status: string; deletedAt?: string | null }): boolean {
  return card.status === 'DRAFT' && !card.deletedAt
}

/** Whether there is an old version to choose instead. */
export function isRefined({ current: { replaces } }: Entry): boolean {
  return replaces != null && isOpenDraft(replaces)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
