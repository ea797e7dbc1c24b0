import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { v4 as newUuid } from 'uuid'
import type { Rating, StudyRunFragment } from '../../gql/graphql.ts'
import { chooseNextItem, measureProgress } from './nextItem.ts'
import type { Answer } from './outboxPlan.ts'
import type { Grade, OutcomeReport, ReviewOutbox } from './reviewOutbox.ts'
import { findLastAnswer, isSettled, noLocalAnswers, overlayItems } from './sessionItems.ts'

/** The server has been silent for so long: the learner may go on without knowing. */
const PATIENCE_MS = 4000

interface RunPorts {
  session: StudyRunFragment
  outbox: ReviewOutbox
  /** The saved items are no longer what the server has. */
  onConflict: () => void
}

/** What the learner is told about a choice: on its way, kept until it can be graded, or graded. */
export type Feedback =
  | { status: 'pending' | 'kept'; choiceId: string | null; grade: null }
  | { status: 'graded'; choiceId: string | null; grade: Grade }

/**
 * The course of a session on this device: whose turn it is, whether its answer is shown, and what is on
 * its way to the server. A rating counts at once; a choice stays on the screen until its grade was seen.
 * The card on the screen stays until it is answered.
 */
export function useStudyRun({ session, outbox, onConflict }: RunPorts) {
  const { operations, isWaiting, isReady } = useSyncExternalStore(outbox.subscribe, outbox.getSnapshot)
  const [local, setLocal] = useState(noLocalAnswers)
  const [heldPosition, setHeldPosition] = useState<number | null>(null)
  const [wantedPosition, setWantedPosition] = useState<number | null>(null)
  const [revealedPosition, setRevealedPosition] = useState<number | null>(null)
  const [chosen, setChosen] = useState<Answer | null>(null)
  const [isSlow, setIsSlow] = useState(false)
  const [grades, setGrades] = useState<ReadonlyMap<string, Grade>>(new Map())
  const [notice, setNotice] = useState('')
  const shownAtMs = useRef(0)
  const farthest = useRef(0)

  const items = useMemo(
    () => overlayItems(session.items, session.id, operations, local),
    [session.items, session.id, operations, local],
  )
  const judged = chosen && items.find(item => item.position === chosen.studyItemPosition)
  const findOpen = (position: number | null) =>
    items.find(item => item.position === position && !item.isAnswered && !item.isSkipped)
  const current =
    judged ?? findOpen(wantedPosition) ?? findOpen(heldPosition) ?? chooseNextItem(items, Date.now())
  const position = current?.position ?? null
  if (position !== heldPosition) setHeldPosition(position)
  const isRevealed = position !== null && revealedPosition === position

  // A card that returns makes the session longer; the line never goes back for it.
  farthest.current = Math.max(farthest.current, measureProgress(items))
  const last = findLastAnswer(session.items, session.id, operations, local)

  useEffect(() => {
    if (position !== null) shownAtMs.current = performance.now()
  }, [position])

  useEffect(() => {
    setIsSlow(false)
    if (!chosen) return
    const timer = setTimeout(() => setIsSlow(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [chosen])

  const latestConflict = useRef(onConflict)
  latestConflict.current = onConflict
  useEffect(
    () =>
      outbox.onOutcome(({ operation, outcome, isElsewhere }: OutcomeReport) => {
        if (outcome.kind === 'done') {
          if (isElsewhere) latestConflict.current()
          const { grade } = outcome
          if (operation.kind === 'review' && grade) {
            setGrades(before => new Map(before).set(operation.answer.reviewId, grade))
          }
          return
        }
        setNotice(noticeTexts[operation.kind][outcome.verdict])
        latestConflict.current()
        if (operation.kind === 'undo') {
          const { reviewId } = operation
          setLocal(before => ({ ...before, undoneReviewIds: without(before.undoneReviewIds, reviewId) }))
          return
        }
        const { reviewId, studyItemPosition } = operation.answer
        setLocal(before => ({ ...before, givenUp: new Set([...before.givenUp, studyItemPosition]) }))
        setChosen(before => (before?.reviewId === reviewId ? null : before))
      }),
    [outbox],
  )
  useEffect(() => {
    if (!notice) return
    const timer = setTimeout(() => setNotice(''), 6000)
    return () => clearTimeout(timer)
  }, [notice])

  const send = (given: Pick<Answer, 'presentation' | 'rating' | 'choiceId'>): Answer | null => {
    if (!current) return null
    const answer = {
      ...given,
      reviewId: newUuid(),
      flashcardId: current.saved.flashcard.id,
      durationMs: Math.round(performance.now() - shownAtMs.current),
      reviewedAt: new Date().toISOString(),
      studySessionId: session.id,
      studyItemPosition: current.position,
    }
    outbox.review(answer)
    markAnswered(answer)
    return answer
  }
  const markAnswered = ({ studyItemPosition, reviewId }: Answer) =>
    setLocal(before => ({ ...before, answered: new Map(before.answered).set(studyItemPosition, reviewId) }))
  const markUndone = (position: number, reviewId: string) =>
    setLocal(before => {
      const answered = new Map(before.answered)
      answered.delete(position)
      return { ...before, answered, undoneReviewIds: new Set([...before.undoneReviewIds, reviewId]) }
    })

  const grade = chosen && grades.get(chosen.reviewId)
  const feedback = judged && chosen ? describeFeedback(chosen, grade, isWaiting || isSlow) : null

  return {
    current: current?.saved ?? null,
    /** What an earlier visit left on the device is known, so that no card is asked twice. */
    isReady,
    isRevealed,
    feedback,
    progress: farthest.current,
    answeredCount: items.filter(item => item.isAnswered).length,
    itemCount: items.filter(item => item.isAnswered || !item.isSkipped).length,
    /** Reviews that could not be sent yet; 0 while sending goes well. */
    waitingCount: isWaiting ? operations.length : 0,
    isSettled: isSettled(session.items, operations, local),
    canUndo: last !== null,
    /** Epoch milliseconds; null when no answer stands. */
    lastAnsweredAtMs: last?.atMs ?? null,
    notice,

    reveal() {
      setRevealedPosition(position)
      setNotice('')
    },

    answer(rating: Rating) {
      if (!isRevealed) return
      send({ presentation: 'FLIP', rating })
      setRevealedPosition(null)
      setNotice('')
    },

    /** Answers by choosing; null is "Not sure". */
    choose(choiceId: string | null) {
      if (chosen) return
      setChosen(send({ presentation: 'CHOICES', choiceId }))
      setNotice('')
    },

    /** On from a choice. */
    goOn: () => setChosen(null),

    /**
     * A right choice that was harder or easier than Good. The review that was graded is taken back and
     * sent anew under its own id, so that the log shows one answer, given when it was given.
     */
    changeRating(rating: 'HARD' | 'EASY') {
      if (!chosen || !grade?.wasCorrect) return
      outbox.undo(chosen.reviewId)
      markUndone(chosen.studyItemPosition, chosen.reviewId)
      const changed = { ...chosen, reviewId: newUuid(), rating }
      outbox.review(changed)
      markAnswered(changed)
      setChosen(null)
    },

    /** Takes back the latest answer and shows its card again, one after another. */
    undo() {
      if (!last) return
      outbox.undo(last.reviewId)
      markUndone(last.position, last.reviewId)
      setWantedPosition(last.position)
      setRevealedPosition(null)
      setChosen(null)
      setNotice('The last answer was taken back.')
    },

    /** Shows a card that has its turn again, before all others. */
    showAgain(position: number) {
      setWantedPosition(position)
      setRevealedPosition(null)
      setNotice('The card is no longer suspended.')
    },

    /** Passes over a card while it is being suspended; it returns when that fails. */
    async passOver(cardId: string, suspending: Promise<boolean>) {
      setChosen(null)
      setNotice('')
      setLocal(before => ({ ...before, suspendedCardIds: new Set([...before.suspendedCardIds, cardId]) }))
      await suspending
      setLocal(before => ({ ...before, suspendedCardIds: without(before.suspendedCardIds, cardId) }))
    },
  }
}

function describeFeedback(
  { choiceId = null }: Answer,
  grade: Grade | null | undefined,
  isKept: boolean,
): Feedback {
  if (grade) return { status: 'graded', choiceId, grade }
  return { status: isKept ? 'kept' : 'pending', choiceId, grade: null }
}

const noticeTexts = {
  review: {
    conflict: 'That card was answered on another device. On to the next.',
    rejected: 'That card is gone. On to the next.',
  },
  undo: {
    conflict: 'That answer can no longer be taken back.',
    rejected: 'That answer can no longer be taken back.',
  },
} as const

function without<T>(values: ReadonlySet<T>, value: T): Set<T> {
  return new Set([...values].filter(other => other !== value))
}
