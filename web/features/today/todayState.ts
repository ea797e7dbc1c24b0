import { formatDuration, pluralize } from '../../lib/formatTime.ts'

export interface TodayFacts {
  due: { now: number; new: number; estimatedSeconds: number; nextDueAt?: string | null }
  goalCount: number
  cardCount: number
  /** What is ready is left out by today's limit; absent: not asked. */
  isLimitReached?: boolean
}

/** What the home page has to say; exactly one of these holds. */
export type TodayState =
  | { kind: 'noGoals' }
  | { kind: 'noCards' }
  | { kind: 'ready'; headline: string; detail: string }
  | { kind: 'limited'; waiting: number }
  | { kind: 'caughtUp'; nextDueAt: string | null }

export function decideTodayState({ due, goalCount, cardCount, isLimitReached }: TodayFacts): TodayState {
  if (goalCount === 0) return { kind: 'noGoals' }
  const readyCount = due.now + due.new
  if (readyCount > 0 && isLimitReached) return { kind: 'limited', waiting: readyCount }
  if (readyCount > 0) {
    return {
      kind: 'ready',
      headline: `${pluralize(readyCount, 'card')} ${readyCount === 1 ? 'is' : 'are'} ready`,
      detail: describeLoad(due),
    }
  }
  if (cardCount === 0) return { kind: 'noCards' }
  return { kind: 'caughtUp', nextDueAt: due.nextDueAt ?? null }
}

/** `About 6 minutes: 14 to review, 10 new` */
function describeLoad({ now, new: newCount, estimatedSeconds }: TodayFacts['due']): string {
  const parts = [now > 0 && `${now} to review`, newCount > 0 && `${newCount} new`].filter(Boolean).join(', ')
  const time = formatDuration(estimatedSeconds)
  return `${time.startsWith('under') ? 'Under a minute' : `About ${time}`}: ${parts}`
}
