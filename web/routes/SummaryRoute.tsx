import { useQuery } from '@apollo/client/react'
import { getRouteApi } from '@tanstack/react-router'
import { isErrorCode } from '../apollo/describeError.ts'
import { ButtonLink } from '../components/ButtonLink.tsx'
import { EmptyState } from '../components/EmptyState.tsx'
import { ErrorState } from '../components/ErrorState.tsx'
import { PaletteByKey } from '../features/shell/Palette.tsx'
import { SummaryGate } from '../features/study/SummaryGate.tsx'
import { SummarySkeleton } from '../features/study/SummarySkeleton.tsx'
import { SummaryQuery } from '../features/study/studyDocuments.ts'

const route = getRouteApi('/learner/study/$sessionId/summary')

export function SummaryRoute() {
  const { sessionId } = route.useParams()
  const { beyondLimits = false } = route.useSearch()
  return (
    <main id="main" tabIndex={-1} style={{ outline: 'none' }}>
      <Summary key={sessionId} sessionId={sessionId} isBeyondLimits={beyondLimits} />
      <PaletteByKey />
    </main>
  )
}

function Summary({ sessionId, isBeyondLimits }: { sessionId: string; isBeyondLimits: boolean }) {
  const { data, error, refetch } = useQuery(SummaryQuery, { variables: { id: sessionId } })
  if (data?.studySession && data.viewer) {
    const { isGuest, due } = data.viewer
    return (
      <SummaryGate session={data.studySession} isGuest={isGuest} due={due} isBeyondLimits={isBeyondLimits} />
    )
  }
  if (data || isErrorCode(error, 'NOT_FOUND')) {
    return <EmptyState title="This session is not here" action={<ButtonLink to="/">To today</ButtonLink>} />
  }
  if (error) return <ErrorState error={error} kept="Every answer is saved." onRetry={() => refetch()} />
  return <SummarySkeleton />
}
