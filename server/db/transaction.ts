import { setTimeout as sleep } from 'node:timers/promises'
import { Unavailable } from '../domain/errors.ts'
import type { Db, Tx } from './client.ts'
import { databaseFault } from './databaseFault.ts'

const retryLimit = 3
/** doubles with every retry, so that whoever collided once does not collide again */
const firstPauseMs = 20

/**
 * Runs `work` in one READ COMMITTED transaction: all of it is saved or nothing is. After a collision with
 * another transaction (deadlock, serialization failure) it is run again, three times at most, so that it
 * must have no effect but on the database.
 *
 * @throws Unavailable when the database cannot be reached, has no time, or collisions do not end.
 */
export async function transaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let retries = 0; ; retries++) {
    try {
      return await db.$transaction(work)
    } catch (error) {
      const fault = databaseFault(error)
      if (fault === 'other' || fault === 'value') throw error
      if (fault === 'unavailable' || retries === retryLimit) throw unavailable(error)
      await sleep(firstPauseMs * 2 ** retries * (0.5 + Math.random()))
    }
  }
}

function unavailable(cause: unknown): Unavailable {
  const error = new Unavailable('The database is not available at the moment. Try again.')
  error.cause = cause
  return error
}
