import { v7 as uuidv7 } from 'uuid'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Db } from '../db/client.ts'
import type { Flashcard } from '../db/generated/prisma/client.ts'
import { recordStatements } from '../db/sqlLog.ts'
import type { CardInput } from '../domain/cardText.ts'
import type { Learner } from '../domain/learner.ts'
import { useTestDatabase } from '../testing/database.ts'
import { createGoalWithTree, createLearner, recompute, type TestGoal } from '../testing/factories.ts'
import { deleteFlashcards, deleteSkillNode } from './deletions.ts'
import { createFlashcard, moveFlashcards, setFlashcardsSuspended, updateFlashcard } from './flashcards.ts'
import { resetFlashcards } from './resetFlashcards.ts'
import { reviewFlashcard } from './reviews.ts'
import { undoDeletion } from './undoDeletion.ts'
import { undoReview } from './undoReview.ts'
import { upsertFlashcards } from './upsertFlashcards.ts'

const database = useTestDatabase()
const now = new Date('2026-03-10T10:00:00Z')

let db: Db
let learner: Learner
let here: TestGoal
let there: TestGoal

beforeAll(() => {
  db = database().db
})

beforeEach(async () => {
  learner = await createLearner(db)
  here = await createGoalWithTree(db, learner, { '1.1': { cards: 1 } })
  there = await createGoalWithTree(db, learner, { '1.1': {} })
})

/** What locks rows, in order: the table of each statement. */
const locksOf = (statements: string[]) =>
  statements.filter(sql => sql.includes('FOR UPDATE')).map(sql => /FROM (\w+)/.exec(sql)![1])
const inOrder = ['users', 'learning_goals', 'flashcards']

test('cards that move lock the goals they leave and reach at once, before the cards', async () => {
  const [card] = here.cards['1.1']!
  const { statements } = await recordStatements(db, () =>
    moveFlashcards(db, learner, [card!.id], there.nodes['1.1']!.id, now),
  )
  expect(locksOf(statements)).toEqual(inOrder)
})

const card = (externalId: string, more: Partial<CardInput> = {}): CardInput => ({
  externalId,
  question: `Question ${externalId}`,
  answer: 'Answer',
  explanation: null,
  cardType: 'flashcard',
  distractors: [],
  scenario: null,
  tags: [],
  sourceUrl: null,
  ...more,
})

test('a new card is counted up to the goal without reading the rest of the tree', async () => {
  const { goal, nodes, treeId } = await createGoalWithTree(db, learner, {
    '1.1': {},
    '1.1.1': { cards: 1 },
    '1.2': {},
    '1.3': { isEnabled: false },
  })
  const data = { state: 'review', due: now, stability: 30, difficulty: 5, masteredAt: now } as const
  await db.flashcard.updateMany({ where: { skillNodeId: nodes['1.1.1']!.id }, data })
  await recompute(db, learner, goal.id, now)
  const readFigures = async () => ({
    nodes: await db.skillNode.findMany({
      where: { treeId },
      orderBy: { path: 'asc' },
      omit: { updatedAt: true },
    }),
    goal: await db.learningGoal.findUniqueOrThrow({ where: { id: goal.id }, omit: { updatedAt: true } }),
  })
  for (const path of ['1', '1.1', '1.1.1', '1.1.1', '1.2', '1.3']) {
    const input = { ...card(`${path} ${Math.random()}`), skillNodeId: nodes[path]!.id }
    const { statements } = await recordStatements(db, () => createFlashcard(db, learner, input, now))
    expect(statements.filter(sql => sql.includes('never_mastered_count'))).toEqual([])
    const figures = await readFigures()
    await recompute(db, learner, goal.id, now)
    expect(figures).toEqual(await readFigures())
  }
})

describe('an upsert', () => {
  const upsert = (node: TestGoal, cards: CardInput[]) =>
    upsertFlashcards(db, learner, node.nodes['1.1']!.id, cards, now)

  test('changes everything of many cards in as many statements as of one', async () => {
    const ids = ['a', 'b', 'c', 'd']
    await upsert(
      here,
      ids.map(id => card(id, { tags: ['old'], explanation: 'Why' })),
    )
    const changes = [
      card('a', { tags: ['x "y"', 'z'], sourceUrl: 'https://example.org/' }),
      card('b', { cardType: 'multiple_choice', distractors: ['1', '2', '3'] }),
      card('c', { question: 'A \\ and ‘π’' }),
    ]
    const many = await recordStatements(db, () => upsert(there, changes))
    const one = await recordStatements(db, () => upsert(there, [card('d')]))
    expect(many.result).toMatchObject({ created: 0, updated: 3, unchanged: 0 })
    expect(many.statements).toHaveLength(one.statements.length)
    expect(locksOf(many.statements)).toEqual(inOrder)
    expect(many.result.flashcards).toMatchObject([
      { tags: ['x "y"', 'z'], explanation: null, sourceUrl: 'https://example.org/', cardMetadata: null },
      { cardType: 'multiple_choice', cardMetadata: { distractors: ['1', '2', '3'] } },
      { question: 'A \\ and ‘π’', tags: [], skillNodeId: there.nodes['1.1']!.id, externalId: 'c' },
    ])
    expect(await upsert(there, changes)).toMatchObject({ unchanged: 3 })
  })
})

test('every write of a card bears the time at which its learner was locked, not that of the request', async () => {
  const request = new Date('2026-01-01T00:00:00Z')
  const [{ id }] = here.cards['1.1'] as [Flashcard]
  const node = here.nodes['1.1']!.id
  const reviewId = uuidv7()
  let deletionId = ''
  const writes: (() => Promise<unknown>)[] = [
    () => updateFlashcard(db, learner, id, { answer: 'Another', externalId: 'x' }),
    () => upsertFlashcards(db, learner, there.nodes['1.1']!.id, [card('x')], request),
    () => setFlashcardsSuspended(db, learner, [id], true, request),
    () => moveFlashcards(db, learner, [id], node, request),
    () => reviewFlashcard(db, learner, { reviewId, flashcardId: id, rating: 3 }, request),
    () => undoReview(db, learner, reviewId, request),
    () => reviewFlashcard(db, learner, { reviewId: uuidv7(), flashcardId: id, rating: 3 }, request),
    () => resetFlashcards(db, learner, [id], request),
    async () => {
      deletionId = (await deleteFlashcards(db, learner, [id], request)).deletion.id
    },
    () => undoDeletion(db, learner, deletionId, request),
    async () => {
      deletionId = (await deleteSkillNode(db, learner, node, false, request)).deletion.id
    },
    () => undoDeletion(db, learner, deletionId, request),
  ]
  let last = Date.now() - 1
  for (const write of writes) {
    await write()
    const { updatedAt } = await db.flashcard.findUniqueOrThrow({ where: { id } })
    expect(updatedAt.getTime(), String(write)).toBeGreaterThan(last)
    last = updatedAt.getTime()
  }
  const { flashcards } = await upsertFlashcards(db, learner, node, [card('y')], request)
  expect(flashcards[0]!.updatedAt.getTime()).toBeGreaterThan(last)
  expect(flashcards[0]!.createdAt).toEqual(flashcards[0]!.updatedAt)
})
