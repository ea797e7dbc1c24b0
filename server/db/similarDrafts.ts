import { compareInSteps } from '../domain/similarity.ts'
import type { Db } from './client.ts'
import type { Flashcard } from './generated/prisma/client.ts'
import { runInSteps } from './runInSteps.ts'

/** Beginnings of questions tell them apart, and the latest cards are those a model may repeat. */
const comparedCharacters = 300
const comparedCards = 3_000

interface ComparedCard {
  id: string
  goalId: string
  text: string
  replacesId: string | null
}

/**
 * For each draft the ids of its near-duplicates among the cards and drafts of its goal, the most similar first;
 * what it replaces, and what else replaces that, is no duplicate. Of very many cards the latest are compared, by the
 * beginnings of their questions. One statement.
 */
export async function loadSimilarIds(db: Db, drafts: readonly Flashcard[]): Promise<string[][]> {
  const nodeIds = [...new Set(drafts.map(draft => draft.skillNodeId).filter(id => id !== null))]
  if (nodeIds.length === 0) return drafts.map(() => [])
  const cards = await db.$queryRaw<ComparedCard[]>`
    SELECT f.id, t.goal_id AS "goalId", left(f.question, ${comparedCharacters}::int) AS text,
           f.replaces_id AS "replacesId"
      FROM skill_trees t
      JOIN skill_nodes n ON n.tree_id = t.id AND n.deleted_at IS NULL
      JOIN flashcards f ON f.skill_node_id = n.id AND f.deleted_at IS NULL
     WHERE t.id IN (SELECT tree_id FROM skill_nodes WHERE id = ANY(${nodeIds}::uuid[]))
     ORDER BY f.id = ANY(${drafts.map(draft => draft.id)}::uuid[]) DESC, f.created_at DESC LIMIT ${comparedCards}::int`
  const byId = new Map(cards.map(card => [card.id, card]))
  const asked = drafts.map(draft => byId.get(draft.id)).filter(card => card !== undefined)
  const isCompared = (id: string, candidateId: string) => isOther(byId.get(id)!, byId.get(candidateId)!)
  const found = await runInSteps(compareInSteps(asked, cards, { isCompared }))
  const matches = Map.groupBy(found, match => match.id)
  return drafts.map(({ id }) => (matches.get(id) ?? []).map(match => match.candidateId))
}

function isOther(card: ComparedCard, candidate: ComparedCard): boolean {
  const versionsOf = ({ id, replacesId }: ComparedCard) => [id, replacesId].filter(known => known !== null)
  const known = new Set(versionsOf(card))
  return card.goalId === candidate.goalId && !versionsOf(candidate).some(id => known.has(id))
}
