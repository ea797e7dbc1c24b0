import { useQuery } from '@apollo/client/react'
import { ButtonLink } from '../../components/ButtonLink.tsx'
import { JobNotice } from '../generation/JobNotice.tsx'
import { TreeProposalQuery } from './proposalDocuments.ts'

interface ProposalNoticeProps {
  goalId: string
  jobId: string
}

/** On the goal: another tree is there to be looked at. It stays until one is applied. */
export function ProposalNotice({ goalId, jobId }: ProposalNoticeProps) {
  const { data } = useQuery(TreeProposalQuery, { variables: { jobId } })
  if (!data?.generationJob?.treeProposal) return null
  return (
    <JobNotice
      label="Another tree"
      action={
        <ButtonLink to="/goals/$goalId/proposals/$jobId" params={{ goalId, jobId }}>
          Compare the trees
        </ButtonLink>
      }
    >
      Another tree is ready. Nothing changes before you have seen it.
    </JobNotice>
  )
}
