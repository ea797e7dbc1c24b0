import { useApolloClient } from '@apollo/client/react'
import { useMemo } from 'react'
import { showErrorToast, showToast, showUndoToast } from '../../components/toasts.tsx'
import { pluralize } from '../../lib/formatTime.ts'
import { forgetDeletions } from '../goals/useDeleteGoal.ts'
import { forgetCardLists } from '../skillTree/treeActions.ts'
import { useUndoTreeDeletion } from '../skillTree/useUndoTreeDeletion.ts'
import { DeleteCards, MoveCards, SuspendCards, TreeOfNode } from './cardDocuments.ts'
import { removeCardsFromLists } from './cardLists.ts'

export type CardActions = ReturnType<typeof useCardActions>

/** What can be done with cards of a list, one or many. Each says what did not happen; true when it did. */
export function useCardActions() {
  const client = useApolloClient()
  const undoDeletion = useUndoTreeDeletion()
  return useMemo(() => {
    const refreshTree = (nodeId: string | undefined) =>
      nodeId && client.query({ query: TreeOfNode, variables: { id: nodeId }, fetchPolicy: 'network-only' })

    async function attempt(what: string, run: () => Promise<unknown>): Promise<boolean> {
      try {
        await run()
        return true
      } catch (error) {
        showErrorToast(error, what)
        return false
      }
    }

    const suspend = (ids: string[], isSuspended: boolean): Promise<boolean> =>
      attempt(isSuspended ? 'Nothing was suspended' : 'Nothing was resumed', async () => {
        const variables = { ids, isSuspended, isOne: ids.length === 1 }
        const { data } = await client.mutate({ mutation: SuspendCards, variables })
        if (ids.length > 1) await refreshTree(data?.setFlashcardsSuspended.flashcards[0]?.skillNode?.id)
      })

    return {
      /** Without a word when it is done: for a page that says it in its own way. */
      setSuspended: suspend,

      suspend: async (ids: string[], isSuspended: boolean) => {
        const isDone = await suspend(ids, isSuspended)
        if (isDone && isSuspended) {
          const what =
            ids.length === 1 ? 'The card is suspended.' : `${pluralize(ids.length, 'card')} suspended.`
          showUndoToast(what, () => suspend(ids, false))
        }
        return isDone
      },

      move: (ids: string[], target: { id: string; title: string }) =>
        attempt('Nothing was moved', async () => {
          await client.mutate({
            mutation: MoveCards,
            variables: { ids, skillNodeId: target.id, isOne: ids.length === 1 },
            update: forgetCardLists,
          })
          if (ids.length > 1) await refreshTree(target.id)
          showToast(`${pluralize(ids.length, 'card')} moved to “${target.title}”.`)
        }),

      remove: (ids: string[]) =>
        attempt('Nothing was deleted', async () => {
          const { data } = await client.mutate({
            mutation: DeleteCards,
            variables: { ids },
            update: cache => {
              removeCardsFromLists(cache, ids)
              forgetDeletions(cache)
            },
          })
          const deletion = data?.deleteFlashcards.deletion
          const what =
            ids.length === 1 ? 'The card was deleted.' : `${pluralize(ids.length, 'card')} deleted.`
          if (deletion) showUndoToast(what, () => undoDeletion(deletion))
        }),
    }
  }, [client, undoDeletion])
}
