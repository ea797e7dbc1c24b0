import {
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
} from 'graphql'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { Conflict, InvalidInput, LimitExceeded, NotFound, RateLimited } from '../domain/errors.ts'
import type { Context } from './context.ts'
import { createGraphqlServer } from './server.ts'
import { findUnstorableText } from './storableText.ts'

const failures: Record<string, () => never> = {
  notFound: () => fail(new NotFound('Goal', 'x')),
  conflict: () => fail(new Conflict('The card has moved on.')),
  invalid: () => fail(new InvalidInput('input.title', 'Title is empty.')),
  limit: () => fail(new LimitExceeded('nodes', 501, 500)),
  rate: () => fail(new RateLimited('requests', 7)),
  bug: () => fail(new TypeError('secret detail of /srv/app')),
  expired: () => fail(Object.assign(new Error('Transaction API error'), { code: 'P2028' })),
  refused: () =>
    fail(new Error('query failed', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) })),
  driver: () =>
    fail(
      Object.assign(new Error('Raw query failed'), {
        code: 'P2010',
        meta: { driverAdapterError: { cause: { kind: 'postgres', originalCode: '57P01' } } },
      }),
    ),
}

function fail(error: Error): never {
  throw error
}

const InnerInput = new GraphQLInputObjectType({
  name: 'InnerInput',
  fields: { rating: { type: GraphQLInt }, text: { type: GraphQLString } },
})
const Node: GraphQLObjectType = new GraphQLObjectType({
  name: 'Node',
  fields: () => ({
    id: { type: GraphQLString, resolve: () => 'n' },
    child: { type: Node, resolve: () => null },
    cards: { type: new GraphQLList(Node), args: { first: { type: GraphQLInt } }, resolve: () => [] },
    fail: {
      type: GraphQLString,
      args: { with: { type: GraphQLString } },
      resolve: (_, { with: key }) => failures[key]!(),
    },
    echo: {
      type: GraphQLString,
      args: { input: { type: new GraphQLNonNull(InnerInput) } },
      resolve: () => 'ok',
    },
    broken: { type: new GraphQLNonNull(GraphQLString), resolve: () => null },
  }),
})
const schema = new GraphQLSchema({
  query: new GraphQLObjectType({ name: 'Query', fields: { node: { type: Node, resolve: () => ({}) } } }),
})

const logged: { msg: string; err?: { stack: string } }[] = []
const logger = pino({ level: 'info' }, { write: line => void logged.push(JSON.parse(line)) })
const server = createGraphqlServer({ schema, logger, currentRequestId: () => 'request-1' })

async function run(query: string, variables: Record<string, unknown> = {}) {
  const answer = await server.executeOperation({ query, variables }, { contextValue: {} as Context })
  if (answer.body.kind !== 'single') throw new Error('expected one result')
  return { status: answer.http.status, ...answer.body.singleResult }
}

async function errorOf(query: string, variables?: Record<string, unknown>): Promise<Record<string, unknown>> {
  const { errors, status } = await run(query, variables)
  expect(errors).toHaveLength(1)
  expect(errors![0]!.extensions?.requestId).toBe('request-1')
  const { requestId: _, ...extensions } = errors![0]!.extensions!
  return { message: errors![0]!.message, status, ...extensions }
}

describe('errors of resolvers', () => {
  it.each([
    ['notFound', { code: 'NOT_FOUND', message: 'Goal "x" was not found.' }],
    ['conflict', { code: 'CONFLICT' }],
    ['invalid', { code: 'BAD_USER_INPUT', issues: [{ path: 'input.title', message: 'Title is empty.' }] }],
    ['limit', { code: 'LIMIT_EXCEEDED', limit: 'nodes', value: 501, allowed: 500 }],
    ['rate', { code: 'RATE_LIMITED', retryAfterSeconds: 7 }],
    ['expired', { code: 'UNAVAILABLE' }],
    ['refused', { code: 'UNAVAILABLE' }],
    ['driver', { code: 'UNAVAILABLE' }],
  ])('%s', async (key, expected) => {
    expect(await errorOf('query($key: String) { node { fail(with: $key) } }', { key })).toMatchObject(
      expected,
    )
  })

  it('keeps faults of ours to itself and writes them to the log', async () => {
    logged.length = 0
    const error = await errorOf('{ node { fail(with: "bug") } }')
    expect(error.code).toBe('INTERNAL_SERVER_ERROR')
    expect(JSON.stringify(error)).not.toContain('secret')
    expect(logged[0]).toMatchObject({ requestId: 'request-1', path: ['node', 'fail'] })
    expect(logged[0]!.err!.stack).toContain('secret detail')
  })

  it('masks a null that may not be null', async () => {
    expect(await errorOf('{ node { broken } }')).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' })
  })
})

describe('errors of the request', () => {
  it.each([
    ['{ node { ', 'GRAPHQL_PARSE_FAILED'],
    ['{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['query A { node { id } } query B { node { id } }', 'OPERATION_RESOLUTION_FAILURE'],
  ])('%s', async (query, code) => {
    expect(await errorOf(query)).toMatchObject({ code, status: 400 })
  })

  it('names the place of a wrong variable', async () => {
    const query = 'query($input: InnerInput!) { node { echo(input: $input) } }'
    expect(await errorOf(query, { input: { rating: 'good' } })).toMatchObject({
      code: 'BAD_USER_INPUT',
      status: 400,
      issues: [{ path: 'input.rating', message: expect.stringContaining('cannot represent') }],
    })
    expect(await errorOf(query)).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input' }] })
  })

  it('names an argument whose variable is absent', async () => {
    const query = 'query($input: InnerInput! = { rating: 1 }) { node { echo(input: $input) } }'
    expect(await errorOf(query, { input: null })).toMatchObject({ code: 'BAD_USER_INPUT' })
  })
})

describe('text that cannot be stored', () => {
  const query = 'query($input: InnerInput!) { node { echo(input: $input) } }'
  it.each([
    ['NUL', 'a\0b'],
    ['a lone surrogate', 'a\ud800b'],
  ])('%s in a variable', async (name, text) => {
    expect(await errorOf(query, { input: { text } })).toMatchObject({
      code: 'BAD_USER_INPUT',
      status: 400,
      issues: [{ path: 'input.text', message: expect.stringContaining(name) }],
    })
  })

  it('NUL in a literal', async () => {
    expect(await errorOf('{ node { echo(input: { text: "a\\u0000b" }) } }')).toMatchObject({
      code: 'BAD_USER_INPUT',
      issues: [{ path: 'line 1' }],
    })
  })

  it('allows every whole character', async () => {
    const { errors } = await run(query, { input: { text: 'שלום 🎓 \u0001' } })
    expect(errors).toBeUndefined()
  })

  it('is found however deep it is nested', () => {
    let nested: unknown = '\0'
    for (let depth = 0; depth < 100_000; depth++) nested = [nested]
    expect(findUnstorableText(nested, '')).toHaveLength(1)
  })
})

describe('limits', () => {
  const nest = (levels: number) => `{ node ${'{ child '.repeat(levels)} { id } ${'}'.repeat(levels)} }`
  it.each([
    ['depth', nest(30), 32, 25],
    ['aliases', `{ node { ${Array.from({ length: 40 }, (_, i) => `a${i}: id`).join(' ')} } }`, 40, 30],
    ['directives', `{ node { id ${'@skip(if: false) '.repeat(60)} } }`, 60, 50],
    ['cost', '{ node { cards(first: 1000) { cards(first: 1000) { id } } } }', expect.any(Number), 100_000],
    ['tokens', `{ node { ${'id '.repeat(4_100)} } }`, 4_001, 4_000],
  ])('%s', async (limit, query, value, allowed) => {
    const { errors } = await run(query)
    const found = errors!.find(error => error.extensions?.code === 'LIMIT_EXCEEDED')
    expect(found?.extensions).toMatchObject({ limit, value, allowed })
  })

  it('lets a deep tree with cards and reviews pass', async () => {
    const cards = 'cards(first: 20) { id cards(first: 20) { id } }'
    const query = `{ node { child { id ${cards} child { id ${cards} child { id ${cards} child { id ${cards} } } } } } }`
    expect((await run(query)).errors).toBeUndefined()
  })

  it('does not count fragments as levels', async () => {
    const fragments = Array.from({ length: 30 }, (_, i) => `fragment F${i} on Node { id ...F${i + 1} }`).join(
      ' ',
    )
    expect((await run(`{ node { ...F0 } } ${fragments} fragment F30 on Node { id }`)).errors).toBeUndefined()
  })

  it('answers hostile nesting with a clear error, not with a fault of ours', async () => {
    for (const query of [
      `{ node { echo(input: ${'['.repeat(3_900)}`,
      `{ node ${'{ child '.repeat(1_900)}`,
      `${nest(1_200)}`,
      `{ node { ...A } } fragment A on Node { child { ...A } }`,
    ]) {
      const { errors, status } = await run(query)
      expect(status).toBe(400)
      expect(errors!.map(error => error.extensions?.code)).not.toContain('INTERNAL_SERVER_ERROR')
    }
  })
})
