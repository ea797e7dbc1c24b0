import { pluralize } from '../../lib/formatTime.ts'

/** What is left of a job that did not come to its end. */
export function describeKept(draftCount: number): string {
  if (draftCount === 0) return 'Nothing was changed.'
  return draftCount === 1 ? 'The draft that came is kept.' : `The ${draftCount} drafts that came are kept.`
}

/** Cards of the model that no one is shown. */
export function describeDropped(count: number): string {
  return count === 1
    ? '1 card was left out: malformed or a duplicate.'
    : `${pluralize(count, 'card')} were left out: malformed or duplicates.`
}
