import type { Db, Tx } from './client.ts'
import { Prisma } from './generated/prisma/client.ts'
import { type Row, toModel } from './rows.ts'

/** A tree with all its nodes, linked in memory, so that walking it needs no further statement. */
export interface SkillTreeRecord {
  id: string
  goalId: string
  generatedBy: string
  curatedSourceId: string | null
  nodeCount: number
  maxDepth: number
  createdAt: Date
  updatedAt: Date
  regeneratedAt: Date | null
  root: SkillNodeRecord
  /** depth first, in the order of the paths */
  nodes: SkillNodeRecord[]
}

/** A node as stored (without its notes, which are long and seldom asked for) and its place in memory. */
export interface SkillNodeRecord {
  id: string
  treeId: string
  parentId: string | null
  title: string
  description: string | null
  depth: number
  path: string
  sortOrder: number
  isEnabled: boolean
  masteryPercentage: number
  cardCount: number
  studiedCardCount: number
  cardMasterySum: number
  unitCount: number
  unitMastery: number
  tree: SkillTreeRecord
  parent: SkillNodeRecord | null
  /** by sort order */
  children: SkillNodeRecord[]
  /** its own flag and all its ancestors' */
  isEffectivelyEnabled: boolean
  /** active cards of the node and all below it */
  subtreeCardCount: number
}

/**
 * The live trees that `where` selects (over `t`, skill_trees), each in one row with all its nodes: written
 * and read as JSON, a tree of 105 nodes takes half the processor time that a row per node takes.
 */
export async function loadTrees(db: Db | Tx, where: Prisma.Sql): Promise<SkillTreeRecord[]> {
  const rows = await db.$queryRaw<{ tree: Row; nodes: SkillNodeRecord[] }[]>`
    SELECT row_to_json(t) AS tree, (
      SELECT json_agg(row_to_json(n)) FROM (
        SELECT id, tree_id AS "treeId", parent_id AS "parentId", title, description, depth, path,
               sort_order AS "sortOrder", is_enabled AS "isEnabled", mastery_percentage AS "masteryPercentage",
               card_count AS "cardCount", studied_card_count AS "studiedCardCount",
               card_mastery_sum AS "cardMasterySum", unit_count AS "unitCount", unit_mastery AS "unitMastery"
          FROM skill_nodes WHERE tree_id = t.id AND deleted_at IS NULL) n) AS nodes
      FROM skill_trees t WHERE ${where}`
  return rows.map(({ tree, nodes }) => linkTree(readTreeColumns(tree), nodes))
}

/** Trees by their ids. */
export function treesById(ids: readonly string[]): Prisma.Sql {
  return Prisma.sql`t.id = ANY(${ids}::uuid[])`
}

function linkTree(tree: SkillTreeRecord, nodes: SkillNodeRecord[]): SkillTreeRecord {
  const byId = new Map(nodes.map(node => [node.id, node]))
  const root = nodes.find(node => node.parentId === null)
  if (!root) throw new Error(`Skill tree ${tree.id} has no root.`)
  for (const node of nodes) {
    node.tree = tree
    node.children = []
    node.parent = node.parentId === null ? null : (byId.get(node.parentId) ?? null)
  }
  for (const node of nodes.sort((a, b) => a.sortOrder - b.sortOrder)) node.parent?.children.push(node)
  tree.root = root
  tree.nodes = depthFirst(root, true)
  for (const node of tree.nodes.toReversed()) {
    node.subtreeCardCount = node.children.reduce((sum, child) => sum + child.subtreeCardCount, node.cardCount)
  }
  return tree
}

function depthFirst(node: SkillNodeRecord, isParentEnabled: boolean): SkillNodeRecord[] {
  node.isEffectivelyEnabled = isParentEnabled && node.isEnabled
  return [node, ...node.children.flatMap(child => depthFirst(child, node.isEffectivelyEnabled))]
}

/** JSON writes dates as text. */
function readTreeColumns(row: Row): SkillTreeRecord {
  const tree = toModel<SkillTreeRecord>(row)
  tree.createdAt = new Date(tree.createdAt)
  tree.updatedAt = new Date(tree.updatedAt)
  tree.regeneratedAt = tree.regeneratedAt === null ? null : new Date(tree.regeneratedAt)
  return tree
}
