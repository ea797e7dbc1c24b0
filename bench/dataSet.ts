import type { BenchDatabase } from './postgres.ts'

/** How much of everything to make. Ids follow from ordinals, so that the same shape is the same data. */
export interface DataShape {
  /** ordinal of the first learner; two calls on one database must not overlap */
  firstLearner?: number
  learners: number
  goalsPerLearner: number
  /** children of each node, level by level: [4, 5, 4] is a tree of 105 nodes, depth 3 */
  breadths: readonly number[]
  cardsPerLeaf: number
  /** of each card that is not new */
  reviewsPerCard: number
  /** 0–1 of all cards */
  newShare?: number
  /** 0–1 of the cards in state review */
  dueShare?: number
  /** least and greatest, days, of the cards in state review */
  stability?: readonly [number, number]
  /** days until today on which the mastery of each goal is known */
  masteryDays?: number
}

export interface Place {
  /** within its tree, from 0 */
  ordinal: number
  parent: number | null
  depth: number
  path: string
  rank: number
  isLeaf: boolean
}

/** Places of a tree's nodes, level by level, the root first. */
export function listPlaces(breadths: readonly number[]): Place[] {
  const places: Place[] = []
  const add = (parent: Place | null, rank: number): Place => {
    const depth = parent === null ? 0 : parent.depth + 1
    const path = parent === null ? '1' : `${parent.path}.${rank}`
    const isLeaf = depth === breadths.length
    const place = { ordinal: places.length, parent: parent?.ordinal ?? null, depth, path, rank, isLeaf }
    places.push(place)
    return place
  }
  let level = [add(null, 1)]
  for (const breadth of breadths) {
    level = level.flatMap(parent => Array.from({ length: breadth }, (_, index) => add(parent, index + 1)))
  }
  return places
}

/** SQL that gives row `ordinal` of a kind its id: a UUIDv7, later rows having later times. */
export const idSql = (kind: string, ordinal: string) => `bench.id('${kind}', ${ordinal})`

export const learnerEmail = (ordinal: number) => `learner${ordinal}@example.org`

const prepare = `
  CREATE SCHEMA IF NOT EXISTS bench;
  -- one expression, so that it is inlined: a call costs more than the rest of a row
  CREATE OR REPLACE FUNCTION bench.id(kind text, ordinal bigint) RETURNS uuid
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
      SELECT overlay(overlay(md5(kind || ordinal)
               PLACING lpad(to_hex(1735689600000 + ordinal), 12, '0') || '7' FROM 1 FOR 13)
               PLACING '8' FROM 17 FOR 1)::uuid $$;
  CREATE UNLOGGED TABLE IF NOT EXISTS bench.places
    (ordinal int, parent int, depth int, path text, rank int, is_leaf boolean);`

/** Nodes per tree and cards per node stay below this. */
const stride = 1000

/**
 * Fills a migrated database in bulk: learners with a session each, goals, trees (a leaf in fifty is switched
 * off), cards in every state with their reviews, and the counts and mastery that follow from them.
 */
export async function fillDatabase(database: BenchDatabase, shape: DataShape): Promise<void> {
  const { firstLearner = 0, learners, goalsPerLearner, breadths, cardsPerLeaf, reviewsPerCard } = shape
  const { newShare = 0.2, dueShare = 0.05, stability: [least, greatest] = [3, 400], masteryDays = 0 } = shape
  const lastLearner = firstLearner + learners - 1
  const goals = `generate_series(${firstLearner * stride}::bigint, ${lastLearner * stride}, ${stride}) AS learner(base),
    generate_series(0, ${goalsPerLearner - 1}) AS of_learner(goal)`
  const goal = '(base + goal)'
  const node = (ordinal: string) => idSql('node', `${goal} * ${stride} + ${ordinal}`)
  const learner = idSql('learner', 'base')
  const card = `(${goal} * ${stride} + p.ordinal) * ${stride} + number`
  const isFirst = `(number = ${reviewsPerCard - 1})`
  const ofLearners = `SELECT ${learner} FROM generate_series(${firstLearner * stride}::bigint, ${lastLearner * stride}, ${stride}) AS base`
  const inserts = [
    `INSERT INTO users (id, name, email, email_verified)
     SELECT ${learner}, 'Learner', 'learner' || base / ${stride} || '@example.org', true
       FROM generate_series(${firstLearner * stride}::bigint, ${lastLearner * stride}, ${stride}) AS base`,
    `INSERT INTO sessions (id, user_id, token, expires_at)
     SELECT ${idSql('session', 'base')}, ${learner}, ${sessionTokenSql('base')}, now() + '365 days'
       FROM generate_series(${firstLearner * stride}::bigint, ${lastLearner * stride}, ${stride}) AS base`,
    `INSERT INTO learning_goals (id, user_id, title)
     SELECT ${idSql('goal', goal)}, ${learner}, 'Goal number ' || goal + 1 FROM ${goals}`,
    `INSERT INTO skill_trees (id, goal_id, generated_by, node_count, max_depth)
     SELECT ${idSql('tree', goal)}, ${idSql('goal', goal)}, 'outline',
            (SELECT count(*) FROM bench.places), (SELECT max(depth) FROM bench.places) FROM ${goals}`,
    `INSERT INTO skill_nodes (id, tree_id, parent_id, title, depth, path, sort_order, is_enabled)
     SELECT ${node('p.ordinal')}, ${idSql('tree', goal)}, ${node('p.parent')},
            'What is to be known about ' || p.path, p.depth, p.path, p.rank - 1,
            NOT p.is_leaf OR p.ordinal % 50 <> 7
       FROM ${goals}, bench.places p ORDER BY 1`,
    `INSERT INTO flashcards (id, user_id, skill_node_id, question, answer, state, due, stability, difficulty,
            scheduled_days, reps, last_review, last_review_day, mastered_at, created_at)
     SELECT id, user_id, node_id,
            'What has to be remembered about this point, number ' || number || '?',
            'What it is, why it is so, and where the exception lies: ' || md5(id::text) || md5(node_id::text),
            state, CASE WHEN state = 'new' THEN NULL
                        WHEN state = 'learning' THEN now() + (random() - 0.5) * interval '1 hour'
                        ELSE (today - elapsed + scheduled) + time '12:00' END,
            stability, CASE WHEN state <> 'new' THEN 1 + 9 * random() END,
            CASE WHEN state = 'review' THEN scheduled ELSE 0 END,
            CASE WHEN state = 'new' THEN 0 ELSE ${reviewsPerCard} END,
            CASE WHEN state = 'learning' THEN now() - interval '31 minutes'
                 WHEN state = 'review' THEN (today - elapsed) + time '12:00' END,
            CASE WHEN state = 'learning' THEN today WHEN state = 'review' THEN today - elapsed END,
            CASE WHEN state = 'review' AND stability >= 21 THEN now() - elapsed * interval '1 day' END,
            now() - interval '400 days' + id_number * interval '1 microsecond'
       FROM (SELECT *, CASE WHEN chance >= ${dueShare} THEN greatest(1, floor(random() * scheduled))
                            ELSE scheduled + floor(random() * 5) END::int AS elapsed
               FROM (SELECT *, greatest(1, round(stability))::int AS scheduled, random() AS chance
                       FROM (SELECT *, CASE state WHEN 'review' THEN ${least} * exp(random() * ln(${greatest / least}))
                                                  WHEN 'learning' THEN 0.2 + 2 * random() END AS stability
                               FROM (SELECT *, CASE WHEN kind < ${newShare} THEN 'new'
                                                    WHEN kind < ${newShare} + 0.002 THEN 'learning'
                                                    ELSE 'review' END AS state
                                       FROM (SELECT ${idSql('card', card)} AS id, ${card} AS id_number, number,
                                                    ${learner} AS user_id, ${node('p.ordinal')} AS node_id,
                                                    random() AS kind,
                                                    ${today} AS today
                                               FROM ${goals}, bench.places p,
                                                    generate_series(1, ${cardsPerLeaf}) AS number
                                              WHERE p.is_leaf) AS z) AS a) AS b) AS c) AS d`,
    `INSERT INTO goal_mastery_days (goal_id, learner_day, mastery_percentage)
     SELECT ${idSql('goal', goal)}, ${today} - day, greatest(0, 60 - day / 2)
       FROM ${goals}, generate_series(0, ${masteryDays - 1}) AS day`,
    `INSERT INTO review_logs (id, user_id, flashcard_id, client_review_id, rating, reviewed_at, learner_day,
            duration_ms, settings, state_before, due_before, stability_before, difficulty_before, scheduled_days_before,
            state_after, due_after, stability_after, difficulty_after,
            scheduled_days, reps_after, last_review_after, last_review_day_after, goal_id, skill_node_id)
     SELECT gen_random_uuid(), f.user_id, f.id, gen_random_uuid(), CASE WHEN random() < 0.1 THEN 1 ELSE 3 END,
            f.last_review - number * interval '1 day', f.last_review_day - number, 4000, '{}',
            CASE WHEN ${isFirst} THEN 'new' ELSE 'review' END, CASE WHEN NOT ${isFirst} THEN f.due END,
            CASE WHEN NOT ${isFirst} THEN f.stability END, CASE WHEN NOT ${isFirst} THEN f.difficulty END,
            CASE WHEN ${isFirst} THEN 0 ELSE f.scheduled_days END, f.state, f.due, f.stability, f.difficulty,
            f.scheduled_days, f.reps, f.last_review, f.last_review_day, t.goal_id, f.skill_node_id
       FROM flashcards f JOIN skill_nodes n ON n.id = f.skill_node_id JOIN skill_trees t ON t.id = n.tree_id,
            generate_series(0, ${reviewsPerCard - 1}) AS number
      WHERE f.state <> 'new'
        AND f.user_id IN (${ofLearners})`,
    sumDays('review_days', 'user_id', ofLearners),
    sumDays('goal_review_days', 'goal_id', ofLearners),
  ]
  await database.query(prepare)
  await writePlaces(database, listPlaces(breadths))
  // Every reference is right by construction; checking each would take most of the time.
  await database.query(
    ['BEGIN', "SET LOCAL session_replication_role = 'replica'", 'SELECT setseed(0.42)', ...inserts]
      .concat(countSql(firstLearner * stride, (lastLearner + 1) * stride), 'COMMIT')
      .join(';\n'),
  )
  await database.query('VACUUM (ANALYZE)')
  await database.query('CHECKPOINT')
}

/** The learner day of a learner with default settings. */
const today = "(now() AT TIME ZONE 'UTC' - interval '4 hours')::date"

/** Reviews summed by day; the rules of server/domain/retention.ts. */
function sumDays(table: string, key: string, learners: string): string {
  const recalled = "presentation = 'flip' AND state_before = 'review' AND scheduled_days_before"
  return `INSERT INTO ${table}
    SELECT ${key}, learner_day, count(*), sum(floor(least(duration_ms, 60000) / 1000.0 + 0.5)),
           count(*) FILTER (WHERE state_before = 'new'),
           count(*) FILTER (WHERE ${recalled} < 21 AND rating >= 2), count(*) FILTER (WHERE ${recalled} < 21 AND rating < 2),
           count(*) FILTER (WHERE ${recalled} >= 21 AND rating >= 2), count(*) FILTER (WHERE ${recalled} >= 21 AND rating < 2)
      FROM review_logs WHERE user_id IN (${learners}) GROUP BY ${key}, learner_day`
}

/** The session token of a learner, before it is signed. */
export const sessionToken = (learnerOrdinal: number) => `session-of-learner-${learnerOrdinal * stride}`
const sessionTokenSql = (base: string) => `'session-of-learner-' || ${base}`

/** The id of a learner's goal, both counted from 0. */
export async function readGoalId(database: BenchDatabase, learner: number, goal = 0): Promise<string> {
  const [row] = await database.query<{ id: string }>(
    `SELECT ${idSql('goal', `${learner * stride + goal}`)} AS id`,
  )
  return row!.id
}

async function writePlaces(database: BenchDatabase, places: Place[]): Promise<void> {
  await database.query('TRUNCATE bench.places')
  await database.query(
    `INSERT INTO bench.places SELECT * FROM json_to_recordset($1)
       AS place(ordinal int, parent int, depth int, path text, rank int, is_leaf boolean)`,
    [JSON.stringify(places.map(({ isLeaf, ...place }) => ({ ...place, is_leaf: isLeaf })))],
  )
}

/** Counts and mastery of every node from its cards, bottom up; the rules of server/domain/mastery.ts. */
function countSql(firstGoal: number, endGoal: number): string[] {
  const trees = `n.tree_id IN (SELECT ${idSql('tree', 'o')} FROM generate_series(${firstGoal}::bigint, ${endGoal}) AS o)`
  const ofCards = `
    UPDATE skill_nodes n SET card_count = c.cards, studied_card_count = c.cards, card_mastery_sum = c.mastery
      FROM (SELECT skill_node_id, count(*) AS cards,
                   sum(CASE WHEN state = 'new' THEN 0 WHEN state = 'review' AND stability >= 21 THEN 1000000
                            ELSE least(999999, floor(1000000 * stability / 21 + 0.5)) END::bigint) AS mastery
              FROM flashcards WHERE skill_node_id IS NOT NULL GROUP BY skill_node_id) c
     WHERE c.skill_node_id = n.id AND n.card_count = 0`
  const level = (depth: number) => `
    UPDATE skill_nodes n SET unit_count = u.units, unit_mastery = u.mastery,
           mastery_percentage = CASE WHEN u.units = 0 THEN 0 ELSE floor(u.mastery / (10000 * u.units)) END
      FROM (SELECT n.id,
                   (n.card_count > 0 OR count(child.id) = 0)::int + COALESCE(sum(child.unit_count), 0) AS units,
                   n.card_mastery_sum / greatest(1, n.card_count) + COALESCE(sum(child.unit_mastery), 0) AS mastery
              FROM skill_nodes n LEFT JOIN skill_nodes child ON child.tree_id = n.tree_id AND child.parent_id = n.id
             WHERE n.depth = ${depth} AND ${trees} GROUP BY n.id) u
     WHERE u.id = n.id`
  return [
    ofCards,
    level(3),
    level(2),
    level(1),
    level(0),
    `UPDATE learning_goals g SET mastery_percentage = n.mastery_percentage
       FROM skill_trees t JOIN skill_nodes n ON n.tree_id = t.id AND n.depth = 0
      WHERE t.goal_id = g.id AND ${trees}`,
  ]
}
