import { ApolloArmor } from '@escape.tech/graphql-armor'
import { GraphQLError, type ValidationContext, type ValidationRule } from 'graphql'
import { LimitExceeded } from '../domain/errors.ts'

/**
 * What one operation may ask for. Generous enough for a goal with its tree four levels deep, the cards of
 * every node and their reviews; small enough that nobody keeps the server busy with one request.
 */
export const operationLimits = {
  /** fields within fields, fragments not counted; a schema introspection is exempt */
  depth: 25,
  aliases: 30,
  directives: 50,
  /** fields, times `first` where it is written into the operation; what the answer holds is limited in budget.ts */
  cost: 100_000,
  /** words and signs of the text; values sent as variables do not count */
  tokens: 4_000,
} as const

type LimitName = keyof typeof operationLimits

const limitSentences: Record<LimitName, (value: number, allowed: number) => string> = {
  depth: (value, allowed) => `The operation is ${value} levels deep; at most ${allowed} are allowed.`,
  aliases: (value, allowed) => `The operation has ${value} aliases; at most ${allowed} are allowed.`,
  directives: (value, allowed) => `The operation has ${value} directives; at most ${allowed} are allowed.`,
  cost: (value, allowed) =>
    `The operation costs ${value} (fields times "first"); at most ${allowed} is allowed. Ask for less at once.`,
  tokens: (_, allowed) =>
    `The operation is longer than ${allowed} tokens. Send values as variables, which do not count.`,
}

export function exceedLimit(limit: LimitName, value: number): LimitExceeded {
  const allowed = operationLimits[limit]
  return new LimitExceeded(limit, value, allowed, limitSentences[limit](value, allowed))
}

/** Validation rules of graphql-armor that report the limit, what was found and what is allowed. */
export function createLimitRules(): ValidationRule[] {
  const { depth, aliases, directives, cost } = operationLimits
  const { validationRules } = new ApolloArmor({
    maxDepth: { n: depth, flattenFragments: true, ...reporting('depth') },
    maxAliases: { n: aliases, allowList: ['__typename'], ...reporting('aliases') },
    maxDirectives: { n: directives, ...reporting('directives') },
    costLimit: {
      maxCost: cost,
      objectCost: 1,
      scalarCost: 1,
      depthCostFactor: 1,
      flattenFragments: true,
      ...reporting('cost'),
    },
    // `parseOptions.maxTokens` does this without answering 500.
    maxTokens: { enabled: false },
    // The schema is public: a suggestion is a help.
    blockFieldSuggestion: { enabled: false },
  }).protect()
  return validationRules as ValidationRule[]
}

/** graphql-armor says what it found only in its message: `… limit of 25 exceeded, found 31.` */
function reporting(limit: LimitName) {
  return {
    propagateOnRejection: false,
    onReject: [
      (context: ValidationContext | null, error: GraphQLError) => {
        const found = Number(/found ([\d.]+)/.exec(error.message)?.[1])
        const exceeded = exceedLimit(limit, found)
        context?.reportError(new GraphQLError(exceeded.message, { originalError: exceeded }))
      },
    ],
  }
}
