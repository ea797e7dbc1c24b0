import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '../db/client.ts'
import { type Flashcard, Prisma, type ReviewLog } from '../db/generated/prisma/client.ts'
import { addToDays, type DayShare } from '../db/reviewDaysSql.ts'
import { toRows } from '../db/rows.ts'
import { countAnswer, type LoggedAnswer } from '../domain/retention.ts'
import type { CardSchedule } from '../domain/scheduling.ts'
import type { SchedulingSettings } from '../domain/schedulingSettings.ts'
import { dayToDate } from './days.ts'

/** A card's FSRS state before, as a log keeps it. */
export function stateBefore(card: Flashcard) {
  return {
    stateBefore: card.state,
    dueBefore: card.due,
    stabilityBefore: card.stability,
    difficultyBefore: card.difficulty,
    learningStepBefore: card.learningStep,
    scheduledDaysBefore: card.scheduledDays,
    repsBefore: card.reps,
    lapsesBefore: card.lapses,
    lastReviewBefore: card.lastReview,
    lastReviewDayBefore: card.lastReviewDay,
    isLeechBefore: card.isLeech,
    masteredAtBefore: card.masteredAt,
  }
}

/** A card's FSRS state after, as a log keeps it. */
export function stateAfter(after: CardSchedule) {
  return {
    stateAfter: after.state,
    dueAfter: after.due,
    stabilityAfter: after.stability,
    difficultyAfter: after.difficulty,
    learningStepAfter: after.learningStep,
    scheduledDays: after.scheduledDays,
    repsAfter: after.reps,
    lapsesAfter: after.lapses,
    lastReviewAfter: after.lastReview,
    lastReviewDayAfter: dayToDate(after.lastReviewDay),
  }
}

/** The FSRS columns of a card. */
export function scheduleColumns(schedule: CardSchedule) {
  return { ...schedule, lastReviewDay: dayToDate(schedule.lastReviewDay) }
}

/** The state a card had before a logged review. */
export function columnsBefore(log: ReviewLog) {
  return {
    state: log.stateBefore,
    due: log.dueBefore,
    stability: log.stabilityBefore,
    difficulty: log.difficultyBefore,
    learningStep: log.learningStepBefore,
    scheduledDays: log.scheduledDaysBefore,
    reps: log.repsBefore,
    lapses: log.lapsesBefore,
    lastReview: log.lastReviewBefore,
    lastReviewDay: log.lastReviewDayBefore,
    isLeech: log.isLeechBefore,
    masteredAt: log.masteredAtBefore,
  }
}

/** What a log keeps of the settings: all that scheduling reads, so that replaying it is exact. */
export function settingsOfLog(settings: SchedulingSettings): SchedulingSettings {
  const { timeZone, dayStartHour, desiredRetention, learningSteps, relearningSteps } = settings
  const { maximumIntervalDays, enableFuzz, fsrsWeights } = settings
  const clock = { timeZone, dayStartHour }
  return {
    ...clock,
    desiredRetention,
    learningSteps,
    relearningSteps,
    maximumIntervalDays,
    enableFuzz,
    fsrsWeights,
  }
}

/**
 * Writes logs and the cards they moved in one statement. Logs are stamped with the database's clock
 * while the locks are held: in that order they happened.
 */
export async function saveLogs(
  tx: Tx,
  logs: readonly NewLog[],
  movedCards: readonly Flashcard[],
): Promise<ReviewLog[]> {
  return (await insertLogs(tx, logs, Prisma.sql`moved AS (${updateCards(movedCards)})`)).logs
}

/**
 * Writes a review, the card where it moved, and the sums of its day in one statement. Returns how many
 * live reviews that day has now.
 */
export async function saveReviewLog(
  tx: Tx,
  log: NewLog,
  movedCard: Flashcard | null,
): Promise<{ review: ReviewLog; reviewsOfDay: number }> {
  const moved = updateCards(movedCard ? [movedCard] : [])
  const { logs, rows } = await insertLogs(
    tx,
    [log],
    Prisma.sql`moved AS (${moved}), ${addToDays(dayShareOf(log))}`,
    Prisma.sql`, (SELECT reviews FROM learner_day) AS reviews_of_day`,
  )
  return { review: logs[0]!, reviewsOfDay: Number(rows[0]!.reviews_of_day) }
}

/** What a logged review counts on its day. */
export function dayShareOf(log: NewLog): DayShare {
  const { userId, goalId, learnerDay } = log
  return { userId, goalId, learnerDay, counts: countAnswer(log as LoggedAnswer & NewLog) }
}

type NewLog = Omit<ReviewLog, 'id' | 'createdAt'>

async function insertLogs(
  tx: Tx,
  logs: readonly NewLog[],
  ctes: Prisma.Sql,
  returning: Prisma.Sql = Prisma.empty,
) {
  const stamped = logs.map(log => ({ id: uuidv7(), ...log }))
  const rows = await tx.$queryRaw<{ id: string; created_at: Date; reviews_of_day?: number }[]>`
    WITH ${ctes}
    INSERT INTO review_logs
    SELECT v.* FROM jsonb_array_elements(${toRows(stamped)}::jsonb) AS row(log),
           jsonb_populate_record(NULL::review_logs,
             row.log || jsonb_build_object('created_at', clock_timestamp())) AS v
    RETURNING id, created_at${returning}`
  const createdAt = new Map(rows.map(row => [row.id, row.created_at]))
  return { logs: stamped.map(log => ({ ...log, createdAt: createdAt.get(log.id)! })), rows }
}

/** Saves what a schedule may change of cards. */
export function updateCards(cards: readonly Flashcard[]): Prisma.Sql {
  const scheduled = cards.map(card => {
    const { question, answer, explanation, tags, cardMetadata, ...columns } = card
    return columns
  })
  return Prisma.sql`
    UPDATE flashcards f SET version = v.version, state = v.state, due = v.due, stability = v.stability,
           difficulty = v.difficulty, learning_step = v.learning_step, scheduled_days = v.scheduled_days,
           reps = v.reps, lapses = v.lapses, last_review = v.last_review, last_review_day = v.last_review_day,
           is_leech = v.is_leech, mastered_at = v.mastered_at, updated_at = v.updated_at
      FROM jsonb_populate_recordset(NULL::flashcards, ${toRows(scheduled)}::jsonb) AS v
     WHERE f.id = v.id`
}
