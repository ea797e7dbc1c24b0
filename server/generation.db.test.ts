import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { TestClient } from './testing/client.ts'
import { createTestDatabase, type TestDatabase } from './testing/database.ts'
import type { ModelAnswer } from './testing/modelProtocol.ts'
import { type ModelServer, startModelServer } from './testing/modelServer.ts'
import { answerPractice } from './testing/practiceAnswers.ts'
import { findFreePort, killServerProcesses, startServerProcess } from './testing/serverProcess.ts'
import { type SocketMessage, type TestSocket, talkTo } from './testing/socket.ts'

let folder: string
let database: TestDatabase
let model: ModelServer

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'memoryloop-'))
  // On PostgreSQL an empty database of its own; on PGlite the process makes one in its folder.
  database = await createTestDatabase({ isEmpty: true })
  model = await startModelServer()
  // In the middle of its first answer it falls silent, so that the tree is growing until something happens.
  model.script(body => ({ ...(answerPractice(body) as ModelAnswer), breaks: { after: 800, by: 'silence' } }))
})
afterEach(async () => {
  killServerProcesses()
  await model.close()
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

/** A server with a language model; started with the port of another that has ended, it takes its place. */
async function startServer(at?: number, env: Record<string, string> = {}) {
  const port = at ?? (await findFreePort())
  const process = startServerProcess(folder, {
    PORT: String(port),
    // Both are pages of the same origin, as behind a proxy.
    APP_URL: 'http://localhost:4000',
    DATA_DIR: join(folder, 'data'),
    DATABASE_URL: database.databaseUrl ?? '',
    AUTH_SECRET: 'only for tests, but long enough to be one: 7f3a91c2',
    OPENAI_BASE_URL: model.url,
    AI_FOR_GUESTS: 'yes',
    ...env,
  })
  await process.ready
  const baseUrl = `http://127.0.0.1:${port}`
  return { ...process, port, baseUrl, appUrl: 'http://localhost:4000' }
}
type RunningServer = Awaited<ReturnType<typeof startServer>>

async function startTree(server: RunningServer) {
  const learner = new TestClient(server.baseUrl, server.appUrl)
  await learner.startAsGuest()
  const { createGoal } = await learner.query(
    `mutation { createGoal(input: { title: "Kubernetes administration", source: { ai: {} } }) {
      goal { id } job { id }
    } }`,
  )
  return { learner, goalId: createGoal.goal.id as string, jobId: createGoal.job.id as string }
}

/** The same learner as another server knows them. */
function asSeenBy(server: RunningServer, learner: TestClient): TestClient {
  const there = new TestClient(server.baseUrl, server.appUrl)
  for (const [name, value] of learner.cookies) there.cookies.set(name, value)
  return there
}

const follow = async (server: RunningServer, learner: TestClient, jobId: string): Promise<TestSocket> => {
  const socket = await talkTo(server, { as: learner })
  const job = 'status goal { skillTree { nodeCount } }'
  socket.subscribe('1', `subscription ($id: ID!) { generationJob(id: $id) { ${job} } }`, { id: jobId })
  return socket
}

async function until(socket: TestSocket, isReached: (job: Step) => boolean): Promise<Step> {
  for (let message: SocketMessage; ; ) {
    message = await socket.next()
    expect(message.type, JSON.stringify(message.payload)).toBe('next')
    const job: Step = message.payload.data.generationJob
    if (isReached(job)) return job
    expect(job.status).toMatch(/QUEUED|RUNNING/)
  }
}

interface Step {
  status: string
  goal: { skillTree: { nodeCount: number } }
}

const isGrowing = ({ goal }: Step) => goal.skillTree.nodeCount >= 4
const isDone = ({ status }: Step) => status === 'SUCCEEDED'

const cancel = (learner: TestClient, id: string) =>
  learner.query('mutation ($id: ID!) { cancelGenerationJob(id: $id) { job { id } } }', { id })

/** A tree of the right shape, with nothing in it twice. */
async function expectWholeTree(learner: TestClient, goalId: string) {
  const { goal } = await learner.query(
    `query ($id: ID!) { goal(id: $id) {
      latestJob { status }
      skillTree { nodeCount nodes { title depth path parent { id } } }
    } }`,
    { id: goalId },
  )
  const { nodes, nodeCount } = goal.skillTree
  expect([goal.latestJob.status, nodes.length]).toEqual(['SUCCEEDED', nodeCount])
  const places = nodes.map((node: { title: string; parent: { id: string } | null }) =>
    [node.parent?.id, node.title].join(' › '),
  )
  expect(new Set(places).size).toBe(places.length)
  const categories = nodes.filter((node: { depth: number }) => node.depth === 1)
  expect(categories.length).toBeGreaterThanOrEqual(3)
  expect(categories.length).toBeLessThanOrEqual(6)
}

test('a job whose process is killed is done after the next start, once', async () => {
  const server = await startServer()
  const { learner, goalId, jobId } = await startTree(server)
  await until(await follow(server, learner, jobId), isGrowing)
  server.child.kill('SIGKILL')
  await server.exited
  const again = await startServer(server.port)
  await until(await follow(again, learner, jobId), isDone)
  await expectWholeTree(learner, goalId)
  expect(model.requests).toHaveLength(2)
})

test('a server that is told to stop says goodbye, and the next start goes on', async () => {
  const server = await startServer()
  const { learner, goalId, jobId } = await startTree(server)
  const socket = await follow(server, learner, jobId)
  await until(socket, isGrowing)
  const stoppedAt = performance.now()
  server.child.kill('SIGTERM')
  expect((await socket.closed).code).toBe(1001)
  expect(await (await model.received(1)).closed).toMatchObject({ isAnswered: false })
  expect(await server.exited).toMatchObject({ code: 0, stderr: '' })
  expect(performance.now() - stoppedAt).toBeLessThan(10_000)

  const again = await startServer(server.port)
  await until(await follow(again, learner, jobId), isDone)
  await expectWholeTree(learner, goalId)
  expect(model.requests).toHaveLength(2)
})

const withoutModel = { OPENAI_BASE_URL: '' }

const askForJob = async (learner: TestClient, id: string) =>
  (await learner.query('query ($id: ID!) { generationJob(id: $id) { status errorCode } }', { id }))
    .generationJob

test('a job fails when its server comes back without a model', async () => {
  const server = await startServer()
  const { learner, jobId } = await startTree(server)
  await until(await follow(server, learner, jobId), isGrowing)
  server.child.kill('SIGTERM')
  await server.exited
  const again = await startServer(server.port, withoutModel)
  const job = await askForJob(asSeenBy(again, learner), jobId)
  expect(job).toEqual({ status: 'FAILED', errorCode: 'AI_UNAVAILABLE' })
})

test('cancelling reaches the process that does the job, and closes its connection to the model', async () => {
  const server = await startServer()
  const { learner, jobId } = await startTree(server)
  const asking = await model.received(1)
  await until(await follow(server, learner, jobId), isGrowing)
  await cancel(learner, jobId)
  const cancelledAt = performance.now()
  const { at, isAnswered } = await asking.closed
  expect(isAnswered).toBe(false)
  expect(at - cancelledAt).toBeLessThan(1_000)
})

/** PGlite belongs to one process. */
const onPostgres = test.skipIf(!process.env.DATABASE_URL)

onPostgres.each(['SIGKILL', 'SIGTERM'] as const)(
  'two processes share a database: both tell of a job, and after %s the other one does it',
  async signal => {
    const first = await startServer()
    const { learner, goalId, jobId } = await startTree(first)
    const second = await startServer()
    const learnerThere = asSeenBy(second, learner)
    const here = await follow(first, learner, jobId)
    const there = await follow(second, learnerThere, jobId)
    await Promise.all([until(here, isGrowing), until(there, isGrowing)])

    first.child.kill(signal)
    await first.exited
    await until(there, isDone)
    await expectWholeTree(learnerThere, goalId)
    expect(model.requests).toHaveLength(2)
  },
)

onPostgres('a cancelled job is stopped whichever process does it', async () => {
  const first = await startServer()
  const { learner, jobId } = await startTree(first)
  const asking = await model.received(1)
  const second = await startServer()
  await cancel(asSeenBy(second, learner), jobId)
  const cancelledAt = performance.now()
  const { at, isAnswered } = await asking.closed
  expect(isAnswered).toBe(false)
  expect(at - cancelledAt).toBeLessThan(1_000)
})

onPostgres('a server without a model leaves jobs to the one that has it', async () => {
  const first = await startServer()
  const { learner, jobId } = await startTree(first)
  await until(await follow(first, learner, jobId), isGrowing)
  const second = await startServer(undefined, withoutModel)
  expect(await askForJob(asSeenBy(second, learner), jobId)).toEqual({ status: 'RUNNING', errorCode: null })
})
