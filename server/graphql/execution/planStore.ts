import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql'
import { planQuery, type QueryPlan } from './plan.ts'

/** Of all plans that are kept: some 20 MB. */
export const maxKeptSelections = 50_000

/** Plans by operation; the oldest go. Apollo Server parses a text once: its operations are the same objects each time. */
export class PlanStore {
  readonly #schema: GraphQLSchema
  readonly #plans = new Map<OperationDefinitionNode, QueryPlan | null>()
  #selections = 0

  constructor(schema: GraphQLSchema) {
    this.#schema = schema
  }

  /** Selections of all plans that are kept. */
  get selections(): number {
    return this.#selections
  }

  /** The operation's plan, or null where graphql-js has to run it. */
  find(document: DocumentNode, operation: OperationDefinitionNode): QueryPlan | null {
    const known = this.#plans.get(operation)
    if (known !== undefined) return known
    const plan = planQuery(this.#schema, document, operation)
    this.#plans.set(operation, plan)
    this.#selections += sizeOf(plan)
    for (const [oldest, old] of this.#plans) {
      if (this.#selections <= maxKeptSelections) break
      this.#plans.delete(oldest)
      this.#selections -= sizeOf(old)
    }
    return plan
  }
}

function sizeOf(plan: QueryPlan | null): number {
  return plan?.size ?? 1
}
