import { deepStrictEqual } from 'node:assert/strict'
import type { Bench } from '../bench.ts'
import { fillDatabase, readGoalId, sessionToken } from '../dataSet.ts'
import { benchFolder, installPeers } from '../peerPackages.ts'
import { type BenchDatabase, createBenchDatabase } from '../postgres.ts'
import { findFreePort, processorMs, type RunningProcess, startProcess } from '../processes.ts'
import { sessionCookie, startProduct } from '../product.ts'
import { threeDigits } from '../report.ts'
import { compareInRounds } from '../rounds.ts'
import type { LoadRequest } from './load.ts'
import { ourOperation, peerOperation, readTree, type TreeAnswer } from './operations.ts'

/** Enough that no learner reaches the limit of requests per minute, which stays on. */
const learners = 300
const breadths = [4, 5, 4]
const connections = 16
const durationS = 3
const rounds = 5
/** Both servers become faster for some ten thousand requests. */
const warmUpRounds = 4

/** Whole trees over HTTP, signed in, against PostGraphile 5 on the same database. */
export const tree: Bench = {
  needsPostgres: true,
  async run(say) {
    installPeers()
    const { applyLoad } = await import('./load.ts')
    await using database = await createBenchDatabase()
    say(`Generating ${learners} trees of 105 nodes`)
    await fillDatabase(database, {
      learners,
      goalsPerLearner: 1,
      breadths,
      cardsPerLeaf: 3,
      reviewsPerCard: 0,
    })
    await helpPeer(database)
    await using product = await startProduct({ DATABASE_URL: database.url })
    await using peer = await startPeer(database.url)
    const requests = await listRequests(database, product.url)
    await expectSameTrees(product.url, peer.url, requests)

    say(`Measuring ${rounds} rounds of ${durationS} s each, ${connections} connections`)
    const processorMsPerRequest = { ours: [] as number[], peer: [] as number[] }
    const load = async (side: 'ours' | 'peer') => {
      const { url, pid } = side === 'ours' ? product : peer
      const usedBefore = processorMs(pid)
      const perSecond = await applyLoad({ url, requests: requests[side], connections, durationS })
      processorMsPerRequest[side].push((processorMs(pid) - usedBefore) / (perSecond * durationS))
      return perSecond
    }
    const {
      ours,
      peer: theirs,
      ratio,
      rounds: counted,
    } = await compareInRounds({ rounds, warmUpRounds, ours: () => load('ours'), peer: () => load('peer') })
    return [
      {
        name: 'whole tree, 105 nodes, depth 3',
        ours: `${threeDigits(ours)} req/s`,
        peer: `${threeDigits(theirs)} req/s (PostGraphile 5)`,
        value: ratio,
        unit: '×',
        must: 1,
        aim: 2,
        better: 'higher',
        details: { connections, durationS, learners, rounds: counted, processorMsPerRequest },
      },
    ]
  },
}

/** What PostGraphile would ask for: a foreign key known to be unique, and siblings in their order. */
async function helpPeer(database: BenchDatabase): Promise<void> {
  await database.query(
    'ALTER TABLE skill_trees ADD CONSTRAINT skill_trees_goal_id_key UNIQUE USING INDEX skill_trees_goal_id_key',
  )
  await database.query('CREATE INDEX ON skill_nodes (tree_id, parent_id, path)')
  await database.query('ANALYZE skill_nodes')
}

async function startPeer(databaseUrl: string): Promise<RunningProcess & { url: string }> {
  const port = await findFreePort()
  const peer = await startProcess({
    command: process.execPath,
    args: ['tree/peerServer.ts', databaseUrl, String(port)],
    cwd: benchFolder,
    env: { NODE_ENV: 'production', GRAPHILE_ENV: 'production' },
    ready: 'Peer is ready at',
  })
  return { ...peer, url: `http://127.0.0.1:${port}` }
}

interface Requests {
  ours: LoadRequest[]
  peer: LoadRequest[]
}

async function listRequests(database: BenchDatabase, productUrl: string): Promise<Requests> {
  const requests: Requests = { ours: [], peer: [] }
  for (let learner = 0; learner < learners; learner++) {
    const variables = { id: await readGoalId(database, learner) }
    const headers = { cookie: sessionCookie(sessionToken(learner)), origin: productUrl }
    requests.ours.push({ headers, body: JSON.stringify({ query: ourOperation, variables }) })
    requests.peer.push({ headers: {}, body: JSON.stringify({ query: peerOperation, variables }) })
  }
  return requests
}

/** A comparison of two answers that differ would compare nothing. */
async function expectSameTrees(ourUrl: string, peerUrl: string, { ours, peer }: Requests): Promise<void> {
  const ask = async (url: string, { headers, body }: LoadRequest) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    })
    const text = await response.text()
    const answered = JSON.parse(text) as TreeAnswer
    if (!readTree(answered)) throw new Error(`${url} did not answer with a tree: ${text.slice(0, 1000)}`)
    return readTree(answered)
  }
  for (let learner = 0; learner < 10; learner++) {
    deepStrictEqual(await ask(ourUrl, ours[learner]!), await ask(peerUrl, peer[learner]!))
  }
}
