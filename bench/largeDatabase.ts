import type { Database } from '../server/db/client.ts'
import type { User } from '../server/db/generated/prisma/client.ts'
import { type DataShape, fillDatabase, learnerEmail } from './dataSet.ts'
import { type BenchDatabase, createBenchDatabase } from './postgres.ts'

/** Cards of the large database; fewer for a quick look: BENCH_CARDS=500000. */
export const totalCards = Number(process.env.BENCH_CARDS || 5_000_000)

/** 10,000 cards in five goals of 105 nodes each. */
const ordinary = { goalsPerLearner: 5, breadths: [4, 5, 4], cardsPerLeaf: 25, reviewsPerCard: 1 }

/** One of the many. */
export const ordinaryLearner: DataShape = { ...ordinary, learners: 1 }

/** 100,000 cards in ten goals of 156 nodes each. */
export const diligentLearner: DataShape = {
  firstLearner: 1,
  learners: 1,
  goalsPerLearner: 10,
  breadths: [5, 5, 5],
  cardsPerLeaf: 80,
  reviewsPerCard: 1,
}

/** 10,000 cards, each reviewed twenty times: 200,000 reviews. */
export const experiencedLearner: DataShape = {
  ...ordinary,
  firstLearner: 2,
  learners: 1,
  reviewsPerCard: 20,
  newShare: 0,
  masteryDays: 120,
}

export interface Filled extends AsyncDisposable {
  bench: BenchDatabase
  database: Database
}

/** A database with these learners. */
export async function openFilled(shapes: readonly DataShape[]): Promise<Filled> {
  const { openDatabase } = await import('../server/db/client.ts')
  const bench = await createBenchDatabase()
  for (const shape of shapes) await fillDatabase(bench, shape)
  const database = await openDatabase({ databaseUrl: bench.url, dataDir: '' })
  return {
    bench,
    database,
    async [Symbol.asyncDispose]() {
      await database.close()
      await bench[Symbol.asyncDispose]()
    },
  }
}

let large: Promise<Filled> | undefined

/** The three learners among as many others as make up all cards: made once for the benches of a run. */
export function openLarge(say: (what: string) => void): Promise<Filled> {
  if (large) return large
  say(`Generating ${totalCards} cards, which takes some minutes`)
  const others = Math.max(1, Math.round((totalCards - 120_000) / 10_000))
  const crowd: DataShape = { ...ordinary, firstLearner: 3, learners: others, reviewsPerCard: 0 }
  large = openFilled([ordinaryLearner, diligentLearner, experiencedLearner, crowd])
  return large
}

export async function dropLarge(): Promise<void> {
  await (await large?.catch(() => undefined))?.[Symbol.asyncDispose]()
}

export function findUser({ database }: Filled, { firstLearner = 0 }: DataShape): Promise<User> {
  return database.db.user.findUniqueOrThrow({ where: { email: learnerEmail(firstLearner) } })
}
