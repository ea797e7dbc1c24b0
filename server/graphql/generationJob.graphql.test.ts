import { describe, expect, it } from 'vitest'
import { recordStatements } from '../db/sqlLog.ts'
import { MAX_JOBS_PER_DAY, MAX_LIVE_JOBS } from '../domain/generationJob.ts'
import { useTestDatabase } from '../testing/database.ts'
import { type Caller, callerFor, newCaller } from '../testing/execute.ts'
import { createCards, createGoalWithTree, type NodeSpec } from '../testing/factories.ts'

/** What may be asked of the language model, by whom, and what becomes of drafts. The work itself: server/services. */
const database = useTestDatabase()

const generate = `mutation ($input: GenerateFlashcardsInput!) {
  generateFlashcards(input: $input) { job { id kind status progress message drafts { id } } } }`
const createGoal = `mutation ($input: CreateGoalInput!) {
  createGoal(input: $input) {
    job { id kind status message goal { id latestJob { id } } }
    goal { id title status skillTree { generatedBy nodes { title } } } } }`
const refine = 'mutation ($input: RefineDraftsInput!) { refineDrafts(input: $input) { job { id kind } } }'
const regenerate =
  'mutation ($input: RegenerateSkillTreeInput!) { regenerateSkillTree(input: $input) { job { id kind } } }'
const cancel = 'mutation ($id: ID!) { cancelGenerationJob(id: $id) { job { id status finishedAt } } }'
const approve = 'mutation ($ids: [ID!]!) { approveDrafts(ids: $ids) { flashcards { id status } } }'
const discard = 'mutation ($ids: [ID!]!) { discardDrafts(ids: $ids) { deletion { id deletedCardCount } } }'

async function setUp(tree: Record<string, NodeSpec> = { '1.1': {} }) {
  const caller = await newCaller(database().db)
  const goal = await createGoalWithTree(database().db, caller.learner!, tree)
  const nodeId = (path: string) => goal.nodes[path]!.id
  const draft = (path: string, data = {}) => addDrafts(caller, nodeId(path), 1, data).then(([card]) => card!)
  return { caller, goal, nodeId, draft }
}

function addDrafts(caller: Caller, nodeId: string, count: number, data = {}) {
  return createCards(database().db, caller.learner!, nodeId, count, { status: 'draft', ...data })
}

const codeOf = async (answer: Promise<{ errors: { message: string; extensions: object }[] }>) => {
  const { errors } = await answer
  return errors.map(({ message, extensions }) => [(extensions as { code: string }).code, message])
}

describe('a goal whose tree is to be generated', () => {
  it('stands at once with its root and the job that grows it', async () => {
    const { caller } = await setUp()
    const input = {
      title: 'Kubernetes',
      source: { ai: { detail: 'SIMPLER', instructions: ' For beginners ' } },
    }
    const answer = await caller.ask<{ createGoal: never }>(createGoal, { input })
    expect(answer.createGoal).toMatchObject({
      goal: {
        title: 'Kubernetes',
        status: 'ACTIVE',
        skillTree: { generatedBy: 'AI', nodes: [{ title: 'Kubernetes' }] },
      },
      job: { kind: 'SKILL_TREE', status: 'QUEUED', message: 'Waiting to begin' },
    })
    const [job] = await database().db.generationJob.findMany({ where: { userId: caller.learner!.id } })
    expect(job!.payload).toEqual({ detail: 'simpler', instructions: 'For beginners', grown: {} })
  })

  it('is not made when the model may not be asked', async () => {
    const { caller } = await setUp()
    const input = { title: 'Kubernetes', source: { ai: { instructions: 'x'.repeat(2001) } } }
    expect(await codeOf(caller.execute(createGoal, { input }))).toEqual([
      ['BAD_USER_INPUT', 'Invalid source.ai.instructions: it has 2001 characters, expected at most 2000.'],
    ])
    const without = callerFor(database().db, caller.learner, null)
    const plain = { title: 'Kubernetes', source: { ai: {} } }
    expect(await codeOf(without.execute(createGoal, { input: plain }))).toEqual([
      ['AI_UNAVAILABLE', expect.stringContaining('No language model is set up')],
    ])
    expect(await database().db.learningGoal.count({ where: { userId: caller.learner!.id } })).toBe(1)
  })
})

describe('who may ask', () => {
  it('is refused to guests where strangers reach the server', async () => {
    const { caller, nodeId } = await setUp()
    const guest = { ...caller.learner!, isGuest: true }
    const closed = callerFor(database().db, guest, { allowsGuests: false, enqueue: async () => {} })
    expect(await codeOf(closed.execute(generate, { input: { skillNodeId: nodeId('1.1') } }))).toEqual([
      ['AI_UNAVAILABLE', expect.stringContaining('Sign up')],
    ])
  })

  it('counts the guests of a network together', async () => {
    const codes: unknown[] = []
    for (let number = 0; number < 11; number++) {
      const { caller, nodeId } = await setUp()
      const guest = callerFor(database().db, { ...caller.learner!, isGuest: true })
      codes.push((await codeOf(guest.execute(generate, { input: { skillNodeId: nodeId('1.1') } })))[0]?.[0])
    }
    expect(codes).toEqual([...Array(10).fill(undefined), 'RATE_LIMITED'])
  })

  it('limits what runs at a time and what is asked for in a day', async () => {
    const { caller, goal, nodeId } = await setUp()
    const ask = () => codeOf(caller.execute(generate, { input: { skillNodeId: nodeId('1.1') } }))
    for (let number = 0; number < MAX_LIVE_JOBS; number++) expect(await ask()).toEqual([])
    expect(await ask()).toEqual([['LIMIT_EXCEEDED', expect.stringContaining(`at most ${MAX_LIVE_JOBS}`)]])

    const { db } = database()
    await db.generationJob.updateMany({ where: { goalId: goal.goal.id }, data: { status: 'succeeded' } })
    const job = { userId: caller.learner!.id, goalId: goal.goal.id, kind: 'flashcards', status: 'failed' }
    await db.generationJob.createMany({ data: Array(MAX_JOBS_PER_DAY - MAX_LIVE_JOBS).fill(job) })
    expect(await ask()).toEqual([['RATE_LIMITED', expect.stringContaining('generations today')]])

    const yesterday = new Date(Date.now() - 86_401_000)
    await db.generationJob.updateMany({ where: { goalId: goal.goal.id }, data: { createdAt: yesterday } })
    expect(await ask()).toEqual([])
    await db.generationJob.updateMany({
      where: { status: 'queued' },
      data: { promptTokens: 1_000_000, status: 'failed' },
    })
    expect(await ask()).toEqual([['RATE_LIMITED', expect.stringContaining('generations today')]])
  })
})

describe('asking for cards', () => {
  it.each([
    [{ count: 0 }, 'Invalid count 0: expected a whole number from 1 to 20.'],
    [{ count: 21 }, 'Invalid count 21: expected a whole number from 1 to 20.'],
    [
      { instructions: 'x'.repeat(2001) },
      'Invalid instructions: it has 2001 characters, expected at most 2000.',
    ],
  ])('refuses %o', async (wrong, message) => {
    const { caller, nodeId } = await setUp()
    const answer = caller.execute(generate, { input: { skillNodeId: nodeId('1.1'), ...wrong } })
    expect(await codeOf(answer)).toEqual([['BAD_USER_INPUT', message]])
  })

  it('takes every empty topic below, and no other', async () => {
    const { caller, goal, nodeId, draft } = await setUp({
      '1.1': {},
      '1.1.1': {},
      '1.1.2': { cards: 1 },
      '1.1.3': {},
      '1.1.4': { isEnabled: false },
      '1.2': {},
    })
    await draft('1.1.3')
    await caller.ask(generate, {
      input: { skillNodeId: nodeId('1'), includeDescendants: true, cardTypes: [] },
    })
    const [job] = await database().db.generationJob.findMany({ where: { goalId: goal.goal.id } })
    expect(job!.payload).toMatchObject({
      nodeIds: [nodeId('1.1.1'), nodeId('1.2')],
      count: 10,
      cardTypes: ['flashcard', 'multiple_choice', 'scenario'],
    })
  })

  it('says when no topic is empty', async () => {
    const { caller, nodeId } = await setUp({ '1.1': { cards: 1 } })
    const input = { skillNodeId: nodeId('1'), includeDescendants: true }
    expect(await codeOf(caller.execute(generate, { input }))).toEqual([
      ['BAD_USER_INPUT', expect.stringContaining('No topic below "Node 1" is without cards or drafts')],
    ])
  })
})

describe('another tree', () => {
  it('is proposed where there is one, and grown where there is none', async () => {
    const { caller, goal } = await setUp()
    const input = { goalId: goal.goal.id }
    const first = await caller.ask<{ regenerateSkillTree: { job: { id: string; kind: string } } }>(
      regenerate,
      { input },
    )
    expect(first.regenerateSkillTree.job.kind).toBe('REGENERATE_SKILL_TREE')
    expect(await codeOf(caller.execute(regenerate, { input }))).toEqual([
      ['CONFLICT', expect.stringContaining('is being generated already')],
    ])
    await caller.ask(cancel, { id: first.regenerateSkillTree.job.id })

    const empty = await createGoalWithTree(database().db, caller.learner!)
    const again = await caller.ask<{ regenerateSkillTree: { job: { kind: string } } }>(regenerate, {
      input: { goalId: empty.goal.id },
    })
    expect(again.regenerateSkillTree.job.kind).toBe('SKILL_TREE')
  })
})

describe('the job a goal shows', () => {
  it('is one that still runs, of the tree first, or else the latest', async () => {
    const { caller, goal } = await setUp()
    const { db } = database()
    const add = async (kind: string, status: string) => {
      const job = { userId: caller.learner!.id, goalId: goal.goal.id, kind, status }
      return (await db.generationJob.create({ data: job })).id
    }
    const shown = async () => {
      const query = 'query ($id: ID!) { goal(id: $id) { latestJob { id } } }'
      const answer = await caller.ask<{ goal: { latestJob: { id: string } | null } }>(query, {
        id: goal.goal.id,
      })
      return answer.goal.latestJob?.id
    }
    expect(await shown()).toBeUndefined()
    const tree = await add('regenerate_skill_tree', 'running')
    const cards = await add('flashcards', 'running')
    const failed = await add('flashcards', 'failed')
    expect(await shown()).toBe(tree)
    await caller.ask(cancel, { id: tree })
    expect(await shown()).toBe(cards)
    await caller.ask(cancel, { id: cards })
    expect(await shown()).toBe(failed)
  })
})

describe('stopping', () => {
  it('ends a job once', async () => {
    const { caller, nodeId } = await setUp()
    const asked = await caller.ask<{ generateFlashcards: { job: { id: string } } }>(generate, {
      input: { skillNodeId: nodeId('1.1') },
    })
    const { id } = asked.generateFlashcards.job
    const first = await caller.ask<{ cancelGenerationJob: { job: object } }>(cancel, { id })
    expect(first.cancelGenerationJob.job).toMatchObject({
      id,
      status: 'CANCELLED',
      finishedAt: expect.any(String),
    })
    expect(await caller.ask(cancel, { id })).toEqual(first)
  })
})

describe('drafts', () => {
  it('are studied once they are approved', async () => {
    const { caller, draft, goal } = await setUp()
    const [one, two] = [await draft('1.1'), await draft('1.1')]
    const counts = () =>
      database().db.skillNode.findFirst({ where: { id: goal.nodes['1.1']!.id }, select: { cardCount: true } })
    expect(await counts()).toEqual({ cardCount: 0 })
    const ids = [two.id, one.id]
    const approved = { flashcards: ids.map(id => ({ id, status: 'ACTIVE' })) }
    expect(await caller.ask(approve, { ids })).toEqual({ approveDrafts: approved })
    expect(await counts()).toEqual({ cardCount: 2 })
    expect(await caller.ask(approve, { ids })).toEqual({ approveDrafts: approved })
  })

  it('are discarded as one deletion that can be undone, and approved cards are not', async () => {
    const { caller, draft, goal } = await setUp({ '1.1': { cards: 1 } })
    const one = await draft('1.1')
    const card = goal.cards['1.1']![0]!.id
    expect(await codeOf(caller.execute(discard, { ids: [one.id, card] }))).toEqual([
      ['BAD_USER_INPUT', expect.stringContaining(`Flashcard ${card} is not a draft`)],
    ])
    const { discardDrafts } = await caller.ask<{ discardDrafts: { deletion: { id: string } } }>(discard, {
      ids: [one.id],
    })
    expect(discardDrafts.deletion).toMatchObject({ deletedCardCount: 1 })
    await caller.ask('mutation ($id: ID!) { undoDeletion(id: $id) { flashcards { id status } } }', {
      id: discardDrafts.deletion.id,
    })
    const back = await database().db.flashcard.findUniqueOrThrow({ where: { id: one.id } })
    expect(back).toMatchObject({ status: 'draft', deletedAt: null, skillNodeId: goal.nodes['1.1']!.id })
  })

  it('of several versions the approved one stays', async () => {
    const { caller, draft } = await setUp()
    const first = await draft('1.1')
    const second = await draft('1.1', { replacesId: first.id })
    const third = await draft('1.1', { replacesId: second.id })
    const other = await draft('1.1')
    await caller.ask(approve, { ids: [second.id] })
    const rows = await database().db.flashcard.findMany({
      where: { userId: caller.learner!.id, deletedAt: null },
      orderBy: { id: 'asc' },
      select: { id: true, status: true },
    })
    expect(rows).toEqual([
      { id: second.id, status: 'active' },
      { id: other.id, status: 'draft' },
    ])
    expect(third.replacesId).toBe(second.id)
  })

  it('are counted by branch, several versions of one once, all in one statement', async () => {
    const { caller, draft, goal } = await setUp({ '1.1': {}, '1.1.1': { cards: 2 }, '1.2': {} })
    const first = await draft('1.1.1')
    const second = await draft('1.1.1', { replacesId: first.id })
    await draft('1.1.1', { replacesId: first.id })
    await draft('1.1')
    const counts = async () => {
      const answer = await caller.ask<{ goal: { skillTree: { nodes: object[] } } }>(
        'query ($id: ID!) { goal(id: $id) { skillTree { nodes { path subtreeDraftCount } } } }',
        { id: goal.goal.id },
      )
      return answer.goal.skillTree.nodes.map(node => Object.values(node).join(': '))
    }
    expect(await counts()).toEqual(['1: 2', '1.1: 2', '1.1.1: 1', '1.2: 0'])
    await caller.ask(discard, { ids: [second.id] })
    expect(await counts()).toEqual(['1: 2', '1.1: 2', '1.1.1: 1', '1.2: 0'])
    await caller.ask(approve, { ids: [first.id] })
    expect(await counts()).toEqual(['1: 1', '1.1: 1', '1.1.1: 0', '1.2: 0'])
    const { statements } = await recordStatements(database().db, counts)
    expect(statements.filter(statement => statement.includes('newer'))).toHaveLength(1)
  })

  it('tell what they resemble in their goal, but not their own versions', async () => {
    const { caller, draft, goal } = await setUp({ '1.1': {}, '1.2': {} })
    const question = 'What does a Kubernetes Service give a group of pods?'
    const [card] = await createCards(database().db, caller.learner!, goal.nodes['1.2']!.id, 1, { question })
    const one = await draft('1.1', { question: 'What does a Kubernetes Service give to a group of pods?' })
    const version = await draft('1.1', { question, replacesId: one.id })
    const { viewer } = await caller.ask<{ viewer: { flashcards: { edges: object[] } } }>(
      `{ viewer { flashcards(filter: { status: DRAFT }) { edges { node { id replaces { id } similarTo { id } } } } } }`,
    )
    expect(viewer.flashcards.edges).toEqual([
      { node: { id: one.id, replaces: null, similarTo: [{ id: card!.id }] } },
      { node: { id: version.id, replaces: { id: one.id }, similarTo: [{ id: card!.id }] } },
    ])
  })

  it.each([
    [{ feedback: ' ' }, 'Invalid feedback "": expected 1 to 2000 characters.'],
    [{ draftIds: [] }, 'Invalid draftIds []: expected at least one draft.'],
  ])('are not refined with %o', async (wrong, message) => {
    const { caller, draft } = await setUp()
    const input = { draftIds: [(await draft('1.1')).id], feedback: 'More practical', ...wrong }
    expect(await codeOf(caller.execute(refine, { input }))).toEqual([['BAD_USER_INPUT', message]])
  })

  it('are refined within one goal, as long as they are drafts', async () => {
    const { caller, draft, goal } = await setUp({ '1.1': { cards: 1 } })
    const elsewhere = await createGoalWithTree(database().db, caller.learner!, { '1.1': {} })
    const [other] = await addDrafts(caller, elsewhere.nodes['1.1']!.id, 1)
    const one = await draft('1.1')
    const feedback = 'More practical'
    const ask = (draftIds: string[]) => codeOf(caller.execute(refine, { input: { draftIds, feedback } }))
    expect(await ask([one.id, other!.id])).toEqual([
      ['BAD_USER_INPUT', 'Invalid draftIds: expected drafts of one goal.'],
    ])
    expect(await ask([goal.cards['1.1']![0]!.id])).toEqual([
      ['BAD_USER_INPUT', expect.stringContaining('is not a draft')],
    ])
    expect(await ask([one.id])).toEqual([])
  })
})
