import { ApolloClient, type ApolloLink, InMemoryCache } from '@apollo/client'
import { ServerError } from '@apollo/client/errors'
import { ErrorLink } from '@apollo/client/link/error'
import { HttpLink } from '@apollo/client/link/http'
import { RetryLink } from '@apollo/client/link/retry'
import { OperationTypeNode } from 'graphql'
import { typePolicies } from './cachePolicies.ts'
import { isErrorCode } from './describeError.ts'
import { createLazyLink } from './lazyLink.ts'

/** A mutation is repeated only when its context says `isIdempotent`: a review carries its own id. */
function canRepeat(operation: ApolloLink.Operation): boolean {
  return operation.operationType === OperationTypeNode.QUERY || operation.getContext().isIdempotent === true
}

function isTransient(error: unknown): boolean {
  return error instanceof TypeError || (ServerError.is(error) && [502, 503, 504].includes(error.statusCode))
}

const retryLink = new RetryLink({
  delay: { initial: 300, max: 3000, jitter: true },
  attempts: { max: 3, retryIf: (error, operation) => canRepeat(operation) && isTransient(error) },
})

/** The code for sockets comes with the first subscription: most visits have none. */
const socketLink = createLazyLink(() => import('./socketLink.ts').then(module => module.createSocketLink()))

function isSubscription(operation: ApolloLink.Operation): boolean {
  return operation.operationType === OperationTypeNode.SUBSCRIPTION
}

export function createCache(): InMemoryCache {
  return new InMemoryCache({ typePolicies })
}

export function createClient(onSignedOut: () => void): ApolloClient {
  const errorLink = new ErrorLink(({ error }) => {
    if (isErrorCode(error, 'UNAUTHENTICATED')) onSignedOut()
  })
  const httpLink = new HttpLink({ uri: '/graphql', enhancedClientAwareness: { transport: false } })
  return new ApolloClient({
    link: errorLink.split(isSubscription, socketLink, retryLink.concat(httpLink)),
    cache: createCache(),
    dataMasking: true,
    defaultOptions: { watchQuery: { fetchPolicy: 'cache-and-network', nextFetchPolicy: 'cache-first' } },
    devtools: { enabled: import.meta.env.DEV },
  })
}
