import type { Db, Tx } from './client.ts'
import { type LearningGoal, Prisma } from './generated/prisma/client.ts'
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
  tree: SkillTreeRecord
  parent: SkillNodeRecord | null
  /** by sort order */
  children: SkillNodeRecord[]
  /** its own flag and all its ancestors' */
  isEffectivelyEnabled: boolean
  /** active cards of the node and all below it */
  subtreeCardCount: number
}

/** A node as the statement writes it: without names, which would be most of the text. */
type NodeColumns = [
  id: string,
  parentId: string | null,
  title: string,
  description: string | null,
  depth: number,
  path: string,
  sortOrder: number,
  isEnabled: boolean,
  masteryPercentage: number,
  cardCount: number,
]

/**
 * The live trees that `where` selects (over `t`, skill_trees), each in one row with all its nodes: written
 * and read as JSON arrays, a tree of 105 nodes takes a third of the processor time that a row per node takes,
 * here and in PostgreSQL.
 */
export async function loadTrees(db: Db | Tx, where: Prisma.Sql): Promise<SkillTreeRecord[]> {
  const rows = await db.$queryRaw<(Row & { nodes: string })[]>`
    SELECT t.*, ${nodesOfTree} AS nodes FROM skill_trees t WHERE ${where}`
  return rows.map(({ nodes, ...tree }) => linkTree(toModel<SkillTreeRecord>(tree), JSON.parse(nodes)))
}

/** A live goal of the learner and its tree, in one statement. */
export async function loadGoalWithTree(
  db: Db,
  userId: string,
  goalId: string,
): Promise<{ goal: LearningGoal; tree: SkillTreeRecord } | null> {
  const [row] = await db.$queryRaw<(Row & { tree: string; nodes: string })[]>`
    SELECT g.*, row_to_json(t)::text AS tree, ${nodesOfTree} AS nodes
      FROM learning_goals g JOIN skill_trees t ON t.goal_id = g.id
     WHERE g.id = ${goalId}::uuid AND g.user_id = ${userId}::uuid AND g.deleted_at IS NULL`
  if (!row) return null
  const { tree, nodes, ...goal } = row
  return {
    goal: toModel<LearningGoal>(goal),
    tree: linkTree(readTreeColumns(JSON.parse(tree)), JSON.parse(nodes)),
  }
}

/** JSON writes dates as text. */
function readTreeColumns(row: Row): SkillTreeRecord {
  const tree = toModel<SkillTreeRecord>(row)
  tree.createdAt = new Date(tree.createdAt)
  tree.updatedAt = new Date(tree.updatedAt)
  tree.regeneratedAt = tree.regeneratedAt === null ? null : new Date(tree.regeneratedAt)
  return tree
}

/** The live nodes of `t` as text of {@link NodeColumns}. */
const nodesOfTree = Prisma.sql`(
  SELECT json_agg(json_build_array(n.id, n.parent_id, n.title, n.description, n.depth, n.path, n.sort_order,
                    n.is_enabled, n.mastery_percentage, n.card_count))::text
    FROM skill_nodes n WHERE n.tree_id = t.id AND n.deleted_at IS NULL)`

/** Trees by their ids. */
export function treesById(ids: readonly string[]): Prisma.Sql {
  return Prisma.sql`t.id = ANY(${ids}::uuid[])`
}

function linkTree(tree: SkillTreeRecord, nodes: NodeColumns[]): SkillTreeRecord {
  // Parents before children, siblings in their order.
  nodes.sort((a, b) => a[4] - b[4] || a[6] - b[6])
  const byId = new Map<string, SkillNodeRecord>()
  for (const columns of nodes) {
    const [id, parentId, title, description, depth, path, sortOrder, isEnabled, mastery, cardCount] = columns
    const parent = parentId === null ? null : byId.get(parentId)
    if (parent === undefined) throw new Error(`Skill node ${id} stands below none that is there.`)
    const node: SkillNodeRecord = {
      id,
      treeId: tree.id,
      parentId,
      title,
      description,
      depth,
      path,
      sortOrder,
      isEnabled,
      masteryPercentage: mastery,
      cardCount,
      tree,
      parent,
      children: [],
      isEffectivelyEnabled: isEnabled && (parent === null || parent.isEffectivelyEnabled),
      subtreeCardCount: cardCount,
    }
    byId.set(id, node)
    parent?.children.push(node)
  }
  const [root] = byId.values()
  if (!root) throw new Error(`Skill tree ${tree.id} has no root.`)
  tree.root = root
  tree.nodes = []
  listBelow(root, tree.nodes)
  return tree
}

/** Lists a node and all below it, depth first, and counts their cards. */
function listBelow(node: SkillNodeRecord, list: SkillNodeRecord[]): void {
  list.push(node)
  for (const child of node.children) {
    listBelow(child, list)
    node.subtreeCardCount += child.subtreeCardCount
  }
}
