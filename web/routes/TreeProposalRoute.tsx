import { useQuery } from '@apollo/client/react'
import { getRouteApi } from '@tanstack/react-router'
import { isErrorCode } from '../apollo/describeError.ts'
import { ButtonLink } from '../components/ButtonLink.tsx'
import { EmptyState } from '../components/EmptyState.tsx'
import { ErrorState } from '../components/ErrorState.tsx'
import { PageFrame } from '../components/Page.tsx'
import { RowsSkeleton } from '../components/RowsSkeleton.tsx'
import { TreeProposalQuery } from '../features/treeProposal/proposalDocuments.ts'
import { TreeProposalPage } from '../features/treeProposal/TreeProposalPage.tsx'

const route = getRouteApi('/learner/shell/goals/$goalId/proposals/$jobId')

export function TreeProposalRoute() {
  const { goalId, jobId } = route.useParams()
  const { data, error, refetch } = useQuery(TreeProposalQuery, { variables: { jobId } })
  const job = data?.generationJob
  if (job?.goal && job.treeProposal) {
    return <TreeProposalPage key={jobId} jobId={jobId} goal={job.goal} proposal={job.treeProposal} />
  }
  return (
    <PageFrame title="Another tree">
      {data || isErrorCode(error, 'NOT_FOUND') ? (
        <EmptyState
          order={1}
          title="There is no other tree to look at"
          action={
            <ButtonLink to="/goals/$goalId" params={{ goalId }}>
              To the goal
            </ButtonLink>
          }
        >
          It may have been applied already, or it is still being made. The goal says how it stands.
        </EmptyState>
      ) : error ? (
        <ErrorState order={1} error={error} onRetry={() => refetch()} />
      ) : (
        <RowsSkeleton rows={8} height={40} label="Loading the trees" />
      )}
    </PageFrame>
  )
}
