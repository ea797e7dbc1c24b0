import type { Fetcher, FetcherParams } from '@graphiql/toolkit'
import { getOperationAST } from 'graphql'
import { createClient } from 'graphql-ws'
import { fillPlaceholders, MissingPlaceholder, type Remembered, rememberFrom } from './placeholders.ts'

const storageKey = 'memoryloop-explorer-ids'

/** Sends operations to our own origin, signed in by the page's cookie, with placeholders filled in. */
export function createFetcher(onAnswer: () => void): Fetcher {
  const remembered = readRemembered()
  return async ({ query, operationName, variables }: FetcherParams, options) => {
    let filled: unknown
    try {
      filled = fillPlaceholders(variables, remembered)
    } catch (error) {
      if (error instanceof MissingPlaceholder) return { errors: [{ message: error.message }] }
      throw error
    }
    const document = options?.documentAST
    if (document && getOperationAST(document, operationName)?.operation === 'subscription') {
      return follow({ query, operationName, variables: filled as Variables }, options?.headers)
    }
    const response = await fetch('/graphql', {
      method: 'POST',
      credentials: 'same-origin',
      headers: { accept: 'application/json', 'content-type': 'application/json', ...options?.headers },
      body: JSON.stringify({ query, operationName, variables: filled }),
    })
    const answer = await response.json()
    const found = rememberFrom(operationName ?? findOperationName(query), answer.data)
    if (Object.keys(found).length > 0) {
      Object.assign(remembered, found)
      sessionStorage.setItem(storageKey, JSON.stringify(remembered))
    }
    if (operationName !== 'IntrospectionQuery') onAnswer()
    return answer
  }
}

type Variables = Record<string, unknown> | undefined

/** What a subscription tells, on a socket of its own, until either side ends it. */
async function* follow(
  operation: { query: string; operationName?: string | null; variables: Variables },
  headers: Record<string, string> = {},
) {
  const token = Object.entries(headers).find(([name]) => name.toLowerCase() === 'authorization')?.[1]
  const client = createClient({
    url: `${location.origin.replace(/^http/, 'ws')}/graphql`,
    retryAttempts: 0,
    connectionParams: token === undefined ? undefined : { authorization: token },
  })
  try {
    for await (const result of client.iterate(operation)) yield result
  } finally {
    await client.dispose()
  }
}

function readRemembered(): Remembered {
  try {
    return JSON.parse(sessionStorage.getItem(storageKey) ?? '{}')
  } catch {
    return {}
  }
}

function findOperationName(query: string): string | undefined {
  return /^\s*(?:#.*\n\s*)*(?:query|mutation)\s+(\w+)/.exec(query)?.[1]
}
