import { beforeEach, describe, expect, it } from 'vitest'
import type { Prisma } from '../db/generated/prisma/client.ts'
import type { GeneratedNode } from '../domain/generatedTree.ts'
import { applyTreeProposal, buildProposal, loadProposalFacts } from '../services/treeProposals.ts'
import { useTestDatabase } from '../testing/database.ts'
import { type Caller, newCaller } from '../testing/execute.ts'

const database = useTestDatabase()

const proposal = /* GraphQL */ `
  query ($id: ID!) {
    generationJob(id: $id) {
      treeProposal {
        nodes { path title depth description line }
        moves { kind from { title path cardCount } toPath cardCount similarity }
      }
    }
  }`
const apply = /* GraphQL */ `
  mutation ($jobId: ID!) {
    applyTreeProposal(jobId: $jobId) { skillTree { generatedBy regeneratedAt nodes { path title cardCount } } }
  }`

let caller: Caller
let goalId: string

beforeEach(async () => {
  caller = await newCaller(database().db)
  const created = await caller.ask<{ createGoal: { goal: { id: string } } }>(
    `mutation { createGoal(input: { title: "Kubernetes", source: { outline: { text: "- Pods\\n  - Probes\\n- Docker\\n- Vagrant" } } }) { goal { id } } }`,
  )
  goalId = created.createGoal.goal.id
  const docker = await findNode('Docker')
  await caller.ask(
    `mutation ($id: ID!) { createFlashcard(input: { skillNodeId: $id, question: "q", answer: "a", cardType: FLASHCARD }) { flashcard { id } } }`,
    { id: docker.id },
  )
})

function findNode(title: string) {
  return database().db.skillNode.findFirstOrThrow({ where: { title, tree: { goalId } } })
}

/** A job that proposes another tree; its id. */
async function propose(status = 'succeeded'): Promise<string> {
  const { db } = database()
  const generated: GeneratedNode[] = [
    { depth: 1, title: 'Workloads', description: 'What runs' },
    { depth: 2, title: 'All pods', description: null },
    { depth: 1, title: 'Probes', description: null },
  ]
  const built = buildProposal(await loadProposalFacts(db, goalId), generated)
  const { id } = await db.generationJob.create({
    data: {
      userId: caller.learner!.id,
      goalId,
      kind: 'regenerate_skill_tree',
      status,
      proposal: built as unknown as Prisma.InputJsonObject,
    },
  })
  return id
}

describe('treeProposal', () => {
  it('shows the tree to be and where every node goes', async () => {
    const { generationJob } = await caller.ask<{ generationJob: unknown }>(proposal, { id: await propose() })
    const node = (path: string, title: string, description: string | null = null) => {
      return { path, title, depth: path.split('.').length - 1, description, line: null }
    }
    const from = (path: string, title: string, cardCount = 0) => ({ path, title, cardCount })
    expect(generationJob).toEqual({
      treeProposal: {
        nodes: [
          node('1.1', 'Workloads', 'What runs'),
          node('1.1.1', 'All pods'),
          node('1.2', 'Probes'),
          node('1.3', 'Unsorted'),
          node('1.3.1', 'Docker'),
        ],
        moves: [
          { kind: 'KEPT', from: from('1', 'Kubernetes'), toPath: '1', cardCount: 0, similarity: 1 },
          { kind: 'NEW', from: null, toPath: '1.1', cardCount: 0, similarity: null },
          { kind: 'MOVED', from: from('1.1', 'Pods'), toPath: '1.1.1', cardCount: 0, similarity: 5 / 9 },
          { kind: 'MOVED', from: from('1.1.1', 'Probes'), toPath: '1.2', cardCount: 0, similarity: 1 },
          { kind: 'NEW', from: null, toPath: '1.3', cardCount: 0, similarity: null },
          {
            kind: 'UNMATCHED',
            from: from('1.2', 'Docker', 1),
            toPath: '1.3.1',
            cardCount: 1,
            similarity: null,
          },
          { kind: 'UNMATCHED', from: from('1.3', 'Vagrant'), toPath: null, cardCount: 0, similarity: null },
        ],
      },
    })
  })

  it('says null for a node that was deleted since', async () => {
    const id = await propose()
    await caller.ask(`mutation ($id: ID!) { deleteSkillNode(id: $id) { deletion { id } } }`, {
      id: (await findNode('Vagrant')).id,
    })
    const { generationJob } = await caller.ask<{
      generationJob: { treeProposal: { moves: { kind: string; from: unknown }[] } }
    }>(proposal, { id })
    expect(generationJob.treeProposal.moves.at(-1)).toMatchObject({ kind: 'UNMATCHED', from: null })
  })

  it.each(['running', 'cancelled', 'failed'])('is null of a job that is %s', async status => {
    expect(await caller.ask(proposal, { id: await propose(status) })).toEqual({
      generationJob: { treeProposal: null },
    })
  })

  it('is null once it was applied', async () => {
    const id = await propose()
    await applyTreeProposal(database().db, caller.learner!, id, new Date())
    expect(await caller.ask(proposal, { id })).toEqual({ generationJob: { treeProposal: null } })
  })
})

describe('applyTreeProposal', () => {
  it('answers with the tree as it is then', async () => {
    const now = new Date('2026-03-10T10:00:00Z')
    const { applyTreeProposal: applied } = await caller.ask<{ applyTreeProposal: unknown }>(
      apply,
      { jobId: await propose() },
      now,
    )
    expect(applied).toEqual({
      skillTree: {
        generatedBy: 'AI',
        regeneratedAt: now.toISOString(),
        nodes: [
          { path: '1', title: 'Kubernetes', cardCount: 0 },
          { path: '1.1', title: 'Workloads', cardCount: 0 },
          { path: '1.1.1', title: 'All pods', cardCount: 0 },
          { path: '1.2', title: 'Probes', cardCount: 0 },
          { path: '1.3', title: 'Unsorted', cardCount: 0 },
          { path: '1.3.1', title: 'Docker', cardCount: 1 },
        ],
      },
    })
  })

  it('is a CONFLICT the second time, and after an edit', async () => {
    const [first, second] = [await propose(), await propose()]
    await caller.ask(apply, { jobId: first })
    for (const jobId of [first, second]) {
      expect((await caller.execute(apply, { jobId })).errors[0]?.extensions.code).toBe('CONFLICT')
    }
  })

  it('is NOT_FOUND for another learner', async () => {
    const other = await newCaller(database().db)
    const { errors } = await other.execute(apply, { jobId: await propose() })
    expect(errors[0]?.extensions.code).toBe('NOT_FOUND')
  })
})
