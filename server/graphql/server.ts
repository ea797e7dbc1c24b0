import { ApolloServer, type ApolloServerPlugin, HeaderMap } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled'
import { type DocumentNode, GraphQLError, type GraphQLSchema, visit } from 'graphql'
import type { Logger } from 'pino'
import { v7 as uuidv7 } from 'uuid'
import { type InputIssue, InvalidInput } from '../domain/errors.ts'
import type { Context } from './context.ts'
import { createErrorFormatter } from './errors.ts'
import { asGateway } from './execution/executor.ts'
import { createLimitRules, operationLimits } from './limits.ts'

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
    ],
  })
}

/** PostgreSQL refuses NUL, and UTF-8 cannot say a lone surrogate: answered before a resolver is called. */
const refuseUnstorableText: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ request, document, source }) {
        const issues = findUnstorableText(request.variables ?? {}, '')
        if (source.includes('\\u')) issues.push(...findUnstorableLiterals(document))
        if (issues.length === 0) return
        const invalid = new InvalidInput(issues)
        throw new GraphQLError(invalid.message, {
          originalError: invalid,
          extensions: { http: { status: 400, headers: new HeaderMap() } },
        })
      },
    }
  },
}

const unstorable = /\0|\p{Cs}/u
const maxIssues = 20

/** Every string of a JSON value that cannot be stored, with its place. Not recursive: input may nest deeply. */
export function findUnstorableText(value: unknown, path: string): InputIssue[] {
  const issues: InputIssue[] = []
  const waiting: { value: unknown; path: string }[] = [{ value, path }]
  for (let next = waiting.pop(); next && issues.length < maxIssues; next = waiting.pop()) {
    if (typeof next.value === 'string') {
      const found = unstorable.exec(next.value)
      if (found) issues.push(describe(next.path, found[0]))
    } else if (typeof next.value === 'object' && next.value !== null) {
      for (const [key, child] of Object.entries(next.value).reverse()) {
        if (typeof child !== 'string' && (typeof child !== 'object' || child === null)) continue
        waiting.push({ value: child, path: next.path ? `${next.path}.${key}` : key })
      }
    }
  }
  return issues
}

function findUnstorableLiterals(document: DocumentNode): InputIssue[] {
  const issues: InputIssue[] = []
  visit(document, {
    StringValue(node) {
      const found = unstorable.exec(node.value)
      if (found) issues.push(describe(`line ${node.loc?.startToken.line ?? 1}`, found[0]))
    },
  })
  return issues
}

function describe(fullPath: string, character: string): InputIssue {
  const path = fullPath.slice(0, 200)
  const name = character === '\0' ? 'the character NUL (U+0000)' : 'a lone surrogate, half of a character'
  return { path, message: `Text at "${path}" contains ${name}, which cannot be stored.` }
}
