import type { GenerationJobStateFragment } from '../../gql/graphql.ts'

export type JobState = GenerationJobStateFragment

/** Whether more is to come of it. */
export function isLive(job: Pick<JobState, 'status'>): boolean {
  return job.status === 'QUEUED' || job.status === 'RUNNING'
}
