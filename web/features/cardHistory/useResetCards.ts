import { useApolloClient } from '@apollo/client/react'
import { showErrorToast, showToast } from '../../components/toasts.tsx'
import { pluralize } from '../../lib/formatTime.ts'
import { TreeOfNode } from '../cards/cardDocuments.ts'
import { removeCardsFromLists } from '../cards/cardLists.ts'
import { ResetCards } from './historyDocuments.ts'

/** Makes cards new again. Says what happened or did not; true when it did. */
export function useResetCards() {
  const client = useApolloClient()
  return async (ids: string[]): Promise<boolean> => {
    try {
      const { data } = await client.mutate({
        mutation: ResetCards,
        variables: { ids, isOne: ids.length === 1 },
        // A card that was reset is no leech any more.
        update: cache => removeCardsFromLists(cache, ids, filter => filter.isLeech === true),
      })
      const nodeId = data?.resetFlashcards.flashcards[0]?.skillNode?.id
      if (ids.length > 1 && nodeId) {
        await client.query({ query: TreeOfNode, variables: { id: nodeId }, fetchPolicy: 'network-only' })
      }
      showToast(
        ids.length === 1 ? 'The card is new again.' : `${pluralize(ids.length, 'card')} are new again.`,
      )
      return true
    } catch (error) {
      showErrorToast(error, 'Nothing was reset')
      return false
    }
  }
}
