import type pg from 'pg'

/**
 * The due queue as the best SQL we can write for it: one statement for what was answered today, one for the
 * cards, prepared, nothing computed outside. Excluded nodes are few, so they are what is joined against.
 */
const answeredToday = `
  SELECT count(*) FILTER (WHERE state_before = 'review')::int AS reviews FROM review_logs
   WHERE user_id = $1 AND learner_day = $2::date AND kind = 'review' AND undone_at IS NULL`

const dueCards = `
  WITH excluded AS MATERIALIZED (
    SELECT n.id FROM learning_goals g JOIN skill_trees t ON t.goal_id = g.id JOIN skill_nodes n ON n.tree_id = t.id
     WHERE g.user_id = $1 AND (g.status NOT IN ('active', 'completed') OR g.deleted_at IS NOT NULL)
     UNION ALL
    SELECT below.id FROM learning_goals g JOIN skill_trees t ON t.goal_id = g.id
      JOIN skill_nodes top ON top.tree_id = t.id AND NOT top.is_enabled AND top.deleted_at IS NULL
      JOIN skill_nodes below ON below.tree_id = top.tree_id AND below.deleted_at IS NULL
       AND (below.path = top.path OR below.path LIKE top.path || '.%')
     WHERE g.user_id = $1),
  due AS MATERIALIZED (
    SELECT id, skill_node_id, state, due, stability, last_review_day FROM flashcards
     WHERE user_id = $1 AND due < $3 AND status = 'active' AND NOT is_suspended AND state <> 'new'
       AND deleted_at IS NULL AND skill_node_id IS NOT NULL
       AND CASE WHEN state = 'review' THEN last_review_day < $2::date ELSE due <= $4 END
       AND skill_node_id NOT IN (SELECT id FROM excluded))
  SELECT * FROM (
    (SELECT id, skill_node_id, state, (SELECT count(*) FROM due WHERE state = 'review')::int AS waiting
       FROM due WHERE state <> 'review' ORDER BY due, id LIMIT $5)
    UNION ALL
    (SELECT id, skill_node_id, state, NULL FROM due WHERE state = 'review'
      ORDER BY ($2::date - last_review_day) / stability DESC, id LIMIT $5)) AS queue
   LIMIT $5`

export interface HandQueue {
  userId: string
  /** 'YYYY-MM-DD' of the learner */
  today: string
  /** the next learner day begins */
  endsAt: Date
  now: Date
  limit: number
}

/** Ids of the cards to study now. */
export async function loadQueueByHand(pool: pg.Pool, queue: HandQueue): Promise<string[]> {
  const { userId, today, endsAt, now, limit } = queue
  await pool.query({ name: 'answered', text: answeredToday, values: [userId, today] })
  const { rows } = await pool.query<{ id: string }>({
    name: 'due',
    text: dueCards,
    values: [userId, today, endsAt, now, limit],
  })
  return rows.map(row => row.id)
}
