import { LimitExceeded } from '../domain/errors.ts'

/**
 * Objects that the lists of one answer may hold. Room for 500 nodes with 50 cards each and two reviews of
 * each card; a tree walked in circles (nodes of the tree of the nodes of …) ends here.
 */
export const maxObjects = 100_000

/** What is left of one request's answer. */
export interface Budget {
  objectsLeft: number
}

/**
 * Takes a list's length, or the page size that is asked for, from what the answer may hold, before
 * anything is loaded. Exact where a limit on the text is not: variables count as literals do.
 *
 * @throws LimitExceeded
 */
export function spendObjects(budget: Budget, count: number): void {
  budget.objectsLeft -= count
  if (budget.objectsLeft >= 0) return
  const sentence = `The answer would hold more than ${maxObjects} objects. Ask for less at once.`
  throw new LimitExceeded('objects', maxObjects - budget.objectsLeft, maxObjects, sentence)
}
