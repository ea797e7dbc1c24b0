import { Alert, Button, Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { describeError } from '../../apollo/describeError.ts'
import { ButtonLink } from '../../components/ButtonLink.tsx'
import classes from './NewGoal.module.css'

interface CreateBarProps {
  /** `24 of 27 topics, 164 cards` */
  sum: string
  label?: string
  canCreate: boolean
  isCreating: boolean
  error?: unknown
  /** In place of the error's own words. */
  refusal?: ReactNode
  onCreate: () => void
}

export function CreateBar({
  sum,
  label = 'Create goal',
  canCreate,
  isCreating,
  error,
  refusal,
  onCreate,
}: CreateBarProps) {
  const problems = error ? describeError(error) : undefined
  return (
    <div className={classes.createBar}>
      {problems && (
        <Alert color="red" variant="light" role="alert" mb="sm" title="The goal was not created">
          {problems.issues.length > 0
            ? problems.issues.map(issue => <div key={issue.message}>{issue.message}</div>)
            : problems.message}
        </Alert>
      )}
      {refusal}
      <Group justify="space-between" gap="sm">
        <Text className="tabular" aria-live="polite">
          {sum}
        </Text>
        <Group gap="xs">
          <ButtonLink to="/goals/new" variant="default">
            Back
          </ButtonLink>
          <Button onClick={onCreate} disabled={!canCreate} loading={isCreating}>
            {label}
          </Button>
        </Group>
      </Group>
    </div>
  )
}
