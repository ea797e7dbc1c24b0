import { CancelGenerationJob, GenerationJobQuery } from './generationDocuments.ts'
import type { JobState } from './jobState.ts'

/** A job as the server would tell it, half way. */
export function makeJob(changes: Partial<JobState> = {}) {
  return {
    __typename: 'GenerationJob' as const,
    id: 'j',
    kind: 'SKILL_TREE' as const,
    status: 'RUNNING' as const,
    progress: 0.5,
    message: '14 topics so far',
    errorCode: null,
    ...changes,
  }
}

export const jobAsked = (changes: Partial<JobState> = {}) => ({
  request: { query: GenerationJobQuery, variables: { id: changes.id ?? 'j' } },
  result: { data: { generationJob: makeJob(changes) } },
})

export const jobStopped = (id = 'j') => ({
  request: { query: CancelGenerationJob, variables: { id } },
  result: {
    data: {
      cancelGenerationJob: {
        __typename: 'GenerationJobPayload',
        job: makeJob({ id, status: 'CANCELLED', message: 'Stopped' }),
      },
    },
  },
})
