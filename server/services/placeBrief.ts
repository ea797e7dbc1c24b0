import type { PlaceBrief } from '../ai/generator.ts'
import type { Db } from '../db/client.ts'
import { Prisma } from '../db/generated/prisma/client.ts'
import { loadTrees, type SkillNodeRecord } from '../db/trees.ts'
import { MAX_KNOWN_QUESTIONS } from '../domain/generationJob.ts'

/** A node as the model is told of it. */
export interface NodeBrief {
  node: SkillNodeRecord
  brief: PlaceBrief
}

/** Where a node's cards belong and what is there already; null when the node is gone. Three statements. */
export async function loadPlaceBrief(db: Db, goalId: string, nodeId: string): Promise<NodeBrief | null> {
  const goal = await db.learningGoal.findUnique({
    where: { id: goalId, deletedAt: null },
    select: { title: true, description: true },
  })
  if (!goal) return null
  const [tree] = await loadTrees(db, Prisma.sql`t.goal_id = ${goalId}::uuid`)
  const node = tree!.nodes.find(found => found.id === nodeId)
  if (!node) return null
  const siblings = node.parent?.children.filter(sibling => sibling !== node) ?? []
  const near = [node, ...siblings, ...node.children, ...(node.parent ? [node.parent] : [])]
  const known = await loadNotesAndQuestions(
    db,
    node.id,
    near.map(({ id }) => id),
  )
  const brief = {
    goalTitle: goal.title,
    goalDescription: goal.description,
    path: titlesTo(node),
    description: node.description,
    notes: known.notes,
    siblings: siblings.map(sibling => sibling.title),
    children: node.children.map(child => child.title),
    existingQuestions: known.questions,
  }
  return { node, brief }
}

function titlesTo(node: SkillNodeRecord): string[] {
  return node.parent ? [...titlesTo(node.parent), node.title] : [node.title]
}

/** Those of the node itself first. */
async function loadNotesAndQuestions(db: Db, nodeId: string, nearIds: string[]) {
  const [row] = await db.$queryRaw<[{ notes: string | null; questions: string[] | null }]>`
    SELECT n.notes, (
      SELECT json_agg(q.question) FROM (
        SELECT f.question FROM flashcards f
         WHERE f.skill_node_id = ANY(${nearIds}::uuid[]) AND f.deleted_at IS NULL
         ORDER BY f.skill_node_id <> n.id, f.created_at DESC, f.id LIMIT ${MAX_KNOWN_QUESTIONS}) q) AS questions
      FROM skill_nodes n WHERE n.id = ${nodeId}::uuid`
  return { notes: row.notes, questions: row.questions ?? [] }
}
