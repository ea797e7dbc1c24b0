import { v7 as uuidv7 } from 'uuid'
import type { Db, Tx } from '../db/client.ts'
import { addExample } from '../domain/curatedDemand.ts'
import { Forbidden } from '../domain/errors.ts'
import type { Learner } from '../domain/learner.ts'
import { normalizeTopic } from '../domain/topic.ts'
import type { CuratedTrees } from './curatedTrees.ts'

/**
 * Counts the topic of a new goal, in its transaction and last in it: many learners may create a goal of the
 * same topic at a time, and each holds the topic's row until it is saved. A guest counts as a learner of it
 * once they sign up (auth/guests.ts).
 */
export async function countTopic(
  tx: Tx,
  user: { id: string; isAnonymous: boolean },
  title: string,
  curatedTrees: CuratedTrees,
  now: Date,
): Promise<void> {
  const topic = normalizeTopic(title)
  const hasCuratedTree = listCuratedTopics(curatedTrees).has(topic)
  const [row] = await tx.$queryRaw<[{ id: string; original_examples: string[] }]>`
    INSERT INTO topic_analytics AS t
           (id, normalized_topic, user_count, goal_count, first_seen_at, last_seen_at, has_curated_tree)
    VALUES (${uuidv7()}::uuid, ${topic}, 0, 1, ${now}, ${now}, ${hasCuratedTree})
    ON CONFLICT (normalized_topic) DO UPDATE SET goal_count = t.goal_count + 1,
           last_seen_at = GREATEST(t.last_seen_at, ${now}), has_curated_tree = ${hasCuratedTree}
    RETURNING id, original_examples`
  const examples = addExample(row.original_examples, title)
  const added = examples.slice(row.original_examples.length)
  await tx.$executeRaw`
    WITH learner AS (
      INSERT INTO topic_learners AS l (topic_id, user_id, goal_count, examples, first_seen_at)
      VALUES (${row.id}::uuid, ${user.id}::uuid, 1, ${added}::text[], ${now})
      ON CONFLICT (topic_id, user_id) DO UPDATE SET goal_count = l.goal_count + 1,
             examples = l.examples || excluded.examples
      RETURNING goal_count)
    UPDATE topic_analytics
       SET original_examples = ${JSON.stringify(examples)}::jsonb,
           user_count = user_count + CASE WHEN ${user.isAnonymous} THEN 0
             ELSE (SELECT count(*) FROM learner WHERE goal_count = 1) END
     WHERE id = ${row.id}::uuid`
}

/** Makes every topic say whether a shipped tree exists for it; called once at the start. */
export async function markCuratedTopics(db: Db, curatedTrees: CuratedTrees): Promise<void> {
  const topics = [...listCuratedTopics(curatedTrees)]
  await db.$executeRaw`
    UPDATE topic_analytics SET has_curated_tree = NOT has_curated_tree
     WHERE has_curated_tree <> (normalized_topic = ANY(${topics}::text[]))`
}

/** Takes a learner's spellings out of the topics they asked for; called before their account is removed. */
export async function removeTopicExamples(tx: Tx, userId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE topic_analytics t SET original_examples = t.original_examples - l.examples
      FROM topic_learners l
     WHERE l.topic_id = t.id AND l.user_id = ${userId}::uuid AND l.examples <> '{}'`
  await tx.topicLearner.updateMany({ where: { userId }, data: { examples: [] } })
}

/** @throws Forbidden for anyone but administrators */
export function requireAdministrator(learner: Learner): void {
  if (!learner.isAdmin) throw new Forbidden('Only administrators may see what is asked for.')
}

const topicsOfTrees = new WeakMap<CuratedTrees, Set<string>>()

/** Every name of the shipped trees, normalised as the topics of goals are. */
function listCuratedTopics(curatedTrees: CuratedTrees): Set<string> {
  let topics = topicsOfTrees.get(curatedTrees)
  if (!topics) {
    const names = curatedTrees.all.flatMap(tree => [tree.slug, tree.title, ...tree.topics])
    topics = new Set(names.map(normalizeTopic))
    topicsOfTrees.set(curatedTrees, topics)
  }
  return topics
}
