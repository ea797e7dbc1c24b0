import { Button } from '@mantine/core'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { describeError } from '../../apollo/describeError.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorState } from '../../components/ErrorState.tsx'

/** A page's code that is gone from the server: the app was updated while it was open. */
const missingChunk = /dynamically imported module|module script failed|preload CSS/i

export function RouteError({ error, reset }: ErrorComponentProps) {
  if (missingChunk.test(describeError(error).message)) {
    return (
      <EmptyState
        title="This page could not be fetched"
        order={1}
        action={<Button onClick={() => location.reload()}>Reload</Button>}
      >
        Memoryloop was updated, or the connection was lost. Your answers are saved.
      </EmptyState>
    )
  }
  return <ErrorState error={error} title="This page stopped" order={1} onRetry={reset} />
}
