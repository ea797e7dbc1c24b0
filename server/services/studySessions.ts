import { v7 as uuidv7 } from 'uuid'
import type { Db, Tx } from '../db/client.ts'
import { Prisma, type StudySession, type User } from '../db/generated/prisma/client.ts'
import { transaction } from '../db/transaction.ts'
import { InvalidInput, NotFound } from '../domain/errors.ts'
import type { StudyMode } from '../domain/grading.ts'
import { parseId } from '../domain/ids.ts'
import type { Learner } from '../domain/learner.ts'
import { isSessionActive } from '../domain/review.ts'
import { lockLearner } from './locks.ts'
import { loadQueue, type QueuedCard } from './studyQueue.ts'
import { findStudyScope } from './studyScope.ts'
import { summarise } from './studySummary.ts'

/** A session is offered again for so long. */
const sessionMs = 24 * 3_600_000
const shortestClockSeconds = 60
const longestClockSeconds = 1200

export interface StartStudySessionInput {
  goalId?: string | null
  skillNodeId?: string | null
  mode: StudyMode
  /** distinct cards; null: all */
  limit: number | null
  ahead?: boolean | null
  beyondLimits?: boolean | null
  /** TIMED; null: no clock */
  durationSeconds: number | null
}

/** Starts a session with the cards of now; the one that ran ends. */
export async function startStudySession(
  db: Db,
  learner: Learner,
  input: StartStudySessionInput,
  now: Date,
): Promise<StudySession> {
  const { mode } = input
  const scope = await findStudyScope(db, learner, input)
  const durationSeconds = mode === 'timed' ? parseClock(input.durationSeconds) : null
  const isAhead = input.ahead ?? false
  const isBeyondLimits = input.beyondLimits ?? false
  return transaction(db, async tx => {
    const user = await lockLearner(tx, learner.id)
    await endRunningSession(tx, user, now)
    const request = { scope, mode, limit: input.limit, ahead: isAhead, beyondLimits: isBeyondLimits }
    const { cards, waiting } = await loadQueue(tx, user, request, now)
    const session = await tx.studySession.create({
      data: {
        id: uuidv7(),
        ...scope,
        mode,
        isAhead,
        isBeyondLimits,
        cardLimit: input.limit,
        durationSeconds,
        waitingCount: waiting,
        startedAt: now,
        expiresAt: new Date(now.getTime() + sessionMs),
      },
    })
    await insertItems(tx, session.id, cards)
    return session
  })
}

/**
 * Completes a session and keeps its summary. Completing again says the same; one that was ended before its
 * answers arrived (they came from a device that was offline) can still be completed.
 */
export async function completeStudySession(
  db: Db,
  learner: Learner,
  id: string,
  now: Date,
): Promise<StudySession> {
  return changeSession(db, learner, id, async (tx, user, session) =>
    session.status === 'completed' ? session : complete(tx, user, session, now),
  )
}

/** Ends a session without a summary. One that has ended stays as it is. */
export async function abandonStudySession(
  db: Db,
  learner: Learner,
  id: string,
  now: Date,
): Promise<StudySession> {
  return changeSession(db, learner, id, async (tx, user, session) => {
    if (session.status !== 'active') return session
    return isSessionActive(session, now) ? abandon(tx, session) : endStudySession(tx, user, session, now)
  })
}

/** A learner's session; one whose time is over is ended first. Throws NotFound for anything else. */
export async function findStudySession(
  db: Db,
  learner: Learner,
  id: string,
  now: Date,
): Promise<StudySession> {
  const where = { id: parseId('Study session', id), userId: learner.id }
  const session = await db.studySession.findFirst({ where })
  if (!session) throw new NotFound('Study session', id)
  return settle(db, learner, session, now)
}

/** The session that can be gone on with, on any device; null when there is none. */
export async function findActiveStudySession(
  db: Db,
  learner: Learner,
  now: Date,
): Promise<StudySession | null> {
  const where = { userId: learner.id, status: 'active', items: { some: {} } }
  const found = await db.studySession.findFirst({ where })
  const session = found && (await settle(db, learner, found, now))
  return session?.status === 'active' ? session : null
}

async function settle(db: Db, learner: Learner, session: StudySession, now: Date): Promise<StudySession> {
  if (session.status !== 'active' || session.expiresAt > now) return session
  return changeSession(db, learner, session.id, async (tx, user, locked) =>
    locked.status === 'active' ? endStudySession(tx, user, locked, now) : locked,
  )
}

async function changeSession(
  db: Db,
  learner: Learner,
  id: string,
  change: (tx: Tx, user: User, session: StudySession) => Promise<StudySession>,
): Promise<StudySession> {
  const sessionId = parseId('Study session', id)
  return transaction(db, async tx => {
    const user = await lockLearner(tx, learner.id)
    const session = await tx.studySession.findFirst({ where: { id: sessionId, userId: learner.id } })
    if (!session) throw new NotFound('Study session', id)
    return change(tx, user, session)
  })
}

async function endRunningSession(tx: Tx, user: User, now: Date): Promise<void> {
  const running = await tx.studySession.findFirst({ where: { userId: user.id, status: 'active' } })
  if (running) await endStudySession(tx, user, running, now)
}

/** Ends an active session by itself: completed if it has answers, else abandoned. The learner is locked. */
export async function endStudySession(
  tx: Tx,
  user: User,
  session: StudySession,
  now: Date,
): Promise<StudySession> {
  const answers = await tx.reviewLog.count({
    where: { studySessionId: session.id, kind: 'review', undoneAt: null },
  })
  return answers > 0 ? complete(tx, user, session, now) : abandon(tx, session)
}

async function complete(tx: Tx, user: User, session: StudySession, now: Date): Promise<StudySession> {
  const summary = (await summarise(tx, user, session, now)) as object as Prisma.InputJsonObject
  const data = { status: 'completed', completedAt: endOf(session, now), summary }
  return tx.studySession.update({ where: { id: session.id }, data })
}

function abandon(tx: Tx, { id }: StudySession): Promise<StudySession> {
  return tx.studySession.update({ where: { id }, data: { status: 'abandoned' } })
}

/** A session whose time was over has ended then, not when somebody looked. */
function endOf({ expiresAt }: StudySession, now: Date): Date {
  return expiresAt < now ? expiresAt : now
}

async function insertItems(tx: Tx, sessionId: string, cards: readonly QueuedCard[]): Promise<void> {
  if (cards.length === 0) return
  await tx.studySessionItem.createMany({
    data: cards.map(({ flashcardId, presentation, choices }, position) => ({
      sessionId,
      position,
      flashcardId,
      presentation,
      choices: choices === null ? Prisma.DbNull : (choices as object as Prisma.InputJsonArray),
    })),
  })
}

function parseClock(durationSeconds: number | null): number | null {
  if (durationSeconds === null) return null
  if (durationSeconds >= shortestClockSeconds && durationSeconds <= longestClockSeconds)
    return durationSeconds
  const expected = `expected ${shortestClockSeconds} to ${longestClockSeconds} seconds, or null for no clock`
  throw new InvalidInput('durationSeconds', `Invalid durationSeconds ${durationSeconds}: ${expected}`)
}
