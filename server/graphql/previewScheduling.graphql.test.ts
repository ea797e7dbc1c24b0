import { beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../db/client.ts'
import { useTestDatabase } from '../testing/database.ts'
import { callerFor, newCaller } from '../testing/execute.ts'
import { createGoalWithTree, createLearner, createReviewCards, recompute } from '../testing/factories.ts'

const database = useTestDatabase()
const now = new Date('2026-03-10T10:00:00Z')

interface Preview {
  reviewsPerDay: number
  minutesPerDay: number
  waiting: number
  nextReviews: { rating: string; due: string; intervalSeconds: number }[]
}

const operation = `query ($settings: UpdateStudySettingsInput!) {
  previewScheduling(settings: $settings) { reviewsPerDay minutesPerDay waiting nextReviews { rating due intervalSeconds } } }`
const update = `mutation ($settings: UpdateStudySettingsInput!) {
  updateStudySettings(input: $settings) { settings { desiredRetention } } }`

let db: Db
beforeAll(() => {
  db = database().db
})

async function preview(caller: Awaited<ReturnType<typeof newCaller>>, settings: object) {
  const data = await caller.ask<{ previewScheduling: Preview }>(operation, { settings }, now)
  return data.previewScheduling
}

describe('previewScheduling', () => {
  it('shows a new learner what their settings would mean', async () => {
    const caller = await newCaller(db)
    const { reviewsPerDay, minutesPerDay, waiting, nextReviews } = await preview(caller, {})
    expect(reviewsPerDay).toBeGreaterThan(30)
    expect(minutesPerDay).toBeCloseTo(reviewsPerDay / 6, 10)
    expect(waiting).toBe(0)
    expect(nextReviews.slice(0, 3)).toEqual([
      { rating: 'AGAIN', due: '2026-03-10T10:01:00.000Z', intervalSeconds: 60 },
      { rating: 'HARD', due: '2026-03-10T10:06:00.000Z', intervalSeconds: 360 },
      { rating: 'GOOD', due: '2026-03-10T10:10:00.000Z', intervalSeconds: 600 },
    ])
    expect(nextReviews[3]!.rating).toBe('EASY')

    const none = { reviewsPerDay: 0, minutesPerDay: 0, waiting: 0 }
    expect(await preview(caller, { newCardsPerDay: 0 })).toMatchObject(none)
    const oneStep = await preview(caller, { learningSteps: ['5m'] })
    expect(oneStep.nextReviews.map(next => next.intervalSeconds).slice(0, 2)).toEqual([300, 480])
  })

  it('compares settings by the learner’s own cards, and keeps none of them', async () => {
    const learner = await createLearner(db, { desiredRetention: 0.8 })
    const caller = callerFor(db, learner)
    const goal = await createGoalWithTree(db, learner, { '1.1': {} })
    await createReviewCards(db, learner, goal.nodes['1.1']!.id, 20, { due: now })
    await recompute(db, learner, goal.goal.id, now)

    const [own, strict] = [await preview(caller, {}), await preview(caller, { desiredRetention: 0.97 })]
    expect(strict.reviewsPerDay).toBeGreaterThan(own.reviewsPerDay)
    expect(strict.nextReviews[2]!.intervalSeconds).toBeLessThan(own.nextReviews[2]!.intervalSeconds)
    expect(await preview(caller, { reviewsPerDay: 0 })).toMatchObject({ reviewsPerDay: 0, waiting: 20 })
    expect(await preview(caller, {})).toEqual(own)
    expect(await caller.ask('{ viewer { settings { desiredRetention reviewsPerDay } } }')).toEqual({
      viewer: { settings: { desiredRetention: 0.8, reviewsPerDay: 200 } },
    })
  })

  it('is for the signed-in', async () => {
    const { data, errors } = await callerFor(db, null).execute(operation, { settings: {} })
    expect(data).toBeNull()
    expect(errors[0]!.extensions.code).toBe('UNAUTHENTICATED')
  })

  it.each<[string, object, string[]]>([
    ['retention 0', { desiredRetention: 0 }, ['desiredRetention']],
    ['retention 1', { desiredRetention: 1 }, ['desiredRetention']],
    ['20 weights', { fsrsWeights: new Array(20).fill(1) }, ['fsrsWeights']],
    ['weights out of range', { fsrsWeights: new Array(21).fill(-1) }, []],
    [
      'steps without unit or sign',
      { learningSteps: ['10', '-5m', 'm'] },
      ['learningSteps.0', 'learningSteps.1', 'learningSteps.2'],
    ],
    ['200 steps', { relearningSteps: new Array(200).fill('1m') }, ['relearningSteps']],
    ['an unknown zone', { timeZone: 'Mars/Base' }, ['timeZone']],
    ['limits', { newCardsPerDay: 10_000, reviewsPerDay: -1 }, ['newCardsPerDay', 'reviewsPerDay']],
    [
      'intervals and days',
      { maximumIntervalDays: 0, dayStartHour: 24 },
      ['dayStartHour', 'maximumIntervalDays'],
    ],
  ])('refuses %s with the issues of updateStudySettings', async (_, settings, paths) => {
    const caller = await newCaller(db)
    const { errors } = await caller.execute(operation, { settings })
    expect(errors).toHaveLength(1)
    expect(errors[0]!.extensions.code).toBe('BAD_USER_INPUT')
    const issues = errors[0]!.extensions.issues as { path: string }[]
    if (paths.length > 0) expect(issues.map(issue => issue.path)).toEqual(paths)
    const updated = await caller.execute(update, { settings })
    expect(updated.errors[0]!.extensions.issues).toEqual(issues)
    expect(updated.errors[0]!.message).toBe(errors[0]!.message)
  })

  it('answers the most demanding settings that are allowed', async () => {
    const steps = new Array(20).fill('1m')
    const demanding = {
      ...{ newCardsPerDay: 9999, reviewsPerDay: 9999, desiredRetention: 0.97, maximumIntervalDays: 1 },
      ...{ learningSteps: steps, relearningSteps: steps },
    }
    const { reviewsPerDay, waiting } = await preview(await newCaller(db), demanding)
    expect(reviewsPerDay).toBeGreaterThan(9999)
    expect(Number.isFinite(waiting)).toBe(true)
  })
})
