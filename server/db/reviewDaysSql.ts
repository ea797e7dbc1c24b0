import type { AnswerCounts } from '../domain/retention.ts'
import { Prisma } from './generated/prisma/client.ts'

/** What a review counts on its learner day. */
export interface DayShare {
  userId: string
  /** null: it counts for no goal, or for one that was purged since */
  goalId: string | null
  /** DATE as Prisma reads it */
  learnerDay: Date
  counts: AnswerCounts
}

const countColumns = Prisma.sql`
  learner_day, reviews, seconds, new_cards, young_passed, young_failed, mature_passed, mature_failed`

/** CTEs that add a review to its day: `learner_day` (`reviews` of the day as it is then) and `goal_day`. */
export function addToDays({ userId, goalId, learnerDay, counts }: DayShare): Prisma.Sql {
  const { reviews, seconds, newCards, youngPassed, youngFailed, maturePassed, matureFailed } = counts
  const added = Prisma.sql`${isoDate(learnerDay)}::date, ${reviews}::int, ${seconds}::int, ${newCards}::int,
    ${youngPassed}::int, ${youngFailed}::int, ${maturePassed}::int, ${matureFailed}::int`
  const sums = Prisma.sql`
    reviews = d.reviews + excluded.reviews, seconds = d.seconds + excluded.seconds,
    new_cards = d.new_cards + excluded.new_cards,
    young_passed = d.young_passed + excluded.young_passed,
    young_failed = d.young_failed + excluded.young_failed,
    mature_passed = d.mature_passed + excluded.mature_passed,
    mature_failed = d.mature_failed + excluded.mature_failed`
  return Prisma.sql`
    learner_day AS (
      INSERT INTO review_days AS d (user_id, ${countColumns}) VALUES (${userId}::uuid, ${added})
      ON CONFLICT (user_id, learner_day) DO UPDATE SET ${sums} RETURNING reviews),
    goal_day AS (
      INSERT INTO goal_review_days AS d (goal_id, ${countColumns})
      SELECT ${goalId}::uuid, ${added} WHERE ${goalId}::uuid IS NOT NULL
      ON CONFLICT (goal_id, learner_day) DO UPDATE SET ${sums})`
}

/** The statement that takes a review back from its day, exactly. */
export function takeFromDays({ userId, goalId, learnerDay, counts }: DayShare): Prisma.Sql {
  const { reviews, seconds, newCards, youngPassed, youngFailed, maturePassed, matureFailed } = counts
  const day = isoDate(learnerDay)
  const sums = Prisma.sql`
    reviews = reviews - ${reviews}::int, seconds = seconds - ${seconds}::int,
    new_cards = new_cards - ${newCards}::int,
    young_passed = young_passed - ${youngPassed}::int, young_failed = young_failed - ${youngFailed}::int,
    mature_passed = mature_passed - ${maturePassed}::int, mature_failed = mature_failed - ${matureFailed}::int`
  return Prisma.sql`
    WITH goal_day AS (
      UPDATE goal_review_days SET ${sums} WHERE goal_id = ${goalId}::uuid AND learner_day = ${day}::date)
    UPDATE review_days SET ${sums} WHERE user_id = ${userId}::uuid AND learner_day = ${day}::date`
}

function isoDate(date: Date): string {
  return date.toISOString().slice(0, 10)
}
