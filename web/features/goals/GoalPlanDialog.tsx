import { useMutation, useQuery } from '@apollo/client/react'
import { Button, Group, Modal, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { describeError, issuesByField } from '../../apollo/describeError.ts'
import { ErrorState } from '../../components/ErrorState.tsx'
import { RowsSkeleton } from '../../components/RowsSkeleton.tsx'
import type { GoalPlanQuery as GoalPlanData } from '../../gql/graphql.ts'
import { graphql } from '../../gql/index.ts'

export const GoalPlanQuery = graphql(`
  query GoalPlan($id: ID!) {
    goal(id: $id) {
      id
      targetDate
      newCardsPerDay
    }
    viewer {
      id
      settings {
        newCardsPerDay
      }
    }
  }
`)

export const SetGoalPlan = graphql(`
  mutation SetGoalPlan($id: ID!, $targetDate: Date, $newCardsPerDay: Int) {
    updateGoal(input: { id: $id, targetDate: $targetDate, newCardsPerDay: $newCardsPerDay }) {
      goal {
        id
        targetDate
        newCardsPerDay
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

interface GoalPlanDialogProps {
  goal: { id: string; title: string }
  onClose: () => void
}

/** The day to learn towards, and how many new cards a day the goal gets. Both may be left empty. */
export function GoalPlanDialog({ goal, onClose }: GoalPlanDialogProps) {
  const { data, error, refetch } = useQuery(GoalPlanQuery, { variables: { id: goal.id } })
  return (
    <Modal opened onClose={onClose} title={`Plan of “${goal.title}”`}>
      {data?.goal && data.viewer ? (
        <PlanForm goal={data.goal} usualNewCards={data.viewer.settings.newCardsPerDay} onClose={onClose} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => refetch()} />
      ) : (
        <RowsSkeleton rows={2} height={76} />
      )}
    </Modal>
  )
}

interface PlanFormProps {
  goal: NonNullable<GoalPlanData['goal']>
  usualNewCards: number
  onClose: () => void
}

function PlanForm({ goal, usualNewCards, onClose }: PlanFormProps) {
  const [targetDate, setTargetDate] = useState(goal.targetDate ?? '')
  const [newCards, setNewCards] = useState<number | string>(goal.newCardsPerDay ?? '')
  const [save, { loading, error }] = useMutation(SetGoalPlan)
  const issues = error ? issuesByField(error) : {}
  const isPlaced = 'targetDate' in issues || 'newCardsPerDay' in issues
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const variables = {
      id: goal.id,
      targetDate: targetDate === '' ? null : targetDate,
      newCardsPerDay: newCards === '' ? null : Number(newCards),
    }
    const { data } = await save({ variables }).catch(() => ({ data: undefined }))
    if (data) onClose()
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput
          type="date"
          label="Target date"
          description="The day you want to know it. It only plans; nothing happens when it passes."
          value={targetDate}
          error={issues.targetDate}
          onChange={event => setTargetDate(event.currentTarget.value)}
          data-autofocus
        />
        <NumberInput
          label="New cards a day"
          description={`For this goal alone. Empty: ${usualNewCards}, as in your settings.`}
          placeholder={String(usualNewCards)}
          min={0}
          max={1000}
          allowDecimal={false}
          allowNegative={false}
          value={newCards}
          error={issues.newCardsPerDay}
          onChange={setNewCards}
        />
        {error && !isPlaced && (
          <Text role="alert" c="var(--danger)" size="sm">
            {describeError(error).message}
          </Text>
        )}
      </Stack>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={loading}>
          Save
        </Button>
      </Group>
    </form>
  )
}
