import { buildSchema, type OperationDefinitionNode, parse } from 'graphql'
import { expect, it } from 'vitest'
import { maxKeptSelections, PlanStore } from './planStore.ts'

const schema = buildSchema('type Query { title: String } type Mutation { change: String }')

function operationOf(text: string) {
  const document = parse(text)
  return [document, document.definitions[0] as OperationDefinitionNode] as const
}

it('plans an operation once', () => {
  const store = new PlanStore(schema)
  const operation = operationOf('{ title }')
  const plan = store.find(...operation)
  expect(plan).toMatchObject({ size: 1 })
  expect(store.find(...operation)).toBe(plan)
  expect(store.find(...operationOf('{ title }'))).not.toBe(plan)
  expect(store.find(...operationOf('mutation { change }'))).toBeNull()
})

it('keeps no more than there is room for, the latest', () => {
  const store = new PlanStore(schema)
  const wide = `{ ${'title '.repeat(400)} }`
  const first = operationOf(wide)
  const firstPlan = store.find(...first)
  for (let kept = 400; kept + 400 <= maxKeptSelections; kept += 400) store.find(...operationOf(wide))
  expect(store.selections).toBe(maxKeptSelections)
  expect(store.find(...first)).toBe(firstPlan)
  const last = operationOf('{ title }')
  const lastPlan = store.find(...last)
  expect(store.selections).toBe(maxKeptSelections - 400 + 1)
  expect(store.find(...last)).toBe(lastPlan)
  expect(store.find(...first)).not.toBe(firstPlan)
})
