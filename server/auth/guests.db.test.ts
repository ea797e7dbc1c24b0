import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../db/client.ts'
import { useTestDatabase } from '../testing/database.ts'
import { moveGuestWork } from './guests.ts'

const database = useTestDatabase()
const now = new Date('2030-05-01T12:00:00Z')
const day = (text: string) => new Date(`${text}T00:00:00Z`)

let db: Db
let guest: string
let account: string

beforeEach(async () => {
  db = database().db
  guest = await createLearner({ isAnonymous: true })
  account = await createLearner()
})

async function createLearner(data: object = {}): Promise<string> {
  const { id } = await db.user.create({
    data: { name: 'Learner', email: `${randomUUID()}@example.org`, ...data },
  })
  return id
}

const move = (settingsOf: 'guest' | 'account' = 'account') =>
  moveGuestWork(db, guest, account, { settingsOf, now })

async function createGoal(userId: string) {
  const goal = await db.learningGoal.create({
    data: {
      userId,
      title: 'Goal',
      skillTree: { create: { generatedBy: 'manual', nodeCount: 1 } },
    },
    include: { skillTree: true },
  })
  const root = await db.skillNode.create({
    data: { treeId: goal.skillTree!.id, title: 'Goal', depth: 0, path: '1', sortOrder: 0 },
  })
  return { goalId: goal.id, nodeId: root.id }
}

const createCard = (userId: string, data: object = {}) =>
  db.flashcard.create({ data: { userId, question: 'Q', answer: 'A', ...data } })

const createReview = (userId: string, flashcardId: string, data: object = {}) =>
  db.reviewLog.create({
    data: {
      userId,
      flashcardId,
      clientReviewId: randomUUID(),
      rating: 3,
      reviewedAt: now,
      learnerDay: day('2030-05-01'),
      settings: {},
      stateBefore: 'new',
      stateAfter: 'learning',
      dueAfter: now,
      stabilityAfter: 2.3,
      difficultyAfter: 5,
      ...data,
    },
  })

const createSession = (userId: string, data: object = {}) =>
  db.studySession.create({ data: { userId, mode: 'flashcard', expiresAt: day('2030-05-02'), ...data } })

describe('moving a guest’s work', () => {
  it('moves goals with their trees, cards, reviews, sessions, deletions, jobs and tokens', async () => {
    const { goalId, nodeId } = await createGoal(guest)
    const card = await createCard(guest, { skillNodeId: nodeId, updatedAt: day('2020-01-01') })
    const review = await createReview(guest, card.id, { goalId, skillNodeId: nodeId })
    const session = await createSession(guest, { goalId })
    await db.studySessionItem.create({
      data: { sessionId: session.id, position: 0, flashcardId: card.id, reviewLogId: review.id },
    })
    const deletion = await db.deletion.create({ data: { userId: guest, kind: 'cards', title: 'a card' } })
    const job = await db.generationJob.create({ data: { userId: guest, kind: 'flashcards', goalId } })
    const token = await db.apiToken.create({
      data: { userId: guest, name: 'script', scope: 'read', prefix: 'ml_', tokenHash: randomUUID() },
    })
    await move()
    const owners = [
      await db.learningGoal.findUniqueOrThrow({ where: { id: goalId } }),
      await db.flashcard.findUniqueOrThrow({ where: { id: card.id } }),
      await db.reviewLog.findUniqueOrThrow({ where: { id: review.id } }),
      await db.studySession.findUniqueOrThrow({ where: { id: session.id } }),
      await db.deletion.findUniqueOrThrow({ where: { id: deletion.id } }),
      await db.generationJob.findUniqueOrThrow({ where: { id: job.id } }),
      await db.apiToken.findUniqueOrThrow({ where: { id: token.id } }),
    ].map(row => row.userId)
    expect(new Set(owners)).toEqual(new Set([account]))
    expect(await db.skillNode.count({ where: { id: nodeId } })).toBe(1)
    expect(
      await db.studySessionItem.count({ where: { sessionId: session.id, reviewLogId: review.id } }),
    ).toBe(1)
    const moved = await db.flashcard.findUniqueOrThrow({ where: { id: card.id } })
    expect(moved.updatedAt.getTime()).toBeGreaterThan(Date.now() - 60_000)
    expect(await db.user.findUnique({ where: { id: guest } })).toBeNull()
  })

  it('can be repeated', async () => {
    await createGoal(guest)
    await move()
    await move()
    expect(await db.learningGoal.count({ where: { userId: account } })).toBe(1)
  })

  it('happens once when two sign-ins do it at the same time', async () => {
    await createGoal(guest)
    await Promise.all([move(), move(), move()])
    expect(await db.learningGoal.count({ where: { userId: account } })).toBe(1)
  })

  it('refuses to take from an account or to give to a guest', async () => {
    const other = await createLearner()
    const options = { settingsOf: 'account', now } as const
    await expect(moveGuestWork(db, other, account, options)).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(moveGuestWork(db, account, guest, options)).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(moveGuestWork(db, guest, randomUUID(), options)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await db.user.count({ where: { id: { in: [guest, account, other] } } })).toBe(3)
  })

  it('leaves other learners alone', async () => {
    const other = await createLearner({ isAnonymous: true })
    const { goalId } = await createGoal(other)
    await move()
    expect(await db.learningGoal.findUnique({ where: { id: goalId } })).toMatchObject({ userId: other })
  })
})

describe('settings', () => {
  it.each([
    ['guest', { timeZone: 'Asia/Tokyo', newCardsPerDay: 25, learningSteps: ['5m'] }],
    ['account', { timeZone: 'Europe/Berlin', newCardsPerDay: 10, learningSteps: ['1m', '10m'] }],
  ] as const)('of the %s', async (settingsOf, expected) => {
    const where = { id: guest }
    await db.user.update({
      where,
      data: { timeZone: 'Asia/Tokyo', newCardsPerDay: 25, learningSteps: ['5m'] },
    })
    await db.user.update({ where: { id: account }, data: { timeZone: 'Europe/Berlin' } })
    await move(settingsOf)
    expect(await db.user.findUnique({ where: { id: account } })).toMatchObject(expected)
  })
})

describe('what both have', () => {
  it('external ids: the account’s card keeps it', async () => {
    const ofAccount = await createCard(account, { externalId: 'k8s-1' })
    const same = await createCard(guest, { externalId: 'k8s-1' })
    const different = await createCard(guest, { externalId: 'k8s-2' })
    await move()
    const cards = await db.flashcard.findMany({ where: { userId: account } })
    const externalIds = Object.fromEntries(cards.map(card => [card.id, card.externalId]))
    expect(externalIds).toEqual({ [ofAccount.id]: 'k8s-1', [same.id]: null, [different.id]: 'k8s-2' })
  })

  it('client review ids: the guest’s gets another', async () => {
    const clientReviewId = randomUUID()
    const kept = await createReview(account, (await createCard(account)).id, { clientReviewId })
    const changed = await createReview(guest, (await createCard(guest)).id, { clientReviewId })
    await move()
    expect(await db.reviewLog.findUnique({ where: { id: kept.id } })).toMatchObject({ clientReviewId })
    const moved = await db.reviewLog.findUniqueOrThrow({ where: { id: changed.id } })
    expect(moved.userId).toBe(account)
    expect(moved.clientReviewId).not.toBe(clientReviewId)
  })

  it('achievements: the earlier date with its reason', async () => {
    const earn = (userId: string, achievementKey: string, date: string, metadata: object) =>
      db.userAchievement.create({ data: { userId, achievementKey, unlockedAt: day(date), metadata } })
    await earn(guest, 'first_10_cards', '2030-01-01', { by: 'guest' })
    await earn(account, 'first_10_cards', '2030-02-01', { by: 'account' })
    await earn(guest, 'perfect_session', '2030-03-01', { by: 'guest' })
    await earn(account, 'perfect_session', '2030-02-01', { by: 'account' })
    await earn(guest, 'week_warrior', '2030-04-01', { by: 'guest' })
    await move()
    const rows = await db.userAchievement.findMany({
      where: { userId: account },
      orderBy: { achievementKey: 'asc' },
    })
    expect(rows.map(row => [row.achievementKey, row.metadata])).toEqual([
      ['first_10_cards', { by: 'guest' }],
      ['perfect_session', { by: 'account' }],
      ['week_warrior', { by: 'guest' }],
    ])
  })

  it('titles: totals add up, the higher title stays', async () => {
    const apprentice = { title: 'Apprentice', earnedAt: '2030-01-01T00:00:00.000Z' }
    const later = { title: 'Apprentice', earnedAt: '2030-02-01T00:00:00.000Z' }
    const practitioner = { title: 'Practitioner', earnedAt: '2030-03-01T00:00:00.000Z' }
    await db.userTitle.create({
      data: {
        userId: account,
        currentTitle: 'Practitioner',
        totalCardsMastered: 110,
        totalGoalsCompleted: 1,
        titleHistory: [later, practitioner],
      },
    })
    await db.userTitle.create({
      data: { userId: guest, currentTitle: 'Apprentice', totalCardsMastered: 30, titleHistory: [apprentice] },
    })
    await move()
    expect(await db.userTitle.findUnique({ where: { userId: account } })).toMatchObject({
      currentTitle: 'Practitioner',
      totalCardsMastered: 140,
      totalGoalsCompleted: 1,
      titleHistory: [apprentice, practitioner],
    })
  })

  it('a title only the guest has moves', async () => {
    await db.userTitle.create({ data: { userId: guest, currentTitle: 'Apprentice', totalCardsMastered: 30 } })
    await move()
    expect(await db.userTitle.findUnique({ where: { userId: account } })).toMatchObject({
      currentTitle: 'Apprentice',
      totalCardsMastered: 30,
    })
  })

  it('topics: a learner is counted once, from the sign-up on', async () => {
    const topic = (normalizedTopic: string, userCount: number, goalCount: number) =>
      db.topicAnalytics.create({ data: { normalizedTopic, userCount, goalCount } })
    const shared = await topic(`shared ${guest}`, 1, 3)
    const own = await topic(`own ${guest}`, 0, 1)
    const asked = (topicId: string, userId: string, goalCount: number, date: string) =>
      db.topicLearner.create({ data: { topicId, userId, goalCount, firstSeenAt: day(date) } })
    await asked(shared.id, account, 1, '2030-02-01')
    await asked(shared.id, guest, 2, '2030-01-01')
    await asked(own.id, guest, 1, '2030-01-01')
    await move()
    const counts = (id: string) => db.topicAnalytics.findUniqueOrThrow({ where: { id } })
    expect(await counts(shared.id)).toMatchObject({ userCount: 1, goalCount: 3 })
    expect(await counts(own.id)).toMatchObject({ userCount: 1, goalCount: 1 })
    const rows = await db.topicLearner.findMany({
      where: { userId: account },
      orderBy: { goalCount: 'desc' },
    })
    expect(rows).toMatchObject([
      { topicId: shared.id, goalCount: 3, firstSeenAt: day('2030-01-01') },
      { topicId: own.id, goalCount: 1 },
    ])
  })
})

describe('active sessions', () => {
  it('the guest’s goes on, the account’s ends', async () => {
    const ofAccount = await createSession(account)
    const ofGuest = await createSession(guest)
    await move()
    expect(await db.studySession.findUnique({ where: { id: ofAccount.id } })).toMatchObject({
      status: 'abandoned',
    })
    expect(await db.studySession.findUnique({ where: { id: ofGuest.id } })).toMatchObject({
      status: 'active',
      userId: account,
    })
  })

  it('the account’s is ended as any is: with a summary when it has answers, or else without an end', async () => {
    const { goalId, nodeId } = await createGoal(account)
    const card = await createCard(account, { skillNodeId: nodeId })
    const answered = await createSession(account, { goalId })
    await createReview(account, card.id, { studySessionId: answered.id, wasCorrect: true })
    await createSession(guest)
    await move()
    expect(await db.studySession.findUnique({ where: { id: answered.id } })).toMatchObject({
      status: 'completed',
      completedAt: now,
      summary: { cardsStudied: 1, correct: 1 },
    })
    const empty = await db.studySession.findFirstOrThrow({ where: { userId: account, status: 'active' } })
    const other = await createLearner({ isAnonymous: true })
    await createSession(other)
    await moveGuestWork(db, other, account, { settingsOf: 'account', now })
    expect(await db.studySession.findUnique({ where: { id: empty.id } })).toMatchObject({
      status: 'abandoned',
      completedAt: null,
    })
  })

  it('the guest’s does not end the account’s when its time is over', async () => {
    const ofAccount = await createSession(account)
    const ofGuest = await createSession(guest, { expiresAt: day('2030-05-01') })
    await move()
    expect(await db.studySession.findUnique({ where: { id: ofAccount.id } })).toMatchObject({
      status: 'active',
    })
    expect(await db.studySession.findUnique({ where: { id: ofGuest.id } })).toMatchObject({
      status: 'abandoned',
      userId: account,
    })
  })

  it('the account’s stays when the guest has none', async () => {
    const { id } = await createSession(account)
    await createSession(guest, { status: 'abandoned' })
    await move()
    expect(await db.studySession.findUnique({ where: { id } })).toMatchObject({ status: 'active' })
  })
})
