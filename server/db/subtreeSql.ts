import { Prisma } from './generated/prisma/client.ts'

/** Condition that node `below` is node `top` of the same tree or stands below it. */
export const isSelfOrBelow = Prisma.sql`
  below.tree_id = top.tree_id AND (below.path = top.path OR below.path LIKE top.path || '.%')`

/** Ids of a live node and all below it. */
export function subtreeOf(nodeId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT below.id FROM skill_nodes top
      JOIN skill_nodes below ON ${isSelfOrBelow} AND below.deleted_at IS NULL
     WHERE top.id = ${nodeId}`
}
