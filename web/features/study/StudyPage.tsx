import type { ApolloClient } from '@apollo/client'
import { useApolloClient, useQuery } from '@apollo/client/react'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { isErrorCode } from '../../apollo/describeError.ts'
import { modifyViewer } from '../../apollo/modifyViewer.ts'
import { useFragmentData } from '../../apollo/useFragmentData.ts'
import { ButtonLink } from '../../components/ButtonLink.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorState } from '../../components/ErrorState.tsx'
import { showToast } from '../../components/toasts.tsx'
import type { StudySessionQuery as StudySessionData } from '../../gql/graphql.ts'
import { AllCaughtUp } from './AllCaughtUp.tsx'
import { StudyScreen } from './StudyScreen.tsx'
import { StudySkeleton } from './StudySkeleton.tsx'
import {
  AbandonStudySession,
  ActiveSessionQuery,
  StudyRunFragmentDoc,
  StudySessionQuery,
} from './studyDocuments.ts'
import type { StudyScope } from './studyScope.ts'

interface StudyPageProps {
  sessionId: string
  scope: StudyScope
}

/** A session that exists: on this device, on another, or over already. */
export function StudyPage({ sessionId, scope }: StudyPageProps) {
  const { data, error, refetch } = useQuery(StudySessionQuery, {
    variables: { id: sessionId },
    // A session just started or resumed is in the cache whole; its answers keep it up to date.
    fetchPolicy: 'cache-first',
  })
  if (data?.studySession) {
    return <StudyStage session={data.studySession} scope={scope} onConflict={() => void refetch()} />
  }
  if (data || isErrorCode(error, 'NOT_FOUND')) {
    return (
      <main id="main" tabIndex={-1}>
        <h1 className="visuallyHidden">Study</h1>
        <EmptyState
          title="This session is not here"
          action={
            <ButtonLink to="/study" search={scope}>
              Start a new one
            </ButtonLink>
          }
        />
      </main>
    )
  }
  if (error) {
    return (
      <main id="main" tabIndex={-1}>
        <h1 className="visuallyHidden">Study</h1>
        <ErrorState error={error} kept="Every answer you gave is saved." onRetry={() => refetch()} />
      </main>
    )
  }
  return <StudySkeleton />
}

interface StudyStageProps {
  session: NonNullable<StudySessionData['studySession']>
  scope: StudyScope
  onConflict: () => void
}

function StudyStage({ session, scope, onConflict }: StudyStageProps) {
  const { id, mode, items, waiting } = useFragmentData(StudyRunFragmentDoc, session)
  const client = useApolloClient()
  const navigate = useNavigate()
  const hasAnswers = items.some(item => item.review !== null)
  const isOver = session.status !== 'ACTIVE'
  // Over when it was opened, or closed from here: the learner knows.
  const isEndKnown = useRef(isOver)

  // Closed on another device, or an old address.
  useEffect(() => {
    if (!isOver) return
    if (session.status === 'COMPLETED') {
      if (!isEndKnown.current) void tellEnd(client)
      isEndKnown.current = true
      const { beyondLimits } = scope
      navigate({
        to: '/study/$sessionId/summary',
        params: { sessionId: id },
        search: { beyondLimits },
        replace: true,
      })
    } else navigate({ to: '/study', search: { ...scope, sessionId: undefined }, replace: true })
  }, [isOver, session.status, id, scope, navigate, client])

  const leave = () => {
    if (!hasAnswers) abandon()
    if (scope.goalId) navigate({ to: '/goals/$goalId', params: { goalId: scope.goalId } })
    else navigate({ to: '/' })
  }
  // Nothing was answered, so there is nothing to take up again; if it fails the session ends by itself.
  const abandon = () =>
    client
      .mutate({
        mutation: AbandonStudySession,
        variables: { id },
        update: cache => modifyViewer(cache, { activeStudySession: () => null }),
      })
      .catch(() => undefined)

  if (isOver) return <StudySkeleton />
  if (items.length === 0) {
    return (
      <main id="main" tabIndex={-1}>
        <h1 className="visuallyHidden">Study</h1>
        <AllCaughtUp scope={scope} mode={mode} waiting={waiting} />
      </main>
    )
  }
  return (
    <StudyScreen
      session={session}
      isBeyondLimits={scope.beyondLimits}
      onConflict={onConflict}
      onEnding={() => {
        isEndKnown.current = true
      }}
      onLeave={leave}
    />
  )
}

/** Says why a session that was being studied is over: another one runs, or its time was up. */
async function tellEnd(client: ApolloClient): Promise<void> {
  const active = await client
    .query({ query: ActiveSessionQuery, fetchPolicy: 'network-only' })
    .then(({ data }) => data?.viewer?.activeStudySession)
    .catch(() => null)
  const what = active ? 'Studying went on elsewhere, so this session ended.' : 'This session has ended.'
  showToast(`${what} Your answers are kept.`)
}
