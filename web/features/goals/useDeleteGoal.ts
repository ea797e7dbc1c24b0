import type { ApolloCache } from '@apollo/client'
import { useMutation } from '@apollo/client/react'
import { forgetViewerField } from '../../apollo/modifyViewer.ts'
import { showErrorToast, showUndoToast } from '../../components/toasts.tsx'
import { graphql } from '../../gql/index.ts'
import { removeGoalFromLists } from './goalLists.ts'
import { useUndoDeletion } from './useUndoDeletion.ts'

export const DeleteGoal = graphql(`
  mutation DeleteGoal($id: ID!, $deleteCards: Boolean!) {
    deleteGoal(id: $id, deleteCards: $deleteCards) {
      deletion {
        id
        title
        createdAt
        undoableUntil
        unlinkedCardCount
        deletedCardCount
      }
    }
  }
`)

/** Deletes a goal, and for ten seconds offers to undo it; the settings page offers it for 30 days. */
export function useDeleteGoal() {
  const [mutate] = useMutation(DeleteGoal)
  const undoDeletion = useUndoDeletion()
  return async (goal: { id: string; title: string }, deleteCards: boolean): Promise<boolean> => {
    try {
      const { data } = await mutate({
        variables: { id: goal.id, deleteCards },
        update: cache => {
          removeGoalFromLists(cache, goal.id)
          forgetDeletions(cache)
        },
      })
      const deletion = data?.deleteGoal.deletion
      if (deletion) {
        const undo = () => undoDeletion(deletion)
        showUndoToast(`“${goal.title}” was deleted.`, undo, `undo-${deletion.id}`)
      }
      return true
    } catch (error) {
      showErrorToast(error, `“${goal.title}” was not deleted`)
      return false
    }
  }
}

/** The list of what can be undone is asked for again when it is next shown. */
export function forgetDeletions(cache: ApolloCache) {
  forgetViewerField(cache, 'deletions')
}
