import { expect, it } from 'vitest'
import { useTestDatabase } from '../testing/database.ts'
import { purgeExpired } from './expired.ts'

const database = useTestDatabase()

it('removes what has run out and nothing else', async () => {
  const { db } = database()
  const now = new Date('2026-06-01T12:00:00Z')
  const [past, future] = [new Date(now.getTime() - 1), new Date(now.getTime() + 1)]
  const user = await db.user.create({ data: { name: 'Learner', email: 'learner@example.org' } })
  for (const expiresAt of [past, future]) {
    await db.session.create({ data: { userId: user.id, token: expiresAt.toISOString(), expiresAt } })
    await db.verification.create({ data: { identifier: 'reset', value: expiresAt.toISOString(), expiresAt } })
  }
  for (const daysAgo of [0.5, 2]) {
    const lastRequest = BigInt(now.getTime() - daysAgo * 86_400_000)
    await db.rateLimit.create({ data: { key: `${daysAgo}`, count: 1, lastRequest } })
  }
  const long = new Date(now.getTime() - 30 * 86_400_000)
  const ends = [{ expiresAt: past }, { revokedAt: past }, { expiresAt: future }, {}]
  const longEnded = [{ expiresAt: long }, { revokedAt: long, expiresAt: future }]
  for (const [number, end] of [...ends, ...longEnded].entries()) {
    const facts = { userId: user.id, scope: 'read', prefix: 'ml_', tokenHash: String(number) }
    await db.apiToken.create({ data: { ...facts, name: JSON.stringify(end), ...end } })
  }
  expect(await purgeExpired(db, now)).toBe(5)
  expect(await purgeExpired(db, now)).toBe(0)
  expect(await db.rateLimit.findMany({ select: { key: true } })).toEqual([{ key: '0.5' }])
  const tokens = await db.apiToken.findMany({ select: { name: true }, orderBy: { tokenHash: 'asc' } })
  expect(tokens.map(({ name }) => name)).toEqual(ends.map(end => JSON.stringify(end)))
})
