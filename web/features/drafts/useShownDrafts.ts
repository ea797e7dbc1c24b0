import { useMemo, useState } from 'react'
import type { DraftFragment } from '../../gql/graphql.ts'
import { type Entry, groupVersions } from './draftVersions.ts'

interface ShownDrafts {
  entries: Entry[]
  /** Those that have come while nothing may move, and are shown afterwards. */
  heldCount: number
  setHeld: (isHeld: boolean) => void
}

/** The drafts as the page shows them: versions together, without those that were decided on just now. */
export function useShownDrafts(
  drafts: readonly DraftFragment[],
  hidden: ReadonlySet<string>,
  editingId: string | undefined,
): ShownDrafts {
  const [heldKeys, setHeldKeys] = useState<ReadonlySet<string>>()
  const all = useMemo(
    () =>
      groupVersions(
        drafts.filter(draft => !hidden.has(draft.id)),
        editingId,
      ),
    [drafts, hidden, editingId],
  )
  const entries = heldKeys ? all.filter(entry => heldKeys.has(entry.key)) : all
  return {
    entries,
    heldCount: all.length - entries.length,
    setHeld: isHeld =>
      setHeldKeys(before => (isHeld ? (before ?? new Set(all.map(entry => entry.key))) : undefined)),
  }
}
