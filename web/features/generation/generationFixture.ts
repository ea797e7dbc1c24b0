import { ApolloLink } from '@apollo/client'
import { Observable, type Subscriber } from 'rxjs'
import { CancelGenerationJob, GenerationJobQuery } from './generationDocuments.ts'
import type { JobState } from './jobState.ts'

/** A job as the server would tell it, half way. */
export function makeJob(changes: Partial<JobState> = {}): JobState & { __typename: 'GenerationJob' } {
  return {
    __typename: 'GenerationJob',
    id: 'j',
    kind: 'SKILL_TREE',
    status: 'RUNNING',
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

/** A socket that the test speaks over, or takes away. */
export function openSocket() {
  const listeners = new Set<Subscriber<ApolloLink.Result>>()
  const link = new ApolloLink(
    () =>
      new Observable(listener => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      }),
  )
  return {
    link,
    listeners,
    tell(changes: Partial<JobState> = {}) {
      for (const listener of listeners) listener.next({ data: { generationJob: makeJob(changes) } })
    },
    fall() {
      for (const listener of listeners) listener.error(new Error('Socket closed with event 1006'))
    },
  }
}
