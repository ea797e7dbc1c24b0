import { describe, expect, it } from 'vitest'
import { recordStatements } from '../db/sqlLog.ts'
import { RateLimited, Unauthenticated } from '../domain/errors.ts'
import { useTestDatabase } from '../testing/database.ts'
import { countCaller, createRequestLimit } from './requestLimit.ts'

const database = useTestDatabase()
const start = Date.UTC(2030, 0, 1)

function createClock() {
  const clock = { ms: start, now: () => clock.ms }
  return clock
}

async function countUntilRefused(count: (caller: string) => Promise<void>, caller: string) {
  for (let allowed = 0; ; allowed++) {
    const refused = await count(caller).then(
      () => null,
      error => error,
    )
    if (refused) return { allowed, refused }
  }
}

describe('requests per minute', () => {
  it('are counted per caller and start anew each minute', async () => {
    const clock = createClock()
    const count = createRequestLimit({ db: database().db, requestsPerMinute: 100, now: clock.now })
    const first = await countUntilRefused(count, 'a')
    // the limit and the first share of this process
    expect(first.allowed).toBe(105)
    expect(first.refused).toBeInstanceOf(RateLimited)
    expect(first.refused.retryAfterSeconds).toBe(60)
    await count('b')
    clock.ms += 45_000
    await expect(count('a')).rejects.toMatchObject({ retryAfterSeconds: 15 })
    clock.ms += 15_000
    expect((await countUntilRefused(count, 'a')).allowed).toBe(105)
  })

  it('are shared between processes', async () => {
    const clock = createClock()
    const options = { db: database().db, requestsPerMinute: 100, now: clock.now }
    const one = await countUntilRefused(createRequestLimit(options), 'shared')
    const other = await countUntilRefused(createRequestLimit(options), 'shared')
    expect([one.allowed, other.allowed]).toEqual([105, 5])
  })

  it('cost no statement in ordinary use and one per share beyond it', async () => {
    const count = createRequestLimit({ db: database().db, requestsPerMinute: 100, now: createClock().now })
    const use = (requests: number) => async () => {
      for (let n = 0; n < requests; n++) await count('quiet')
    }
    expect((await recordStatements(database().db, use(5))).statements).toEqual([])
    expect((await recordStatements(database().db, use(10))).statements).toHaveLength(2)
    const refused = () => countUntilRefused(count, 'quiet')
    await refused()
    expect((await recordStatements(database().db, refused)).statements).toEqual([])
  })

  it('can be without limit', async () => {
    const count = createRequestLimit({ db: database().db, requestsPerMinute: Number.POSITIVE_INFINITY })
    for (let n = 0; n < 3_000; n++) await count('bench')
  })
})

describe('a request counts', () => {
  const learner = { id: 'learner' }
  it.each<[string, () => Promise<typeof learner | null>, string]>([
    ['for its learner', async () => learner, 'learner'],
    ['for its address, without a learner', async () => null, 'network'],
    ['for its address, when its token is refused', () => Promise.reject(new Unauthenticated()), 'network'],
  ])('%s', async (_, identify, caller) => {
    const counted: string[] = []
    const count = async (who: string) => void counted.push(who)
    const answer = countCaller(count, 'network', identify)
    expect(await answer.catch(error => error)).toEqual(await identify().catch(error => error))
    expect(counted).toEqual([caller])
  })
})
