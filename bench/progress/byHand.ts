import type pg from 'pg'

/**
 * All that the page of progress shows, as the best SQL we can write for it: prepared, all at the same time,
 * cards read once for several figures where that is possible. Nothing is decided or computed outside.
 */
const sql = {
  user: 'SELECT * FROM users WHERE id = $1',
  goals: `
    SELECT g.id, g.title, g.status, g.mastery_percentage, g.updated_at, cards.count
      FROM learning_goals g JOIN skill_trees t ON t.goal_id = g.id
      CROSS JOIN LATERAL (
        SELECT sum(n.card_count)::int AS count FROM skill_nodes n
         WHERE n.tree_id = t.id AND n.deleted_at IS NULL) cards
     WHERE g.user_id = $1 AND g.deleted_at IS NULL AND g.status IN ('active', 'paused', 'completed')
     ORDER BY g.updated_at DESC, g.id LIMIT 51`,
  cards: `
    SELECT state, count(*)::int AS total,
           count(*) FILTER (WHERE state = 'review' AND stability >= 21)::int AS mastered,
           sum(power(1 + $3::float8 * greatest(0, $2::date - last_review_day) / stability, $4::float8)) AS known
      FROM flashcards WHERE user_id = $1 AND status = 'active' AND deleted_at IS NULL GROUP BY state`,
  due: `
    WITH node AS MATERIALIZED (
      SELECT n.id, t.goal_id FROM learning_goals g JOIN skill_trees t ON t.goal_id = g.id
        JOIN skill_nodes n ON n.tree_id = t.id AND n.deleted_at IS NULL
       WHERE g.user_id = $1 AND g.status IN ('active', 'completed') AND g.deleted_at IS NULL
         AND n.id NOT IN (
           SELECT below.id FROM learning_goals g JOIN skill_trees t ON t.goal_id = g.id
             JOIN skill_nodes top ON top.tree_id = t.id AND NOT top.is_enabled AND top.deleted_at IS NULL
             JOIN skill_nodes below ON below.tree_id = top.tree_id AND below.deleted_at IS NULL
              AND (below.path = top.path OR below.path LIKE top.path || '.%')
            WHERE g.user_id = $1)),
    due AS MATERIALIZED (
      SELECT skill_node_id, state, due, last_review_day < $2::date AS is_open,
             CASE WHEN state = 'review' AND last_review_day >= $2::date THEN greatest(due, ($4::timestamptz[])[1])
                  ELSE due END AS falls_due
        FROM flashcards
       WHERE user_id = $1 AND due < $5 AND status = 'active' AND NOT is_suspended AND state <> 'new'
         AND deleted_at IS NULL AND skill_node_id IS NOT NULL)
    SELECT node.goal_id, width_bucket(falls_due, $4) AS day_number, count(*)::int AS count,
           count(*) FILTER (WHERE state = 'review' AND is_open AND due < ($4::timestamptz[])[1]
                               OR state <> 'review' AND due <= $3)::int AS now,
           min(falls_due) FILTER (WHERE due > $3) AS next
      FROM due JOIN node ON node.id = due.skill_node_id GROUP BY 1, 2`,
  answered: 'SELECT * FROM review_days WHERE user_id = $1',
  mastery: `
    SELECT m.* FROM learning_goals g JOIN goal_mastery_days m ON m.goal_id = g.id AND m.learner_day >= $2::date - 90
     WHERE g.user_id = $1 AND g.deleted_at IS NULL AND g.status IN ('active', 'completed')`,
  today: `
    SELECT (SELECT avg(least(duration_ms, 60000)) FROM (
              SELECT duration_ms FROM review_logs
               WHERE user_id = $1 AND kind = 'review' AND undone_at IS NULL AND duration_ms IS NOT NULL
               ORDER BY reviewed_at DESC, id DESC LIMIT 200) AS latest) AS answer_ms,
           (SELECT json_object_agg(COALESCE(goal_id::text, ''), reviews) FROM (
              SELECT goal_id, count(*) AS reviews FROM review_logs
               WHERE user_id = $1 AND learner_day = $2::date AND kind = 'review' AND undone_at IS NULL
               GROUP BY goal_id) AS by_goal) AS reviews`,
  awards: `
    SELECT (SELECT json_agg(a ORDER BY a.unlocked_at DESC) FROM user_achievements a WHERE a.user_id = $1) AS achievements,
           (SELECT row_to_json(t) FROM user_titles t WHERE t.user_id = $1) AS title,
           (SELECT max(of_week) FROM (
              SELECT count(*) OVER (ORDER BY learner_day RANGE BETWEEN '6 days' PRECEDING AND CURRENT ROW) AS of_week
                FROM review_days WHERE user_id = $1 AND reviews > 0) AS week) AS week_days,
           (SELECT json_agg(result) FROM (
              SELECT count(DISTINCT l.flashcard_id) AS cards, bool_and(l.rating >= 3) AS is_flawless
                FROM (SELECT id FROM study_sessions WHERE user_id = $1 ORDER BY started_at DESC LIMIT 20) AS s
                JOIN review_logs l ON l.study_session_id = s.id AND l.kind = 'review' AND l.undone_at IS NULL
               GROUP BY s.id) AS result) AS sessions`,
} as const

export interface HandProgress {
  userId: string
  /** 'YYYY-MM-DD' of the learner */
  today: string
  now: Date
  /** first instants of the thirty days after today */
  starts: Date[]
  /** of the forgetting curve */
  factor: number
  decay: number
}

export interface Figures {
  totalCards: number
  masteredCards: number
  reviewsTotal: number
  dueNow: number
  forecast: number[]
  goalCards: number
}

export async function loadProgressByHand(pool: pg.Pool, asked: HandProgress): Promise<Figures> {
  const { userId, today, now, starts, factor, decay } = asked
  const run = async (name: keyof typeof sql, values: unknown[]) =>
    (await pool.query({ name, text: sql[name], values })).rows
  const [, goals, cards, due, answered] = await Promise.all([
    run('user', [userId]),
    run('goals', [userId]),
    run('cards', [userId, today, factor, decay]),
    run('due', [userId, today, now, starts, starts.at(-1)]),
    run('answered', [userId]),
    run('mastery', [userId, today]),
    run('today', [userId, today]),
    run('awards', [userId]),
  ])
  const forecast = starts.map(() => 0)
  for (const { day_number, count } of due) forecast[day_number] += count
  return {
    totalCards: sum(cards, 'total'),
    masteredCards: sum(cards, 'mastered'),
    reviewsTotal: sum(answered, 'reviews'),
    dueNow: sum(due, 'now'),
    forecast,
    goalCards: sum(goals, 'count'),
  }
}

function sum(rows: Record<string, number>[], column: string): number {
  return rows.reduce((total, row) => total + row[column]!, 0)
}
