import type { Db } from './client.ts'
import { Prisma, type ReviewLog } from './generated/prisma/client.ts'
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

const reviewId = Prisma.sql`r.id`
const oldestFirst: SortKey = { expression: Prisma.sql`r.reviewed_at`, type: 'timestamptz' }
/** Descending instants as an ascending key. */
const newestFirst: SortKey = {
  expression: Prisma.sql`-extract(epoch FROM r.reviewed_at)::float8`,
  type: 'float8',
}

export interface ReviewFilter {
  goalId?: string | null
  reviewedAfter?: Date | null
}

/** A page of the learner's reviews of cards that still exist, oldest first. */
export async function loadReviewPage(
  db: Db,
  userId: string,
  filter: ReviewFilter,
  page: PageRequest,
): Promise<RowPage<ReviewLog>> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT r.*, ${cursorColumn(oldestFirst)} FROM review_logs r
     WHERE ${ownReviews(userId, filter)} AND ${afterCursor(page, oldestFirst, reviewId)}
     ${orderAndLimit(page, oldestFirst, reviewId)}`
  return toPage<ReviewLog>(rows, page)
}

export async function countReviews(db: Db, userId: string, filter: ReviewFilter): Promise<number> {
  const [row] = await db.$queryRaw<[{ count: bigint }]>`
    SELECT count(*) AS count FROM review_logs r WHERE ${ownReviews(userId, filter)}`
  return Number(row.count)
}

/** The same page of each card's reviews, newest first, for all cards in one statement. */
export async function loadCardReviewPages(
  db: Db,
  cardIds: readonly string[],
  page: PageRequest,
): Promise<RowPage<ReviewLog>[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT r.* FROM unnest(${cardIds}::uuid[]) AS of_card(id)
      JOIN LATERAL (
        SELECT r.*, ${cursorColumn(newestFirst)} FROM review_logs r
         WHERE r.flashcard_id = of_card.id AND r.kind = 'review' AND ${afterCursor(page, newestFirst, reviewId)}
         ${orderAndLimit(page, newestFirst, reviewId)}) r ON TRUE
     ORDER BY ${newestFirst.expression}, r.id`
  const byCard = Map.groupBy(rows, row => row.flashcard_id as string)
  return cardIds.map(id => toPage<ReviewLog>(byCard.get(id) ?? [], page))
}

export async function countCardReviews(db: Db, cardIds: readonly string[]): Promise<number[]> {
  const rows = await db.$queryRaw<{ flashcard_id: string; count: bigint }[]>`
    SELECT flashcard_id, count(*) AS count FROM review_logs
     WHERE flashcard_id = ANY(${cardIds}::uuid[]) AND kind = 'review' GROUP BY flashcard_id`
  const counts = new Map(rows.map(row => [row.flashcard_id, Number(row.count)]))
  return cardIds.map(id => counts.get(id) ?? 0)
}

function ownReviews(userId: string, filter: ReviewFilter): Prisma.Sql {
  return Prisma.sql`r.user_id = ${userId}::uuid AND r.kind = 'review' AND r.flashcard_id IS NOT NULL
    AND ${filter.goalId ? Prisma.sql`r.goal_id = ${filter.goalId}::uuid` : Prisma.sql`TRUE`}
    AND ${filter.reviewedAfter ? Prisma.sql`r.reviewed_at > ${filter.reviewedAfter}` : Prisma.sql`TRUE`}`
}
