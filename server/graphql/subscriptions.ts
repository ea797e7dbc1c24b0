import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql'
import type { Logger } from 'pino'
import { InvalidInput, Unauthenticated } from '../domain/errors.ts'
import type { Context } from './context.ts'
import { createErrorFormatter } from './errors.ts'
import { createLimitRules, operationLimits } from './limits.ts'
import { findTextFault } from './storableText.ts'

/** What a client asks for in one message. */
export interface SubscriptionRequest {
  query: string
  variables?: Record<string, unknown> | null
  operationName?: string | null
}

/** A subscription that may be run. */
export interface ReadSubscription extends Pick<ExecutionArgs, 'schema' | 'document' | 'operationName'> {
  variableValues: Record<string, unknown>
}

/** The GraphQL API as it happens, without its transport: the limits and errors of graphql/server.ts. */
export interface Subscriptions {
  /** What is asked for, or what is wrong with it. */
  read(request: SubscriptionRequest): ReadSubscription | readonly GraphQLError[]
  /**
   * The answers, one after each event. `createContext` is called for the beginning and again for every answer, so
   * that each is of its own moment. Ends with an error when it cannot begin or nobody may hear it any more.
   */
  run(
    subscription: ReadSubscription,
    createContext: () => Promise<Context>,
  ): AsyncIterableIterator<ExecutionResult>
  /** Anything that was thrown, to be told as an error of an operation. */
  toGraphqlError(error: unknown): GraphQLError
  /** The errors as a client may see them. */
  format(errors: readonly GraphQLError[], requestId: string): GraphQLFormattedError[]
}

export function createSubscriptions(schema: GraphQLSchema, logger: Logger): Subscriptions {
  const rules = [...specifiedRules, ...createLimitRules()]

  return {
    read({ query, variables, operationName }) {
      const document = parseText(query)
      if (document instanceof GraphQLError) return [document]
      const faults = validate(schema, document, rules)
      if (faults.length > 0) return faults.map(fault => withCode(fault, 'GRAPHQL_VALIDATION_FAILED'))
      const subscription = { schema, document, variableValues: variables ?? {}, operationName }
      const operationFaults = findOperationFaults(subscription)
      if (operationFaults.length > 0) return operationFaults
      const textFault = findTextFault(subscription.variableValues, query, document)
      return textFault ? [toGraphqlError(textFault)] : subscription
    },

    run(subscription, createContext) {
      let learnerId: string | undefined
      return new Answers(
        async () => {
          const contextValue = await createContext()
          learnerId = contextValue.learner?.id
          const events = await createSourceEventStream({ ...subscription, contextValue })
          if (Symbol.asyncIterator in events) return events as AsyncIterable<unknown>
          throw events.errors?.[0]
        },
        async event => {
          const contextValue = await createContext()
          if (contextValue.learner?.id !== learnerId) throw new Unauthenticated('You are signed out.')
          return execute({ ...subscription, rootValue: event, contextValue })
        },
      )
    },

    toGraphqlError,

    format(errors, requestId) {
      const format = createErrorFormatter({ logger, currentRequestId: () => requestId })
      return errors.map(error => format(error.toJSON(), error))
    },
  }
}

function parseText(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query, { maxTokens: operationLimits.tokens })
  } catch (error) {
    return withCode(error as GraphQLError, 'GRAPHQL_PARSE_FAILED')
  }
}

function findOperationFaults(subscription: ReadSubscription): readonly GraphQLError[] {
  const { schema, document, operationName, variableValues } = subscription
  const operation = getOperationAST(document, operationName)
  if (!operation) {
    const message = operationName
      ? `Unknown operation named "${operationName.slice(0, 100)}".`
      : 'Must provide operation name if query contains multiple operations.'
    return [withCode(new GraphQLError(message), 'OPERATION_RESOLUTION_FAILURE')]
  }
  if (operation.operation !== OperationTypeNode.SUBSCRIPTION) {
    const message = `Only subscriptions are answered over a WebSocket. Send the ${operation.operation} to /graphql by HTTP.`
    return [toGraphqlError(new InvalidInput('query', message))]
  }
  const definitions = operation.variableDefinitions ?? []
  const { errors = [] } = getVariableValues(schema, definitions, variableValues, { maxErrors: 20 })
  return errors.map(error => withCode(error, 'BAD_USER_INPUT'))
}

/** One answer after each event. By hand, as followJob: ending it must not wait for the next event. */
class Answers implements AsyncIterableIterator<ExecutionResult> {
  readonly #begin: () => Promise<AsyncIterable<unknown>>
  readonly #answer: (event: unknown) => Promise<ExecutionResult>
  #source: AsyncIterator<unknown> | null = null
  #isOver = false

  constructor(
    begin: () => Promise<AsyncIterable<unknown>>,
    answer: (event: unknown) => Promise<ExecutionResult>,
  ) {
    this.#begin = begin
    this.#answer = answer
  }

  async next(): Promise<IteratorResult<ExecutionResult, undefined>> {
    try {
      if (!this.#source && !this.#isOver) this.#source = (await this.#begin())[Symbol.asyncIterator]()
      // It may have been ended while it began.
      if (this.#isOver) return await this.return()
      const event = await this.#source!.next()
      return event.done ? await this.return() : { done: false, value: await this.#answer(event.value) }
    } catch (error) {
      await this.return()
      throw error
    }
  }

  async return(): Promise<IteratorReturnResult<undefined>> {
    this.#isOver = true
    await this.#source?.return?.()
    return { done: true, value: undefined }
  }

  [Symbol.asyncIterator]() {
    return this
  }
}

function toGraphqlError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error
  const originalError = error instanceof Error ? error : new Error(String(error))
  return new GraphQLError(originalError.message, { originalError })
}

/** As Apollo Server marks what it refuses. */
function withCode(error: GraphQLError, code: string): GraphQLError {
  const { message, nodes, source, positions, path, originalError } = error
  const extensions = { ...error.extensions, code }
  return new GraphQLError(message, { nodes, source, positions, path, originalError, extensions })
}
