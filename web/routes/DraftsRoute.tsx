import { useQuery } from '@apollo/client/react'
import { useDebouncedCallback } from '@mantine/hooks'
import { getRouteApi } from '@tanstack/react-router'
import { isErrorCode } from '../apollo/describeError.ts'
import { ButtonLink } from '../components/ButtonLink.tsx'
import { EmptyState } from '../components/EmptyState.tsx'
import { ErrorState } from '../components/ErrorState.tsx'
import { Page } from '../components/Page.tsx'
import { DraftsSkeleton } from '../features/drafts/DraftsEmpty.tsx'
import { DraftsPage } from '../features/drafts/DraftsPage.tsx'
import { DraftsGoalQuery } from '../features/drafts/draftDocuments.ts'
import { freshAnswer } from '../features/drafts/freshAnswer.ts'

const route = getRouteApi('/learner/shell/goals/$goalId/drafts')

/** Decisions come one after another: what they change is asked for after the last. */
const settledMs = 400

export function DraftsRoute() {
  const { goalId } = route.useParams()
  const { node } = route.useSearch()
  const { data, error, refetch } = useQuery(DraftsGoalQuery, {
    variables: { id: goalId },
    context: freshAnswer,
  })
  // What could not be asked for again is asked for at the next decision or visit.
  const refresh = useDebouncedCallback(() => refetch().catch(() => {}), settledMs)
  if (data?.goal) return <DraftsPage key={goalId} goal={data.goal} nodeId={node} onChange={refresh} />
  if (data || isErrorCode(error, 'NOT_FOUND')) {
    return (
      <EmptyState title="This goal is not here" action={<ButtonLink to="/goals">All goals</ButtonLink>}>
        It may have been deleted; a deletion can be undone for 30 days under Settings.
      </EmptyState>
    )
  }
  if (error) return <ErrorState error={error} onRetry={() => refetch()} />
  return (
    <Page title="Drafts">
      <DraftsSkeleton />
    </Page>
  )
}
