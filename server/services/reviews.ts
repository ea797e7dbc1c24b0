import type { Db, Tx } from '../db/client.ts'
import type { Flashcard, ReviewLog } from '../db/generated/prisma/client.ts'
import { transaction } from '../db/transaction.ts'
import { type Answer, checkResend, parseAnswer, parseTarget, type ReviewInput } from '../domain/answer.ts'
import { DomainError, LimitExceeded, Unavailable } from '../domain/errors.ts'
import type { Choice } from '../domain/grading.ts'
import type { Learner } from '../domain/learner.ts'
import { countedSeconds, decideReview, isSessionActive, type ReviewDecision } from '../domain/review.ts'
import { awardWeek } from './achievements.ts'
import { savePlaceChange } from './cardPlace.ts'
import { readSchedule } from './cardSchedule.ts'
import { dayToDate } from './days.ts'
import type { LockedLearner } from './locks.ts'
import { loadReviewFacts, type ReviewFacts } from './reviewFacts.ts'
import { saveReviewLog, scheduleColumns, settingsOfLog, stateAfter, stateBefore } from './reviewLog.ts'
import { correctChoiceIdOf, showCards } from './studyChoices.ts'
import { refreshSummary } from './studySummary.ts'
import { addToTotals } from './titles.ts'

/** Answers one call may bring. */
export const MAX_REVIEWS_PER_CALL = 100

/** A review as it was logged, and its card as it is now. */
export interface ReviewedCard {
  review: ReviewLog
  card: Flashcard
  /** the goal in whose tree the card stands now */
  goalId: string | null
  /** null for an undo */
  wasCorrect: boolean | null
  /** CHOICES: the right one */
  correctChoiceId: string | null
}

/** One answer of a batch: what became of it, or why nothing did. */
export type ReviewOutcome =
  | { reviewId: string; reviewed: ReviewedCard; error: null }
  | { reviewId: string; reviewed: null; error: DomainError }

/**
 * Answers a card, exactly once however often the same review arrives.
 *
 * @throws InvalidInput, NotFound or Conflict as domain/review.ts decides
 */
export async function reviewFlashcard(
  db: Db,
  learner: Learner,
  input: ReviewInput,
  now: Date,
): Promise<ReviewedCard> {
  const target = parseTarget(input)
  return transaction(db, async tx => {
    const facts = await loadReviewFacts(tx, learner, target, input.presentation ?? 'flip')
    const answer = parseAnswer(target, input)
    if (facts.place.earlierId !== null) return findEarlier(tx, facts, answer)
    const { card: stored, resetAt } = facts.place
    const card = { ...stored, resetAt, schedule: readSchedule(stored) }
    const decision = decideReview({ ...facts, card }, answer, now)
    return saveReview(tx, facts, answer, decision, now)
  })
}

/**
 * Answers cards in order; each is saved or refused by itself. Once the database is not available nothing
 * after it is saved either: whoever sends the rest again sends it in the same order.
 */
export async function reviewFlashcards(
  db: Db,
  learner: Learner,
  inputs: readonly ReviewInput[],
  now: Date,
): Promise<ReviewOutcome[]> {
  if (inputs.length > MAX_REVIEWS_PER_CALL) {
    throw new LimitExceeded('inputs', inputs.length, MAX_REVIEWS_PER_CALL)
  }
  const outcomes: ReviewOutcome[] = []
  let fault: Unavailable | null = null
  for (const input of inputs) {
    const { reviewId } = input
    if (fault) {
      outcomes.push({ reviewId, reviewed: null, error: fault })
      continue
    }
    try {
      // One after the other: the second answer to a card builds on the first.
      const reviewed = await reviewFlashcard(db, learner, input, now)
      outcomes.push({ reviewId, reviewed, error: null })
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      if (error instanceof Unavailable) fault = error
      outcomes.push({ reviewId, reviewed: null, error })
    }
  }
  return outcomes
}

/** The first result of a resent review, with the card's current state. */
async function findEarlier(tx: Tx, facts: ReviewFacts, answer: Answer): Promise<ReviewedCard> {
  const review = await tx.reviewLog.findUniqueOrThrow({ where: { id: facts.place.earlierId! } })
  checkResend(review, answer)
  return toResult(review, facts, facts.place.card, await loadShownChoices(tx, review))
}

/** What the answered item of a session was shown with. */
async function loadShownChoices(
  tx: Tx,
  { presentation, studySessionId: sessionId, studyItemPosition: position }: ReviewLog,
): Promise<Choice[] | null> {
  if (presentation !== 'choices' || sessionId === null || position === null) return null
  const item = await tx.studySessionItem.findUnique({
    where: { sessionId_position: { sessionId, position } },
    select: { choices: true },
  })
  return (item?.choices ?? null) as Choice[] | null
}

async function saveReview(
  tx: Tx,
  facts: ReviewFacts,
  answer: Answer,
  decision: ReviewDecision,
  now: Date,
): Promise<ReviewedCard> {
  const place = facts.place
  const card = decision.appliedToSchedule ? moveCard(place.card, decision, facts.user) : place.card
  const moved = decision.appliedToSchedule ? card : null
  const { review, reviewsOfDay } = await saveReviewLog(tx, buildLog(facts, answer, decision), moved)
  const sessionId = facts.session?.id ?? null
  const change = {
    masteryDelta: decision.masteryDelta,
    addedSeconds: countedSeconds(decision.durationMs),
    isFirstMastery: decision.masteredAt !== null && place.card.masteredAt === null,
    sessionId,
  }
  const percentagesBefore = await savePlaceChange(tx, facts.user, place, change, now)
  if (change.isFirstMastery) await addToTotals(tx, facts.user.id, { cards: 1 }, sessionId, now)
  if (reviewsOfDay === 1) await awardWeek(tx, facts.user.id, decision.learnerDay, sessionId, now)
  if (facts.session) await saveAnsweredItem(tx, facts, decision, review, card, percentagesBefore, now)
  if (facts.session?.status === 'completed') await refreshSummary(tx, facts.user, facts.session.id, now)
  return toResult(review, facts, card, facts.offered)
}

function moveCard(
  card: Flashcard,
  { after, isLeech, masteredAt }: ReviewDecision,
  { lockedAt }: LockedLearner,
): Flashcard {
  return {
    ...card,
    ...scheduleColumns(after),
    isLeech,
    masteredAt,
    version: card.version + 1,
    updatedAt: lockedAt,
  }
}

function buildLog(
  { user, settings, place, session }: ReviewFacts,
  answer: Answer,
  decision: ReviewDecision,
): Omit<ReviewLog, 'id' | 'createdAt'> {
  const { card, goal } = place
  const { rating, wasCorrect, points, reviewedAt, elapsedDays, durationMs, appliedToSchedule } = decision
  return {
    userId: user.id,
    flashcardId: card.id,
    clientReviewId: answer.reviewId,
    kind: 'review',
    rating,
    choiceId: answer.choiceId,
    wasCorrect,
    reviewedAt,
    learnerDay: dayToDate(decision.learnerDay)!,
    elapsedDays,
    durationMs,
    mode: session?.mode ?? null,
    presentation: answer.presentation,
    points,
    appliedToSchedule,
    undoneAt: null,
    settings: settingsOfLog(settings) as object as ReviewLog['settings'],
    ...stateBefore(card),
    ...stateAfter(decision.after),
    goalId: goal?.id ?? null,
    skillNodeId: card.skillNodeId,
    studySessionId: session?.id ?? null,
    studyItemPosition: decision.answeredPosition,
  }
}

/** Ticks the item off, puts a returning card at the end, and remembers what mastery was before. */
async function saveAnsweredItem(
  tx: Tx,
  { session }: ReviewFacts,
  { answeredPosition, returnsSoon }: ReviewDecision,
  review: ReviewLog,
  card: Flashcard,
  percentagesBefore: Record<string, number>,
  now: Date,
): Promise<void> {
  const { id, mode } = session!
  const [shown] = returnsSoon ? await showCards(tx, mode, [card]) : []
  const isActive = isSessionActive(session, now)
  const choices = shown?.choices ? JSON.stringify(shown.choices) : null
  await tx.$executeRaw`
    WITH answered AS (
      UPDATE study_session_items SET review_log_id = ${review.id}::uuid
       WHERE session_id = ${id}::uuid AND position = ${answeredPosition}::int),
    remembered AS (
      -- what was kept first stays
      UPDATE study_sessions SET mastery_before = ${JSON.stringify(percentagesBefore)}::jsonb || mastery_before
       WHERE id = ${id}::uuid AND ${isActive})
    INSERT INTO study_session_items (session_id, position, flashcard_id, presentation, choices, caused_by_id)
    SELECT ${id}::uuid, 1 + max(position), ${card.id}::uuid, ${shown?.presentation ?? 'flip'}, ${choices}::jsonb,
           ${review.id}::uuid
      FROM study_session_items WHERE session_id = ${id}::uuid
    HAVING ${returnsSoon} AND NOT bool_or(
             flashcard_id = ${card.id}::uuid AND review_log_id IS NULL AND position <> ${answeredPosition}::int)`
}

function toResult(
  review: ReviewLog,
  { place }: ReviewFacts,
  card: Flashcard,
  shown: readonly Choice[] | null,
): ReviewedCard {
  const { presentation, wasCorrect, choiceId } = review
  const goalId = place.goal?.id ?? null
  if (presentation !== 'choices') return { review, card, goalId, wasCorrect, correctChoiceId: null }
  // The card may say something else since it was shown.
  const right = wasCorrect ? choiceId : shown?.find(choice => choice.isCorrect)?.id
  return { review, card, goalId, wasCorrect, correctChoiceId: right ?? correctChoiceIdOf(card) }
}
