import { beforeEach, describe, expect, it } from 'vitest'
import type { TokenScope } from '../domain/apiToken.ts'
import { hashToken } from '../services/apiTokenText.ts'
import { useTestDatabase } from '../testing/database.ts'
import { type Caller, callerFor, newCaller } from '../testing/execute.ts'
import { writeCall } from '../testing/operations.ts'
import { schema } from './schema.ts'

const database = useTestDatabase()
const now = new Date('2026-03-10T10:00:00Z')
const daysLater = (days: number) => new Date(now.getTime() + days * 86_400_000)

const create = `mutation ($input: CreateApiTokenInput!) {
  createApiToken(input: $input) {
    token
    apiToken { id name scope prefix createdAt lastUsedAt expiresAt }
  }
}`
const list = '{ viewer { apiTokens { id name expiresAt } } }'
const revoke = 'mutation ($id: ID!) { revokeApiToken(id: $id) { id } }'

interface Created {
  createApiToken: { token: string; apiToken: { id: string; prefix: string } }
}

let learner: Caller
beforeEach(async () => {
  learner = await newCaller(database().db)
})

async function createToken(name: string, expiresInDays: number | null = null, at = now) {
  const input = { name, scope: 'WRITE', expiresInDays }
  return (await learner.ask<Created>(create, { input }, at)).createApiToken
}

async function listNames(at: Date): Promise<string[]> {
  const { viewer } = await learner.ask<{ viewer: { apiTokens: { name: string }[] } }>(list, {}, at)
  return viewer.apiTokens.map(token => token.name)
}

const asToken = (scope: TokenScope) => callerFor(database().db, { ...learner.learner!, tokenScope: scope })

describe('a new token', () => {
  it('is told once, and only its hash is kept', async () => {
    const input = { name: ' Backup  script ', scope: 'REVIEW', expiresInDays: 30 }
    const { createApiToken } = await learner.ask<Created>(create, { input }, now)
    const { token, apiToken } = createApiToken
    expect(apiToken).toEqual({
      id: expect.any(String),
      name: 'Backup script',
      scope: 'REVIEW',
      prefix: token.slice(0, 11),
      createdAt: now.toISOString(),
      lastUsedAt: null,
      expiresAt: daysLater(30).toISOString(),
    })
    const row = await database().db.apiToken.findUniqueOrThrow({ where: { id: apiToken.id } })
    expect(row.tokenHash).toBe(hashToken(token))
    expect(JSON.stringify(row)).not.toContain(token)
  })

  it.each([
    [{ name: ' ' }, 'name'],
    [{ name: 'x'.repeat(101) }, 'name'],
    [{ expiresInDays: 0 }, 'expiresInDays'],
    [{ expiresInDays: 3651 }, 'expiresInDays'],
  ])('with %j is refused', async (change, path) => {
    const input = { name: 'Script', scope: 'READ', ...change }
    const { errors } = await learner.execute(create, { input })
    expect(errors[0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path }] })
  })

  it('is refused to guests, who keep nothing when they leave', async () => {
    const guest = callerFor(database().db, { ...learner.learner!, isGuest: true, email: null })
    const { errors } = await guest.execute(create, { input: { name: 'Script', scope: 'READ' } })
    expect(errors).toMatchObject([
      {
        message: 'Tokens come with an account. Sign up first: it keeps everything you have.',
        extensions: { code: 'FORBIDDEN' },
      },
    ])
  })

  it('is refused beyond 50, of which those that ended do not count', async () => {
    const { id: userId } = learner.learner!
    const facts = { userId, name: 'Old', scope: 'read', prefix: 'ml_' }
    await database().db.apiToken.createMany({
      data: Array.from({ length: 51 }, (_, number) => ({
        ...facts,
        tokenHash: hashToken(`${userId} ${number}`),
        ...(number === 0 && { revokedAt: now }),
        ...(number === 1 && { expiresAt: now }),
      })),
    })
    await createToken('The fiftieth')
    const { errors } = await learner.execute(create, { input: { name: 'One more', scope: 'READ' } }, now)
    const extensions = { code: 'LIMIT_EXCEEDED', limit: 'apiTokens', value: 51, allowed: 50 }
    expect(errors).toMatchObject([{ extensions }])
  })
})

describe('the list', () => {
  it('shows the newest first, ended ones for 30 days, and nobody else’s', async () => {
    await createToken('Short', 1, now)
    await createToken('Long', null, daysLater(1))
    const { apiToken } = await createToken('Revoked', null, daysLater(1))
    await learner.ask(revoke, { id: apiToken.id }, daysLater(1))
    expect(await listNames(daysLater(2))).toEqual(['Long', 'Short'])
    expect(await listNames(daysLater(32))).toEqual(['Long'])
    const stranger = await newCaller(database().db)
    expect(await stranger.ask(list)).toEqual({ viewer: { apiTokens: [] } })
  })
})

describe('revoking', () => {
  it('holds since the first time, however often it is asked', async () => {
    const { apiToken } = await createToken('Script')
    const answer = { revokeApiToken: { id: apiToken.id } }
    expect(await learner.ask(revoke, { id: apiToken.id }, now)).toEqual(answer)
    expect(await learner.ask(revoke, { id: apiToken.id }, daysLater(1))).toEqual(answer)
    const row = await database().db.apiToken.findUniqueOrThrow({ where: { id: apiToken.id } })
    expect(row.revokedAt).toEqual(now)
  })
})

/** Mutations whose scope is not WRITE. */
const studying = new Set([
  'startStudySession',
  'completeStudySession',
  'abandonStudySession',
  'reviewFlashcard',
  'reviewFlashcards',
  'undoReview',
])
const personal = new Set(['createApiToken', 'revokeApiToken'])

describe('each mutation asks for its scope', () => {
  const id = '0190a3a5-0000-7000-8000-000000000001'
  const mutations = Object.values(schema.getMutationType()!.getFields()).map(field => ({
    name: field.name,
    operation: `mutation { ${writeCall(field, { idFor: () => id })} }`,
    needed: studying.has(field.name) ? 'review' : personal.has(field.name) ? 'person' : 'write',
  }))
  const ranks = ['read', 'review', 'write', 'person']

  it.each(mutations)('$name: $needed', async ({ operation, needed }) => {
    for (const scope of ['read', 'review', 'write'] as const) {
      const { errors } = await asToken(scope).execute(operation)
      const refusals = errors.filter(error => error.extensions.code === 'FORBIDDEN')
      const isEnough = ranks.indexOf(scope) >= ranks.indexOf(needed)
      expect(refusals, `${scope}: ${JSON.stringify(errors)}`).toHaveLength(isEnough ? 0 : 1)
      if (isEnough) continue
      expect(refusals[0]!.message).toContain(`The token has the scope ${scope.toUpperCase()}`)
      const expected = needed === 'person' ? 'no token may do this' : `this needs ${needed.toUpperCase()}.`
      expect(refusals[0]!.message).toContain(expected)
    }
    const { errors } = await learner.execute(operation)
    expect(errors.filter(error => error.extensions.code === 'FORBIDDEN')).toEqual([])
  })

  it('and reading asks for none', async () => {
    await createToken('Script')
    expect(await asToken('read').ask(list)).toMatchObject({ viewer: { apiTokens: [{ name: 'Script' }] } })
  })
})
