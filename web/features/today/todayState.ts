import { formatDuration, pluralize } from '../../lib/formatTime.ts'
import { describeWaiting } from '../study/caughtUp.ts'

export interface TodayFacts {
  due: {
    now: number
    today: number
    /** Among `now`: what today's limit leaves out. */
    waiting: number
    new: number
    /** For all of `today` and `new`. */
    estimatedSeconds: number
    nextDueAt?: string | null
  }
  goalCount: number
  cardCount: number
}

/** What the home page has to say; exactly one of these holds. */
export type TodayState =
  | { kind: 'noGoals' }
  | { kind: 'noCards' }
  /** `waiting`: what today's limit leaves out, in words */
  | { kind: 'ready'; readyCount: number; headline: string; detail: string; waiting: string | null }
  | { kind: 'limited'; waiting: string }
  | { kind: 'caughtUp'; nextDueAt: string | null }

export function decideTodayState({ due: found, goalCount, cardCount }: TodayFacts): TodayState {
  if (goalCount === 0) return { kind: 'noGoals' }
  // The parts of a cached answer can be of different moments.
  const due = { ...found, waiting: Math.min(found.waiting, found.now) }
  const readyCount = due.now + due.new - due.waiting
  const waiting = due.waiting > 0 ? describeWaiting(due.waiting) : null
  if (readyCount > 0) {
    const headline = `${pluralize(readyCount, 'card')} ${readyCount === 1 ? 'is' : 'are'} ready`
    return {
      kind: 'ready',
      readyCount,
      headline: waiting === null ? headline : `${headline} today`,
      detail: describeLoad(due),
      waiting,
    }
  }
  if (waiting !== null) return { kind: 'limited', waiting }
  if (cardCount === 0) return { kind: 'noCards' }
  return { kind: 'caughtUp', nextDueAt: due.nextDueAt ?? null }
}

/** `About 6 minutes: 14 to review, 10 new` */
function describeLoad({ now, today, waiting, new: newCount, estimatedSeconds }: TodayFacts['due']): string {
  const reviewCount = now - waiting
  const parts = [reviewCount > 0 && `${reviewCount} to review`, newCount > 0 && `${newCount} new`]
  const share = (today + newCount - waiting) / (today + newCount)
  const time = formatDuration(Math.round(estimatedSeconds * share))
  const load = time.startsWith('under') ? 'Under a minute' : `About ${time}`
  return `${load}: ${parts.filter(Boolean).join(', ')}`
}
