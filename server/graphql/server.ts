import { ApolloServer, type ApolloServerPlugin, HeaderMap } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled'
import { GraphQLError, type GraphQLSchema, OperationTypeNode } from 'graphql'
import type { Logger } from 'pino'
import { v7 as uuidv7 } from 'uuid'
import { InvalidInput } from '../domain/errors.ts'
import type { Context } from './context.ts'
import { createErrorFormatter } from './errors.ts'
import { asGateway } from './execution/executor.ts'
import { createLimitRules, operationLimits } from './limits.ts'
import { findTextFault } from './storableText.ts'

export interface GraphqlServerParts {
  schema: GraphQLSchema
  logger: Logger
  /** the id of the request being answered; without it each error gets one of its own */
  currentRequestId?: () => string | undefined
}

/** The GraphQL API, without its transport: introspection on, limits on, faults masked. */
export function createGraphqlServer({ schema, logger, currentRequestId }: GraphqlServerParts) {
  return new ApolloServer<Context>({
    gateway: asGateway(schema),
    logger,
    introspection: true,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: operationLimits.tokens },
    validationRules: createLimitRules(),
    formatError: createErrorFormatter({ logger, currentRequestId: () => currentRequestId?.() ?? uuidv7() }),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      refuseUnstorableText,
      refuseSubscriptions,
    ],
  })
}

/** Wrong text is answered before a resolver is called. */
const refuseUnstorableText: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ request, document, source }) {
        const fault = findTextFault(request.variables ?? {}, source, document)
        if (fault) throw refusal(fault)
      },
    }
  },
}

/** They are answered as they happen, which a response cannot. */
const refuseSubscriptions: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ operation }) {
        if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) return
        const message =
          'Subscriptions are answered over a WebSocket at /graphql (protocol graphql-transport-ws), not over HTTP.'
        throw refusal(new InvalidInput('query', message))
      },
    }
  },
}

function refusal(fault: InvalidInput): GraphQLError {
  return new GraphQLError(fault.message, {
    originalError: fault,
    extensions: { http: { status: 400, headers: new HeaderMap() } },
  })
}
