import { setImmediate as nextTurn } from 'node:timers/promises'
import { pino } from 'pino'
import { v7 as uuidv7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createGenerator } from '../ai/modelGenerator.ts'
import { type ChatOptions, createChat } from '../ai/openaiChat.ts'
import { moveGuestWork } from '../auth/guests.ts'
import type { GenerationJob } from '../db/generated/prisma/client.ts'
import type { Learner } from '../domain/learner.ts'
import { useTestDatabase } from '../testing/database.ts'
import { createCards, createGoalWithTree, createLearner, type TestGoal } from '../testing/factories.ts'
import { crowded, faults, spoiled } from '../testing/modelMisbehaviour.ts'
import { type ModelServer, practiceModelName, startModelServer } from '../testing/modelServer.ts'
import { answerPractice } from '../testing/practiceAnswers.ts'
import { CuratedTrees } from './curatedTrees.ts'
import { deleteGoal } from './deletions.ts'
import type { GenerationDoor } from './generationDoor.ts'
import { cancelJob } from './generationJobs.ts'
import { createGoal, updateGoal } from './goals.ts'
import { requestFlashcards, requestRefinement } from './requestFlashcards.ts'
import { requestRegeneration } from './requestTree.ts'
import { runGeneration } from './runGeneration.ts'
import { updateSkillNode } from './skillTrees.ts'
import { applyTreeProposal } from './treeProposals.ts'

/** Jobs from the question to what stands in the database, with a model that speaks HTTP. */
const database = useTestDatabase()
const door: GenerationDoor = { allowsGuests: true, enqueue: async () => {} }
const logger = pino({ level: 'silent' })

let model: ModelServer
let learner: Learner
beforeEach(async () => {
  model = await startModelServer()
  learner = await createLearner(database().db)
})
afterEach(() => model.close())

function run(
  jobId: string,
  { signal = new AbortController().signal, options = {} as Partial<ChatOptions> } = {},
) {
  const { db } = database()
  const retries = { maxTries: 2, baseMs: 1 }
  const chat = createChat({ baseUrl: model.url, model: practiceModelName, retries, ...options })
  return runGeneration({ db, generator: createGenerator(chat), now: () => new Date(), logger }, jobId, signal)
}

const caller = () => ({ learner, network: '127.0.0.1' })
const read = (jobId: string) => database().db.generationJob.findUniqueOrThrow({ where: { id: jobId } })

async function askForTree(title = 'Kubernetes administration') {
  const parts = { db: database().db, curatedTrees: new CuratedTrees([]), generation: door }
  const { goal, job } = await createGoal(parts, caller(), { title, source: { ai: {} } }, new Date())
  return { goal, jobId: job!.id }
}

function listNodes(goalId: string) {
  return database().db.skillNode.findMany({
    where: { tree: { goalId }, depth: { gt: 0 }, deletedAt: null },
    orderBy: [{ depth: 'asc' }, { createdAt: 'asc' }, { id: 'asc' }],
  })
}

/** Resolves when `condition` holds; what it waits for is on its way. */
async function until(condition: () => Promise<boolean>) {
  while (!(await condition())) await nextTurn()
}

const slowly = { pieceLength: 40, pieceDelayMs: 5 }

/** A tree of the right shape: 3 categories with 2 topics each. */
const smallTree = JSON.stringify({
  nodes: ['Basics', 'Networking', 'Storage'].flatMap(title => [
    { depth: 1, title, description: '' },
    { depth: 2, title: `${title} first`, description: 'What to know first.' },
    { depth: 2, title: `${title} later`, description: '' },
  ]),
})
const smallTitles = /^(Basics|Networking|Storage)( first| later)?$/

describe('a tree', () => {
  it('stands in the goal, node by node as it comes', async () => {
    const { goal, jobId } = await askForTree()
    model.script({ text: smallTree, ...slowly })
    const running = run(jobId)
    await until(async () => (await listNodes(goal.id)).length > 0)
    expect((await listNodes(goal.id)).length).toBeLessThan(9)
    expect(await read(jobId)).toMatchObject({
      status: 'running',
      message: expect.stringMatching(/^\d topics? so far$/),
    })
    await running
    const job = await read(jobId)
    expect(job).toMatchObject({ status: 'succeeded', progress: 1, message: '9 topics', errorCode: null })
    expect([job.promptTokens > 0, job.completionTokens > 0]).toEqual([true, true])
    const nodes = await listNodes(goal.id)
    expect(nodes.map(({ path, title }) => `${path} ${title}`).sort()).toEqual([
      '1.1 Basics',
      '1.1.1 Basics first',
      '1.1.2 Basics later',
      '1.2 Networking',
      '1.2.1 Networking first',
      '1.2.2 Networking later',
      '1.3 Storage',
      '1.3.1 Storage first',
      '1.3.2 Storage later',
    ])
    const tree = await database().db.skillTree.findUniqueOrThrow({ where: { goalId: goal.id } })
    expect(tree).toMatchObject({ nodeCount: 10, maxDepth: 2, generatedBy: 'ai' })
  })

  it('that is wrong is repaired once, and what was only in the first answer goes', async () => {
    const { goal, jobId } = await askForTree()
    const tooFew = JSON.stringify({
      nodes: JSON.parse(smallTree).nodes.slice(0, 4).concat({ depth: 1, title: 'Chaff', description: '' }),
    })
    model.script({ text: tooFew, ...slowly }, { text: smallTree })
    await run(jobId)
    expect(model.requests).toHaveLength(2)
    expect((await read(jobId)).status).toBe('succeeded')
    const nodes = await listNodes(goal.id)
    expect(nodes.map(node => node.title).filter(title => !smallTitles.test(title))).toEqual([])
    expect(nodes).toHaveLength(9)
  })

  it.each([
    ['invalid JSON', [spoiled.invalidJson, spoiled.invalidJson]],
    ['another shape', [spoiled.wrongSchema, spoiled.wrongSchema]],
    ['a fourth level', [spoiled.tooDeep, spoiled.tooDeep]],
    ['every node twice', [spoiled.duplicates, spoiled.duplicates]],
    ['a refusal', [spoiled.refusal]],
    ['an answer that breaks off again and again', [spoiled.cutMidJson, spoiled.cutMidJson]],
    ['a wrong key', [faults.wrongKey]],
    ['a broken provider', [faults.broken, faults.broken]],
    ['a provider that asks to wait for an hour', [crowded('3600')]],
    ['a connection that is reset', ['reset', 'reset']],
  ] as const)('%s leaves the goal with its root, and says so', async (_name, steps) => {
    const { goal, jobId } = await askForTree()
    model.script(...steps)
    await run(jobId)
    const job = await read(jobId)
    expect(job).toMatchObject({ status: 'failed', errorCode: 'AI_FAILED', finishedAt: expect.any(Date) })
    expect(job.message).toMatch(/^[A-Z].{20,}[.!?]$/s)
    expect(await listNodes(goal.id)).toEqual([])
    const tree = await database().db.skillTree.findUniqueOrThrow({ where: { goalId: goal.id } })
    expect(tree).toMatchObject({ nodeCount: 1, maxDepth: 0 })
  })

  it('that fails keeps what the learner has made their own', async () => {
    const { goal, jobId } = await askForTree()
    model.script({ text: smallTree, ...slowly, breaks: { after: 380, by: 'silence' } }, spoiled.refusal)
    const running = run(jobId, { options: { timeouts: { betweenTokensMs: 400 } } })
    await until(async () => (await listNodes(goal.id)).length >= 3)
    const nodes = await listNodes(goal.id)
    const basics = nodes.find(node => node.title === 'Basics')!
    const first = nodes.find(node => node.title === 'Basics first')!
    await createCards(database().db, learner, first.id, 1)
    await running
    expect((await read(jobId)).status).toBe('failed')
    expect((await listNodes(goal.id)).map(node => node.id)).toEqual([basics.id, first.id])
  })

  it('that is stopped keeps what has come, and the model is hung up on within a second', async () => {
    const { goal, jobId } = await askForTree()
    model.script({ text: smallTree, ...slowly, breaks: { after: 300, by: 'silence' } })
    const stopping = new AbortController()
    const running = run(jobId, { signal: stopping.signal })
    await until(async () => (await listNodes(goal.id)).length >= 2)
    await cancelJob(database().db, learner, jobId, new Date())
    const stoppedAt = performance.now()
    stopping.abort(new Error('cancelled'))
    await expect(running).rejects.toThrow('cancelled')
    const closed = await model.requests[0]!.closed
    expect(closed.isAnswered).toBe(false)
    expect(closed.at - stoppedAt).toBeLessThan(1000)
    expect(await read(jobId)).toMatchObject({ status: 'cancelled', message: 'Stopped' })
    expect((await listNodes(goal.id)).length).toBeGreaterThanOrEqual(2)
  })

  it('that was cancelled takes nothing more in, though nobody told the one who does it', async () => {
    const { goal, jobId } = await askForTree()
    model.script({ text: smallTree, ...slowly })
    const running = run(jobId)
    await until(async () => (await listNodes(goal.id)).length > 0)
    await cancelJob(database().db, learner, jobId, new Date())
    const count = (await listNodes(goal.id)).length
    await running
    expect((await listNodes(goal.id)).length).toBe(count)
    expect((await read(jobId)).status).toBe('cancelled')
  })

  it('begun again after its process died is completed, each node once', async () => {
    const { goal, jobId } = await askForTree()
    model.script({ text: smallTree, ...slowly, breaks: { after: 300, by: 'silence' } }, { text: smallTree })
    const dying = new AbortController()
    const first = run(jobId, { signal: dying.signal })
    await until(async () => (await listNodes(goal.id)).length >= 2)
    const before = await listNodes(goal.id)
    dying.abort(new Error('dies'))
    await expect(first).rejects.toThrow('dies')
    await run(jobId)
    const after = await listNodes(goal.id)
    expect(after).toHaveLength(9)
    const ids = new Set(after.map(node => node.id))
    expect(before.every(node => ids.has(node.id))).toBe(true)
    expect((await read(jobId)).status).toBe('succeeded')
    // Once it is over nobody does it again.
    await run(jobId)
    expect(model.requests).toHaveLength(2)
  })

  it('of one who began it first and lost it is not saved any more', async () => {
    const { goal, jobId } = await askForTree()
    model.script({ text: smallTree, ...slowly }, { text: smallTree })
    const first = run(jobId)
    await until(async () => (await listNodes(goal.id)).length > 0)
    await run(jobId)
    await first
    expect(await listNodes(goal.id)).toHaveLength(9)
    expect((await read(jobId)).status).toBe('succeeded')
  })

  it('grows on while the learner renames, deletes and pauses', async () => {
    const { goal, jobId } = await askForTree()
    model.script({ text: smallTree, ...slowly })
    const running = run(jobId)
    await until(async () => (await listNodes(goal.id)).some(node => node.title === 'Basics first'))
    const basics = (await listNodes(goal.id)).find(node => node.title === 'Basics')!
    await updateSkillNode(database().db, learner, basics.id, { title: 'Foundations' }, new Date())
    await updateGoal(database().db, learner, goal.id, { status: 'paused' }, new Date())
    await running
    const nodes = await listNodes(goal.id)
    expect(nodes.filter(node => node.parentId === basics.id)).toHaveLength(2)
    expect(nodes.map(node => node.title)).not.toContain('Basics')
    expect(nodes).toHaveLength(9)
  })

  it('belongs to the account when its guest signs up meanwhile', async () => {
    const { db } = database()
    await db.user.update({ where: { id: learner.id }, data: { isAnonymous: true } })
    const account = await createLearner(db)
    const { goal, jobId } = await askForTree()
    model.script({ text: smallTree, ...slowly })
    const running = run(jobId)
    await until(async () => (await listNodes(goal.id)).length > 0)
    await moveGuestWork(db, learner.id, account.id, { settingsOf: 'guest', now: new Date() })
    await running
    expect(await read(jobId)).toMatchObject({ status: 'succeeded', userId: account.id })
    expect(await listNodes(goal.id)).toHaveLength(9)
  })

  it('of a goal that is deleted meanwhile ends without one', async () => {
    const { goal, jobId } = await askForTree()
    model.script({ text: smallTree, ...slowly })
    const running = run(jobId)
    await until(async () => (await listNodes(goal.id)).length > 0)
    await database().db.learningGoal.update({ where: { id: goal.id }, data: { deletedAt: new Date() } })
    await running
    expect(await read(jobId)).toMatchObject({ status: 'failed', errorCode: 'NOT_FOUND' })
  })
})

describe('a deleted goal', () => {
  it('stops its jobs, and none begins for it', async () => {
    const { db } = database()
    const { goal, jobId } = await askForTree()
    await deleteGoal(db, learner, goal.id, false, new Date())
    expect(await read(jobId)).toMatchObject({ status: 'cancelled', message: 'Stopped' })
    await db.generationJob.update({ where: { id: jobId }, data: { status: 'queued' } })
    await run(jobId)
    expect(await read(jobId)).toMatchObject({ status: 'failed', errorCode: 'NOT_FOUND' })
    expect(model.requests).toEqual([])
  })
})

describe('another tree', () => {
  it('is proposed and changes nothing until it is applied', async () => {
    const { db } = database()
    const goal = await createGoalWithTree(db, learner, { '1.1': {}, '1.1.1': { cards: 2 }, '1.2': {} })
    const request = { goalId: goal.goal.id, feedback: 'Less storage' }
    const { id } = await requestRegeneration(db, door, caller(), request, new Date())
    model.script({ text: smallTree })
    await run(id)
    expect(await read(id)).toMatchObject({ status: 'succeeded', message: '9 topics to look at' })
    expect(JSON.stringify(model.requests[0]!.body.messages)).toContain('Less storage')
    expect(await listNodes(goal.goal.id)).toHaveLength(3)
    await applyTreeProposal(db, learner, id, new Date())
    const titles = (await listNodes(goal.goal.id)).map(node => node.title)
    expect(titles).toEqual(expect.arrayContaining(['Basics', 'Storage later', 'Unsorted']))
  })
})

function readDrafts(job: Pick<GenerationJob, 'id'>) {
  return database().db.flashcard.findMany({
    where: { jobId: job.id },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
}

describe('cards', () => {
  let goal: TestGoal
  beforeEach(async () => {
    goal = await createGoalWithTree(database().db, learner, {
      '1.1': {},
      '1.1.1': {},
      '1.1.2': { cards: 1 },
      '1.1.3': {},
      '1.2': {},
    })
  })

  async function ask(path: string, request: object = {}) {
    const wanted = { skillNodeId: goal.nodes[path]!.id, count: 4, cardTypes: null, includeDescendants: false }
    return requestFlashcards(database().db, door, caller(), { ...wanted, ...request }, new Date())
  }

  it('come as drafts, one after the other, with notes for a node that has none', async () => {
    const job = await ask('1.1.1')
    model.script(body => ({ ...answerPractice(body), ...slowly }))
    const running = run(job.id)
    await until(async () => (await readDrafts(job)).length > 0)
    expect((await readDrafts(job)).length).toBeLessThan(4)
    await running
    const drafts = await readDrafts(job)
    expect(drafts.map(({ status, skillNodeId }) => [status, skillNodeId])).toEqual(
      Array(4).fill(['draft', goal.nodes['1.1.1']!.id]),
    )
    expect(await read(job.id)).toMatchObject({ status: 'succeeded', message: '4 drafts', droppedCount: 0 })
    const node = await database().db.skillNode.findUniqueOrThrow({ where: { id: goal.nodes['1.1.1']!.id } })
    expect(node).toMatchObject({ cardCount: 0, notes: expect.stringContaining('Node 1.1.1') })
  })

  it('that repeat others are left out and counted', async () => {
    const job = await ask('1.1.1')
    model.script(spoiled.duplicates)
    await run(job.id)
    expect(await readDrafts(job)).toHaveLength(4)
    expect(await read(job.id)).toMatchObject({ status: 'succeeded', droppedCount: 4 })
  })

  it('of two jobs for one node stand there once', async () => {
    const jobs = [await ask('1.1.1'), await ask('1.1.1')]
    await Promise.all(jobs.map(job => run(job.id)))
    const drafts = (await Promise.all(jobs.map(readDrafts))).flat()
    expect(new Set(drafts.map(draft => draft.question)).size).toBe(drafts.length)
    const dropped = (await Promise.all(jobs.map(job => read(job.id)))).map(job => job.droppedCount)
    expect(drafts.length + dropped[0]! + dropped[1]!).toBe(8)
  })

  it('are made for every empty topic, and what came before a failure stays', async () => {
    const job = await ask('1', { includeDescendants: true })
    model.script(answerPractice, faults.wrongKey, faults.wrongKey)
    await run(job.id)
    expect(await read(job.id)).toMatchObject({
      status: 'failed',
      errorCode: 'AI_FAILED',
      message: expect.stringMatching(/^1 of 3 topics have their cards\. /),
    })
    expect(await readDrafts(job)).toHaveLength(4)

    const again = await ask('1', { includeDescendants: true })
    await run(again.id)
    const nodes = (await readDrafts(again)).map(draft => draft.skillNodeId)
    expect(new Set(nodes)).toEqual(new Set([goal.nodes['1.1.3']!.id, goal.nodes['1.2']!.id]))
    expect(nodes).toHaveLength(8)
  })

  it('are made for the topics after one for which there are none', async () => {
    const job = await ask('1', { includeDescendants: true })
    model.script(answerPractice, spoiled.refusal)
    await run(job.id)
    expect(await read(job.id)).toMatchObject({
      status: 'failed',
      message: expect.stringMatching(/^2 of 3 topics have their cards\. .*declined/),
    })
    expect(await readDrafts(job)).toHaveLength(8)
  })

  it('that cannot be saved stop the model, and the process lives', async () => {
    const job = await ask('1.1.1')
    model.script({ text: '{"notes":"What to know.","cards":[', breaks: { after: 20, by: 'silence' } })
    const running = run(job.id)
    await model.received(1)
    await database().db.generationJob.delete({ where: { id: job.id } })
    await running
    expect((await model.requests[0]!.closed).isAnswered).toBe(false)
  })

  it('of a job that is begun again are as many as were asked for', async () => {
    const job = await ask('1.1.1')
    const dying = new AbortController()
    model.script(body => ({ ...answerPractice(body), ...slowly }))
    const first = run(job.id, { signal: dying.signal })
    await until(async () => (await readDrafts(job)).length >= 2)
    dying.abort(new Error('dies'))
    await expect(first).rejects.toThrow('dies')
    await run(job.id)
    const drafts = await readDrafts(job)
    expect(drafts).toHaveLength(4)
    expect(new Set(drafts.map(draft => draft.question)).size).toBe(4)
  })

  it('of a node that is deleted meanwhile are nowhere', async () => {
    const job = await ask('1.1.1')
    model.script(body => ({ ...answerPractice(body), ...slowly }))
    const running = run(job.id)
    await until(async () => (await readDrafts(job)).length > 0)
    const gone = { deletedAt: new Date(), path: null }
    await database().db.skillNode.update({ where: { id: goal.nodes['1.1.1']!.id }, data: gone })
    const count = (await readDrafts(job)).length
    await running
    expect((await readDrafts(job)).length).toBe(count)
  })

  it('get better versions beside them, each once', async () => {
    const job = await ask('1.1.1')
    await run(job.id)
    const drafts = await readDrafts(job)
    const request = { draftIds: drafts.map(draft => draft.id), feedback: 'More practical, with commands' }
    const refining = await requestRefinement(database().db, door, caller(), request, new Date())
    await run(refining.id)
    const versions = await readDrafts(refining)
    expect(versions.map(version => version.replacesId).sort()).toEqual(request.draftIds.toSorted())
    expect(await read(refining.id)).toMatchObject({ status: 'succeeded', message: '4 new versions' })
    expect(await readDrafts(job)).toHaveLength(4)
  })
})

it('a job that nobody knows is left alone', async () => {
  await run(uuidv7())
  expect(model.requests).toEqual([])
})
