import { deepStrictEqual } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { Bench } from '../bench.ts'
import { readGoalId } from '../dataSet.ts'
import {
  diligentLearner,
  type Filled,
  findUser,
  openFilled,
  openLarge,
  ordinaryLearner,
  totalCards,
} from '../largeDatabase.ts'
import { type Measurement, threeDigits } from '../report.ts'
import { compareInRounds, perSecond } from '../rounds.ts'
import { ourOperation } from '../tree/operations.ts'
import { loadQueueByHand } from './byHand.ts'
import { limit, loadOurQueue } from './ours.ts'
import { writePlans } from './plans.ts'

const roundMs = 1500
const rounds = 7

/** The queue against SQL by hand, and what is asked most as the database grows around a learner. */
export const queue: Bench = {
  needsPostgres: true,
  async run(say) {
    await using small = await openFilled([ordinaryLearner])
    const large = await openLarge(say)
    say(`Measuring ${rounds} rounds of ${roundMs / 1000} s each`)
    const measurements = [await compareWithHand(large), ...(await compareSizes(small, large))]
    // A small database has plans of its own.
    if (totalCards >= 5_000_000) await writePlans(large)
    return measurements
  },
}

async function compareWithHand(large: Filled): Promise<Measurement> {
  const { readDay } = await import('../../server/db/dayUse.ts')
  const user = await findUser(large, diligentLearner)
  const now = new Date()
  const { today, endsAt } = readDay(user, now)
  const pool = new pg.Pool({ connectionString: large.bench.url, max: 10 })
  try {
    const byHand = () => loadQueueByHand(pool, { userId: user.id, today, endsAt, now, limit })
    const ours = () => loadOurQueue(large, user, now)
    // The order is decided outside SQL: the cards must be the same.
    deepStrictEqual((await ours()).sort(), (await byHand()).sort())
    const result = await compareInRounds({
      rounds,
      ours: () => perSecond(roundMs, ours),
      peer: () => perSecond(roundMs, byHand),
    })
    return {
      name: 'due queue, 100,000 cards of one learner',
      ours: `${threeDigits(1000 / result.ours)} ms`,
      peer: `${threeDigits(1000 / result.peer)} ms (SQL by hand)`,
      value: result.ratio,
      unit: '×',
      must: 0.5,
      aim: 0.8,
      better: 'higher',
      details: { totalCards, limit, rounds: result.rounds },
    }
  } finally {
    await pool.end()
  }
}

/** The same learner in a database of their own and in one of millions of cards. */
async function compareSizes(small: Filled, large: Filled): Promise<Measurement[]> {
  const measurements: Measurement[] = []
  for (const name of ['queue', 'review', 'tree'] as const) {
    const onSmall = await prepareTask(name, small)
    const onLarge = await prepareTask(name, large)
    const result = await compareInRounds({
      rounds,
      ours: () => perSecond(roundMs, onLarge),
      peer: () => perSecond(roundMs, onSmall),
    })
    measurements.push({
      name: `${name}, 10 k → ${totalCards / 1e6} M cards in the database`,
      ours: `${threeDigits(1000 / result.ours)} ms`,
      peer: `${threeDigits(1000 / result.peer)} ms (itself, 10 k)`,
      value: 1 / result.ratio,
      unit: '×',
      must: 1.5,
      aim: 1.1,
      better: 'lower',
      details: { rounds: result.rounds },
    })
  }
  return measurements
}

async function prepareTask(
  name: 'queue' | 'review' | 'tree',
  filled: Filled,
): Promise<() => Promise<unknown>> {
  const { bench, database } = filled
  const { db } = database
  const user = await findUser(filled, ordinaryLearner)
  const learner = { id: user.id, name: user.name, email: user.email, isGuest: false, isAdmin: false }
  if (name === 'queue') return () => loadOurQueue(filled, user, new Date())
  if (name === 'tree') {
    const { callerFor } = await import('../../server/testing/execute.ts')
    const id = await readGoalId(bench, 0)
    return () => callerFor(db, learner).ask(ourOperation, { id })
  }
  const { reviewFlashcard } = await import('../../server/services/reviews.ts')
  const cards = await db.flashcard.findMany({
    where: { userId: user.id, state: 'review' },
    orderBy: { id: 'asc' },
    select: { id: true },
  })
  let next = 0
  return () => {
    const flashcardId = cards[next++ % cards.length]!.id
    const answer = { reviewId: randomUUID(), flashcardId, rating: 3, durationMs: 4000 }
    return reviewFlashcard(db, learner, answer, new Date())
  }
}
