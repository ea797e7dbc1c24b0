import type { Db, Tx } from '../db/client.ts'
import { transaction } from '../db/transaction.ts'
import { Conflict, NotFound } from '../domain/errors.ts'
import { isSessionActive } from '../domain/review.ts'
import { uniteTitleHistories } from '../domain/titles.ts'
import { endStudySession } from '../services/studySessions.ts'
import { awardTotals, readTitleHistory } from '../services/titles.ts'

export interface MoveOptions {
  /** whose study settings the account has afterwards: the guest's when it was made for them just now */
  settingsOf: 'guest' | 'account'
  now: Date
}

/**
 * Gives everything a guest has made to an account and removes the guest, in one transaction that holds
 * both learners' rows. A guest already moved is left as it is, so that a repeated sign-in does no harm.
 *
 * Throws NotFound when the account does not exist, Conflict when `guestId` names no guest or `accountId` one.
 */
export async function moveGuestWork(
  db: Db,
  guestId: string,
  accountId: string,
  { settingsOf, now }: MoveOptions,
): Promise<void> {
  if (guestId === accountId) return
  await transaction(db, async tx => {
    if (!(await lockLearners(tx, guestId, accountId))) return
    if (settingsOf === 'guest') await copySettings(tx, guestId, accountId)
    await leaveOneSession(tx, guestId, accountId, now)
    await resolveCollisions(tx, guestId, accountId)
    await moveRows(tx, guestId, accountId)
    await mergeReviewDays(tx, guestId, accountId)
    await mergeAchievements(tx, guestId, accountId)
    await mergeTitles(tx, guestId, accountId, now)
    await mergeTopics(tx, guestId, accountId)
    await tx.$executeRaw`DELETE FROM users WHERE id = ${guestId}::uuid`
  })
}

/** Both rows, in the order every write takes them; false when the guest is already gone. */
async function lockLearners(tx: Tx, guestId: string, accountId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ id: string; is_anonymous: boolean }[]>`
    SELECT id, is_anonymous FROM users WHERE id IN (${guestId}::uuid, ${accountId}::uuid)
    ORDER BY id FOR UPDATE`
  const guest = rows.find(row => row.id === guestId)
  const account = rows.find(row => row.id === accountId)
  if (!account) throw new NotFound('Account', accountId)
  if (account.is_anonymous) throw new Conflict('Work can be moved to an account only, not to a guest.')
  if (guest && !guest.is_anonymous) throw new Conflict('Only the work of a guest can be moved.')
  return guest !== undefined
}

async function copySettings(tx: Tx, guestId: string, accountId: string) {
  await tx.$executeRaw`
    UPDATE users AS account SET
      time_zone = guest.time_zone, day_start_hour = guest.day_start_hour,
      desired_retention = guest.desired_retention, new_cards_per_day = guest.new_cards_per_day,
      reviews_per_day = guest.reviews_per_day, learning_steps = guest.learning_steps,
      relearning_steps = guest.relearning_steps, maximum_interval_days = guest.maximum_interval_days,
      enable_fuzz = guest.enable_fuzz, fsrs_weights = guest.fsrs_weights
    FROM users AS guest
    WHERE account.id = ${accountId}::uuid AND guest.id = ${guestId}::uuid`
}

/**
 * One active session per learner: what has run out ends; of two that run the guest's goes on, in which
 * they are studying now.
 */
async function leaveOneSession(tx: Tx, guestId: string, accountId: string, now: Date) {
  const active = await tx.studySession.findMany({
    where: { userId: { in: [guestId, accountId] }, status: 'active' },
    include: { user: true },
  })
  const isGuestStudying = active.some(session => session.userId === guestId && isSessionActive(session, now))
  for (const { user, ...session } of active) {
    const goesOn = isSessionActive(session, now) && (session.userId === guestId || !isGuestStudying)
    if (!goesOn) await endStudySession(tx, user, session, now)
  }
}

/** What must be unique within one learner and is known to both: the account's stays. */
async function resolveCollisions(tx: Tx, guestId: string, accountId: string) {
  await tx.$executeRaw`
    UPDATE flashcards AS card SET external_id = NULL
    WHERE user_id = ${guestId}::uuid AND external_id IS NOT NULL AND EXISTS (
      SELECT 1 FROM flashcards WHERE user_id = ${accountId}::uuid AND external_id = card.external_id)`
  await tx.$executeRaw`
    UPDATE review_logs AS log SET client_review_id = gen_random_uuid()
    WHERE user_id = ${guestId}::uuid AND EXISTS (
      SELECT 1 FROM review_logs
      WHERE user_id = ${accountId}::uuid AND client_review_id = log.client_review_id)`
}

/** `updated_at` of cards moves on, so that a client synchronising the account receives them. */
async function moveRows(tx: Tx, guestId: string, accountId: string) {
  await tx.$executeRaw`
    UPDATE flashcards SET user_id = ${accountId}::uuid, updated_at = clock_timestamp()
     WHERE user_id = ${guestId}::uuid`
  const move = { where: { userId: guestId }, data: { userId: accountId } }
  await tx.$executeRaw`UPDATE learning_goals SET user_id = ${accountId}::uuid WHERE user_id = ${guestId}::uuid`
  await tx.reviewLog.updateMany(move)
  await tx.studySession.updateMany(move)
  await tx.deletion.updateMany(move)
  await tx.generationJob.updateMany(move)
  await tx.apiToken.updateMany(move)
}

/** Days on which both have answered add up. */
async function mergeReviewDays(tx: Tx, guestId: string, accountId: string) {
  await tx.$executeRaw`
    INSERT INTO review_days AS d
    SELECT ${accountId}::uuid, learner_day, reviews, seconds, new_cards, young_passed, young_failed,
           mature_passed, mature_failed
    FROM review_days WHERE user_id = ${guestId}::uuid
    ON CONFLICT (user_id, learner_day) DO UPDATE SET
      reviews = d.reviews + excluded.reviews, seconds = d.seconds + excluded.seconds,
      new_cards = d.new_cards + excluded.new_cards,
      young_passed = d.young_passed + excluded.young_passed,
      young_failed = d.young_failed + excluded.young_failed,
      mature_passed = d.mature_passed + excluded.mature_passed,
      mature_failed = d.mature_failed + excluded.mature_failed`
}

/** The union; what both have keeps the earlier date with its reason. */
async function mergeAchievements(tx: Tx, guestId: string, accountId: string) {
  await tx.$executeRaw`
    DELETE FROM user_achievements AS later USING user_achievements AS earlier
    WHERE later.achievement_key = earlier.achievement_key
      AND later.user_id IN (${guestId}::uuid, ${accountId}::uuid)
      AND earlier.user_id IN (${guestId}::uuid, ${accountId}::uuid)
      AND (later.unlocked_at, later.id) > (earlier.unlocked_at, earlier.id)`
  await tx.userAchievement.updateMany({ where: { userId: guestId }, data: { userId: accountId } })
}

/** Totals add up, since no card or goal belonged to both; the earned titles are the union in their order. */
async function mergeTitles(tx: Tx, guestId: string, accountId: string, now: Date) {
  const titles = await tx.userTitle.findMany({ where: { userId: { in: [guestId, accountId] } } })
  const guest = titles.find(title => title.userId === guestId)
  const account = titles.find(title => title.userId === accountId)
  if (!guest) return
  if (!account) {
    await tx.userTitle.update({ where: { userId: guestId }, data: { userId: accountId } })
    return
  }
  const titleHistory = uniteTitleHistories(readTitleHistory(account), readTitleHistory(guest))
  const merged = await tx.userTitle.update({
    where: { userId: accountId },
    data: {
      currentTitle: titleHistory.at(-1)?.title ?? account.currentTitle,
      totalCardsMastered: account.totalCardsMastered + guest.totalCardsMastered,
      totalGoalsCompleted: account.totalGoalsCompleted + guest.totalGoalsCompleted,
      titleHistory: titleHistory.map(entry => ({ ...entry })),
      updatedAt: now,
    },
  })
  // Together they may have earned what neither had alone.
  await awardTotals(tx, merged, null, now)
}

/** A guest counts as a learner of a topic from now on, unless the account was counted there already. */
async function mergeTopics(tx: Tx, guestId: string, accountId: string) {
  await tx.$executeRaw`
    UPDATE topic_analytics SET user_count = user_count + 1
    WHERE id IN (SELECT topic_id FROM topic_learners WHERE user_id = ${guestId}::uuid)
      AND id NOT IN (SELECT topic_id FROM topic_learners WHERE user_id = ${accountId}::uuid)`
  await tx.$executeRaw`
    INSERT INTO topic_learners (topic_id, user_id, goal_count, examples, first_seen_at)
    SELECT topic_id, ${accountId}::uuid, goal_count, examples, first_seen_at
    FROM topic_learners WHERE user_id = ${guestId}::uuid
    ON CONFLICT (topic_id, user_id) DO UPDATE SET
      goal_count = topic_learners.goal_count + EXCLUDED.goal_count,
      examples = topic_learners.examples || EXCLUDED.examples,
      first_seen_at = LEAST(topic_learners.first_seen_at, EXCLUDED.first_seen_at)`
}
