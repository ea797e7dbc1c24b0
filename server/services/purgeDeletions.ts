import type { Db } from '../db/client.ts'
import { transaction } from '../db/transaction.ts'
import { undoableSince } from './deletions.ts'

/** Deletions looked up at a time. */
const batchSize = 100

/**
 * Removes for good what was deleted more than 30 days ago, one deletion after the other, so that no lock is
 * held for long. Review logs stay. Returns how many deletions there were.
 */
export async function purgeDeletions(db: Db, now: Date): Promise<number> {
  const where = { createdAt: { lte: undoableSince(now) } }
  let count = 0
  for (;;) {
    const batch = await db.deletion.findMany({
      where,
      select: { id: true, userId: true },
      orderBy: { createdAt: 'asc' },
      take: batchSize,
    })
    for (const deletion of batch) count += await purge(db, deletion)
    if (batch.length < batchSize) return count
  }
}

/** What it took goes with it; nothing bears the mark of one that was undone. */
function purge(db: Db, { id, userId }: { id: string; userId: string }): Promise<number> {
  return transaction(db, async tx => {
    // First, as every write does; a learner who is gone has taken the deletion along.
    await tx.$queryRaw`SELECT id FROM users WHERE id = ${userId}::uuid FOR UPDATE`
    const taken = { where: { deletionId: id } }
    await tx.flashcard.deleteMany(taken)
    await tx.skillNode.deleteMany(taken)
    await tx.learningGoal.deleteMany(taken)
    return (await tx.deletion.deleteMany({ where: { id } })).count
  })
}
