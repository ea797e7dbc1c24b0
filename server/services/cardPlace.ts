import type { Tx } from '../db/client.ts'
import type { Flashcard, User } from '../db/generated/prisma/client.ts'
import { type Row, toModel } from '../db/rows.ts'
import { applyCardChange, type CardCountDelta, type ChainNode } from '../domain/mastery.ts'
import { completeGoal } from './goalCompletion.ts'
import { isTreeComplete, saveGoalMastery } from './treeMastery.ts'

/** A node above a card, or the card's own, with what is stored for it. */
export interface PlaceNode extends ChainNode {
  masteryPercentage: number
}

/** A card, locked with the goal it stands in, and the nodes from its own up to the root. */
export interface CardPlace {
  card: Flashcard
  /** null: unlinked */
  goal: { id: string; status: string; masteryPercentage: number } | null
  /** from the card's node to the root; empty when unlinked */
  chain: PlaceNode[]
  /** whether the card's node has children */
  hasChildren: boolean
  /** when the card was last reset, where it has not been answered since */
  resetAt: Date | null
  /** id of the review the learner sent before under the given id */
  earlierId: string | null
}

/**
 * Locks a card of the learner and its goal, in the order of locks.ts, and reads its place: one statement.
 * The learner's row is locked before, so that nothing here is stale. Also finds deleted cards; null for
 * what is not the learner's.
 */
export async function lockCardPlace(
  tx: Tx,
  userId: string,
  cardId: string,
  clientReviewId: string | null = null,
): Promise<CardPlace | null> {
  const [row] = await tx.$queryRaw<Row[]>`
    WITH RECURSIVE place AS (
      SELECT n.id, n.tree_id, t.goal_id FROM flashcards f
        JOIN skill_nodes n ON n.id = f.skill_node_id AND n.deleted_at IS NULL
        JOIN skill_trees t ON t.id = n.tree_id
       WHERE f.id = ${cardId}::uuid AND f.user_id = ${userId}::uuid),
    goal AS MATERIALIZED (
      SELECT g.id, g.status, g.mastery_percentage FROM learning_goals g
       WHERE g.id = (SELECT goal_id FROM place) FOR UPDATE),
    -- counting the goal makes its lock come first
    card AS MATERIALIZED (
      SELECT f.* FROM flashcards f
       WHERE f.id = ${cardId}::uuid AND f.user_id = ${userId}::uuid AND (SELECT count(*) FROM goal) < 2
         FOR UPDATE),
    chain AS (
      SELECT n.*, 0 AS height FROM skill_nodes n WHERE n.id = (SELECT id FROM place)
       UNION ALL
      SELECT above.*, chain.height + 1 FROM chain JOIN skill_nodes above ON above.id = chain.parent_id)
    SELECT card.*, goal.id AS goal_id, goal.status AS goal_status, goal.mastery_percentage AS goal_percentage,
           (SELECT json_agg(json_build_object('id', id, 'parentId', parent_id, 'isEnabled', is_enabled,
                     'cardCount', card_count, 'studiedCardCount', studied_card_count,
                     'cardMasterySum', card_mastery_sum, 'unitCount', unit_count, 'unitMastery', unit_mastery,
                     'masteryPercentage', mastery_percentage) ORDER BY height)
              FROM chain) AS chain,
           EXISTS (SELECT 1 FROM place JOIN skill_nodes child
                       ON child.tree_id = place.tree_id AND child.parent_id = place.id
                      AND child.deleted_at IS NULL) AS has_children,
           (SELECT max(reviewed_at) FROM review_logs
             WHERE card.state = 'new' AND flashcard_id = card.id AND kind = 'reset') AS reset_at,
           (SELECT id FROM review_logs WHERE user_id = ${userId}::uuid
               AND client_review_id = ${clientReviewId}::uuid) AS earlier_id
      FROM card LEFT JOIN goal ON TRUE`
  if (!row) return null
  const { goal_id, goal_status, goal_percentage, chain, has_children, reset_at, earlier_id, ...card } = row
  const goal = {
    id: goal_id as string,
    status: goal_status as string,
    masteryPercentage: goal_percentage as number,
  }
  return {
    card: toModel<Flashcard>(card),
    goal: goal_id === null ? null : goal,
    chain: (chain as PlaceNode[] | null) ?? [],
    hasChildren: has_children as boolean,
    resetAt: reset_at as Date | null,
    earlierId: earlier_id as string | null,
  }
}

/** What an answer, its undoing, or a card's making changes beside the card. */
export interface PlaceChange {
  /** change of the numbers of cards of the card's node; absent: none */
  counts?: CardCountDelta
  /** change of the card's m(card) as its node counts it, millionths */
  masteryDelta: number
  /** seconds of study, counted to the goal */
  addedSeconds: number
  /** whether the card was mastered for the first time: its goal may be complete now */
  isFirstMastery: boolean
  /** the answer's session */
  sessionId: string | null
}

/**
 * Carries a card's change up its nodes to the goal. Returns the percentages the nodes had whose
 * percentage changed, by id.
 */
export async function savePlaceChange(
  tx: Tx,
  user: User,
  { goal, chain, hasChildren }: CardPlace,
  { counts, masteryDelta, addedSeconds, isFirstMastery, sessionId }: PlaceChange,
  now: Date,
): Promise<Record<string, number>> {
  if (!goal) return {}
  const isMoved = masteryDelta !== 0 || counts !== undefined
  const changes = isMoved ? applyCardChange(chain, hasChildren, masteryDelta, counts) : []
  const root = chain.at(-1)!
  const masteryPercentage =
    changes.find(change => change.id === root.id)?.masteryPercentage ?? root.masteryPercentage
  if (changes.length > 0 || addedSeconds !== 0) {
    const percentageBefore = goal.masteryPercentage
    const progress = { masteryPercentage, percentageBefore, addedSeconds, nodes: changes, sessionId }
    await saveGoalMastery(tx, user, goal.id, progress, now)
  }
  if (isFirstMastery && goal.status === 'active' && (await isTreeComplete(tx, goal.id))) {
    await completeGoal(tx, user.id, goal.id, { isByStudy: true, sessionId }, now)
  }
  const before = new Map(chain.map(node => [node.id, node.masteryPercentage]))
  const moved = changes.filter(change => change.masteryPercentage !== before.get(change.id))
  return Object.fromEntries(moved.map(change => [change.id, before.get(change.id)!]))
}
