import { useMutation } from '@apollo/client/react'
import { showErrorToast, showToast, showUndoToast } from '../../components/toasts.tsx'
import type { GoalStatus } from '../../gql/graphql.ts'
import { pluralize } from '../../lib/formatTime.ts'
import { type BulkAction, chooseFor, groupForUndo, statusAfter } from './bulkActions.ts'
import { moveGoalBetweenLists } from './goalLists.ts'
import { SetGoalStatus } from './useGoalStatus.ts'

const done: Record<BulkAction, string> = {
  pause: 'paused',
  resume: 'active again',
  archive: 'archived',
  restore: 'restored',
}

/** Changes several goals at once, all or none, and offers to take it back. */
export function useGoalsStatus() {
  const [mutate, { loading }] = useMutation(SetGoalStatus)
  const setStatus = (ids: string[], status: GoalStatus) =>
    mutate({
      variables: { ids, status },
      update: (cache, { data }) => {
        for (const changed of data?.setGoalsStatus.goals ?? []) moveGoalBetweenLists(cache, changed)
      },
    })
  const undo = async (groups: Array<[GoalStatus, string[]]>) => {
    try {
      for (const [status, ids] of groups) await setStatus(ids, status)
    } catch (error) {
      showErrorToast(error, 'This was not taken back')
    }
  }
  const apply = async (action: BulkAction, goals: readonly { id: string; status: GoalStatus }[]) => {
    const chosen = chooseFor(action, goals).map(({ id, status }) => ({ id, status }))
    const groups = groupForUndo(chosen)
    const words = `${pluralize(chosen.length, 'goal')} ${chosen.length === 1 ? 'is' : 'are'} ${done[action]}.`
    try {
      await setStatus(
        chosen.map(goal => goal.id),
        statusAfter[action],
      )
      if (chosen.some(goal => goal.status === 'COMPLETED')) showToast(words)
      else showUndoToast(words, () => undo(groups))
      return true
    } catch (error) {
      showErrorToast(error, 'The goals were not changed')
      return false
    }
  }
  return { apply, isBusy: loading }
}
