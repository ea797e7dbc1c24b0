import { useMutation } from '@apollo/client/react'
import { RegenerateSkillTree } from './generationDocuments.ts'
import type { JobState } from './jobState.ts'

/** Asks for another tree; a goal that has nothing but its root grows one at once. Rejects with what is refused. */
export function useRegenerate() {
  const [mutate, { loading }] = useMutation(RegenerateSkillTree)
  const regenerate = async (goalId: string, feedback = ''): Promise<JobState | undefined> => {
    const input = { goalId, feedback: feedback.trim() || undefined }
    const { data } = await mutate({ variables: { input } })
    return data?.regenerateSkillTree.job
  }
  return { regenerate, isAsking: loading }
}
