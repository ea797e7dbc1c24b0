import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { buildSchema, type OperationDefinitionNode, parse } from 'graphql'
import { expect, it, vi } from 'vitest'
import { planQuery } from './plan.ts'
import { PlanStore } from './planStore.ts'

vi.mock('./plan.ts', async original => {
  const plan = await original<typeof import('./plan.ts')>()
  return { ...plan, planQuery: vi.fn(plan.planQuery) }
})

const schema = buildSchema('type Query { title: String } type Mutation { change: String }')

function operationOf(text: string) {
  const document = parse(text)
  return [document, document.definitions[0] as OperationDefinitionNode] as const
}

it('plans an operation once', () => {
  const store = new PlanStore(schema)
  const operation = operationOf('{ title }')
  const plan = store.find(...operation)
  expect(plan).toMatchObject({ fields: [{ responseName: 'title' }] })
  expect(store.find(...operation)).toBe(plan)
  expect(store.find(...operationOf('{ title }'))).not.toBe(plan)
})

it('remembers what has no plan', () => {
  const store = new PlanStore(schema)
  const operation = operationOf('mutation { change }')
  vi.mocked(planQuery).mockClear()
  expect([store.find(...operation), store.find(...operation)]).toEqual([null, null])
  expect(planQuery).toHaveBeenCalledOnce()
})

it.each(['{ title }', 'mutation { change }'])('keeps no operation: %s', async text => {
  setFlagsFromString('--expose-gc')
  const collectGarbage: () => void = runInNewContext('gc')
  const store = new PlanStore(schema)
  const operations = Array.from({ length: 20 }, () => {
    const [document, operation] = operationOf(text)
    store.find(document, operation)
    return new WeakRef(operation)
  })
  vi.mocked(planQuery).mockClear()
  // What a reference was made of stays until the end of the turn.
  await new Promise(resolve => setImmediate(resolve))
  collectGarbage()
  expect(operations.filter(operation => operation.deref())).toEqual([])
  expect(store.find(...operationOf('{ title }'))).not.toBeNull()
})
