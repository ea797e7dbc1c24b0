import type { Bench } from './bench.ts'
import { fillDatabase, learnerEmail, readGoalId } from './dataSet.ts'
import { createBenchDatabase } from './postgres.ts'
import type { Measurement } from './report.ts'

const cards =
  'flashcards(first: 10) { edges { node { id question reviews(first: 5) { edges { node { id rating } } } } } }'
const node = `id title path masteryPercentage cardCount ${cards}`

/** Everything a goal has, four levels deep. */
const operation = `query Everything($id: ID!) {
  goal(id: $id) { title skillTree { root { ${node}
    children { ${node} children { ${node} children { ${node} } } } } } }
}`

/** From a handful of rows to the most nodes a tree may have. */
const sizes = [
  { breadths: [1, 1, 1], cardsPerLeaf: 1 },
  { breadths: [4, 5, 4], cardsPerLeaf: 5 },
  { breadths: [6, 8, 9], cardsPerLeaf: 8 },
] as const

/** SQL statements of goal → tree → 4 levels → cards → reviews: few, and the same whatever the size. */
export const statements: Bench = {
  needsPostgres: true,
  async run(say) {
    // The tests' way in: the whole GraphQL server without HTTP, and the log of what it asks the database.
    const [{ callerFor }, { openDatabase }, { recordStatements }] = await Promise.all([
      import('../server/testing/execute.ts'),
      import('../server/db/client.ts'),
      import('../server/db/sqlLog.ts'),
    ])
    const counts: { nodes: number; cards: number; statements: string[] }[] = []
    for (const { breadths, cardsPerLeaf } of sizes) {
      await using bench = await createBenchDatabase()
      await fillDatabase(bench, {
        learners: 1,
        goalsPerLearner: 1,
        breadths,
        cardsPerLeaf,
        reviewsPerCard: 3,
      })
      const database = await openDatabase({ databaseUrl: bench.url, dataDir: '', canRecordStatements: true })
      try {
        const user = await database.db.user.findUniqueOrThrow({ where: { email: learnerEmail(0) } })
        const learner = { id: user.id, name: user.name, email: user.email, isGuest: false, isAdmin: false }
        const id = await readGoalId(bench, 0)
        const recorded = await recordStatements(database.db, () =>
          callerFor(database.db, learner).ask(operation, { id }),
        )
        const [nodes, allCards] = await Promise.all([
          database.db.skillNode.count(),
          database.db.flashcard.count(),
        ])
        counts.push({ nodes, cards: allCards, statements: recorded.statements })
        say(`${nodes} nodes, ${allCards} cards: ${recorded.statements.length} statements`)
      } finally {
        await database.close()
      }
    }
    const numbers = counts.map(count => count.statements.length)
    if (new Set(numbers).size > 1) {
      throw new Error(`The number of statements grows with the tree: ${numbers.join(', ')}.`)
    }
    const measurement: Measurement = {
      name: 'SQL statements, goal → tree → 4 levels → cards → reviews',
      ours: `${numbers[0]} at ${counts.map(count => count.nodes).join(', ')} nodes`,
      value: numbers[0]!,
      unit: 'statements',
      must: 6,
      aim: 4,
      better: 'lower',
      details: { counts },
    }
    return [measurement]
  },
}
