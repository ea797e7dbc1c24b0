import type { Tx } from '../db/client.ts'
import { type Row, toModel } from '../db/rows.ts'
import type { AnswerTarget } from '../domain/answer.ts'
import { NotFound } from '../domain/errors.ts'
import type { Choice, Presentation } from '../domain/grading.ts'
import type { Learner } from '../domain/learner.ts'
import type { AnsweredItem, AnsweredSession } from '../domain/review.ts'
import type { StudySettings } from '../domain/schedulingSettings.ts'
import { type CardPlace, lockCardPlace } from './cardPlace.ts'
import { type LockedLearner, lockLearner } from './locks.ts'
import { loadOfferableChoices } from './studyChoices.ts'
import { readSettings } from './studySettings.ts'

/** The item an answer is for, with the choices it was shown with. */
export interface ItemFacts extends AnsweredItem {
  choices: Choice[] | null
}

/** All that is known when an answer arrives, read under the locks of learner, goal and card. */
export interface ReviewFacts {
  user: LockedLearner
  settings: StudySettings
  place: CardPlace
  session: AnsweredSession | null
  item: ItemFacts | null
  /** what the card was, or may have been, shown with; null: flipped, or not enough choices */
  offered: Choice[] | null
}

/** @throws NotFound for a card or a session that is not the learner's */
export async function loadReviewFacts(
  tx: Tx,
  learner: Learner,
  target: AnswerTarget,
  presentation: Presentation,
): Promise<ReviewFacts> {
  const user = await lockLearner(tx, learner.id)
  const place = await lockCardPlace(tx, learner.id, target.flashcardId, target.reviewId)
  if (!place) throw new NotFound('Flashcard', target.flashcardId)
  const known = await loadSession(tx, learner.id, target)
  const offered = presentation === 'choices' ? await findOffered(tx, known, place) : null
  return { user, settings: readSettings(user), place, ...known, offered }
}

async function findOffered(tx: Tx, { item }: SessionFacts, place: CardPlace) {
  return item?.choices ?? loadOfferableChoices(tx, place.card)
}

type SessionFacts = Pick<ReviewFacts, 'session' | 'item'>

/** Without a position the answer is for the card's first item that is still open, or else its first. */
async function loadSession(
  tx: Tx,
  userId: string,
  { flashcardId, session }: AnswerTarget,
): Promise<SessionFacts> {
  if (!session) return { session: null, item: null }
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT s.id, s.mode, s.status, s.started_at, s.expires_at, s.duration_seconds,
           i.position, i.flashcard_id, i.presentation, i.choices, i.review_log_id
      FROM study_sessions s
      LEFT JOIN LATERAL (
        SELECT * FROM study_session_items i
         WHERE i.session_id = s.id
           AND CASE WHEN ${session.position}::int IS NULL THEN i.flashcard_id = ${flashcardId}::uuid
                    ELSE i.position = ${session.position}::int END
         ORDER BY i.review_log_id IS NOT NULL, i.position LIMIT 1) i ON TRUE
     WHERE s.id = ${session.id}::uuid AND s.user_id = ${userId}::uuid`
  if (!row) throw new NotFound('Study session', session.id)
  const { id, mode, status, startedAt, expiresAt, durationSeconds, position, ...item } = toModel<
    AnsweredSession & ItemFacts
  >(row)
  return {
    session: { id, mode, status, startedAt, expiresAt, durationSeconds },
    item: position === null ? null : { position, ...item },
  }
}
