import type { User } from '../../server/db/generated/prisma/client.ts'
import type { Filled } from '../largeDatabase.ts'

/** Cards of a session. */
export const limit = 20

/** Ids of the cards to study now, by the service. */
export async function loadOurQueue(
  { database }: Pick<Filled, 'database'>,
  user: User,
  now: Date,
): Promise<string[]> {
  const { loadQueue } = await import('../../server/services/studyQueue.ts')
  const scope = { userId: user.id, goalId: null, skillNodeId: null }
  const request = { scope, mode: 'flashcard', limit, ahead: false, beyondLimits: false } as const
  return (await loadQueue(database.db, user, request, now)).cards.map(card => card.flashcardId)
}
