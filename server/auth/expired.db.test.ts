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
  expect(await purgeExpired(db, now)).toBe(3)
  expect(await purgeExpired(db, now)).toBe(0)
  expect(await db.rateLimit.findMany({ select: { key: true } })).toEqual([{ key: '0.5' }])
})
