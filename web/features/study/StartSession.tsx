import { useApolloClient } from '@apollo/client/react'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { isErrorCode } from '../../apollo/describeError.ts'
import { ButtonLink } from '../../components/ButtonLink.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorState } from '../../components/ErrorState.tsx'
import { StudySkeleton } from './StudySkeleton.tsx'
import { ActiveSessionQuery, StartStudySession } from './studyDocuments.ts'
import { rememberMode } from './studyModes.ts'
import { canResume, type StudyScope, toStartInput } from './studyScope.ts'

/** Resumes the session that fits what was asked for, or starts one; the address then names it. */
export function StartSession({ scope }: { scope: StudyScope }) {
  const client = useApolloClient()
  const navigate = useNavigate()
  const [error, setError] = useState<unknown>()
  const isStarting = useRef(false)

  const start = async () => {
    if (isStarting.current) return
    isStarting.current = true
    setError(undefined)
    try {
      const { data } = await client.query({ query: ActiveSessionQuery, fetchPolicy: 'network-only' })
      const active = data?.viewer?.activeStudySession
      const sessionId =
        active && canResume(active, scope)
          ? active.id
          : (
              await client.mutate({
                mutation: StartStudySession,
                variables: { input: toStartInput(scope) },
              })
            ).data?.startStudySession.studySession.id
      if (scope.mode) rememberMode(scope.mode, scope.minutes)
      navigate({ to: '/study', search: { ...scope, sessionId }, replace: true })
    } catch (refused) {
      setError(refused)
    } finally {
      isStarting.current = false
    }
  }

  useEffect(() => {
    start()
  }, [])

  if (isErrorCode(error, 'NOT_FOUND')) {
    return (
      <EmptyState
        title={`This ${scope.nodeId ? 'topic' : 'goal'} is not here`}
        order={1}
        action={<ButtonLink to="/">To today</ButtonLink>}
      >
        It may have been deleted; a deletion can be undone for 30 days under Settings.
      </EmptyState>
    )
  }
  if (error !== undefined) {
    return <ErrorState error={error} title="The session could not be started" onRetry={start} />
  }
  return <StudySkeleton />
}
