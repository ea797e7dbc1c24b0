import { useMutation } from '@apollo/client/react'
import { showToast } from '../../components/toasts.tsx'
import { forgetCardLists } from '../skillTree/treeActions.ts'
import { ApplyTreeProposal } from './proposalDocuments.ts'

/** Puts the proposed tree in the place of the goal's. Rejects with what the server refuses. */
export function useApplyProposal(jobId: string) {
  const [mutate, { loading }] = useMutation(ApplyTreeProposal)
  const apply = async () => {
    await mutate({
      variables: { jobId },
      update: cache => {
        cache.modify({
          id: cache.identify({ __typename: 'GenerationJob', id: jobId }),
          fields: { treeProposal: () => null },
        })
        forgetCardLists(cache)
      },
    })
    showToast(
      'The new tree is in place. Your cards and answers came along. What went is kept under Settings → Deleted.',
    )
  }
  return { apply, isApplying: loading }
}
