import { useState } from 'react'
import type { JobState } from '../generation/jobState.ts'

type KnownJob = Pick<JobState, 'id' | 'kind'>

/**
 * The jobs that make drafts of a goal, as far as this page has seen them: the goal's latest, and those before it.
 * A goal tells of one only, and an earlier one may still run.
 */
export function useCardJobs(latest: KnownJob | null | undefined) {
  const [known, setKnown] = useState<readonly KnownJob[]>([])
  const isNew = latest && isCardJob(latest) && !known.some(job => job.id === latest.id)
  const jobs = isNew ? [...known, latest] : known
  // Set while rendering, as React would have it for what follows from what was given before.
  if (isNew) setKnown(jobs)
  return {
    generations: jobs.filter(job => job.kind === 'FLASHCARDS'),
    refinement: jobs.findLast(job => job.kind === 'REFINE_FLASHCARDS'),
  }
}

function isCardJob({ kind }: KnownJob): boolean {
  return kind === 'FLASHCARDS' || kind === 'REFINE_FLASHCARDS'
}
