import { useApolloClient } from '@apollo/client/react'
import { useUndoDeletion } from '../goals/useUndoDeletion.ts'
import { forgetCardLists } from './treeActions.ts'

/** Puts back what a deletion took; lists of cards are asked for again where they are shown. */
export function useUndoTreeDeletion() {
  const { cache } = useApolloClient()
  const undoDeletion = useUndoDeletion()
  return async (deletion: { id: string; title: string }) => {
    if (await undoDeletion(deletion)) forgetCardLists(cache)
  }
}
