import { normalizeTopic } from '../domain/topic.ts'
import type { Db } from './client.ts'
import { Prisma, type TopicAnalytics } from './generated/prisma/client.ts'
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

export interface TopicFilter {
  /** part of a topic, in any spelling */
  search?: string | null
  minUsers?: number | null
  hasCuratedTree?: boolean | null
}

const mostLearnersFirst: SortKey = { expression: Prisma.sql`-t.user_count::float8`, type: 'float8' }
const topicId = Prisma.sql`t.id`

/** A page of the topics, most learners first: one statement. */
export async function loadTopicPage(
  db: Db,
  filter: TopicFilter,
  page: PageRequest,
): Promise<RowPage<TopicAnalytics>> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT t.*, ${cursorColumn(mostLearnersFirst)} FROM topic_analytics t
     WHERE ${wanted(filter)} AND ${afterCursor(page, mostLearnersFirst, topicId)}
     ${orderAndLimit(page, mostLearnersFirst, topicId)}`
  return toPage<TopicAnalytics>(rows, page)
}

export async function countTopics(db: Db, filter: TopicFilter): Promise<number> {
  const [row] = await db.$queryRaw<[{ count: bigint }]>`
    SELECT count(*) AS count FROM topic_analytics t WHERE ${wanted(filter)}`
  return Number(row.count)
}

function wanted({ search, minUsers, hasCuratedTree }: TopicFilter): Prisma.Sql {
  const conditions = [Prisma.sql`TRUE`]
  if (search?.trim()) {
    const topic = `%${normalizeTopic(search).replace(/[\\%_]/g, '\\$&')}%`
    conditions.push(Prisma.sql`t.normalized_topic LIKE ${topic}`)
  }
  if (minUsers != null) conditions.push(Prisma.sql`t.user_count >= ${minUsers}`)
  if (hasCuratedTree != null) conditions.push(Prisma.sql`t.has_curated_tree = ${hasCuratedTree}`)
  return Prisma.join(conditions, ' AND ')
}
