import type { Db } from './client.ts'
import { Prisma } from './generated/prisma/client.ts'

export interface SearchRow {
  kind: 'goal' | 'node' | 'card'
  id: string
}

/**
 * The learner's goals, nodes and active cards that hold every word, goals first, then nodes, then cards;
 * among each, those whose text begins with the query first. One statement.
 */
export function searchOwn(db: Db, userId: string, words: string[], first: number): Promise<SearchRow[]> {
  const pattern = (text: string) => text.replace(/[\\%_]/g, '\\$&')
  const holds = (text: Prisma.Sql) =>
    Prisma.join(
      words.map(word => Prisma.sql`${text} ILIKE ${`%${pattern(word)}%`}`),
      ' AND ',
    )
  const beginning = `${pattern(words.join(' '))}%`
  return db.$queryRaw<SearchRow[]>`
    SELECT kind, id FROM (
      (SELECT 'goal' AS kind, 0 AS place, g.id, g.title AS text FROM learning_goals g
        WHERE g.user_id = ${userId}::uuid AND g.deleted_at IS NULL AND ${holds(Prisma.sql`g.title`)}
        ORDER BY g.title ILIKE ${beginning} DESC, g.id LIMIT ${first})
      UNION ALL
      (SELECT 'node', 1, n.id, n.title FROM learning_goals g
         JOIN skill_trees t ON t.goal_id = g.id
         JOIN skill_nodes n ON n.tree_id = t.id AND n.deleted_at IS NULL AND n.parent_id IS NOT NULL
        WHERE g.user_id = ${userId}::uuid AND g.deleted_at IS NULL AND ${holds(Prisma.sql`n.title`)}
        ORDER BY n.title ILIKE ${beginning} DESC, n.id LIMIT ${first})
      UNION ALL
      (SELECT 'card', 2, f.id, f.question FROM flashcards f
        WHERE f.user_id = ${userId}::uuid AND f.deleted_at IS NULL AND f.status = 'active'
          AND ${holds(Prisma.sql`(f.question || ' ' || f.answer)`)}
        ORDER BY f.question ILIKE ${beginning} DESC, f.id LIMIT ${first})
    ) hit ORDER BY place, text ILIKE ${beginning} DESC, id LIMIT ${first}`
}
