import { type ExecutionResult, GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql'
import { pino } from 'pino'
import { beforeEach, expect, test } from 'vitest'
import { NotFound } from '../domain/errors.ts'
import type { Context } from './context.ts'
import { createSubscriptions } from './subscriptions.ts'

/** Events that are sent by hand. */
class Source implements AsyncIterableIterator<string> {
  readonly events = ['first']
  isEnded = false
  #wake = () => {}
  send(event: string) {
    this.events.push(event)
    this.#wake()
  }
  async next(): Promise<IteratorResult<string>> {
    while (this.events.length === 0 && !this.isEnded) {
      await new Promise<void>(resolve => {
        this.#wake = resolve
      })
    }
    return this.isEnded ? { done: true, value: undefined } : { done: false, value: this.events.shift()! }
  }
  async return(): Promise<IteratorResult<string>> {
    this.isEnded = true
    this.#wake()
    return { done: true, value: undefined }
  }
  [Symbol.asyncIterator]() {
    return this
  }
}

let source: Source
let log: { level: number; err: { message: string } }[]
beforeEach(() => {
  source = new Source()
  log = []
})

const schema = new GraphQLSchema({
  query: new GraphQLObjectType({ name: 'Query', fields: { a: { type: GraphQLString } } }),
  subscription: new GraphQLObjectType({
    name: 'Subscription',
    fields: {
      said: {
        type: GraphQLString,
        subscribe: () => source,
        resolve(event: string, _args, context: Context) {
          if (event === 'a mistake') throw new TypeError('secret detail of /srv/app')
          return `${event} to ${context.learner?.id} in ${context.requestId}`
        },
      },
      missing: {
        type: GraphQLString,
        subscribe() {
          throw new NotFound('Thing', 'x')
        },
      },
    },
  }),
})

const subscriptions = createSubscriptions(
  schema,
  pino({}, { write: line => void log.push(JSON.parse(line)) }),
)

/** Runs a subscription of `learner`, whose contexts are numbered. */
function run(query: string, learner: { id: string | null } = { id: 'Ada' }) {
  const read = subscriptions.read({ query })
  if (!('schema' in read)) throw new Error(`Refused: ${read[0]?.message}`)
  let contexts = 0
  return subscriptions.run(read, async () => {
    const { id } = learner
    return { learner: id === null ? null : { id }, requestId: `context ${++contexts}` } as Context
  })
}

const answerOf = async (answers: AsyncIterator<ExecutionResult>) => (await answers.next()).value?.data?.said

test('every answer is made in a context of its own', async () => {
  const answers = run('subscription { said }')
  expect(await answerOf(answers)).toBe('first to Ada in context 2')
  source.send('second')
  expect(await answerOf(answers)).toBe('second to Ada in context 3')
})

test('who is somebody else by now gets no answer', async () => {
  const learner: { id: string | null } = { id: 'Ada' }
  const answers = run('subscription { said }', learner)
  await answers.next()
  learner.id = null
  source.send('second')
  await expect(answers.next()).rejects.toThrow('You are signed out.')
  expect([source.isEnded, await answers.next()]).toEqual([true, { done: true, value: undefined }])
})

test('one that cannot begin ends with the reason', async () => {
  const answers = run('subscription { missing }')
  const error = await answers.next().then(
    () => null,
    thrown => thrown,
  )
  const told = subscriptions.format([subscriptions.toGraphqlError(error)], 'r1')
  expect(told).toMatchObject([
    { message: 'Thing "x" was not found.', extensions: { code: 'NOT_FOUND', requestId: 'r1' } },
  ])
})

test('ending it does not wait for the next event', async () => {
  const answers = run('subscription { said }')
  await answers.next()
  const waiting = answers.next()
  await answers.return?.()
  expect([await waiting, source.isEnded]).toEqual([{ done: true, value: undefined }, true])
})

test('ending it while it begins ends it', async () => {
  const answers = run('subscription { said }')
  const waiting = answers.next()
  await answers.return?.()
  expect([await waiting, source.isEnded]).toEqual([{ done: true, value: undefined }, true])
})

test('faults of ours are kept from the client and written to the log', async () => {
  const answers = run('subscription { said }')
  await answers.next()
  source.send('a mistake')
  const { errors = [] } = (await answers.next()).value as ExecutionResult
  const [told] = subscriptions.format(errors, 'r1')
  expect(told).toMatchObject({
    path: ['said'],
    extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'r1' },
  })
  expect(JSON.stringify(told)).not.toContain('secret')
  expect(log).toMatchObject([{ level: 50, err: { message: 'secret detail of /srv/app' } }])
})
