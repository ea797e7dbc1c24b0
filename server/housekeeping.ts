import type { Logger } from 'pino'
import { purgeExpired } from './auth/expired.ts'
import type { Database } from './db/client.ts'
import { purgeDeletions } from './services/purgeDeletions.ts'

const firstAfterMs = 60_000
const everyMs = 24 * 3_600_000

export interface Housekeeping {
  /** Ends it, once what is running has finished. */
  stop(): Promise<void>
}

/** Once a day: removes for good what was deleted long ago or has run out, and tends the database. */
export function startHousekeeping(database: Database, logger: Logger): Housekeeping {
  let running: Promise<void> = Promise.resolve()
  const start = () => {
    running = keepHouse(database, logger)
  }
  let interval: NodeJS.Timeout | undefined
  const first = setTimeout(() => {
    start()
    interval = setInterval(start, everyMs)
  }, firstAfterMs)
  return {
    async stop() {
      clearTimeout(first)
      clearInterval(interval)
      await running
    },
  }
}

async function keepHouse(database: Database, logger: Logger): Promise<void> {
  try {
    const now = new Date()
    const purgedCount = (await purgeDeletions(database.db, now)) + (await purgeExpired(database.db, now))
    await database.maintain()
    logger.info({ purgedCount }, 'Housekeeping is done')
  } catch (error) {
    logger.error({ err: error }, 'Housekeeping failed; it is tried again tomorrow')
  }
}
