import { useApolloClient } from '@apollo/client/react'
import { useState } from 'react'
import { toPlainText } from '../cards/plainText.ts'
import { DraftQuery } from './draftDocuments.ts'
import { type Entry, isRefined } from './draftVersions.ts'
import type { CurrentDraft } from './useCurrentDraft.ts'
import type { DraftDecisions } from './useDraftDecisions.ts'

interface DraftDeed {
  decisions: DraftDecisions
  current: CurrentDraft
  /** Drafts that wait, this one included. */
  leftCount: number
  setEditingId: (id: string | undefined) => void
}

/** What can be done with one draft of the list: the decision, where the focus goes, and what is read out. */
export function useDraftActions({ decisions, current, leftCount, setEditingId }: DraftDeed) {
  const client = useApolloClient()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [announcement, setAnnouncement] = useState('')

  const tell = (words: string, entry: Entry, left = leftCount - 1) =>
    setAnnouncement(`${words}: ${toPlainText(entry.current.question)}. ${left} left.`)

  const actions = {
    approve: async (entry: Entry) => {
      current.leave(entry.key)
      if (await decisions.approve(entry)) tell('Approved', entry)
    },

    /** Of two versions the new one goes, and the old one stays a draft. */
    discard: async (entry: Entry) => {
      const hasOld = isRefined(entry)
      if (!hasOld) current.leave(entry.key)
      const words = hasOld ? 'The old one is kept.' : undefined
      const isDone = await decisions.discard(entry.current.id, words)
      if (isDone && hasOld) {
        tell('The old one is kept', entry, leftCount)
        current.focus(entry.key)
      } else if (isDone) tell('Discarded', entry)
    },

    /** The old one goes, and the new one stays a draft. */
    useNew: async (entry: Entry) => {
      const old = entry.current.replaces
      if (!old || !isRefined(entry)) return
      const isDone = await decisions.discard(old.id, 'The new one takes the place of the old.')
      if (!isDone) return
      tell('The new one takes the place of the old', entry, leftCount)
      current.focus(entry.key)
    },

    edit: (entry: Entry) => setEditingId(entry.current.id),

    endEdit: (entry: Entry, isSaved: boolean) => {
      setEditingId(undefined)
      // After the editor has gone with its focus.
      requestAnimationFrame(() => current.focus(entry.key))
      if (!isSaved) return
      setAnnouncement('Saved.')
      // Reworded it may resemble other cards.
      const variables = { id: entry.current.id }
      client.query({ query: DraftQuery, variables, fetchPolicy: 'network-only' }).catch(() => {})
    },

    choose: ({ key }: Entry, isChosen: boolean) =>
      setChosen(before => {
        const after = new Set(before)
        if (isChosen) after.add(key)
        else after.delete(key)
        return after
      }),

    undoLast: () => {
      if (!decisions.undoLast()) setAnnouncement('There is nothing to undo.')
    },
  }
  return { ...actions, chosen, announcement }
}

export type DraftActions = ReturnType<typeof useDraftActions>
