import { v7 as uuidv7 } from 'uuid'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Db } from '../db/client.ts'
import { recordStatements } from '../db/sqlLog.ts'
import { InvalidInput, NotFound } from '../domain/errors.ts'
import type { Learner } from '../domain/learner.ts'
import { useTestDatabase } from '../testing/database.ts'
import {
  createCards,
  createGoalWithTree,
  createLearner,
  createLearningCards,
  createReviewCards,
  type TestGoal,
} from '../testing/factories.ts'
import { reviewFlashcard } from './reviews.ts'
import { loadQueue, type QueueRequest } from './studyQueue.ts'
import { findStudyScope } from './studyScope.ts'

const database = useTestDatabase()
const now = new Date('2026-03-10T10:00:00Z')
const minutes = 60_000
const days = 86_400_000
const later = (ms: number) => new Date(now.getTime() + ms)

let db: Db
let learner: Learner
let goal: TestGoal

beforeAll(() => {
  db = database().db
})

beforeEach(async () => {
  learner = await createLearner(db)
  goal = await createGoalWithTree(db, learner, {
    '1.1': {},
    '1.2': { isEnabled: false },
    '1.2.1': {},
    '1.10': {},
    '1.10.1': {},
  })
})

type Wanted = Partial<Omit<QueueRequest, 'scope'>> & { goalId?: string; skillNodeId?: string }

async function queueOf({ goalId, skillNodeId, ...more }: Wanted = {}, at = now) {
  const scope = await findStudyScope(db, learner, { goalId, skillNodeId })
  const user = await db.user.findUniqueOrThrow({ where: { id: learner.id } })
  const request = { mode: 'flashcard', limit: null, ahead: false, beyondLimits: false, ...more } as const
  return loadQueue(db, user, { scope, ...request }, at)
}

/** Ids of the queue's cards. */
const idsOf = async (wanted?: Wanted, at = now) =>
  (await queueOf(wanted, at)).cards.map(card => card.flashcardId)
const nodeId = (path: string) => goal.nodes[path]!.id
const setSettings = (data: object) => db.user.update({ where: { id: learner.id }, data })
const ids = (cards: { id: string }[]) => cards.map(card => card.id)
const answer = (flashcardId: string, at = now) =>
  reviewFlashcard(db, learner, { reviewId: uuidv7(), flashcardId, rating: 3 }, at)

describe('order', () => {
  test('learning cards due now, then reviews, then new cards', async () => {
    const fresh = await createCards(db, learner, nodeId('1.1'), 1)
    const review = await createReviewCards(db, learner, nodeId('1.1'), 1, { due: now })
    const learning = await createLearningCards(db, learner, nodeId('1.1'), 1, later(-minutes))
    const soon = await createLearningCards(db, learner, nodeId('1.1'), 1, later(minutes))
    expect(await idsOf()).toEqual(ids([...learning, ...review, ...fresh]))
    expect(await idsOf()).not.toContain(soon[0]!.id)
  })

  test('reviews: lowest retrievability first, interleaved across nodes', async () => {
    const weak = await createReviewCards(db, learner, nodeId('1.1'), 2, { due: now, stability: 2 })
    const strong = await createReviewCards(db, learner, nodeId('1.10'), 1, { due: now, stability: 50 })
    expect(await idsOf()).toEqual(ids([weak[0]!, strong[0]!, weak[1]!]))
    expect(await idsOf({ limit: 2 })).toEqual(ids(weak))
  })

  test('new cards: goals, then tree order by numbers, a node’s together', async () => {
    const last = await createCards(db, learner, nodeId('1.10'), 1)
    const deep = await createCards(db, learner, nodeId('1.10.1'), 1)
    const first = await createCards(db, learner, nodeId('1.1'), 2)
    const root = await createCards(db, learner, nodeId('1'), 1)
    const second = await createGoalWithTree(db, learner, { '1.1': { cards: 1 } })
    expect(await idsOf()).toEqual(ids([...root, ...first, ...last, ...deep, ...second.cards['1.1']!]))
    expect(await idsOf({ limit: 2 })).toEqual(ids([...root, first[0]!]))
  })

  test('learning cards of the next 20 minutes only when nothing else is left', async () => {
    const soon = await createLearningCards(db, learner, nodeId('1.1'), 1, later(20 * minutes))
    const sooner = await createLearningCards(db, learner, nodeId('1.1'), 1, later(5 * minutes))
    await createLearningCards(db, learner, nodeId('1.1'), 1, later(21 * minutes))
    expect(await idsOf()).toEqual(ids([...sooner, ...soon]))
  })
})

describe('what is due', () => {
  test('a review from the start of its due day on, and not twice a day', async () => {
    await setSettings({ timeZone: 'Europe/Berlin', dayStartHour: 4 })
    const tonight = await createReviewCards(db, learner, nodeId('1.1'), 1, {
      due: new Date('2026-03-11T02:59:00Z'),
    })
    const tomorrow = await createReviewCards(db, learner, nodeId('1.1'), 1, {
      due: new Date('2026-03-11T03:00:00Z'),
    })
    expect(await idsOf()).toEqual(ids(tonight))
    expect(await idsOf({}, new Date('2026-03-11T03:00:00Z'))).toEqual(
      ids([...tomorrow, ...tonight].sort((a, b) => (a.id < b.id ? -1 : 1))),
    )
    await db.flashcard.update({
      where: { id: tonight[0]!.id },
      data: { lastReviewDay: new Date('2026-03-10') },
    })
    expect(await idsOf()).toEqual([])
  })

  test('ahead: by due date, without what was answered today', async () => {
    const far = await createReviewCards(db, learner, nodeId('1.1'), 1, {
      due: later(30 * days),
      elapsedDays: 60,
    })
    const near = await createReviewCards(db, learner, nodeId('1.10'), 1, { due: later(3 * days) })
    await createCards(db, learner, nodeId('1.1'), 1)
    expect(await idsOf({ ahead: true })).toEqual(ids([...near, ...far]))
    await answer(near[0]!.id)
    expect(await idsOf({ ahead: true })).toEqual(ids(far))
  })
})

describe('what is never queued', () => {
  test.each<[string, object]>([
    ['drafts', { status: 'draft' }],
    ['suspended cards', { isSuspended: true }],
    ['unlinked cards', { skillNodeId: null }],
    ['deleted cards', { deletedAt: now }],
  ])('%s', async (_, data) => {
    const cards = [
      ...(await createCards(db, learner, nodeId('1.1'), 1)),
      ...(await createReviewCards(db, learner, nodeId('1.1'), 1, { due: now })),
      ...(await createLearningCards(db, learner, nodeId('1.1'), 1, now)),
    ]
    const fresh = { state: 'new', due: null, stability: null, difficulty: null }
    const change = 'status' in data ? { ...data, ...fresh } : data
    await db.flashcard.updateMany({ where: { id: { in: ids(cards) } }, data: change })
    expect(await idsOf()).toEqual([])
    expect(await idsOf({ ahead: true })).toEqual([])
  })

  test('cards under a disabled node, whatever their own flag says', async () => {
    for (const path of ['1.2', '1.2.1']) {
      await createCards(db, learner, nodeId(path), 1)
      await createReviewCards(db, learner, nodeId(path), 1, { due: now })
    }
    expect(await idsOf()).toEqual([])
    expect(await idsOf({ skillNodeId: nodeId('1.2.1') })).toEqual([])
  })

  test('cards of paused, archived and deleted goals; completed goals stay in', async () => {
    const cards = await createReviewCards(db, learner, nodeId('1.1'), 1, { due: now })
    const queueWhen = async (data: object) => {
      await db.learningGoal.update({
        where: { id: goal.goal.id },
        data: { status: 'active', deletedAt: null, ...data },
      })
      return idsOf()
    }
    expect(await queueWhen({ status: 'paused' })).toEqual([])
    expect(await queueWhen({ status: 'archived' })).toEqual([])
    expect(await queueWhen({ deletedAt: now })).toEqual([])
    expect(await queueWhen({ status: 'completed' })).toEqual(ids(cards))
  })

  test('another learner’s cards', async () => {
    const other = await createLearner(db)
    await createGoalWithTree(db, other, { '1.1': { cards: 3 } })
    expect(await idsOf()).toEqual([])
  })
})

describe('scope', () => {
  test('everything, a goal, or a node with all below it', async () => {
    const ofNode = await createReviewCards(db, learner, nodeId('1.10.1'), 1, { due: now })
    const ofGoal = await createReviewCards(db, learner, nodeId('1.1'), 1, { due: now, stability: 20 })
    const second = await createGoalWithTree(db, learner, { '1.1': { cards: 1 } })
    expect(await idsOf()).toHaveLength(3)
    expect(await idsOf({ goalId: goal.goal.id })).toEqual(ids([...ofNode, ...ofGoal]))
    expect(await idsOf({ skillNodeId: nodeId('1.10') })).toEqual(ids(ofNode))
    expect(await idsOf({ goalId: second.goal.id })).toEqual(ids(second.cards['1.1']!))
  })

  test('must be the learner’s own and fit together', async () => {
    const stranger = await createLearner(db)
    const theirs = await createGoalWithTree(db, stranger, { '1.1': {} })
    await expect(idsOf({ goalId: theirs.goal.id })).rejects.toThrow(NotFound)
    await expect(idsOf({ skillNodeId: theirs.nodes['1.1']!.id })).rejects.toThrow(NotFound)
    await expect(idsOf({ skillNodeId: 'nothing' })).rejects.toThrow(NotFound)
    const second = await createGoalWithTree(db, learner, {})
    await expect(idsOf({ goalId: second.goal.id, skillNodeId: nodeId('1.1') })).rejects.toThrow(InvalidInput)
    await expect(idsOf({ limit: 0 })).rejects.toThrow(InvalidInput)
  })
})

describe('limits of the day', () => {
  test('new cards: the learner’s number, over all sessions and goals', async () => {
    await setSettings({ newCardsPerDay: 3 })
    const cards = await createCards(db, learner, nodeId('1.1'), 5)
    expect(await idsOf()).toEqual(ids(cards.slice(0, 3)))
    await answer(cards[0]!.id)
    expect(await idsOf()).toEqual(ids(cards.slice(1, 3)))
    expect(await idsOf({}, later(days))).toEqual(ids([cards[0]!, ...cards.slice(1, 4)]))
  })

  test('a goal with its own number counts for itself', async () => {
    await setSettings({ newCardsPerDay: 2 })
    const shared = await createCards(db, learner, nodeId('1.1'), 4)
    const own = await createGoalWithTree(db, learner, { '1.1': { cards: 4 } }, { newCardsPerDay: 3 })
    const none = await createGoalWithTree(db, learner, { '1.1': { cards: 4 } }, { newCardsPerDay: 0 })
    const more = await createGoalWithTree(db, learner, { '1.1': { cards: 1 } })
    expect(await idsOf()).toEqual(ids([...shared.slice(0, 2), ...own.cards['1.1']!.slice(0, 3)]))
    await answer(own.cards['1.1']![0]!.id)
    await answer(shared[0]!.id)
    const rest = [shared[1]!, ...own.cards['1.1']!.slice(1, 3)]
    expect(await idsOf()).toEqual(ids(rest))
    expect(await idsOf({ goalId: none.goal.id })).toEqual([])
    expect(await idsOf({ goalId: more.goal.id })).toEqual(ids(more.cards['1.1']!))
  })

  test('reviews: what is over waits, holds new cards back, and may be had', async () => {
    await setSettings({ reviewsPerDay: 2 })
    const due = await createReviewCards(db, learner, nodeId('1.1'), 5, { due: now })
    const fresh = await createCards(db, learner, nodeId('1.1'), 1)
    expect(await queueOf()).toMatchObject({ waiting: 3, cards: { length: 2 } })
    await answer(due[0]!.id)
    expect(await queueOf()).toMatchObject({ waiting: 3, cards: { length: 1 } })
    await answer(due[1]!.id)
    expect(await queueOf()).toMatchObject({ waiting: 3, cards: [] })
    expect(await idsOf({ beyondLimits: true })).toEqual(ids([...due.slice(2), ...fresh]))
    expect(await idsOf({ beyondLimits: true, limit: 2 })).toHaveLength(2)
  })

  test('an undone answer does not count', async () => {
    await setSettings({ newCardsPerDay: 1 })
    const [card] = await createCards(db, learner, nodeId('1.1'), 1)
    const { review } = await answer(card!.id)
    await db.flashcard.update({
      where: { id: card!.id },
      data: { state: 'new', due: null, stability: null, difficulty: null },
    })
    expect(await idsOf()).toEqual([])
    await db.reviewLog.update({ where: { id: review.id }, data: { undoneAt: now } })
    expect(await idsOf()).toEqual([card!.id])
  })
})

describe('modes', () => {
  test('TIMED has no new cards', async () => {
    await createCards(db, learner, nodeId('1.1'), 1)
    expect(await idsOf({ mode: 'timed' })).toEqual([])
  })

  test('MULTIPLE_CHOICE offers four choices where it can, the same every time', async () => {
    const data = { cardType: 'multiple_choice', cardMetadata: { distractors: ['A', 'B', 'C'] } }
    await createCards(db, learner, nodeId('1.1'), 1, { answer: 'Right', ...data })
    const { cards } = await queueOf({ mode: 'multiple_choice' })
    expect(cards[0]).toMatchObject({ presentation: 'choices' })
    expect(cards[0]!.choices!.map(choice => choice.text).sort()).toEqual(['A', 'B', 'C', 'Right'])
    expect((await queueOf({ mode: 'multiple_choice' })).cards).toEqual(cards)
    expect((await queueOf({ mode: 'flashcard' })).cards[0]).toMatchObject({
      presentation: 'flip',
      choices: null,
    })
  })

  test('missing distractors come from the node, then the tree; with too few the card is flipped', async () => {
    const [card] = await createCards(db, learner, nodeId('1.1'), 1, { answer: 'red paint' })
    const shown = async () =>
      (await queueOf({ mode: 'multiple_choice' })).cards.find(found => found.flashcardId === card!.id)
    expect(await shown()).toMatchObject({ presentation: 'flip' })
    await createCards(db, learner, nodeId('1.1'), 1, { answer: 'blue paint' })
    await createCards(db, learner, nodeId('1.10.1'), 1, { answer: 'grey paint' })
    await createCards(db, learner, nodeId('1.2'), 1, { answer: 'gold paint' })
    const texts = (await shown())!.choices!.map(choice => choice.text).sort()
    expect(texts).toEqual(['blue paint', 'gold paint', 'grey paint', 'red paint'])
  })

  test('MIXED flips what is known for a week; scenarios offer their options', async () => {
    const distractors = { cardMetadata: { distractors: ['A', 'B', 'C'] }, cardType: 'multiple_choice' }
    const [known] = await createReviewCards(db, learner, nodeId('1.1'), 1, { due: now, stability: 7 })
    await db.flashcard.update({ where: { id: known!.id }, data: distractors })
    const options = [
      { text: 'Restart it', isCorrect: false },
      { text: 'Read its log', isCorrect: true },
    ]
    await createCards(db, learner, nodeId('1.1'), 1, {
      cardType: 'scenario',
      cardMetadata: { context: 'It fails.', options },
    })
    const { cards } = await queueOf({ mode: 'mixed' })
    expect(cards.map(card => card.presentation)).toEqual(['flip', 'choices'])
    expect(cards[1]!.choices).toHaveLength(2)
  })
})

test('takes three statements whatever there is, and does not read what is not due', async () => {
  await createReviewCards(db, learner, nodeId('1.1'), 20, { due: now })
  await createCards(db, learner, nodeId('1.10'), 20)
  const scope = await findStudyScope(db, learner, {})
  const user = await db.user.findUniqueOrThrow({ where: { id: learner.id } })
  const request = { scope, mode: 'flashcard', limit: 20, ahead: false, beyondLimits: false } as const
  const { statements, result } = await recordStatements(db, () =>
    loadQueue(db, user, { ...request, limit: 25 }, now),
  )
  expect(result.cards).toHaveLength(25)
  expect(statements).toHaveLength(3)
  const full = await recordStatements(db, () => loadQueue(db, user, request, now))
  expect(full.statements).toHaveLength(2)
})
