import { deepStrictEqual } from 'node:assert/strict'
import pg from 'pg'
import type { Database } from '../../server/db/client.ts'
import type { User } from '../../server/db/generated/prisma/client.ts'
import type { Bench } from '../bench.ts'
import {
  experiencedLearner,
  type Filled,
  findUser,
  openFilled,
  openLarge,
  totalCards,
} from '../largeDatabase.ts'
import { type Measurement, threeDigits } from '../report.ts'
import { compareInRounds, perSecond } from '../rounds.ts'
import { type Figures, type HandProgress, loadProgressByHand } from './byHand.ts'
import { readPageQuery } from './pageQuery.ts'

const roundMs = 1500
const rounds = 7
const forecastDays = 30

/** The page of progress of a learner with 200,000 reviews: against SQL by hand, and as the database grows. */
export const progress: Bench = {
  needsPostgres: true,
  async run(say) {
    await using small = await openFilled([experiencedLearner])
    const statements = await countStatements(small)
    say(`Measuring ${rounds} rounds of ${roundMs / 1000} s each`)
    const byHand = await compareWithHand(small, 'progress of 200,000 reviews')
    const large = await openLarge(say)
    say(`Measuring ${rounds} rounds of ${roundMs / 1000} s each, among ${totalCards} cards`)
    const amongMany = await compareWithHand(large, `the same among ${totalCards / 1e6} M cards`)
    return [statements, byHand, amongMany, await compareSizes(small, large)]
  },
}

/** Asks as the page does, through the whole GraphQL server without HTTP. */
async function preparePage({ db }: Pick<Database, 'db'>, user: User): Promise<() => Promise<PageAnswer>> {
  const { callerFor } = await import('../../server/testing/execute.ts')
  const learner = { id: user.id, name: user.name, email: user.email, isGuest: false, isAdmin: false }
  const query = await readPageQuery()
  return () => callerFor(db, learner).ask<PageAnswer>(query)
}

interface PageAnswer {
  viewer: {
    due: { now: number }
    progress: {
      totalCards: number
      masteredCards: number
      reviewsTotal: number
      forecast: { count: number }[]
    }
    goals: { edges: { node: { cardCount: number } }[] }
  }
}

function readFigures({ viewer: { due, progress, goals } }: PageAnswer): Figures {
  const { totalCards, masteredCards, reviewsTotal } = progress
  const forecast = progress.forecast.map(day => day.count)
  const goalCards = goals.edges.reduce((sum, { node }) => sum + node.cardCount, 0)
  return { totalCards, masteredCards, reviewsTotal, dueNow: due.now, forecast, goalCards }
}

async function countStatements(filled: Filled): Promise<Measurement> {
  const { openDatabase } = await import('../../server/db/client.ts')
  const { recordStatements } = await import('../../server/db/sqlLog.ts')
  const database = await openDatabase({
    databaseUrl: filled.bench.url,
    dataDir: '',
    canRecordStatements: true,
  })
  try {
    const ask = await preparePage(database, await findUser(filled, experiencedLearner))
    const { statements } = await recordStatements(database.db, ask)
    return {
      name: 'SQL statements of the page of progress',
      ours: String(statements.length),
      value: statements.length,
      unit: 'statements',
      must: 12,
      aim: 12,
      better: 'lower',
      details: { statements },
    }
  } finally {
    await database.close()
  }
}

async function compareWithHand(filled: Filled, name: string): Promise<Measurement> {
  const user = await findUser(filled, experiencedLearner)
  const ours = await preparePage(filled.database, user)
  const pool = new pg.Pool({ connectionString: filled.bench.url, max: 10 })
  try {
    const byHand = async () => loadProgressByHand(pool, await describeDay(user, new Date()))
    deepStrictEqual(readFigures(await ours()), await byHand())
    const result = await compareInRounds({
      rounds,
      ours: () => perSecond(roundMs, ours),
      peer: () => perSecond(roundMs, byHand),
    })
    return {
      name,
      ours: `${threeDigits(1000 / result.ours)} ms`,
      peer: `${threeDigits(1000 / result.peer)} ms (SQL by hand)`,
      value: result.ratio,
      unit: '×',
      must: 0.5,
      aim: 0.8,
      better: 'higher',
      details: { rounds: result.rounds },
    }
  } finally {
    await pool.end()
  }
}

/** What SQL by hand is told of the learner's day and memory. */
async function describeDay(user: User, now: Date): Promise<HandProgress> {
  const { learnerDayOf, startOfLearnerDay, toIsoDate } = await import('../../server/domain/studyDay.ts')
  const { forgettingCurve } = await import('../../server/domain/progress.ts')
  const today = learnerDayOf(now, user)
  const starts = Array.from({ length: forecastDays }, (_, day) => startOfLearnerDay(today + 1 + day, user))
  return { userId: user.id, today: toIsoDate(today), now, starts, ...forgettingCurve({ fsrsWeights: null }) }
}

/** The same learner in a database of their own and in one of millions of cards. */
async function compareSizes(small: Filled, large: Filled): Promise<Measurement> {
  const onSmall = await preparePage(small.database, await findUser(small, experiencedLearner))
  const onLarge = await preparePage(large.database, await findUser(large, experiencedLearner))
  const result = await compareInRounds({
    rounds,
    ours: () => perSecond(roundMs, onLarge),
    peer: () => perSecond(roundMs, onSmall),
  })
  return {
    name: `progress, 10 k → ${totalCards / 1e6} M cards in the database`,
    ours: `${threeDigits(1000 / result.ours)} ms`,
    peer: `${threeDigits(1000 / result.peer)} ms (itself, 10 k)`,
    value: 1 / result.ratio,
    unit: '×',
    must: 1.5,
    aim: 1.1,
    better: 'lower',
    details: { rounds: result.rounds },
  }
}
