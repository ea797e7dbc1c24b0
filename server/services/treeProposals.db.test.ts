import { v7 as uuidv7 } from 'uuid'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Db } from '../db/client.ts'
import type { Prisma } from '../db/generated/prisma/client.ts'
import { recordStatements } from '../db/sqlLog.ts'
import { loadTrees, treesById } from '../db/trees.ts'
import { Conflict, NotFound } from '../domain/errors.ts'
import type { GeneratedNode } from '../domain/generatedTree.ts'
import type { Learner } from '../domain/learner.ts'
import { cardMastery, computeTreeMastery, type MasteryCardState, ownUnit } from '../domain/mastery.ts'
import { depthOf, parentPath, rankOf } from '../domain/nodePath.ts'
import { useTestDatabase } from '../testing/database.ts'
import { createCards, createLearner, createReviewCards, recompute } from '../testing/factories.ts'
import { deleteFlashcards, deleteGoal, deleteSkillNode } from './deletions.ts'
import { moveFlashcards, setFlashcardsSuspended } from './flashcards.ts'
import { updateGoal } from './goals.ts'
import { reviewFlashcard } from './reviews.ts'
import {
  addOutline,
  addSkillNode,
  moveSkillNode,
  setSkillNodesEnabled,
  updateSkillNode,
} from './skillTrees.ts'
import { applyTreeProposal, buildProposal, loadProposalFacts, readProposal } from './treeProposals.ts'
import { undoDeletion } from './undoDeletion.ts'

const database = useTestDatabase()
const now = new Date('2026-03-10T10:00:00Z')

let db: Db
let learner: Learner

beforeAll(() => {
  db = database().db
})

beforeEach(async () => {
  learner = await createLearner(db)
})

interface Planted {
  goalId: string
  treeId: string
  /** by title */
  ids: Record<string, string>
}

/** A goal whose tree is written as indented titles. */
async function plant(...titles: string[]): Promise<Planted> {
  const goal = await db.learningGoal.create({ data: { userId: learner.id, title: 'Kubernetes' } })
  const { id: treeId } = await db.skillTree.create({
    data: { goalId: goal.id, generatedBy: 'curated', curatedSourceId: 'cka' },
  })
  const rootId = uuidv7()
  const root = { id: rootId, treeId, title: goal.title, path: '1', depth: 0, sortOrder: 0, parentId: null }
  const idByPath = new Map([['1', rootId]])
  const nodes = readTitles(...titles).map(({ title, path }) => {
    idByPath.set(path, uuidv7())
    const parentId = idByPath.get(parentPath(path)!)!
    const place = { path, depth: depthOf(path), sortOrder: rankOf(path) - 1, parentId }
    return { id: idByPath.get(path)!, treeId, title, ...place }
  })
  await db.skillNode.createMany({ data: [root, ...nodes] })
  await recompute(db, learner, goal.id, now)
  const ids = Object.fromEntries([root, ...nodes].map(node => [node.title, node.id]))
  return { goalId: goal.id, treeId, ids }
}

function readTitles(...titles: string[]): { title: string; path: string }[] {
  const ranks: number[] = []
  return titles.map(line => {
    const title = line.trimStart()
    const depth = (line.length - title.length) / 2
    ranks.splice(depth + 1)
    ranks[depth] = (ranks[depth] ?? 0) + 1
    return { title, path: ['1', ...ranks].join('.') }
  })
}

function generate(...titles: string[]): GeneratedNode[] {
  return readTitles(...titles).map(({ title, path }) => ({ depth: depthOf(path), title, description: null }))
}

/** A job that has come to propose a tree; its id. */
async function propose(
  goalId: string,
  generated: GeneratedNode[],
  data: Partial<Prisma.GenerationJobUncheckedCreateInput> = {},
): Promise<string> {
  const proposal = buildProposal(await loadProposalFacts(db, goalId), generated)
  const job = await db.generationJob.create({
    data: {
      userId: learner.id,
      goalId,
      kind: 'regenerate_skill_tree',
      status: 'succeeded',
      proposal: proposal as unknown as Prisma.InputJsonObject,
      ...data,
    },
  })
  return job.id
}

async function linesOf(treeId: string): Promise<string[]> {
  const [tree] = await loadTrees(db, treesById([treeId]))
  return tree!.nodes.slice(1).map(node => `${node.path} ${node.title}`)
}

/** Every stored count and percentage of a tree against its cards, by the domain alone. */
async function expectFiguresHold(treeId: string): Promise<void> {
  const tree = await db.skillTree.findUniqueOrThrow({
    where: { id: treeId },
    include: { goal: true, nodes: { where: { deletedAt: null } } },
  })
  const cards = await db.flashcard.findMany({
    where: { skillNode: { treeId }, status: 'active', deletedAt: null },
  })
  const nodes = tree.nodes.map(({ id, parentId, isEnabled }) => {
    const own = cards.filter(card => card.skillNodeId === id)
    const studied = own.filter(card => !card.isSuspended)
    const cardMasterySum = studied.reduce(
      (sum, card) => sum + cardMastery(card.state as MasteryCardState, card.stability),
      0,
    )
    return {
      id,
      parentId,
      isEnabled,
      cardCount: own.length,
      studiedCardCount: studied.length,
      cardMasterySum,
    }
  })
  const mastery = computeTreeMastery(nodes)
  const stored = tree.nodes.map(
    ({ id, cardCount, studiedCardCount, cardMasterySum, unitCount, unitMastery, masteryPercentage }) => {
      const sums = { cardMasterySum: Number(cardMasterySum), unitCount, unitMastery: Number(unitMastery) }
      return { id, cardCount, studiedCardCount, ...sums, masteryPercentage }
    },
  )
  expect(stored).toEqual(
    nodes.map(({ parentId: _, isEnabled: __, ...node }) => ({ ...node, ...mastery.get(node.id)! })),
  )
  expect(tree.nodeCount).toBe(nodes.length)
  expect(tree.maxDepth).toBe(Math.max(...tree.nodes.map(node => node.depth)))
  const root = nodes.find(node => node.parentId === null)!
  expect(tree.goal.masteryPercentage).toBe(mastery.get(root.id)!.masteryPercentage)
}

describe('a proposal', () => {
  test('holds the whole tree to be, every move, and survives being stored', async () => {
    const { goalId, treeId, ids } = await plant('Pods', '  Probes', 'Docker', 'Vagrant')
    await createCards(db, learner, ids.Docker!, 2)
    await recompute(db, learner, goalId, now)
    const jobId = await propose(goalId, generate('Workloads', '  Pods', '    Probes'))
    const { proposal } = await db.generationJob.findUniqueOrThrow({ where: { id: jobId } })
    const stored = readProposal(proposal)!
    expect(stored.treeId).toBe(treeId)
    expect(stored.nodes.map(({ path, title, depth }) => [path, title, depth])).toEqual([
      ['1.1', 'Workloads', 1],
      ['1.1.1', 'Pods', 2],
      ['1.1.1.1', 'Probes', 3],
      ['1.2', 'Unsorted', 1],
      ['1.2.1', 'Docker', 2],
    ])
    expect(stored.moves.slice(1)).toEqual([
      { kind: 'new', fromId: null, toPath: '1.1', cardCount: 0, similarity: null },
      { kind: 'moved', fromId: ids.Pods, toPath: '1.1.1', cardCount: 0, similarity: 1 },
      { kind: 'kept', fromId: ids.Probes, toPath: '1.1.1.1', cardCount: 0, similarity: 1 },
      { kind: 'new', fromId: null, toPath: '1.2', cardCount: 0, similarity: null },
      { kind: 'unmatched', fromId: ids.Docker, toPath: '1.2.1', cardCount: 2, similarity: null },
      { kind: 'unmatched', fromId: ids.Vagrant, toPath: null, cardCount: 0, similarity: null },
    ])
    expect(await linesOf(treeId)).toEqual(['1.1 Pods', '1.1.1 Probes', '1.2 Docker', '1.3 Vagrant'])
  })

  test('of which nothing is stored is none', () => {
    expect(readProposal(null)).toBeNull()
  })
})

describe('applying', () => {
  test('gives every node its place, and marks tree and job', async () => {
    const { goalId, treeId, ids } = await plant('Pods', '  Probes', 'Docker', 'Vagrant')
    await createCards(db, learner, ids.Docker!, 2)
    await db.skillNode.update({ where: { id: ids.Pods! }, data: { isEnabled: false, notes: 'Mine' } })
    await recompute(db, learner, goalId, now)
    const generated = generate('Workloads', '  All pods', '    Probes', 'Vagrant')
    generated[0]!.description = 'What runs'
    const jobId = await propose(goalId, generated)
    expect(await applyTreeProposal(db, learner, jobId, now)).toBe(treeId)

    expect(await linesOf(treeId)).toEqual([
      '1.1 Workloads',
      '1.1.1 All pods',
      '1.1.1.1 Probes',
      '1.2 Vagrant',
      '1.3 Unsorted',
      '1.3.1 Docker',
    ])
    const pods = await db.skillNode.findUniqueOrThrow({
      where: { id: ids.Pods! },
      include: { parent: true },
    })
    expect(pods).toMatchObject({
      isEnabled: false,
      notes: 'Mine',
      title: 'All pods',
      parent: { description: 'What runs' },
    })
    expect(await db.skillTree.findUnique({ where: { id: treeId } })).toMatchObject({
      generatedBy: 'ai',
      regeneratedAt: now,
    })
    expect(await db.generationJob.findUnique({ where: { id: jobId } })).toMatchObject({
      status: 'succeeded',
      proposal: null,
    })
    await expectFiguresHold(treeId)
  })

  test('siblings may change places, and a parent may go under its child', async () => {
    const { goalId, treeId, ids } = await plant('Pods', '  Probes', 'Services')
    await applyTreeProposal(db, learner, await propose(goalId, generate('Services', 'Probes', '  Pods')), now)
    expect(await linesOf(treeId)).toEqual(['1.1 Services', '1.2 Probes', '1.2.1 Pods'])
    const nodes = await db.skillNode.findMany({ where: { treeId }, select: { id: true, parentId: true } })
    expect(nodes.find(({ id }) => id === ids.Pods)?.parentId).toBe(ids.Probes)
  })

  test('the same tree again changes no node', async () => {
    const { goalId, treeId, ids } = await plant('Pods', '  Probes', 'Services')
    const before = await db.skillNode.findMany({ where: { treeId }, orderBy: { id: 'asc' } })
    const jobId = await propose(goalId, generate('Pods', '  Probes', 'Services'))
    await applyTreeProposal(db, learner, jobId, new Date(now.getTime() + 60_000))
    expect(await db.skillNode.findMany({ where: { treeId }, orderBy: { id: 'asc' } })).toEqual(before)
    expect(Object.keys(ids)).toHaveLength(before.length)
    expect(await db.deletion.count({ where: { userId: learner.id } })).toBe(0)
  })

  test('a node that has a card or a draft by now does not go', async () => {
    const { goalId, treeId, ids } = await plant('Pods', 'Docker', 'Vagrant', 'Minikube')
    const jobId = await propose(goalId, generate('Pods'))
    await createCards(db, learner, ids.Docker!, 1)
    await createCards(db, learner, ids.Vagrant!, 1, { status: 'draft' })
    await applyTreeProposal(db, learner, jobId, now)
    expect(await linesOf(treeId)).toEqual(['1.1 Pods', '1.2 Unsorted', '1.2.1 Docker', '1.2.2 Vagrant'])
    await expectFiguresHold(treeId)
  })

  test('a second regeneration uses the same "Unsorted"', async () => {
    const { goalId, treeId, ids } = await plant('Pods', 'Docker', 'Vagrant')
    await createCards(db, learner, ids.Docker!, 1)
    await createCards(db, learner, ids.Vagrant!, 1)
    await applyTreeProposal(db, learner, await propose(goalId, generate('Pods', 'Vagrant')), now)
    const unsorted = await db.skillNode.findFirstOrThrow({ where: { treeId, title: 'Unsorted' } })
    await applyTreeProposal(db, learner, await propose(goalId, generate('Services', 'Pods')), now)
    expect(await linesOf(treeId)).toEqual([
      '1.1 Services',
      '1.2 Pods',
      '1.3 Unsorted',
      '1.3.1 Vagrant',
      '1.3.2 Docker',
    ])
    expect(await db.skillNode.findFirst({ where: { treeId, title: 'Unsorted' } })).toMatchObject({
      id: unsorted.id,
    })
  })

  test('what went can be put back for 30 days, with its notes', async () => {
    const { goalId, treeId, ids } = await plant('Pods', '  Probes', 'Docker', '  Images', '  Layers')
    await updateSkillNode(db, learner, ids.Images!, { notes: 'Written by hand' }, now)
    await applyTreeProposal(db, learner, await propose(goalId, generate('Workloads', '  Pods')), now)
    expect(await linesOf(treeId)).toEqual(['1.1 Workloads', '1.1.1 Pods'])
    const [deletion] = await db.deletion.findMany({ where: { userId: learner.id } })
    expect(deletion!.title).toBe('4 topics of "Kubernetes"')
    await undoDeletion(db, learner, deletion!.id, now)
    expect(await linesOf(treeId)).toEqual([
      '1.1 Workloads',
      '1.1.1 Pods',
      '1.1.1.1 Probes',
      '1.2 Docker',
      '1.2.1 Images',
      '1.2.2 Layers',
    ])
    expect(await db.skillNode.findUnique({ where: { id: ids.Images! } })).toMatchObject({
      notes: 'Written by hand',
    })
    await expectFiguresHold(treeId)
  })

  test('a card deleted before finds its node again when both are put back', async () => {
    const { goalId, treeId, ids } = await plant('Pods', 'Docker')
    const [card] = await createCards(db, learner, ids.Docker!, 1)
    const { deletion } = await deleteFlashcards(db, learner, [card!.id], now)
    await applyTreeProposal(db, learner, await propose(goalId, generate('Pods')), now)
    const node = await db.deletion.findFirstOrThrow({ where: { userId: learner.id, kind: 'node' } })
    expect(node.title).toBe('Docker')
    await undoDeletion(db, learner, deletion.id, now)
    await undoDeletion(db, learner, node.id, now)
    expect(await db.flashcard.findUnique({ where: { id: card!.id } })).toMatchObject({
      skillNodeId: ids.Docker,
      deletedAt: null,
    })
    await expectFiguresHold(treeId)
  })
})

describe('a tree of 60 nodes with 500 cards and 3,000 reviews', () => {
  const standing = `Cluster architecture
  Control plane
    Etcd backups
    API server flags
    Leader election
  Node components
    Kubelet configuration
    Container runtimes
    Kube-proxy modes
  Upgrades
    Draining workers
    Version skew
    Kubeadm plans
Workloads
  Pod lifecycle
    Liveness probes
    Init containers
    Graceful termination
  Deployments
    Rolling updates
    Rollback history
    Scaling replicas
  Configuration
    ConfigMaps
    Secrets
    Environment variables
Networking
  Services
    ClusterIP and NodePort
    Load balancers
    Headless lookup
  DNS
    CoreDNS records
    Search domains
    Stub zones
  Network policies
    Default deny
    Egress rules
    Namespace selectors
Storage
  Persistent volumes
    Access modes
    Reclaim policy
  Storage classes
    Dynamic provisioning
    Expanding claims
  Ephemeral disks
    EmptyDir sizes
    Projected tokens
Troubleshooting
  Logs and events
    Journalctl basics
    Crash loops
  Broken clusters
    Expired certificates
    Unreachable peers
  Docker leftovers
    Image garbage
    Dangling layers`.split('\n')

  /** Other words for some, other places for some, another order, two branches less, one more. */
  const generated = generate(
    ...`Workloads and pods
  Deployments
    Rolling updates
    Rollback history
    Scaling of replicas
  Pod lifecycle
    Init containers
    Liveness and readiness probes
    Graceful termination
  Autoscaling
    Horizontal metrics
Networking
  DNS
    CoreDNS records
    Search domains
    Stub zones
  Services
    ClusterIP and NodePort
    Load balancers
    Headless lookup
Cluster architecture
  Control plane
    Etcd backups and restores
    API server flags
    Leader election
  Node components
    Kubelet configuration
    Container runtimes
    Kube-proxy modes
  Upgrades
    Draining workers
    Version skew
    Kubeadm plans
Security
  Network policies
    Default deny
    Egress rules
    Namespace selectors
  Secrets
    Encryption at rest
Storage
  Persistent volume
    Access modes
    Reclaim policy
  Storage classes
    Dynamic provisioning
    Expanding claims
Troubleshooting
  Logs and events
    Crash loops
    Journalctl basics
  Broken clusters
    Unreachable peers
    Expired certificates`.split('\n'),
  )

  /** Cards in every state, suspended ones and drafts among them, and their reviews. */
  async function study({ goalId, ids }: Planted): Promise<void> {
    const nodeIds = standing.map(line => ids[line.trim()]!).filter((_, index) => index % 13 !== 12)
    const cards = Array.from({ length: 500 }, (_, index) => {
      const skillNodeId = nodeIds[index % nodeIds.length]!
      const text = { question: `Question ${index}`, answer: `Answer ${index}` }
      const card = { id: uuidv7(), userId: learner.id, skillNodeId, ...text }
      if (index % 11 === 0) return { ...card, status: index % 2 ? 'draft' : 'active' }
      const stability = 1 + (index % 40)
      const schedule = {
        state: 'review',
        due: now,
        stability,
        difficulty: 5,
        reps: 6,
        lastReview: now,
        lastReviewDay: new Date('2026-03-10'),
      }
      return {
        ...card,
        ...schedule,
        isSuspended: index % 17 === 0,
        masteredAt: stability >= 21 ? now : null,
      }
    })
    await db.flashcard.createMany({ data: cards })
    const reviewed = cards.filter(card => 'reps' in card)
    const before = { stateBefore: 'review', dueBefore: now, stabilityBefore: 3, difficultyBefore: 5 }
    const after = { stateAfter: 'review', dueAfter: now, stabilityAfter: 9, difficultyAfter: 5 }
    await db.reviewLog.createMany({
      data: Array.from({ length: 3000 }, (_, index) => {
        const { id: flashcardId, skillNodeId } = reviewed[index % reviewed.length]!
        const at = {
          reviewedAt: new Date(now.getTime() - index * 60_000),
          learnerDay: new Date('2026-03-10'),
        }
        const place = { userId: learner.id, flashcardId, skillNodeId, goalId }
        return { clientReviewId: uuidv7(), rating: 3, settings: {}, ...place, ...at, ...before, ...after }
      }),
    })
    await recompute(db, learner, goalId, now)
  }

  async function snapshot(treeId: string) {
    const byId = { orderBy: { id: 'asc' } } as const
    const [tree] = await loadTrees(db, treesById([treeId]))
    return {
      cards: await db.flashcard.findMany({ where: { userId: learner.id }, ...byId }),
      reviews: await db.reviewLog.findMany({ where: { userId: learner.id }, ...byId }),
      stored: await db.skillNode.findMany({ where: { treeId, deletedAt: null }, ...byId }),
      tree: tree!,
    }
  }

  test('keeps every card and review, and the mastery of every matched node', async () => {
    const planted = await plant(...standing)
    await study(planted)
    const before = await snapshot(planted.treeId)
    expect([before.tree.nodes.length, before.cards.length, before.reviews.length]).toEqual([60, 500, 3000])
    const jobId = await propose(planted.goalId, generated)
    const job = await db.generationJob.findUniqueOrThrow({ where: { id: jobId } })
    const { moves, nodes } = readProposal(job.proposal)!
    const { statements } = await recordStatements(db, () => applyTreeProposal(db, learner, jobId, now))
    const after = await snapshot(planted.treeId)

    expect(after.cards).toEqual(before.cards)
    expect(after.reviews).toEqual(before.reviews)
    expect(after.tree.nodes.slice(1).map(({ path, title }) => ({ path, title }))).toEqual(
      nodes.map(({ path, title }) => ({ path, title })),
    )
    await expectFiguresHold(planted.treeId)

    const counts = Map.groupBy(moves, ({ kind }) => kind)
    expect([...counts].map(([kind, list]) => [kind, list.length]).toSorted()).toEqual([
      ['kept', 49],
      ['moved', 2],
      ['new', 5],
      ['unmatched', 9],
    ])
    const nodeBefore = new Map(before.stored.map(node => [node.id, node]))
    const nodeAfter = new Map(after.stored.map(node => [node.id, node]))
    const linkedBefore = new Map(before.tree.nodes.map(node => [node.id, node]))
    const linkedAfter = new Map(after.tree.nodes.map(node => [node.id, node]))
    let sameBranches = 0
    for (const { fromId, toPath, kind } of moves) {
      if (fromId === null || toPath === null) continue
      const [was, is] = [nodeBefore.get(fromId)!, nodeAfter.get(fromId)!]
      expect([is.path, is.isEnabled]).toEqual([toPath, was.isEnabled])
      // Its own cards' mastery, and all of it wherever the same topics stand below.
      expect(masteryOf(is)).toEqual(masteryOf(was))
      const [branchBefore, branchAfter] = [linkedBefore.get(fromId)!, linkedAfter.get(fromId)!]
      if (kind === 'unmatched' || idsOf(branchBefore).join() !== idsOf(branchAfter).join()) continue
      sameBranches++
      expect([fromId, is.masteryPercentage]).toEqual([fromId, was.masteryPercentage])
    }
    // All but the root, four categories and "Secrets", where topics came or went.
    expect(sameBranches).toBe(45)
    expect(statements.length).toBeLessThanOrEqual(20)
  })

  test('takes no more statements than a small one', async () => {
    const countStatements = async (titles: string[], next: GeneratedNode[]) => {
      const planted = await plant(...titles)
      await study({
        ...planted,
        ids: Object.fromEntries(standing.map(line => [line.trim(), planted.ids[titles[0]!]!])),
      })
      const jobId = await propose(planted.goalId, next)
      return (await recordStatements(db, () => applyTreeProposal(db, learner, jobId, now))).statements.length
    }
    const small = await countStatements(['Pods', 'Docker', 'Vagrant'], generate('Services', 'Docker'))
    expect(await countStatements(standing, generated)).toBe(small)
  })

  function masteryOf(node: { cardCount: number; studiedCardCount: number; cardMasterySum: bigint }) {
    const own = { ...node, cardMasterySum: Number(node.cardMasterySum) }
    return [own.cardCount, own.studiedCardCount, own.cardMasterySum, ownUnit(own, true).mastery]
  }

  function idsOf(node: { id: string; children: { id: string }[] }): string[] {
    const children = node.children as (typeof node)[]
    return [node.id, ...children.flatMap(idsOf)].toSorted()
  }
})

describe('a tree that has changed since', () => {
  type Change = (planted: Planted, cardId: string) => Promise<unknown>
  const changes: [string, Change][] = [
    ['renamed', ({ ids }) => updateSkillNode(db, learner, ids.Probes!, { title: 'Liveness' }, now)],
    ['described', ({ ids }) => updateSkillNode(db, learner, ids.Probes!, { description: 'Mine' }, now)],
    [
      'moved',
      ({ ids }) => moveSkillNode(db, learner, { id: ids.Probes!, parentId: ids.Docker!, position: 0 }, now),
    ],
    [
      'reordered',
      ({ ids }) =>
        moveSkillNode(db, learner, { id: ids.Docker!, parentId: ids.Kubernetes!, position: 0 }, now),
    ],
    ['added', ({ ids }) => addSkillNode(db, learner, { parentId: ids.Docker!, title: 'Images' }, now)],
    ['added from an outline', ({ ids }) => addOutline(db, learner, ids.Docker!, '- Images', now)],
    ['deleted', ({ ids }) => deleteSkillNode(db, learner, ids.Probes!, false, now)],
    ['renamed with its goal', ({ goalId }) => updateGoal(db, learner, goalId, { title: 'K8s' }, now)],
  ]
  const others: [string, Change][] = [
    [
      'a review',
      (_, flashcardId) => reviewFlashcard(db, learner, { reviewId: uuidv7(), flashcardId, rating: 3 }, now),
    ],
    ['a switch', ({ ids }) => setSkillNodesEnabled(db, learner, [ids.Docker!], false, now)],
    ['notes', ({ ids }) => updateSkillNode(db, learner, ids.Docker!, { notes: 'Mine' }, now)],
    ['a new card', ({ ids }) => createCards(db, learner, ids.Docker!, 1)],
    ['a moved card', ({ ids }, id) => moveFlashcards(db, learner, [id], ids.Docker!, now)],
    ['a suspended card', (_, id) => setFlashcardsSuspended(db, learner, [id], true, now)],
    ['a deleted card', (_, id) => deleteFlashcards(db, learner, [id], now)],
    [
      'a node deleted and put back',
      async ({ ids }) => {
        const { deletion } = await deleteSkillNode(db, learner, ids.Probes!, false, now)
        await undoDeletion(db, learner, deletion.id, now)
      },
    ],
  ]

  test.each(changes)('is a conflict: %s', async (_name, change) => {
    const planted = await plant('Pods', '  Probes', 'Docker')
    const [card] = await createCards(db, learner, planted.ids.Probes!, 1)
    const jobId = await propose(planted.goalId, generate('Services', 'Pods'))
    await change(planted, card!.id)
    const before = await linesOf(planted.treeId)
    const applied = applyTreeProposal(db, learner, jobId, now)
    await expect(applied).rejects.toThrow(Conflict)
    await expect(applied).rejects.toThrow('has changed since this proposal. Ask for a new one.')
    expect(await linesOf(planted.treeId)).toEqual(before)
    expect((await db.generationJob.findUniqueOrThrow({ where: { id: jobId } })).proposal).not.toBeNull()
  })

  test.each(others)('is none by %s', async (_name, change) => {
    const planted = await plant('Pods', '  Probes', 'Docker')
    const [card] = await createReviewCards(db, learner, planted.ids.Probes!, 1, { due: now })
    await recompute(db, learner, planted.goalId, now)
    const jobId = await propose(planted.goalId, generate('Docker', 'Probes', '  Pods'))
    await change(planted, card!.id)
    await applyTreeProposal(db, learner, jobId, now)
    expect(await linesOf(planted.treeId)).toEqual(['1.1 Docker', '1.2 Probes', '1.2.1 Pods'])
    await recompute(db, learner, planted.goalId, now)
    await expectFiguresHold(planted.treeId)
  })
})

describe('what cannot be applied', () => {
  test('another learner’s, an unknown and a malformed job are not found', async () => {
    const { goalId, treeId } = await plant('Pods')
    const jobId = await propose(goalId, generate('Services'))
    const other = await createLearner(db)
    for (const [caller, id] of [
      [other, jobId],
      [learner, uuidv7()],
      [learner, 'nonsense'],
    ] as const) {
      await expect(async () => applyTreeProposal(db, caller, id, now)).rejects.toThrow(NotFound)
    }
    expect(await linesOf(treeId)).toEqual(['1.1 Pods'])
  })

  test('nor a job whose goal is deleted', async () => {
    const { goalId } = await plant('Pods')
    const jobId = await propose(goalId, generate('Services'))
    await deleteGoal(db, learner, goalId, false, now)
    await expect(applyTreeProposal(db, learner, jobId, now)).rejects.toThrow(NotFound)
  })

  test.each([
    ['of another kind', { kind: 'flashcards' }, 'this job was not asked for another tree'],
    ['that runs', { status: 'running', proposal: undefined }, 'The new tree is still being made.'],
    ['that failed', { status: 'failed', proposal: undefined }, 'it could not be made, or was stopped'],
    [
      'that was stopped',
      { status: 'cancelled', proposal: undefined },
      'it could not be made, or was stopped',
    ],
  ])('a job %s is a conflict', async (_name, data, message) => {
    const { goalId } = await plant('Pods')
    const applied = applyTreeProposal(db, learner, await propose(goalId, generate('Services'), data), now)
    await expect(applied).rejects.toThrow(Conflict)
    await expect(applied).rejects.toThrow(message)
  })

  test('applied twice at once, it happens once', async () => {
    const { goalId, treeId, ids } = await plant('Pods', 'Docker', 'Vagrant')
    await createCards(db, learner, ids.Docker!, 1)
    const jobId = await propose(goalId, generate('Pods', 'Services'))
    const outcomes = await Promise.allSettled(
      Array.from({ length: 4 }, () => applyTreeProposal(db, learner, jobId, now)),
    )
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const outcome of outcomes) {
      if (outcome.status === 'fulfilled') continue
      expect(outcome.reason).toBeInstanceOf(Conflict)
      expect(outcome.reason.message).toBe('This tree has been applied already.')
    }
    expect(await linesOf(treeId)).toEqual(['1.1 Pods', '1.2 Services', '1.3 Unsorted', '1.3.1 Docker'])
    expect(await db.deletion.count({ where: { userId: learner.id } })).toBe(1)
  })

  test('applied while a card of it is answered, both count', async () => {
    const { goalId, treeId, ids } = await plant('Pods', 'Docker', '  Images')
    const [card] = await createCards(db, learner, ids.Images!, 1)
    const jobId = await propose(goalId, generate('Pods', '  Images'))
    const answer = { reviewId: uuidv7(), flashcardId: card!.id, rating: 4 } as const
    await Promise.all([applyTreeProposal(db, learner, jobId, now), reviewFlashcard(db, learner, answer, now)])
    expect(await db.flashcard.findUnique({ where: { id: card!.id } })).toMatchObject({ reps: 1 })
    await expectFiguresHold(treeId)
  })
})
