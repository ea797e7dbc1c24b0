import { randomUUID } from 'node:crypto'
import type pg from 'pg'

/** What a review makes of a card. Fixed: nothing is decided here, only read and written. */
export interface HandReview {
  userId: string
  cardId: string
  reviewId: string
  stability: number
}

interface LockedCard {
  state: string
  due: Date
  stability: number
  difficulty: number
  learning_step: number
  scheduled_days: number
  reps: number
  lapses: number
  version: number
  last_review: Date
  last_review_day: Date
  is_leech: boolean
  mastered_at: Date | null
  goal_id: string
  skill_node_id: string
  /** a review of this id that was there before */
  earlier_id: string | null
  chain: { id: string; sum: number; units: number; mastery: number; percentage: number }[]
}

const sql = {
  lockUser: 'SELECT * FROM users WHERE id = $1 FOR UPDATE',
  lockCard: `
    WITH RECURSIVE place AS (
      SELECT n.id, t.goal_id FROM flashcards f JOIN skill_nodes n ON n.id = f.skill_node_id
        JOIN skill_trees t ON t.id = n.tree_id WHERE f.id = $1 AND f.user_id = $2),
    goal AS MATERIALIZED (
      SELECT id, status, mastery_percentage FROM learning_goals
       WHERE id = (SELECT goal_id FROM place) FOR UPDATE),
    card AS MATERIALIZED (
      SELECT * FROM flashcards WHERE id = $1 AND user_id = $2 AND (SELECT count(*) FROM goal) < 2 FOR UPDATE),
    chain AS (
      SELECT n.*, 0 AS height FROM skill_nodes n WHERE n.id = (SELECT id FROM place)
       UNION ALL SELECT above.*, height + 1 FROM chain JOIN skill_nodes above ON above.id = chain.parent_id)
    SELECT card.*, goal.id AS goal_id, goal.status AS goal_status, goal.mastery_percentage AS goal_percentage,
           (SELECT id FROM review_logs WHERE user_id = $2 AND client_review_id = $3) AS earlier_id,
           (SELECT json_agg(json_build_object('id', id, 'sum', card_mastery_sum, 'units', unit_count,
                     'mastery', unit_mastery, 'percentage', mastery_percentage) ORDER BY height) FROM chain) AS chain
      FROM card, goal`,
  save: `
    WITH moved AS (
      UPDATE flashcards SET version = $8 + 1, state = 'review', due = $9, stability = $10, difficulty = $11,
             learning_step = 0, scheduled_days = $12, reps = $13, lapses = $14, last_review = $6,
             last_review_day = $7, is_leech = false, mastered_at = NULL, updated_at = $6
       WHERE id = $3),
    learner_day AS (
      INSERT INTO review_days AS d VALUES ($2, $7, 1, 4, 0, 1, 0, 0, 0)
      ON CONFLICT (user_id, learner_day) DO UPDATE SET reviews = d.reviews + 1, seconds = d.seconds + 4,
        young_passed = d.young_passed + 1 RETURNING reviews),
    goal_day AS (
      INSERT INTO goal_review_days AS d VALUES ($27, $7, 1, 4, 0, 1, 0, 0, 0)
      ON CONFLICT (goal_id, learner_day) DO UPDATE SET reviews = d.reviews + 1, seconds = d.seconds + 4,
        young_passed = d.young_passed + 1)
    INSERT INTO review_logs (id, user_id, flashcard_id, client_review_id, kind, rating, reviewed_at, learner_day,
           elapsed_days, duration_ms, presentation, applied_to_schedule, settings, state_before, due_before,
           stability_before, difficulty_before, learning_step_before, scheduled_days_before, reps_before,
           lapses_before, last_review_before, last_review_day_before, is_leech_before, mastered_at_before,
           state_after, due_after, stability_after, difficulty_after, learning_step_after, scheduled_days,
           reps_after, lapses_after, last_review_after, last_review_day_after, goal_id, skill_node_id, created_at)
    VALUES ($1, $2, $3, $4, 'review', 3, $6, $7, 1, 4000, 'flip', true, $5, $15, $16, $17, $18, $19, $20, $21,
           $22, $23, $24, $25, $26, 'review', $9, $10, $11, 0, $12, $13, $14, $6, $7, $27, $28, clock_timestamp())
    RETURNING created_at, (SELECT reviews FROM learner_day) AS reviews_of_day`,
  saveMastery: `
    WITH node AS (
      UPDATE skill_nodes n SET card_mastery_sum = v.sum, unit_count = v.units, unit_mastery = v.mastery,
             mastery_percentage = v.percentage, updated_at = $6
        FROM unnest($1::uuid[], $2::bigint[], $3::int[], $4::bigint[], $5::int[])
             AS v(id, sum, units, mastery, percentage) WHERE n.id = v.id),
    goal AS (
      UPDATE learning_goals SET mastery_percentage = $8, total_time_seconds = total_time_seconds + 4, updated_at = $6
       WHERE id = $7 RETURNING id)
    INSERT INTO goal_mastery_days (goal_id, learner_day, mastery_percentage)
    SELECT id, $9::date, $8 FROM goal
    ON CONFLICT (goal_id, learner_day) DO UPDATE SET mastery_percentage = excluded.mastery_percentage`,
} as const

const settings = JSON.stringify({
  timeZone: 'UTC',
  dayStartHour: 4,
  desiredRetention: 0.9,
  learningSteps: ['1m', '10m'],
  relearningSteps: ['10m'],
  maximumIntervalDays: 36_500,
  enableFuzz: true,
  fsrsWeights: null,
})

/**
 * The reads, locks and writes of one review as someone would write them who needs nothing else: one
 * transaction, prepared statements, as few of them as the service uses. No rule is checked and nothing is
 * computed.
 */
export async function reviewByHand(pool: pg.Pool, review: HandReview): Promise<void> {
  const { userId, cardId, reviewId, stability } = review
  const client = await pool.connect()
  const run = async <Row extends pg.QueryResultRow>(name: keyof typeof sql, values: unknown[]) =>
    (await client.query<Row>({ name, text: sql[name], values })).rows
  try {
    await client.query('BEGIN')
    await run('lockUser', [userId])
    const [card] = await run<LockedCard>('lockCard', [cardId, userId, reviewId])
    if (!card) throw new Error(`No card ${cardId}.`)
    if (card.earlier_id) throw new Error(`Review ${reviewId} was there already.`)
    const now = new Date()
    const today = now.toISOString().slice(0, 10)
    const scheduledDays = Math.round(stability)
    const due = new Date(now.getTime() + scheduledDays * 86_400_000)
    const before = [
      card.state,
      card.due,
      card.stability,
      card.difficulty,
      card.learning_step,
      card.scheduled_days,
      card.reps,
      card.lapses,
      card.last_review,
      card.last_review_day,
      card.is_leech,
      card.mastered_at,
    ]
    const after = [card.version, due, stability, card.difficulty, scheduledDays, card.reps + 1, card.lapses]
    const log = [randomUUID(), userId, cardId, reviewId, settings, now, today]
    await run('save', [...log, ...after, ...before, card.goal_id, card.skill_node_id])
    const { chain } = card
    await run('saveMastery', [
      chain.map(node => node.id),
      chain.map(node => node.sum + 1),
      chain.map(node => node.units),
      chain.map(node => node.mastery + 1),
      chain.map(node => node.percentage),
      now,
      card.goal_id,
      chain.at(-1)!.percentage,
      today,
    ])
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}
