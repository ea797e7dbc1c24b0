import type { Reference } from '@apollo/client'
import { useMutation } from '@apollo/client/react'
import { modifyViewer } from '../../apollo/modifyViewer.ts'
import { hideToast, showErrorToast, showToast } from '../../components/toasts.tsx'
import { graphql } from '../../gql/index.ts'
import { addGoalToLists } from './goalLists.ts'

export const UndoDeletion = graphql(`
  mutation UndoDeletion($id: ID!) {
    undoDeletion(id: $id) {
      goals {
        id
        status
        ...GoalRow
        skillTree {
          id
          nodeCount
          nodes {
            id
            title
            description
            depth
            path
            sortOrder
            isEnabled
            isEffectivelyEnabled
            masteryPercentage
            cardCount
            subtreeCardCount
            parent {
              id
            }
            children {
              id
            }
          }
        }
      }
      flashcards {
        id
        deletedAt
        skillNode {
          id
        }
      }
    }
  }
`)

/** Puts back everything one deletion took. */
export function useUndoDeletion() {
  const [mutate] = useMutation(UndoDeletion)
  return async (deletion: { id: string; title: string }): Promise<boolean> => {
    try {
      await mutate({
        variables: { id: deletion.id },
        update: (cache, { data }) => {
          for (const goal of data?.undoDeletion.goals ?? []) addGoalToLists(cache, goal)
          modifyViewer(cache, {
            deletions: (list: Reference[] = []) =>
              list.filter(({ __ref }) => __ref !== `Deletion:${deletion.id}`),
          })
        },
      })
      hideToast(`undo-${deletion.id}`)
      showToast(`“${deletion.title}” is back.`)
      return true
    } catch (error) {
      showErrorToast(error, `“${deletion.title}” could not be put back`)
      return false
    }
  }
}
