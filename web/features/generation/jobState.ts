import type { GenerationJobStateFragment, JobKind } from '../../gql/graphql.ts'

export type JobState = GenerationJobStateFragment

/** Whether more is to come of it. */
export function isLive(job: Pick<JobState, 'status'>): boolean {
  return job.status === 'QUEUED' || job.status === 'RUNNING'
}

/** Whether it makes a tree, the first one or another. */
export function isTreeJob(job: Pick<JobState, 'kind'>): boolean {
  return job.kind === 'SKILL_TREE' || job.kind === 'REGENERATE_SKILL_TREE'
}

/** Whether the goal's own tree grows under the learner's eyes; another one comes as a proposal. */
export function isGrowing(job: JobState | undefined): boolean {
  return job !== undefined && job.kind === 'SKILL_TREE' && isLive(job)
}

/** What is being made, as a heading. */
export const kindLabels: Record<JobKind, string> = {
  SKILL_TREE: 'Growing the tree',
  REGENERATE_SKILL_TREE: 'Making another tree',
  FLASHCARDS: 'Making cards',
  REFINE_FLASHCARDS: 'Improving drafts',
}

const finished: Record<JobKind, string> = {
  SKILL_TREE: 'the tree is ready.',
  REGENERATE_SKILL_TREE: 'another tree is ready to look at.',
  FLASHCARDS: 'new cards wait for your eyes.',
  REFINE_FLASHCARDS: 'better drafts wait for your eyes.',
}

/** How a job ended, in the middle of a sentence about its goal. */
export function doneWords({ kind, status, message }: JobState): string {
  if (status === 'SUCCEEDED') return finished[kind]
  return status === 'FAILED' ? (message ?? 'the generation failed.') : 'stopped. What has come is kept.'
}
