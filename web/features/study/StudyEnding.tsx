import { useMutation } from '@apollo/client/react'
import { Button, Group, Loader, Stack, Text, Title } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { modifyViewer } from '../../apollo/modifyViewer.ts'
import { ErrorState } from '../../components/ErrorState.tsx'
import { pluralize } from '../../lib/formatTime.ts'
import { CompleteStudySession } from './studyDocuments.ts'

interface StudyEndingProps {
  sessionId: string
  isBeyondLimits: boolean | undefined
  answeredCount: number
  /** All answers have arrived. */
  isSettled: boolean
  waitingCount: number
  onRetry: () => void
  /** Cards are left: it can go on. */
  onBack?: () => void
  /** It is about to close, by the wish of the learner. */
  onEnding: () => void
  onLeave: () => void
}

/** Between the last answer and the summary: waits for what is on its way, then closes the session. */
export function StudyEnding(props: StudyEndingProps) {
  const { sessionId, isBeyondLimits, answeredCount, isSettled, waitingCount, onLeave } = props
  const [complete] = useMutation(CompleteStudySession)
  const [error, setError] = useState<unknown>()
  const navigate = useNavigate()
  const isCompleting = useRef(false)

  const finish = async () => {
    if (isCompleting.current) return
    isCompleting.current = true
    setError(undefined)
    props.onEnding()
    try {
      await complete({
        variables: { id: sessionId },
        update: cache => modifyViewer(cache, { activeStudySession: () => null }),
      })
      navigate({
        to: '/study/$sessionId/summary',
        params: { sessionId },
        search: { beyondLimits: isBeyondLimits },
        replace: true,
      })
    } catch (refused) {
      isCompleting.current = false
      setError(refused)
    }
  }

  useEffect(() => {
    if (isSettled && answeredCount > 0) finish()
    if (isSettled && answeredCount === 0) onLeave()
  }, [isSettled, answeredCount])

  if (error !== undefined) {
    return (
      <ErrorState
        error={error}
        title="The session could not be closed"
        kept="Every answer is saved. The session stays open for a day."
        onRetry={finish}
      />
    )
  }
  if (waitingCount > 0) {
    return (
      <Stack align="center" gap="xs" py={64} ta="center">
        <Title order={1} size="h2">
          {pluralize(waitingCount, 'review')} waiting to be sent
        </Title>
        <Text c="dimmed" maw={440}>
          They are kept on this device and go out as soon as there is a connection, also when you leave.
        </Text>
        <Group mt="sm" justify="center">
          <Button onClick={props.onRetry}>Send now</Button>
          {props.onBack && (
            <Button variant="default" onClick={props.onBack}>
              Go on studying
            </Button>
          )}
          <Button variant="default" onClick={onLeave}>
            Leave
          </Button>
        </Group>
      </Stack>
    )
  }
  return (
    <Stack align="center" py={96} role="status" aria-label="Summing up">
      <Loader size="sm" />
    </Stack>
  )
}
