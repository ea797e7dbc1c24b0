import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { Bench } from '../bench.ts'
import { fillDatabase } from '../dataSet.ts'
import { type BenchDatabase, createBenchDatabase } from '../postgres.ts'
import { type Measurement, threeDigits } from '../report.ts'
import { compareInRounds } from '../rounds.ts'
import { reviewByHand } from './byHand.ts'

const learnersPerSide = 8
const connections = 10
const durationMs = 2000
const rounds = 5

/** Answering a card: the service against the same locks, reads and writes by hand. */
export const review: Bench = {
  needsPostgres: true,
  async run(say) {
    const [{ openDatabase }, { reviewFlashcard }] = await Promise.all([
      import('../../server/db/client.ts'),
      import('../../server/services/reviews.ts'),
    ])
    await using bench = await createBenchDatabase()
    say('Generating cards to answer')
    await fillDatabase(bench, {
      learners: 2 * learnersPerSide,
      goalsPerLearner: 8,
      breadths: [4, 5, 4],
      cardsPerLeaf: 16,
      reviewsPerCard: 1,
      // An answer moves the mastery of every node above, and masters nothing for the first time.
      newShare: 0,
      dueShare: 1,
      stability: [2, 5],
    })
    const database = await openDatabase({
      databaseUrl: bench.url,
      dataDir: '',
      connectionLimit: connections,
    })
    const pool = new pg.Pool({ connectionString: bench.url, max: connections })
    const learners = await listLearners(bench)
    const ours = learners.filter((_, index) => index % 2 === 0)
    const peers = learners.filter((_, index) => index % 2 === 1)

    const answerOurs = ({ id, email }: AnsweringLearner, cardId: string) =>
      reviewFlashcard(
        database.db,
        { id, email, name: 'Learner', isGuest: false, isAdmin: false },
        { reviewId: randomUUID(), flashcardId: cardId, rating: 3, durationMs: 4000 },
        new Date(),
      )
    const answerByHand = ({ id }: AnsweringLearner, cardId: string) =>
      reviewByHand(pool, { userId: id, cardId, reviewId: randomUUID(), stability: 8.5 })

    const measurements: Measurement[] = []
    try {
      for (const atOnce of [1, learnersPerSide]) {
        say(`Measuring ${rounds} rounds of ${durationMs / 1000} s each, ${atOnce} learners at a time`)
        const result = await compareInRounds({
          rounds,
          ours: () => reviewsPerSecond(ours.slice(0, atOnce), answerOurs),
          peer: () => reviewsPerSecond(peers.slice(0, atOnce), answerByHand),
        })
        measurements.push({
          name: `reviewFlashcard, ${atOnce === 1 ? 'one learner' : `${atOnce} learners at once`}`,
          ours: `${threeDigits(result.ours)} /s`,
          peer: `${threeDigits(result.peer)} /s (pg by hand)`,
          value: result.ratio,
          unit: '×',
          must: 0.4,
          aim: 0.7,
          better: 'higher',
          details: { connections, rounds: result.rounds },
        })
      }
    } finally {
      await database.close()
      await pool.end()
    }
    return measurements
  },
}

interface AnsweringLearner {
  id: string
  email: string
  /** not answered yet; the last is answered next */
  cardIds: string[]
}

async function listLearners(bench: BenchDatabase): Promise<AnsweringLearner[]> {
  const rows = await bench.query<{ id: string; email: string; cards: string[] }>(
    `SELECT u.id, u.email, array_agg(f.id ORDER BY md5(f.id::text)) AS cards
       FROM users u JOIN flashcards f ON f.user_id = u.id WHERE f.state = 'review'
      GROUP BY u.id ORDER BY u.id`,
  )
  return rows.map(({ id, email, cards }) => ({ id, email, cardIds: cards }))
}

/** All learners answer at the same time, each one card after the other. */
async function reviewsPerSecond(
  learners: AnsweringLearner[],
  answer: (learner: AnsweringLearner, cardId: string) => Promise<unknown>,
): Promise<number> {
  const startedAt = performance.now()
  let answered = 0
  await Promise.all(
    learners.map(async learner => {
      while (performance.now() - startedAt < durationMs) {
        const cardId = learner.cardIds.pop()
        if (cardId === undefined) throw new Error('The cards ran out: expected more of them, or less time.')
        await answer(learner, cardId)
        answered++
      }
    }),
  )
  return (answered * 1000) / (performance.now() - startedAt)
}
