import {
  type ExecutionResult,
  type GraphQLError,
  type GraphQLLeafType,
  getArgumentValues,
  getVariableValues,
} from 'graphql'
import type { FieldPlan, QueryPlan, ValuePlan } from './plan.ts'
import { addError, addPath, answerError, isPromise, type Path, placeOf, type Run } from './run.ts'

type Data = Record<string, unknown>

/**
 * Answers a planned query as `execute` of graphql-js does: the same calls of resolvers, the same values,
 * nulls and errors.
 */
export async function runPlan(
  plan: QueryPlan,
  context: unknown,
  variables: Record<string, unknown>,
): Promise<ExecutionResult> {
  const definitions = plan.operation.variableDefinitions ?? []
  const { coerced, errors: faults } = getVariableValues(plan.schema, definitions, variables, {
    maxErrors: 50,
  })
  if (faults) return { errors: faults }
  const run: Run = { plan, context, variableValues: coerced, errors: [], nulled: new Set() }
  let data: Data | null
  try {
    data = await runFields(run, plan.fields, undefined, undefined)
  } catch (error) {
    addError(run, error as GraphQLError, undefined)
    data = null
  }
  return run.errors.length > 0 ? { errors: run.errors, data } : { data }
}

function runFields(
  run: Run,
  fields: readonly FieldPlan[],
  source: unknown,
  path: Path | undefined,
): Data | Promise<Data> {
  const data: Data = {}
  let isWaiting = false
  try {
    for (const field of fields) {
      const value = runField(run, field, source, path)
      data[field.responseName] = value
      if (isPromise(value)) isWaiting = true
    }
  } catch (error) {
    if (!isWaiting) throw error
    return waitForValues(data).finally(() => {
      throw error
    })
  }
  return isWaiting ? waitForValues(data) : data
}

function waitForValues(data: Data): Promise<Data> {
  const keys = Object.keys(data)
  return Promise.all(Object.values(data)).then(values => {
    for (const [index, key] of keys.entries()) data[key] = values[index]
    return data
  })
}

function runField(run: Run, field: FieldPlan, source: unknown, parentPath: Path | undefined): unknown {
  if (field.isTypeName) return field.parentType.name
  if (field.leaf !== null && typeof source === 'object' && source !== null) {
    try {
      const property = (source as Data)[field.definition.name]
      if (property === null && !field.value.isNonNull) return null
      const isPlain = typeof property !== 'object' && typeof property !== 'function' && property !== undefined
      if (isPlain) return serialize(field.leaf, property)
    } catch (error) {
      return answerError(run, field, field.value, placeOf(field, parentPath), error)
    }
  }
  const path = placeOf(field, parentPath)
  try {
    return settle(run, field, field.value, path, callResolver(run, field, source, path))
  } catch (error) {
    return answerError(run, field, field.value, path, error)
  }
}

function callResolver(run: Run, field: FieldPlan, source: unknown, path: Path): unknown {
  const { plan, context, variableValues } = run
  const { definition, nodes, parentType } = field
  const values = definition.args.length === 0 ? {} : getArgumentValues(definition, nodes[0]!, variableValues)
  return field.resolve(source, values, context, {
    fieldName: definition.name,
    fieldNodes: nodes,
    returnType: definition.type,
    parentType,
    path,
    schema: plan.schema,
    fragments: plan.fragments,
    rootValue: undefined,
    operation: plan.operation,
    variableValues,
  })
}

/** Completes what a resolver or a list gave, now or when it is there. May throw. */
function settle(run: Run, field: FieldPlan, plan: ValuePlan, path: Path, given: unknown): unknown {
  const completed = isPromise(given)
    ? given.then(value => complete(run, field, plan, path, value))
    : complete(run, field, plan, path, given)
  if (!isPromise(completed)) return completed
  return completed.then(undefined, error => answerError(run, field, plan, path, error))
}

function complete(run: Run, field: FieldPlan, plan: ValuePlan, path: Path, value: unknown): unknown {
  if (value instanceof Error) throw value
  if (value == null) {
    if (!plan.isNonNull) return null
    throw new Error(
      `Cannot return null for non-nullable field ${field.parentType.name}.${field.definition.name}.`,
    )
  }
  if (plan.kind === 'object') return runFields(run, plan.fields, value, path)
  if (plan.kind === 'list') return completeList(run, field, plan.item, path, value)
  return serialize(plan.type, value)
}

function serialize(type: GraphQLLeafType, value: unknown): unknown {
  const serialized = type.serialize(value)
  if (serialized != null) return serialized
  throw new Error(
    `Expected \`${type.name}.serialize(${value})\` to return non-nullable value, returned: ${serialized}`,
  )
}

function completeList(run: Run, field: FieldPlan, plan: ValuePlan, path: Path, list: unknown): unknown {
  if (typeof list !== 'object' || typeof (list as Iterable<unknown>)[Symbol.iterator] !== 'function') {
    throw new Error(
      `Expected Iterable, but did not find one for field "${field.parentType.name}.${field.definition.name}".`,
    )
  }
  const items: unknown[] = []
  let isWaiting = false
  try {
    for (const given of list as Iterable<unknown>) {
      const item = completeItem(run, field, plan, addPath(path, items.length, undefined), given)
      items.push(item)
      if (isPromise(item)) isWaiting = true
    }
  } catch (error) {
    // The list is lost, whatever becomes of the items that are waited for.
    if (isWaiting) Promise.all(items).catch(() => {})
    throw error
  }
  return isWaiting ? Promise.all(items) : items
}

function completeItem(run: Run, field: FieldPlan, plan: ValuePlan, path: Path, given: unknown): unknown {
  try {
    return settle(run, field, plan, path, given)
  } catch (error) {
    return answerError(run, field, plan, path, error)
  }
}
