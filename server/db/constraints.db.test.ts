import { beforeAll, describe, expect, test } from 'vitest'
import { useTestDatabase } from '../testing/database.ts'

const database = useTestDatabase()

/** Names the schema cannot hold: asked of the catalog, as the database really has them. */
const ask = <Row>(sql: string) => database().db.$queryRawUnsafe<Row[]>(sql)

test('every path is unique in its tree when a transaction ends', async () => {
  const rows = await ask(`
    SELECT condeferrable AS "isDeferrable", condeferred AS "isDeferred", pg_get_constraintdef(oid) AS definition
    FROM pg_constraint WHERE conname = 'skill_nodes_tree_id_path_key'`)
  expect(rows).toEqual([
    {
      isDeferrable: true,
      isDeferred: true,
      definition: 'UNIQUE (tree_id, path) DEFERRABLE INITIALLY DEFERRED',
    },
  ])
})

test('a parent is of the same tree', async () => {
  const rows = await ask(`
    SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint
    WHERE conname = 'skill_nodes_tree_id_parent_id_fkey'`)
  expect(rows).toEqual([
    {
      definition: 'FOREIGN KEY (tree_id, parent_id) REFERENCES skill_nodes(tree_id, id) ON DELETE CASCADE',
    },
  ])
})

test('partial indexes', async () => {
  const rows = await ask<{ name: string; definition: string }>(`
    SELECT c.relname AS name, i.indisunique AS "isUnique",
           array_to_string(array(SELECT pg_get_indexdef(i.indexrelid, k, true) FROM generate_series(1, i.indnkeyatts) k), ', ') AS columns,
           pg_get_expr(i.indpred, i.indrelid, true) AS condition
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE i.indpred IS NOT NULL AND c.relnamespace = 'public'::regnamespace ORDER BY 1`)
  const studied = "status::text = 'active'::text AND NOT is_suspended"
  expect(rows).toEqual([
    {
      name: 'flashcards_due_queue_idx',
      isUnique: false,
      columns: 'user_id, due',
      condition: `${studied} AND state::text <> 'new'::text AND deleted_at IS NULL AND skill_node_id IS NOT NULL`,
    },
    {
      name: 'flashcards_external_id_key',
      isUnique: true,
      columns: 'user_id, external_id',
      condition: 'external_id IS NOT NULL AND deleted_at IS NULL',
    },
    {
      name: 'flashcards_new_queue_idx',
      isUnique: false,
      columns: 'skill_node_id, created_at, id',
      condition: `state::text = 'new'::text AND ${studied} AND deleted_at IS NULL`,
    },
    {
      name: 'flashcards_unlinked_idx',
      isUnique: false,
      columns: 'user_id',
      condition: 'skill_node_id IS NULL AND deleted_at IS NULL',
    },
    {
      name: 'skill_nodes_disabled_idx',
      isUnique: false,
      columns: 'tree_id',
      condition: 'NOT is_enabled AND deleted_at IS NULL',
    },
    {
      name: 'skill_nodes_one_root_key',
      isUnique: true,
      columns: 'tree_id',
      condition: 'depth = 0 AND deleted_at IS NULL',
    },
    {
      name: 'study_sessions_one_active_key',
      isUnique: true,
      columns: 'user_id',
      condition: "status::text = 'active'::text",
    },
  ])
})

test('nothing hides in triggers, and no column of times lacks its zone', async () => {
  expect(await ask('SELECT tgname FROM pg_trigger WHERE NOT tgisinternal')).toEqual([])
  expect(
    await ask(`
      SELECT table_name, column_name FROM information_schema.columns
      WHERE table_schema = 'public' AND data_type = 'timestamp without time zone'`),
  ).toEqual([])
})

describe('CHECK', () => {
  const ids = {} as Record<string, string>

  beforeAll(async () => {
    const { db } = database()
    const user = await db.user.create({ data: { name: 'Learner', email: 'checks@example.org' } })
    const goal = await db.learningGoal.create({
      data: { userId: user.id, title: 'Go', skillTree: { create: {} } },
    })
    const tree = await db.skillTree.findUniqueOrThrow({ where: { goalId: goal.id } })
    const root = await db.skillNode.create({ data: { treeId: tree.id, title: 'Go', depth: 0, path: '1' } })
    const topic = await db.skillNode.create({
      data: { treeId: tree.id, parentId: root.id, title: 'Types', depth: 1, path: '1.1' },
    })
    const scheduled = { due: new Date(), stability: 3, difficulty: 5 }
    const card = await db.flashcard.create({
      data: {
        userId: user.id,
        skillNodeId: topic.id,
        question: 'q',
        answer: 'a',
        state: 'review',
        ...scheduled,
      },
    })
    const session = await db.studySession.create({
      data: { userId: user.id, mode: 'timed', durationSeconds: 300, expiresAt: new Date() },
    })
    await db.studySessionItem.create({ data: { sessionId: session.id, position: 0, flashcardId: card.id } })
    await db.reviewLog.create({
      data: {
        userId: user.id,
        flashcardId: card.id,
        clientReviewId: crypto.randomUUID(),
        rating: 3,
        reviewedAt: new Date(),
        learnerDay: new Date(),
        settings: {},
        stateBefore: 'new',
        stateAfter: 'review',
        dueAfter: new Date(),
        stabilityAfter: 3,
        difficultyAfter: 5,
      },
    })
    await db.deletion.create({ data: { userId: user.id, kind: 'cards', title: 'q' } })
    await db.goalMasteryDay.create({
      data: { goalId: goal.id, learnerDay: new Date(), masteryPercentage: 0 },
    })
    const counts = { reviews: 1, seconds: 0, newCards: 0 }
    const recall = { youngPassed: 0, youngFailed: 0, maturePassed: 0, matureFailed: 0 }
    const day = { learnerDay: new Date(), ...counts, ...recall }
    await db.reviewDay.create({ data: { userId: user.id, ...day } })
    await db.goalReviewDay.create({ data: { goalId: goal.id, ...day } })
    await db.generationJob.create({ data: { userId: user.id, kind: 'flashcards' } })
    await db.apiToken.create({
      data: { userId: user.id, name: 't', scope: 'read', prefix: 'p', tokenHash: 'h' },
    })
    await db.userTitle.create({ data: { userId: user.id } })
    const topicAsked = await db.topicAnalytics.create({ data: { normalizedTopic: 'go' } })
    await db.topicLearner.create({ data: { topicId: topicAsked.id, userId: user.id } })
    await db.rateLimit.create({ data: { key: 'k', count: 1, lastRequest: 0 } })
    Object.assign(ids, { root: root.id, topic: topic.id })
  })

  test.each<[table: string, constraint: string, ...assignments: string[]]>([
    ['users', 'day_start_hour', 'day_start_hour = -1', 'day_start_hour = 24'],
    [
      'users',
      'desired_retention',
      'desired_retention = 0.69',
      'desired_retention = 0.971',
      "desired_retention = 'NaN'",
    ],
    ['users', 'new_cards_per_day', 'new_cards_per_day = -1'],
    ['users', 'reviews_per_day', 'reviews_per_day = -1'],
    ['users', 'maximum_interval_days', 'maximum_interval_days = 0', 'maximum_interval_days = 36501'],
    ['users', 'fsrs_weights', 'fsrs_weights = ARRAY[1.0]'],
    ['rate_limits', 'count', 'count = -1'],
    ['learning_goals', 'status', "status = 'done'"],
    ['learning_goals', 'mastery_percentage', 'mastery_percentage = -1', 'mastery_percentage = 101'],
    ['learning_goals', 'total_time_seconds', 'total_time_seconds = -1'],
    ['learning_goals', 'new_cards_per_day', 'new_cards_per_day = -1'],
    ['skill_trees', 'generated_by', "generated_by = 'hand'"],
    ['skill_trees', 'node_count', 'node_count = -1'],
    ['skill_trees', 'max_depth', 'max_depth = 4'],
    ['skill_nodes', 'depth', "depth = 4, path = '1.1.1.1.1'"],
    ['skill_nodes', 'root', 'parent_id = NULL'],
    ['skill_nodes', 'path', "path = '1.01'", "path = '2.1'", "path = ''", "path = '1.0', sort_order = -1"],
    ['skill_nodes', 'path_depth', "path = '1.1.1'", 'depth = 2'],
    ['skill_nodes', 'path_order', "path = '1.2'", 'sort_order = 1'],
    ['skill_nodes', 'deleted', 'deleted_at = now()', 'path = NULL'],
    ['skill_nodes', 'sort_order', 'sort_order = -1, path = NULL, deleted_at = now()'],
    ['skill_nodes', 'mastery_percentage', 'mastery_percentage = 101'],
    ['skill_nodes', 'card_count', 'card_count = -1'],
    ['skill_nodes', 'studied_card_count', 'studied_card_count = -1'],
    ['skill_nodes', 'card_mastery_sum', 'card_mastery_sum = -1'],
    ['skill_nodes', 'unit_count', 'unit_count = -1'],
    ['skill_nodes', 'unit_mastery', 'unit_mastery = -1'],
    ['flashcards', 'question', "question = repeat('x', 10001)"],
    ['flashcards', 'answer', "answer = repeat('x', 10001)"],
    ['flashcards', 'explanation', "explanation = repeat('x', 10001)"],
    ['flashcards', 'card_type', "card_type = 'cloze'"],
    ['flashcards', 'status', "status = 'deleted'"],
    ['flashcards', 'version', 'version = -1'],
    ['flashcards', 'state', "state = 'mastered'"],
    ['flashcards', 'new_due', 'due = NULL'],
    ['flashcards', 'new_stability', 'stability = NULL'],
    ['flashcards', 'new_difficulty', 'difficulty = NULL'],
    ['flashcards', 'stability', 'stability = 0', "stability = 'NaN'", "stability = 'Infinity'"],
    ['flashcards', 'difficulty', 'difficulty = 0.9', 'difficulty = 10.1', "difficulty = 'NaN'"],
    ['flashcards', 'learning_step', 'learning_step = -1'],
    ['flashcards', 'scheduled_days', 'scheduled_days = -1', "scheduled_days = 'NaN'"],
    ['flashcards', 'reps', 'reps = -1'],
    ['flashcards', 'lapses', 'lapses = -1'],
    ['review_logs', 'kind', "kind = 'undo'"],
    ['review_logs', 'rating', 'rating = 0', 'rating = 5'],
    ['review_logs', 'reset', 'rating = NULL', "kind = 'reset'"],
    ['review_logs', 'mode', "mode = 'exam'"],
    ['review_logs', 'presentation', "presentation = 'typed'"],
    ['review_logs', 'elapsed_days', 'elapsed_days = -1'],
    ['review_logs', 'duration_ms', 'duration_ms = -1', 'duration_ms = 86400001'],
    ['review_logs', 'points', 'points = -1'],
    ['review_logs', 'study_item_position', 'study_item_position = -1'],
    [
      'review_logs',
      'state_before',
      "state_before = 'mastered', due_before = now(), stability_before = 1, difficulty_before = 1",
    ],
    ['review_logs', 'new_before', 'due_before = now()', 'stability_before = 1', 'difficulty_before = 1'],
    [
      'review_logs',
      'stability_before',
      "state_before = 'review', due_before = now(), stability_before = 0, difficulty_before = 1",
    ],
    [
      'review_logs',
      'difficulty_before',
      "state_before = 'review', due_before = now(), stability_before = 1, difficulty_before = 0",
    ],
    ['review_logs', 'learning_step_before', 'learning_step_before = -1'],
    ['review_logs', 'scheduled_days_before', 'scheduled_days_before = -1'],
    ['review_logs', 'reps_before', 'reps_before = -1'],
    ['review_logs', 'lapses_before', 'lapses_before = -1'],
    ['review_logs', 'state_after', "state_after = 'mastered'"],
    ['review_logs', 'new_after', 'due_after = NULL', 'stability_after = NULL', 'difficulty_after = NULL'],
    ['review_logs', 'stability_after', 'stability_after = 0', "stability_after = 'NaN'"],
    ['review_logs', 'difficulty_after', 'difficulty_after = 11'],
    ['review_logs', 'learning_step_after', 'learning_step_after = -1'],
    ['review_logs', 'scheduled_days', 'scheduled_days = -1'],
    ['review_logs', 'reps_after', 'reps_after = -1'],
    ['review_logs', 'lapses_after', 'lapses_after = -1'],
    ['study_sessions', 'mode', "mode = 'exam'"],
    ['study_sessions', 'status', "status = 'paused'"],
    ['study_sessions', 'card_limit', 'card_limit = 0'],
    ['study_sessions', 'duration_seconds', 'duration_seconds = 59', 'duration_seconds = 1201'],
    ['study_sessions', 'waiting_count', 'waiting_count = -1'],
    ['study_session_items', 'position', 'position = -1'],
    ['study_session_items', 'presentation', "presentation = 'typed'"],
    ['deletions', 'kind', "kind = 'card'"],
    ['deletions', 'unlinked_card_count', 'unlinked_card_count = -1'],
    ['deletions', 'deleted_card_count', 'deleted_card_count = -1'],
    ['goal_mastery_days', 'mastery_percentage', 'mastery_percentage = 101'],
    ['review_days', 'seconds', 'seconds = -1'],
    ['review_days', 'new_cards', 'new_cards = -1', 'new_cards = 2'],
    ['review_days', 'retention', 'young_passed = -1', 'mature_failed = 2'],
    ['goal_review_days', 'seconds', 'seconds = -1'],
    ['goal_review_days', 'new_cards', 'new_cards = -1', 'new_cards = 2'],
    ['goal_review_days', 'retention', 'young_passed = -1', 'mature_failed = 2'],
    ['generation_jobs', 'kind', "kind = 'notes'"],
    ['generation_jobs', 'status', "status = 'waiting'"],
    ['generation_jobs', 'progress', 'progress = 1.1', "progress = 'NaN'"],
    ['generation_jobs', 'dropped_count', 'dropped_count = -1'],
    ['generation_jobs', 'prompt_tokens', 'prompt_tokens = -1'],
    ['generation_jobs', 'completion_tokens', 'completion_tokens = -1'],
    ['api_tokens', 'scope', "scope = 'admin'"],
    ['user_titles', 'total_cards_mastered', 'total_cards_mastered = -1'],
    ['user_titles', 'total_goals_completed', 'total_goals_completed = -1'],
    ['topic_analytics', 'user_count', 'user_count = -1'],
    ['topic_analytics', 'goal_count', 'goal_count = -1'],
    ['topic_learners', 'goal_count', 'goal_count = -1'],
  ])('%s: %s', async (table, constraint, ...assignments) => {
    tested.push(`${table}_${constraint}_check`)
    const where = table === 'skill_nodes' ? `WHERE id = '${ids.topic}'` : ''
    for (const assignment of assignments) {
      await expect(
        database().db.$executeRawUnsafe(`UPDATE ${table} SET ${assignment} ${where}`),
        assignment,
      ).rejects.toThrow(`violates check constraint "${table}_${constraint}_check"`)
    }
  })

  const tested: string[] = []
  test('each of them was tried', async () => {
    const rows = await ask<{ conname: string }>(
      `SELECT conname FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace`,
    )
    expect(tested.sort()).toEqual(rows.map(row => row.conname).sort())
  })
})
