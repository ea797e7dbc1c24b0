import { useMutation } from '@apollo/client/react'
import { notifications } from '@mantine/notifications'
import { Link, useNavigate } from '@tanstack/react-router'
import type { CreateGoalInput } from '../../gql/graphql.ts'
import { graphql } from '../../gql/index.ts'
import { addGoalToLists } from '../goals/goalLists.ts'

export const CreateGoal = graphql(`
  mutation CreateGoal($input: CreateGoalInput!) {
    createGoal(input: $input) {
      goal {
        id
        status
        ...GoalRow
      }
      duplicateOf {
        id
        title
      }
    }
  }
`)

/** Creates a goal and opens it. Rejects with the server's error, which belongs to the form. */
export function useCreateGoal() {
  const [mutate, { loading }] = useMutation(CreateGoal)
  const navigate = useNavigate()
  const createGoal = async (input: CreateGoalInput) => {
    const { data } = await mutate({
      variables: { input },
      update: (cache, result) => {
        if (result.data) addGoalToLists(cache, result.data.createGoal.goal)
      },
    })
    if (!data) return
    const { goal, duplicateOf } = data.createGoal
    await navigate({ to: '/goals/$goalId', params: { goalId: goal.id } })
    if (duplicateOf) warnOfDuplicate(duplicateOf)
  }
  return { createGoal, isCreating: loading }
}

function warnOfDuplicate(other: { id: string; title: string }) {
  const id = notifications.show({
    title: 'You have two goals with this title',
    message: (
      <Link to="/goals/$goalId" params={{ goalId: other.id }} onClick={() => notifications.hide(id)}>
        Open the other “{other.title}”
      </Link>
    ),
    autoClose: 10_000,
  })
}
