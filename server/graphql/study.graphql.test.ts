import { v7 as uuidv7 } from 'uuid'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Db } from '../db/client.ts'
import { recordStatements } from '../db/sqlLog.ts'
import { useTestDatabase } from '../testing/database.ts'
import { type Caller, newCaller } from '../testing/execute.ts'
import { createGoalWithTree, createReviewCards, type TestGoal } from '../testing/factories.ts'

const database = useTestDatabase()
const now = new Date('2026-03-10T10:00:00Z')
const tomorrow = new Date('2026-03-11T10:00:00Z')

let db: Db
let caller: Caller
let goal: TestGoal

beforeAll(() => {
  db = database().db
})

beforeEach(async () => {
  caller = await newCaller(db, { enableFuzz: false, dayStartHour: 0 })
  goal = await createGoalWithTree(db, caller.learner!, { '1.1': { cards: 2 }, '1.2': {} })
})

// biome-ignore lint/suspicious/noExplicitAny: what an operation answers is the test's to know
type AnyData = any
const ask = (operation: string, variables: object = {}, at = now) =>
  caller.ask<AnyData>(operation, variables, at)

const startSession = `mutation ($input: StartStudySessionInput!) {
  startStudySession(input: $input) {
    studySession {
      id mode status goal { id } skillNode { id } startedAt expiresAt completedAt remaining waiting
      durationSeconds points summary { cardsStudied }
      items { position presentation choices { id text } flashcard { id version } review { id } }
    }
  }
}`
const review = `mutation ($input: ReviewFlashcardInput!) {
  reviewFlashcard(input: $input) {
    review {
      id reviewId rating reviewedAt durationMs mode presentation learnerDay elapsedDays stateBefore stabilityBefore
      difficultyBefore stabilityAfter difficultyAfter scheduledDays dueAfter appliedToSchedule undoneAt
      flashcard { id }
    }
    flashcard { id version state due reps retrievability }
    wasCorrect correctChoiceId
    nodes { path masteryPercentage due { now new } }
    goal { id masteryPercentage totalTimeSeconds due { now new } }
    studySession { id remaining items { position review { id } } }
  }
}`

describe('a session', () => {
  test('from its start to its summary', async () => {
    const goalId = goal.goal.id
    const started = await ask(startSession, { input: { goalId, mode: 'FLASHCARD' } })
    const { studySession } = started.startStudySession
    expect(studySession).toMatchObject({
      mode: 'FLASHCARD',
      status: 'ACTIVE',
      goal: { id: goalId },
      skillNode: null,
      startedAt: now.toISOString(),
      remaining: 2,
      waiting: 0,
      durationSeconds: null,
      points: null,
      summary: null,
      items: [
        { position: 0, presentation: 'FLIP', choices: null, flashcard: { version: 0 }, review: null },
        { position: 1 },
      ],
    })
    const place = { studySessionId: studySession.id, studyItemPosition: 0 }
    const input = {
      reviewId: uuidv7(),
      flashcardId: studySession.items[0].flashcard.id,
      rating: 'EASY',
      durationMs: 3000,
      ...place,
    }
    const { reviewFlashcard } = await ask(review, { input })
    expect(reviewFlashcard).toMatchObject({
      review: {
        reviewId: input.reviewId,
        rating: 'EASY',
        mode: 'FLASHCARD',
        presentation: 'FLIP',
        learnerDay: '2026-03-10',
        stateBefore: 'NEW',
        stabilityBefore: null,
        appliedToSchedule: true,
        flashcard: { id: input.flashcardId },
      },
      flashcard: { version: 1, state: 'REVIEW', reps: 1, retrievability: 1 },
      wasCorrect: true,
      correctChoiceId: null,
      nodes: [{ path: '1.1', due: { now: 0, new: 1 } }, { path: '1' }],
      goal: { id: goalId, totalTimeSeconds: 3 },
      studySession: { id: studySession.id, remaining: 1 },
    })
    expect(reviewFlashcard.nodes[1].masteryPercentage).toBe(reviewFlashcard.goal.masteryPercentage)

    const active = await ask('{ viewer { activeStudySession { id items { review { rating } } } } }')
    expect(active.viewer.activeStudySession).toEqual({
      id: studySession.id,
      items: [{ review: { rating: 'EASY' } }, { review: null }],
    })
    const completed = await ask(
      `mutation ($id: ID!) { completeStudySession(id: $id) { studySession { status completedAt summary {
        cardsStudied correct accuracy timeSeconds points score comingBackSooner nextDueAt goalMasteryBefore
        goalMasteryAfter nodes { before after skillNode { path } } } } } }`,
      { id: studySession.id },
    )
    const { goal: after } = reviewFlashcard
    expect(completed.completeStudySession.studySession).toMatchObject({
      status: 'COMPLETED',
      completedAt: now.toISOString(),
      summary: {
        cardsStudied: 1,
        accuracy: 1,
        timeSeconds: 3,
        points: null,
        goalMasteryBefore: 0,
        goalMasteryAfter: after.masteryPercentage,
        nodes: [
          { before: 0, skillNode: { path: '1' } },
          { before: 0, skillNode: { path: '1.1' } },
        ],
      },
    })
    expect((await ask('{ viewer { activeStudySession { id } } }')).viewer.activeStudySession).toBeNull()
    await db.skillNode.update({ where: { id: goal.nodes['1.1']!.id }, data: { deletedAt: now, path: null } })
    const again = await ask(
      `query ($id: ID!) { studySession(id: $id) { summary { nodes { skillNode { path } } } } }`,
      { id: studySession.id },
    )
    expect(again.studySession.summary.nodes).toEqual([{ skillNode: { path: '1' } }])
  })

  test('does not tell which choice is right before the answer', async () => {
    const data = { cardType: 'multiple_choice', cardMetadata: { distractors: ['A', 'B', 'C'] } }
    await db.flashcard.updateMany({ where: { userId: caller.learner!.id }, data })
    const { viewer } = await ask(
      '{ viewer { dueCards(mode: MULTIPLE_CHOICE) { position presentation choices { id text } flashcard { id } } } }',
    )
    const [first] = viewer.dueCards
    expect(first).toMatchObject({ position: 0, presentation: 'CHOICES', choices: { length: 4 } })
    const input = { reviewId: uuidv7(), flashcardId: first.flashcard.id, presentation: 'CHOICES' }
    const { reviewFlashcard } = await ask(review, { input: { ...input, choiceId: first.choices[0].id } })
    const right = first.choices.find((choice: { text: string }) => choice.text.startsWith('Answer'))
    expect(reviewFlashcard).toMatchObject({
      correctChoiceId: right.id,
      wasCorrect: right.id === first.choices[0].id,
    })
  })

  test('is not another learner’s to see', async () => {
    const { startStudySession } = await ask(startSession, { input: { mode: 'MIXED' } })
    const stranger = await newCaller(db)
    const { id } = startStudySession.studySession
    const { data, errors } = await stranger.execute<AnyData>(
      'query ($id: ID!) { studySession(id: $id) { id } }',
      { id },
      now,
    )
    expect(data.studySession).toBeNull()
    expect(errors[0]!.extensions).toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('reviews', () => {
  const cardId = () => goal.cards['1.1']![0]!.id
  const answer = (more: object = {}) => ({
    reviewId: uuidv7(),
    flashcardId: cardId(),
    rating: 'GOOD',
    ...more,
  })

  test('a batch answers each in order, with its error where it was refused', async () => {
    const inputs = [
      answer(),
      answer({ expectedVersion: 0 }),
      answer({ flashcardId: 'nothing' }),
      answer({ rating: null }),
    ]
    const { reviewFlashcards } = await ask(
      `mutation ($inputs: [ReviewFlashcardInput!]!) { reviewFlashcards(inputs: $inputs) {
        results { reviewId errorCode errorMessage payload { flashcard { version } nodes { path } goal { id } } } } }`,
      { inputs },
    )
    const { results } = reviewFlashcards
    expect(results.map((result: AnyData) => result.reviewId)).toEqual(inputs.map(input => input.reviewId))
    expect(results.map((result: AnyData) => result.errorCode)).toEqual([
      null,
      'CONFLICT',
      'NOT_FOUND',
      'BAD_USER_INPUT',
    ])
    expect(results[0]).toMatchObject({
      payload: { flashcard: { version: 1 }, nodes: [{ path: '1.1' }, { path: '1' }] },
    })
    expect(results[1]).toMatchObject({ payload: null, errorMessage: expect.stringContaining('version 1') })
  })

  test('101 are too many', async () => {
    const inputs = Array.from({ length: 101 }, () => answer())
    const { errors } = await caller.execute(
      'mutation ($inputs: [ReviewFlashcardInput!]!) { reviewFlashcards(inputs: $inputs) { results { reviewId } } }',
      { inputs },
    )
    expect(errors[0]!.extensions).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      limit: 'inputs',
      value: 101,
      allowed: 100,
    })
  })

  test.each([
    ['durationMs', { durationMs: -1 }],
    ['rating', { rating: null }],
    ['reviewId', { reviewId: 'first' }],
  ])('a wrong %s is named', async (path, more) => {
    const { errors } = await caller.execute(review, { input: answer(more) }, now)
    expect(errors[0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path }] })
  })

  test('undo puts the card back and says what it changed', async () => {
    const input = answer()
    await ask(review, { input })
    const { undoReview } = await ask(
      `mutation ($id: ID!) { undoReview(reviewId: $id) { wasCorrect review { undoneAt } flashcard { state version due }
        nodes { path masteryPercentage } goal { masteryPercentage } } }`,
      { id: input.reviewId },
    )
    expect(undoReview).toMatchObject({
      wasCorrect: null,
      review: { undoneAt: now.toISOString() },
      flashcard: { state: 'NEW', version: 2, due: null },
      nodes: [{ masteryPercentage: 0 }, { masteryPercentage: 0 }],
      goal: { masteryPercentage: 0 },
    })
  })

  test('the preview on the buttons is what the answer does', async () => {
    const preview = await ask(
      'query ($id: ID!) { flashcard(id: $id) { nextReviews { rating due intervalSeconds } } }',
      { id: cardId() },
    )
    const { nextReviews } = preview.flashcard
    expect(nextReviews.map((next: AnyData) => next.rating)).toEqual(['AGAIN', 'HARD', 'GOOD', 'EASY'])
    expect(nextReviews[2]).toMatchObject({ due: '2026-03-10T10:10:00.000Z', intervalSeconds: 600 })
    const { reviewFlashcard } = await ask(review, { input: answer({ rating: 'EASY' }) })
    expect(reviewFlashcard.flashcard.due).toBe(nextReviews[3].due)
  })

  test('are listed for the learner oldest first, for a card newest first', async () => {
    await ask(review, { input: answer() })
    await ask(review, { input: answer({ rating: 'AGAIN' }) }, tomorrow)
    const { viewer, flashcard } = await ask(
      `query ($card: ID!, $goal: ID!) {
        viewer { reviews(goalId: $goal, first: 1) { totalCount edges { node { rating } } pageInfo { hasNextPage } } }
        flashcard(id: $card) { reviews { totalCount edges { node { rating } } } }
      }`,
      { card: cardId(), goal: goal.goal.id },
    )
    expect(viewer.reviews).toEqual({
      totalCount: 2,
      edges: [{ node: { rating: 'GOOD' } }],
      pageInfo: { hasNextPage: true },
    })
    expect(flashcard.reviews.edges).toEqual([{ node: { rating: 'AGAIN' } }, { node: { rating: 'GOOD' } }])
  })

  test('reset makes cards new again', async () => {
    await ask(review, { input: answer() })
    const { resetFlashcards } = await ask(
      'mutation ($ids: [ID!]!) { resetFlashcards(ids: $ids) { flashcards { state reps reviews { totalCount } } } }',
      { ids: [cardId()] },
    )
    expect(resetFlashcards.flashcards).toEqual([{ state: 'NEW', reps: 0, reviews: { totalCount: 1 } }])
  })
})

describe('due', () => {
  test('of viewer, goals and nodes costs a fixed number of statements', async () => {
    const due = 'due { now today thisWeek new estimatedSeconds nextDueAt }'
    const operation = `{ viewer { ${due} goals { edges { node { ${due} skillTree { nodes { title ${due} } } } } } } }`
    const count = async () => (await recordStatements(db, () => ask(operation))).statements.length
    const few = await count()
    const second = await createGoalWithTree(
      db,
      caller.learner!,
      Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`1.${index + 1}`, { cards: 1 }])),
    )
    await createReviewCards(db, caller.learner!, second.nodes['1.3']!.id, 3, { due: now })
    // one more tree, one more statement
    expect(await count()).toBeLessThanOrEqual(few + 1)
    const { viewer } = await ask(operation)
    expect(viewer.due).toMatchObject({ now: 3, new: 10 })
    expect(viewer.goals.edges.map((edge: AnyData) => edge.node.due.now).sort()).toEqual([0, 3])
  })
})
