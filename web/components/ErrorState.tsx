import { Button, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { describeError } from '../apollo/describeError.ts'
import classes from './States.module.css'

interface ErrorStateProps {
  error: unknown
  title?: string
  /** 1 where the page has no other title. */
  order?: 1 | 2
  /** What was kept in spite of the error. */
  kept?: ReactNode
  onRetry?: () => void
}

export function ErrorState({
  error,
  title = 'This could not be loaded',
  order = 2,
  kept,
  onRetry,
}: ErrorStateProps) {
  const { message, requestId } = describeError(error)
  return (
    <Stack className={classes.state} align="center" gap="xs" role="alert">
      <Title order={order} size="h2">
        {title}
      </Title>
      <Text maw={440}>{message}</Text>
      {kept && (
        <Text c="dimmed" maw={440}>
          {kept}
        </Text>
      )}
      {requestId && (
        <Text size="xs" c="dimmed" className="tabular">
          Request {requestId}
        </Text>
      )}
      {onRetry && (
        <Button className={classes.action} variant="default" onClick={onRetry}>
          Try again
        </Button>
      )}
    </Stack>
  )
}
