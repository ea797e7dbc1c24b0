import type { Db } from './client.ts'
import { type LearningGoal, Prisma } from './generated/prisma/client.ts'
import {
  afterCursor,
  cursorColumn,
  orderAndLimit,
  type PageRequest,
  type RowPage,
  type SortKey,
  toPage,
} from './pages.ts'
import type { Row } from './rows.ts'

export const goalOrders = ['created', 'updated', 'title', 'mastery', 'due'] as const
export type GoalOrder = (typeof goalOrders)[number]

export interface GoalFilter {
  status?: readonly string[] | null
  search?: string | null
}

const goalId = Prisma.sql`g.id`

/** A page of the learner's live goals: one statement. `now` decides what is due. */
export async function loadGoalPage(
  db: Db,
  userId: string,
  filter: GoalFilter,
  order: GoalOrder,
  now: Date,
  page: PageRequest,
): Promise<RowPage<LearningGoal>> {
  const sort = sortKeys(now)[order]
  const rows = await db.$queryRaw<Row[]>`
    SELECT g.*, ${cursorColumn(sort)} FROM learning_goals g
     WHERE ${ownGoals(userId, filter)} AND ${afterCursor(page, sort, goalId)}
     ${orderAndLimit(page, sort, goalId)}`
  return toPage<LearningGoal>(rows, page)
}

export async function countGoals(db: Db, userId: string, filter: GoalFilter): Promise<number> {
  const [row] = await db.$queryRaw<[{ count: bigint }]>`
    SELECT count(*) AS count FROM learning_goals g WHERE ${ownGoals(userId, filter)}`
  return Number(row.count)
}

function sortKeys(now: Date): Record<GoalOrder, SortKey> {
  const dueCards = Prisma.sql`
    (SELECT count(*) FROM skill_trees t JOIN skill_nodes n ON n.tree_id = t.id AND n.deleted_at IS NULL
       JOIN flashcards f ON f.skill_node_id = n.id AND f.status = 'active' AND NOT f.is_suspended
        AND f.deleted_at IS NULL AND f.due <= ${now}
      WHERE t.goal_id = g.id)`
  return {
    created: { expression: latestFirst(Prisma.sql`g.created_at`), type: 'float8' },
    updated: { expression: latestFirst(Prisma.sql`g.updated_at`), type: 'float8' },
    title: { expression: Prisma.sql`lower(g.title)`, type: 'text' },
    mastery: { expression: Prisma.sql`-g.mastery_percentage::float8`, type: 'float8' },
    due: { expression: Prisma.sql`-${dueCards}::float8`, type: 'float8' },
  }
}

/** A descending instant as an ascending key. */
function latestFirst(instant: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`-extract(epoch FROM ${instant})::float8`
}

function ownGoals(userId: string, { status, search }: GoalFilter): Prisma.Sql {
  const byStatus = status
    ? Prisma.sql`g.status = ANY(${[...status]}::text[])`
    : Prisma.sql`g.status <> 'archived'`
  const byTitle = search?.trim()
    ? Prisma.sql`g.title ILIKE ${`%${search.trim().replace(/[\\%_]/g, '\\$&')}%`}`
    : Prisma.sql`TRUE`
  return Prisma.sql`g.user_id = ${userId}::uuid AND g.deleted_at IS NULL AND ${byStatus} AND ${byTitle}`
}
