import { useMutation } from '@apollo/client/react'
import { Button, Group, Modal, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { describeError, issuesByField } from '../../apollo/describeError.ts'
import { graphql } from '../../gql/index.ts'

const RenameGoal = graphql(`
  mutation RenameGoal($id: ID!, $title: String!) {
    updateGoal(input: { id: $id, title: $title }) {
      goal {
        id
        title
        updatedAt
        skillTree {
          id
          root {
            id
            title
          }
        }
      }
    }
  }
`)

interface RenameGoalDialogProps {
  goal: { id: string; title: string }
  onClose: () => void
}

export function RenameGoalDialog({ goal, onClose }: RenameGoalDialogProps) {
  const [title, setTitle] = useState(goal.title)
  const [rename, { loading, error }] = useMutation(RenameGoal)
  const problem = error && (issuesByField(error).title ?? describeError(error).message)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const { data } = await rename({ variables: { id: goal.id, title }, errorPolicy: 'none' }).catch(() => ({
      data: undefined,
    }))
    if (data) onClose()
  }
  return (
    <Modal opened onClose={onClose} title="Rename goal">
      <form onSubmit={submit}>
        <TextInput
          label="Title"
          value={title}
          maxLength={200}
          error={problem}
          onChange={event => setTitle(event.currentTarget.value)}
          data-autofocus
          required
          withAsterisk={false}
        />
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={loading} disabled={title.trim() === ''}>
            Rename
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
