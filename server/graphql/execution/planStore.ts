import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql'
import { planQuery, type QueryPlan } from './plan.ts'

/**
 * Plans by operation. Apollo Server parses a text once: its operations are the same objects each time, for as long
 * as its own store of documents has room for them. A plan goes when its operation goes: anyone may send texts.
 */
export class PlanStore {
  readonly #schema: GraphQLSchema
  readonly #plans = new WeakMap<OperationDefinitionNode, QueryPlan | null>()

  constructor(schema: GraphQLSchema) {
    this.#schema = schema
  }

  /** The operation's plan, or null where graphql-js has to run it. */
  find(document: DocumentNode, operation: OperationDefinitionNode): QueryPlan | null {
    const known = this.#plans.get(operation)
    if (known !== undefined) return known
    const plan = planQuery(this.#schema, document, operation)
    this.#plans.set(operation, plan)
    return plan
  }
}
