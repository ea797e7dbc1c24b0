import { useMutation } from '@apollo/client/react'
import { showErrorToast, showUndoToast } from '../../components/toasts.tsx'
import type { GoalStatus } from '../../gql/graphql.ts'
import { graphql } from '../../gql/index.ts'
import { moveGoalBetweenLists } from './goalLists.ts'

export const SetGoalStatus = graphql(`
  mutation SetGoalStatus($ids: [ID!]!, $status: GoalStatus!) {
    setGoalsStatus(ids: $ids, status: $status) {
      goals {
        id
        status
        completedAt
        archivedAt
        updatedAt
        due {
          now
          today
          thisWeek
          new
          estimatedSeconds
          nextDueAt
        }
      }
    }
  }
`)

const done: Record<GoalStatus, string> = {
  ACTIVE: 'is active',
  PAUSED: 'is paused',
  ARCHIVED: 'is archived',
  COMPLETED: 'is completed',
}

/** Pauses, archives or restores a goal, and offers to take it back. */
export function useGoalStatus(goal: { id: string; title: string; status: GoalStatus }) {
  const [mutate] = useMutation(SetGoalStatus)
  const setStatus = async (status: GoalStatus) => {
    await mutate({
      variables: { ids: [goal.id], status },
      update: (cache, { data }) => {
        for (const changed of data?.setGoalsStatus.goals ?? []) moveGoalBetweenLists(cache, changed)
      },
    })
  }
  return async (status: GoalStatus) => {
    const before = goal.status
    try {
      await setStatus(status)
      const undo = () => setStatus(before).catch(error => showErrorToast(error, 'This was not taken back'))
      if (before === 'COMPLETED') return
      showUndoToast(`“${goal.title}” ${done[status]}.`, undo)
    } catch (error) {
      showErrorToast(error, `“${goal.title}” was not changed`)
    }
  }
}
