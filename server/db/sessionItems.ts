import type { Choice, Presentation } from '../domain/grading.ts'
import type { Db, Tx } from './client.ts'
import type { Row } from './rows.ts'
import { toModels } from './rows.ts'

/** One card of a session or a queue, as it is shown. */
export interface StudyItemRecord {
  position: number
  flashcardId: string
  presentation: Presentation
  choices: Choice[] | null
  reviewLogId: string | null
}

/**
 * The items of sessions, in order, by session: one statement. What waits but can no longer be studied
 * (deleted, suspended, unlinked) is left out.
 */
export async function loadSessionItems(
  db: Db | Tx,
  sessionIds: readonly string[],
): Promise<StudyItemRecord[][]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT i.* FROM study_session_items i JOIN flashcards f ON f.id = i.flashcard_id
     WHERE i.session_id = ANY(${sessionIds}::uuid[])
       AND (i.review_log_id IS NOT NULL
            OR f.deleted_at IS NULL AND NOT f.is_suspended AND f.skill_node_id IS NOT NULL)
     ORDER BY i.session_id, i.position`
  const items = toModels<StudyItemRecord & { sessionId: string }>(rows)
  const bySession = Map.groupBy(items, item => item.sessionId)
  return sessionIds.map(id => bySession.get(id) ?? [])
}

/** Points of the live answers of sessions, by session: one statement. */
export async function loadSessionPoints(db: Db | Tx, sessionIds: readonly string[]): Promise<number[]> {
  const rows = await db.$queryRaw<{ id: string; points: bigint }[]>`
    SELECT study_session_id AS id, sum(points) AS points FROM review_logs
     WHERE study_session_id = ANY(${sessionIds}::uuid[]) AND undone_at IS NULL
     GROUP BY study_session_id`
  const points = new Map(rows.map(row => [row.id, Number(row.points)]))
  return sessionIds.map(id => points.get(id) ?? 0)
}
