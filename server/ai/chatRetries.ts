/** Whether and when a failed request is made again. */

export interface RetryRules {
  /** requests in all, the first among them */
  maxTries: number
  /** The wait is drawn from 0 to this, doubled with each try … */
  baseMs: number
  /** … and never above this. */
  maxBackoffMs: number
  /** The longest wait that a provider may ask for; a learner does not sit before anything longer. */
  maxRetryAfterMs: number
}

/** Four tries wait at most 2, 4 and 8 s, and see a provider through a restart or a moment of crowding. */
export const retryRules: RetryRules = {
  maxTries: 4,
  baseMs: 2_000,
  maxBackoffMs: 20_000,
  // limits per minute
  maxRetryAfterMs: 60_000,
}

export interface FailedTry {
  isPassing: boolean
  retryAfterMs: number | null
  /** tries made so far, this one among them */
  tries: number
  /** what is left of the time for the whole answer */
  remainingMs: number
}

export type RetryDecision = { waitMs: number } | { stop: 'final' | 'tries' | 'too_long' | 'time' }

/**
 * Exponential back-off with full jitter, so that those who failed together do not come back together
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/); what the provider asks for comes
 * on top.
 *
 * @param random from 0 to 1
 */
export function decideRetry(failed: FailedTry, rules: RetryRules, random: number): RetryDecision {
  const { isPassing, retryAfterMs, tries, remainingMs } = failed
  if (!isPassing) return { stop: 'final' }
  if (tries >= rules.maxTries) return { stop: 'tries' }
  if (retryAfterMs !== null && retryAfterMs > rules.maxRetryAfterMs) return { stop: 'too_long' }
  const backoffMs = Math.min(rules.maxBackoffMs, rules.baseMs * 2 ** (tries - 1))
  const waitMs = (retryAfterMs ?? 0) + Math.round(random * backoffMs)
  return waitMs >= remainingMs ? { stop: 'time' } : { waitMs }
}
