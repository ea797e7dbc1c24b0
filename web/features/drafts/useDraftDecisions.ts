import type { ApolloCache } from '@apollo/client'
import { useApolloClient } from '@apollo/client/react'
import { useRef, useState } from 'react'
import { describeError } from '../../apollo/describeError.ts'
import { showErrorToast, showUndoToast } from '../../components/toasts.tsx'
import type { FlashcardFilter } from '../../gql/graphql.ts'
import { pluralize } from '../../lib/formatTime.ts'
import { forgetDeletions } from '../goals/useDeleteGoal.ts'
import { useUndoDeletion } from '../goals/useUndoDeletion.ts'
import { ApproveDrafts, DiscardDrafts } from './draftDocuments.ts'
import { markDeleted, removeDrafts } from './draftLists.ts'
import type { DraftEntry } from './draftVersions.ts'
import { chunkIds, listOpenDrafts } from './listOpenDrafts.ts'

type Entry = Pick<DraftEntry<{ id: string }>, 'current' | 'ids'>

/**
 * Approving and discarding. A draft leaves the list at once; when the server refuses it is there again, with the
 * server's words in `errors` under its id. `onDecided` hears of everything that was decided or taken back.
 */
export function useDraftDecisions(onDecided: () => void) {
  const client = useApolloClient()
  const undoDeletion = useUndoDeletion()
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const [errors, setErrors] = useState<ReadonlyMap<string, string>>(new Map())
  const [approvedCount, setApprovedCount] = useState(0)
  const [isDecidingAll, setIsDecidingAll] = useState(false)
  const undos = useRef<Array<() => unknown>>([])

  async function attempt(ids: readonly string[], run: () => Promise<unknown>): Promise<boolean> {
    setHidden(current => new Set([...current, ...ids]))
    setErrors(current => new Map([...current].filter(([id]) => !ids.includes(id))))
    try {
      await run()
      onDecided()
      return true
    } catch (error) {
      const { message } = describeError(error)
      setErrors(current => new Map([...current, ...ids.map(id => [id, message] as const)]))
      return false
    } finally {
      setHidden(current => new Set([...current].filter(id => !ids.includes(id))))
    }
  }

  /** Of several versions the approved one stays. */
  const approveAll = async (ids: readonly string[], otherIds: readonly string[] = []) => {
    await client.mutate({
      mutation: ApproveDrafts,
      variables: { ids: [...ids] },
      update: cache => {
        removeDrafts(cache, [...ids, ...otherIds])
        markDeleted(cache, otherIds, new Date().toISOString())
      },
    })
    setApprovedCount(count => count + ids.length)
  }

  const discardAll = async (ids: readonly string[], words: string) => {
    let putBack = () => {}
    const { data } = await client.mutate({
      mutation: DiscardDrafts,
      variables: { ids: [...ids] },
      update: (cache: ApolloCache) => {
        putBack = removeDrafts(cache, ids)
        markDeleted(cache, ids, new Date().toISOString())
        forgetDeletions(cache)
      },
    })
    const deletion = data?.discardDrafts.deletion
    if (!deletion) return
    const undo = async () => {
      undos.current = undos.current.filter(other => other !== undo)
      if (!(await undoDeletion(deletion))) return
      markDeleted(client.cache, ids, null)
      putBack()
      onDecided()
    }
    undos.current.push(undo)
    showUndoToast(words, undo, `undo-${deletion.id}`)
  }

  async function decideAll(filter: FlashcardFilter, what: string, run: (open: Entry[]) => Promise<unknown>) {
    setIsDecidingAll(true)
    try {
      await run(await listOpenDrafts(client, filter))
    } catch (error) {
      showErrorToast(error, what)
    } finally {
      setIsDecidingAll(false)
      onDecided()
    }
  }

  return {
    hidden,
    errors,
    approvedCount,
    isDecidingAll,

    approve: ({ current, ids }: Entry) =>
      attempt(ids, () =>
        approveAll(
          [current.id],
          ids.filter(id => id !== current.id),
        ),
      ),

    discard: (id: string, words = 'The draft was discarded.') => attempt([id], () => discardAll([id], words)),

    /** All of the list, also those on pages that are not loaded, as many at a time as the server takes. */
    approveEach: (filter: FlashcardFilter) =>
      decideAll(filter, 'Not all drafts were approved', async open => {
        for (const part of chunkIds(open)) {
          const approved = new Set(part.map(entry => entry.current.id))
          const others = part.flatMap(entry => entry.ids).filter(id => !approved.has(id))
          await approveAll([...approved], others)
        }
      }),

    discardEach: (filter: FlashcardFilter) =>
      decideAll(filter, 'Not all drafts were discarded', async open => {
        for (const part of chunkIds(open)) {
          const ids = part.flatMap(entry => entry.ids)
          await discardAll(ids, `${pluralize(ids.length, 'draft')} discarded.`)
        }
      }),

    /** Takes back what was discarded last; false when there is nothing. */
    undoLast: () => {
      const undo = undos.current.at(-1)
      undo?.()
      return undo !== undefined
    },
  }
}

export type DraftDecisions = ReturnType<typeof useDraftDecisions>
