/** The last of FSRS-6's 21 default weights: how steeply recall falls. */
export const defaultDecayWeight = 0.1542

/**
 * The chance (0 to 1) that a card is remembered `elapsedDays` after its last answer, by the forgetting curve of
 * FSRS-6: R(t) = (1 + factor · t / S) ^ −w20, with the factor that makes R(S) = 90 %.
 * https://github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm
 */
export function recallAfter(
  elapsedDays: number,
  stabilityDays: number,
  decayWeight = defaultDecayWeight,
): number {
  const factor = 0.9 ** (-1 / decayWeight) - 1
  return (1 + (factor * Math.max(0, elapsedDays)) / stabilityDays) ** -decayWeight
}

/** Where the learner has weights of their own, theirs counts. */
export function decayWeightOf(fsrsWeights: readonly number[] | null | undefined): number {
  return fsrsWeights?.[20] ?? defaultDecayWeight
}
