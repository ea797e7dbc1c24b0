import type { Db } from './client.ts'
import type { Flashcard } from './generated/prisma/client.ts'
import { Prisma } from './generated/prisma/client.ts'
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
import { subtreeOf } from './subtreeSql.ts'

export type CardOrder = 'created' | 'updated' | 'due' | 'difficulty' | 'lapses'

/** Which cards a list holds; every part narrows it. Ids are well-formed by then. */
export interface CardFilter {
  goalId?: string | null
  skillNodeId?: string | null
  includeDescendants?: boolean | null
  ids?: string[] | null
  externalIds?: string[] | null
  /** words looked for in question, answer and tags */
  search?: string | null
  /** cards with any of them */
  tags?: string[] | null
  states?: string[] | null
  status?: string | null
  isSuspended?: boolean | null
  isLeech?: boolean | null
  isUnlinked?: boolean | null
  dueBefore?: Date | null
  updatedAfter?: Date | null
  /** also tombstones */
  includeDeleted?: boolean | null
}

const cardSorts: Record<CardOrder, SortKey> = {
  created: { expression: Prisma.sql`f.created_at`, type: 'timestamptz' },
  updated: { expression: Prisma.sql`f.updated_at`, type: 'timestamptz' },
  due: { expression: Prisma.sql`COALESCE(f.due, 'infinity')`, type: 'timestamptz' },
  difficulty: { expression: Prisma.sql`-COALESCE(f.difficulty, 0)`, type: 'float8' },
  lapses: { expression: Prisma.sql`-f.lapses::float8`, type: 'float8' },
}

const cardId = Prisma.sql`f.id`

/** A page of the learner's cards: one statement. */
export async function loadCardPage(
  db: Db,
  userId: string,
  filter: CardFilter,
  order: CardOrder,
  page: PageRequest,
): Promise<RowPage<Flashcard>> {
  const sort = cardSorts[order]
  const rows = await db.$queryRaw<Row[]>`
    SELECT f.*, ${cursorColumn(sort)} FROM flashcards f
     WHERE ${ownCards(userId, filter)} AND ${afterCursor(page, sort, cardId)}
     ${orderAndLimit(page, sort, cardId)}`
  return toPage<Flashcard>(rows, page)
}

export async function countCards(db: Db, userId: string, filter: CardFilter): Promise<number> {
  const [row] = await db.$queryRaw<[{ count: bigint }]>`
    SELECT count(*) AS count FROM flashcards f WHERE ${ownCards(userId, filter)}`
  return Number(row.count)
}

/** What a node's list of cards is asked with; the same for all nodes of one field. */
export interface NodeCardsRequest {
  status: string | null
  includeDescendants: boolean
  search: string | null
  page: PageRequest
}

/** The same page of each node's cards, for all nodes in one statement. */
export async function loadNodeCardPages(
  db: Db,
  nodeIds: readonly string[],
  request: NodeCardsRequest,
): Promise<RowPage<Flashcard>[]> {
  const sort = cardSorts.created
  const rows = await db.$queryRaw<Row[]>`
    SELECT of_node.id AS of_node_id, f.*
      FROM unnest(${nodeIds}::uuid[]) AS of_node(id)
      JOIN LATERAL (
        SELECT f.*, ${cursorColumn(sort)} FROM flashcards f
         WHERE ${cardsOfNode(request)} AND ${afterCursor(request.page, sort, cardId)}
         ${orderAndLimit(request.page, sort, cardId)}) f ON TRUE
     ORDER BY f.created_at, f.id`
  const byNode = Map.groupBy(rows, row => row.of_node_id as string)
  return nodeIds.map(id => toPage<Flashcard>(byNode.get(id) ?? [], request.page))
}

/** How many cards each node's list holds, for all nodes in one statement. */
export async function countNodeCards(
  db: Db,
  nodeIds: readonly string[],
  request: NodeCardsRequest,
): Promise<number[]> {
  const rows = await db.$queryRaw<{ id: string; count: bigint }[]>`
    SELECT of_node.id, (SELECT count(*) FROM flashcards f WHERE ${cardsOfNode(request)}) AS count
      FROM unnest(${nodeIds}::uuid[]) AS of_node(id)`
  const counts = new Map(rows.map(row => [row.id, Number(row.count)]))
  return nodeIds.map(id => counts.get(id) ?? 0)
}

function cardsOfNode(request: NodeCardsRequest): Prisma.Sql {
  const place = request.includeDescendants
    ? Prisma.sql`f.skill_node_id IN (${subtreeOf(Prisma.sql`of_node.id`)})`
    : Prisma.sql`f.skill_node_id = of_node.id`
  return allOf([Prisma.sql`f.deleted_at IS NULL`, place, ...textConditions(request)])
}

function ownCards(userId: string, filter: CardFilter): Prisma.Sql {
  const conditions = [Prisma.sql`f.user_id = ${userId}::uuid`, ...textConditions(filter)]
  const add = (condition: Prisma.Sql) => conditions.push(condition)
  if (!filter.includeDeleted) add(Prisma.sql`f.deleted_at IS NULL`)
  if (filter.goalId) {
    add(Prisma.sql`f.skill_node_id IN (
      SELECT n.id FROM skill_nodes n JOIN skill_trees t ON t.id = n.tree_id WHERE t.goal_id = ${filter.goalId}::uuid)`)
  }
  if (filter.skillNodeId) {
    const node = Prisma.sql`${filter.skillNodeId}::uuid`
    add(
      filter.includeDescendants === false
        ? Prisma.sql`f.skill_node_id = ${node}`
        : Prisma.sql`f.skill_node_id IN (${subtreeOf(node)})`,
    )
  }
  if (filter.ids) add(Prisma.sql`f.id = ANY(${filter.ids}::uuid[])`)
  if (filter.externalIds) add(Prisma.sql`f.external_id = ANY(${filter.externalIds}::text[])`)
  if (filter.tags) add(Prisma.sql`f.tags && ${filter.tags}::text[]`)
  if (filter.states) add(Prisma.sql`f.state = ANY(${filter.states}::text[])`)
  if (filter.isSuspended != null) add(Prisma.sql`f.is_suspended = ${filter.isSuspended}`)
  if (filter.isLeech != null) add(Prisma.sql`f.is_leech = ${filter.isLeech}`)
  if (filter.isUnlinked != null) add(Prisma.sql`(f.skill_node_id IS NULL) = ${filter.isUnlinked}`)
  if (filter.dueBefore) add(Prisma.sql`f.due < ${filter.dueBefore}`)
  if (filter.updatedAfter) add(Prisma.sql`f.updated_at > ${filter.updatedAfter}`)
  return allOf(conditions)
}

function textConditions(filter: { status?: string | null; search?: string | null }): Prisma.Sql[] {
  const conditions: Prisma.Sql[] = []
  if (filter.status) conditions.push(Prisma.sql`f.status = ${filter.status}`)
  for (const word of filter.search?.split(/\s+/).filter(Boolean).slice(0, 10) ?? []) {
    const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`
    conditions.push(
      Prisma.sql`(f.question ILIKE ${pattern} OR f.answer ILIKE ${pattern} OR array_to_string(f.tags, ' ') ILIKE ${pattern})`,
    )
  }
  return conditions
}

function allOf(conditions: Prisma.Sql[]): Prisma.Sql {
  return Prisma.join(conditions, ' AND ')
}
