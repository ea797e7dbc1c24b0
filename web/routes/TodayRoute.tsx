import { useQuery } from '@apollo/client/react'
import { Skeleton } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { ErrorState } from '../components/ErrorState.tsx'
import { PageFrame } from '../components/Page.tsx'
import { GoalRowsSkeleton } from '../features/goals/GoalRow.tsx'
import { LeechNote } from '../features/leeches/LeechNote.tsx'
import { TimeZoneNotice } from '../features/settings/TimeZoneNotice.tsx'
import { GuestNote } from '../features/today/GuestNote.tsx'
import { TodayPage } from '../features/today/TodayPage.tsx'
import { TodayQuery } from '../features/today/todayQuery.ts'

export function TodayRoute() {
  const { data, error, refetch } = useQuery(TodayQuery)
  const navigate = useNavigate()
  const viewer = data?.viewer
  return (
    <PageFrame title="Today">
      {viewer ? (
        <>
          <TimeZoneNotice saved={viewer.settings.timeZone} />
          <TodayPage viewer={viewer} onStudy={() => navigate({ to: '/study' })} />
          <LeechNote />
          {viewer.isGuest && viewer.goals.totalCount > 0 && <GuestNote />}
        </>
      ) : error ? (
        <ErrorState
          order={1}
          error={error}
          kept="Your cards and answers are safe."
          onRetry={() => refetch()}
        />
      ) : (
        <>
          <Skeleton height={112} mb={40} />
          <GoalRowsSkeleton />
        </>
      )}
    </PageFrame>
  )
}
