import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { startModelServer } from '../server/testing/modelServer.ts'
import type { Bench } from './bench.ts'
import { fillDatabase, learnerEmail, sessionToken } from './dataSet.ts'
import { type BenchDatabase, createBenchDatabase } from './postgres.ts'
import { residentMB } from './processes.ts'
import { type RunningProduct, sessionCookie, startProduct } from './product.ts'
import { type Measurement, median, threeDigits } from './report.ts'

const trees = 12
const parallelJobs = 50
const jobsPerLearner = 4
const learners = trees + Math.ceil(parallelJobs / jobsPerLearner) + 1

/** 4 categories, 3 topics each, 1 subtopic each: 28 nodes. */
const tree = JSON.stringify({
  nodes: ['First', 'Second', 'Third', 'Fourth'].flatMap(category => [
    { depth: 1, title: `${category} category`, description: 'What it is about.' },
    ...['one', 'two', 'three'].flatMap(topic => [
      { depth: 2, title: `${category} topic ${topic}`, description: 'What it covers.' },
      { depth: 3, title: `Detail of ${topic} in the ${category.toLowerCase()}`, description: '' },
    ]),
  ]),
})
const treeNodes = 28

/** What generating costs beside the model, which here answers at once, or never. */
export const generation: Bench = {
  needsPostgres: true,
  async run(say) {
    await using database = await createBenchDatabase()
    await fillDatabase(database, {
      learners,
      goalsPerLearner: 1,
      breadths: [1, 1, 1],
      cardsPerLeaf: 1,
      reviewsPerCard: 0,
    })
    const model = await startModelServer({ models: ['bench'], pieceLength: 20 })
    try {
      const env = { OPENAI_BASE_URL: model.url, OPENAI_MODEL: 'bench', DATABASE_URL: database.url }
      await using product = await startProduct(env)
      say(`Growing ${trees} trees of ${treeNodes} nodes, one after the other`)
      const times: { firstMs: number; wholeMs: number }[] = []
      for (let learner = 0; learner < trees; learner++) {
        model.script({ text: tree })
        times.push(await timeTree(product, database, learner))
      }
      say(`Keeping ${parallelJobs} jobs waiting for the model`)
      const idleMB = residentMB(product.pid)
      model.script(...Array<'silence'>(parallelJobs).fill('silence'))
      for (let job = 0; job < parallelJobs; job++) {
        await createGoal(product, trees + Math.floor(job / jobsPerLearner))
      }
      await model.received(trees + parallelJobs)
      await sleep(2_000)
      const addedMB = Math.max(0, residentMB(product.pid) - idleMB)
      say('Counting statements')
      // as slowly as real models speak, so that each node is saved by itself
      model.script({ text: tree, pieceDelayMs: 20 })
      return [
        describeTime(
          'first node of a tree',
          times.map(time => time.firstMs),
        ),
        describeTime(
          `whole tree of ${treeNodes} nodes`,
          times.map(time => time.wholeMs),
        ),
        describeMemory(addedMB, idleMB),
        await countStatements(database, model.url),
      ]
    } finally {
      await model.close()
    }
  },
}

async function createGoal(product: RunningProduct, learner: number): Promise<string> {
  const response = await fetch(`${product.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: product.url,
      cookie: sessionCookie(sessionToken(learner)),
    },
    body: JSON.stringify({
      query: 'mutation { createGoal(input: { title: "Growing", source: { ai: {} } }) { goal { id } } }',
    }),
  })
  const { data, errors } = (await response.json()) as {
    data: { createGoal: { goal: { id: string } } }
    errors?: { message: string }[]
  }
  if (errors) throw new Error(errors[0]!.message)
  return data.createGoal.goal.id
}

/** From the learner's request until the first node stands in the database, and until the job is over. */
async function timeTree(product: RunningProduct, database: BenchDatabase, learner: number) {
  const startedAt = performance.now()
  const goalId = await createGoal(product, learner)
  let firstMs = Number.NaN
  for (;;) {
    const [row] = await database.query<{ nodes: number; status: string }>(
      `SELECT t.node_count AS nodes, j.status FROM skill_trees t JOIN generation_jobs j USING (goal_id)
        WHERE t.goal_id = $1`,
      [goalId],
    )
    const passedMs = performance.now() - startedAt
    if (Number.isNaN(firstMs) && row!.nodes > 1) firstMs = passedMs
    if (row!.status === 'succeeded' && row!.nodes === treeNodes + 1) return { firstMs, wholeMs: passedMs }
    if (row!.status === 'failed' || passedMs > 30_000)
      throw new Error(`The tree did not grow: ${row!.status}.`)
    await sleep(2)
  }
}

async function countStatements(database: BenchDatabase, modelUrl: string): Promise<Measurement> {
  const [{ openDatabase }, { recordStatements }, { createChat }, { createGenerator }, { runGeneration }] =
    await Promise.all([
      import('../server/db/client.ts'),
      import('../server/db/sqlLog.ts'),
      import('../server/ai/openaiChat.ts'),
      import('../server/ai/modelGenerator.ts'),
      import('../server/services/runGeneration.ts'),
    ])
  const { callerFor } = await import('../server/testing/execute.ts')
  const own = await openDatabase({ databaseUrl: database.url, dataDir: '', canRecordStatements: true })
  try {
    const user = await own.db.user.findUniqueOrThrow({ where: { email: learnerEmail(learners - 1) } })
    const learner = { id: user.id, name: user.name, email: user.email, isGuest: false, isAdmin: false }
    const { createGoal: created } = await callerFor(own.db, learner).ask<{
      createGoal: { job: { id: string } }
    }>('mutation { createGoal(input: { title: "Counted", source: { ai: {} } }) { job { id } } }')
    const generator = createGenerator(createChat({ baseUrl: modelUrl, model: 'bench' }))
    const tools = { db: own.db, generator, now: () => new Date(), logger: pino({ level: 'silent' }) }
    const { statements } = await recordStatements(own.db, () =>
      runGeneration(tools, created.job.id, new AbortController().signal),
    )
    const perNode = statements.length / treeNodes
    return {
      name: 'SQL statements for each node of a tree that streams in',
      ours: `${statements.length} for ${treeNodes} nodes`,
      value: perNode,
      unit: 'statements',
      must: 20,
      aim: 15,
      better: 'lower',
    }
  } finally {
    await own.close()
  }
}

function describeTime(what: string, timesMs: number[]): Measurement {
  const seconds = median(timesMs) / 1000
  return {
    name: `${what}, beside the model's own time`,
    ours: `${threeDigits(seconds * 1000)} ms`,
    value: seconds,
    unit: 's',
    must: 1,
    aim: 0.5,
    better: 'lower',
    details: { timesMs },
  }
}

function describeMemory(addedMB: number, idleMB: number): Measurement {
  return {
    name: `memory that ${parallelJobs} jobs take while they run`,
    ours: `${threeDigits(addedMB)} MB`,
    value: addedMB,
    unit: 'MB',
    must: 150,
    aim: 50,
    better: 'lower',
    details: { idleMB },
  }
}
