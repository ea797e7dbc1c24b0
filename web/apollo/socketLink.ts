import { GraphQLWsLink } from '@apollo/client/link/subscriptions'
import { createClient } from 'graphql-ws'

/** A socket that says nothing for so long is asked whether it still lives. */
const quietMs = 12_000
/** How long it may take to answer before it counts as dead. */
const answerMs = 5000

/**
 * One socket to where the page came from, with the page's cookie; opened by the first subscription and closed after
 * the last, so that it never outlives its learner. A socket that falls ends its subscriptions with an error: who
 * began one decides whether and when to try again.
 */
export function createSocketLink(): GraphQLWsLink {
  let deadline: ReturnType<typeof setTimeout>
  const client = createClient({
    url: `${location.origin.replace(/^http/, 'ws')}/graphql`,
    retryAttempts: 0,
    keepAlive: quietMs,
    connectionAckWaitTimeout: answerMs,
    on: {
      ping: isReceived => {
        if (!isReceived) deadline = setTimeout(() => client.terminate(), answerMs)
      },
      pong: () => clearTimeout(deadline),
      closed: () => clearTimeout(deadline),
    },
  })
  return new GraphQLWsLink(client)
}
