import { type GraphQLError, locatedError, responsePathAsArray } from 'graphql'
import type { FieldPlan, QueryPlan, ValuePlan } from './plan.ts'

/** A place in the answer. */
export interface Path {
  readonly prev: Path | undefined
  readonly key: string | number
  readonly typename: string | undefined
}

/** One query being answered. */
export interface Run {
  plan: QueryPlan
  context: unknown
  variableValues: Record<string, unknown>
  errors: GraphQLError[]
  /** places that an error made null; undefined: the whole answer */
  nulled: Set<Path | undefined>
}

/** Null with an error, or, where null is not allowed, the error for what is above. */
export function answerError(run: Run, field: FieldPlan, plan: ValuePlan, path: Path, raw: unknown): null {
  const error = locatedError(raw, field.nodes, responsePathAsArray(path))
  if (plan.isNonNull) throw error
  addError(run, error, path)
  return null
}

/** What comes later from a place that is null already is not told. */
export function addError(run: Run, error: GraphQLError, path: Path | undefined): void {
  for (let place = path; place; place = place.prev) if (run.nulled.has(place)) return
  if (run.nulled.has(undefined)) return
  run.nulled.add(path)
  run.errors.push(error)
}

export function placeOf(field: FieldPlan, parentPath: Path | undefined): Path {
  return addPath(parentPath, field.responseName, field.parentType.name)
}

export function addPath(prev: Path | undefined, key: string | number, typename: string | undefined): Path {
  return { prev, key, typename }
}

/** Prisma's are no instances of Promise. */
export function isPromise(value: unknown): value is Promise<unknown> {
  return typeof (value as Promise<unknown> | null | undefined)?.then === 'function'
}
